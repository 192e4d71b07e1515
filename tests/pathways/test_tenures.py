"""Who held the person from when until when."""

from datetime import date

from throughcare.pathways import Moment, Party, Pathway, Stage, State, Step, follow, with_what_every_pathway_has
from throughcare.pathways.events import Event
from throughcare.pathways.tenures import Tenure, tenures

PATHWAY = with_what_every_pathway_has(
    Pathway(
        id="p",
        title="A pathway",
        parties=(Party("giver", "Giver"), Party("taker", "Taker")),
        stages=(
            Stage("here", "Here", accountable=("giver",)),
            Stage("there", "There", accountable=("taker",)),
            Stage("over", "Over", accountable=("taker",), final=True),
        ),
        steps=(
            Step("begin", "Begin", by=("giver",), to="here", begins=True),
            Step("go", "Go", by=("giver", "taker"), sources=("here",), to="there"),
            Step("end", "End", by=("taker",), sources=("there",), to="over"),
        ),
        opened_by="giver",
    )
)


def held(*events: tuple[int, str, str], **facts: str) -> tuple[Tenure, ...]:
    history = [
        Event(
            number, step, march(day), party, party[0].upper(), facts=facts if step.startswith(("held", "hand")) else {}
        )
        for number, (day, step, party) in enumerate(events, start=1)
    ]
    return tenures(PATHWAY, follow(PATHWAY, history, bound={"giver": "G"}))


def march(day: int) -> Moment:
    return Moment(on=date(2026, 3, day))


def on(day: int) -> date:
    return date(2026, 3, day)


def test_before_the_first_fact_nobody_has_held_anybody():
    assert tenures(PATHWAY, State()) == ()


def test_a_stage_hands_over_to_its_own_accountable_party():
    assert held((2, "begin", "giver"), (9, "go", "taker")) == (
        Tenure(("G",), on(2), on(9)),
        Tenure(("T",), on(9)),
    )


def test_where_the_accountable_party_is_not_named_nobody_holds():
    assert held((2, "begin", "giver"), (9, "go", "giver"))[-1] == Tenure((), on(9))


def test_the_end_ends_the_last_tenure():
    assert held((2, "begin", "giver"), (9, "go", "taker"), (12, "end", "taker"))[-1] == Tenure(("T",), on(9), on(12))


def test_what_begins_and_ends_on_one_day_is_left_out():
    assert held((2, "begin", "giver"), (2, "go", "taker")) == (Tenure(("T",), on(2)),)


def test_holding_jointly_is_a_tenure_of_its_own():
    assert held((2, "begin", "giver"), (5, "held-jointly", "giver"), organisation="T")[-1] == Tenure(("G", "T"), on(5))


def test_a_hand_over_of_the_part_changes_the_holder():
    found = held(
        (2, "begin", "giver"),
        (5, "handover-offered", "giver"),
        (7, "handover-accepted", "taker"),
        party="giver",
        organisation="T",
    )
    assert found == (Tenure(("G",), on(2), on(7)), Tenure(("T",), on(7)))
