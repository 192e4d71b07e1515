"""Who held the person from when until when."""

from datetime import date

import pytest

from throughcare.pathways import (
    Moment,
    Party,
    Pathway,
    Stage,
    State,
    Step,
    as_it_stands,
    follow,
    holders,
    with_what_every_pathway_has,
)
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


WARD = with_what_every_pathway_has(
    Pathway(
        id="w",
        title="A ward",
        parties=(Party("prison", "Prison"), Party("ward", "Ward")),
        stages=(
            Stage("waits", "Waits", accountable=("prison",)),
            Stage("ward", "On the ward", accountable=("ward",), joint=("prison",), joint_days=28),
            Stage("home", "Home", accountable=("prison",)),
            Stage("over", "Over", accountable=("ward",), final=True),
        ),
        steps=(
            Step("begin", "Begin", by=("prison",), to="waits", begins=True),
            Step("admit", "Admit", by=("ward",), sources=("waits",), to="ward"),
            Step("return", "Return", by=("ward",), sources=("ward",), to="home"),
        ),
        opened_by="prison",
    )
)


def on_the_ward(*events: tuple[int, str, str], as_of: date) -> tuple[tuple[str, ...], tuple[Tenure, ...]]:
    """Who holds on a day, and who has held until then."""
    history = [Event(n, step, march(day), party, party[0].upper()) for n, (day, step, party) in enumerate(events, 1)]
    state = as_it_stands(WARD, follow(WARD, history, bound={"prison": "P"}), as_of=Moment(on=as_of))
    return holders(WARD, state), tenures(WARD, state)


ADMITTED = ((1, "begin", "prison"), (2, "admit", "ward"))


@pytest.mark.parametrize(
    ("as_of", "who"),
    [(on(2), ("W", "P")), (on(30), ("W", "P")), (on(31), ("W",)), (date(2027, 1, 1), ("W",))],
    ids=["the day of admission", "day 28", "day 29", "much later"],
)
def test_prison_and_ward_hold_together_up_to_day_28_after_admission(as_of: date, who: tuple[str, ...]):
    assert on_the_ward(*ADMITTED, as_of=as_of)[0] == who


def test_once_the_days_have_passed_the_ward_has_held_alone_since():
    assert on_the_ward(*ADMITTED, as_of=date(2026, 5, 1))[1][1:] == (
        Tenure(("W", "P"), on(2), on(31)),
        Tenure(("W",), on(31)),
    )


def test_whoever_goes_back_within_the_days_was_held_jointly_all_the_while():
    found = on_the_ward(*ADMITTED, (20, "return", "ward"), as_of=date(2026, 5, 1))[1]
    assert found[1:] == (Tenure(("W", "P"), on(2), on(20)), Tenure(("P",), on(20)))
