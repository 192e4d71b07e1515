"""May this step be taken? Each refusal says why, in a sentence for whoever tried."""

import pytest

from tests.facts import day, history
from throughcare.pathways import Decision, Event, Pathway, Reason, decide
from throughcare.pathways.everywhere import FACTS_OF_HOLDING

RECEIVED = "2026-03-02 received party=clinic\n"
TREATED = f"{RECEIVED}2026-03-03 accepted party=clinic\n"
ENDED = f"{TREATED}2026-03-04 report\n2026-03-05 finished\n"
SENT = "2026-03-01 referral-drafted party=nurse\n2026-03-02 referral-sent party=nurse\n"


def judged(pathway: Pathway, text: str, *, as_of: str = "2026-04-01") -> Decision:
    """The decision on the last line, given those before it."""
    *before, proposed = history(text)
    return decide(pathway, before, proposed, as_of=day(as_of), bound={})


ALLOWED = [
    ("2026-03-02 received", "received"),
    ("2026-03-02 referral-drafted", "draft"),
    (f"{SENT}2026-03-03 received", "received"),
    (f"{SENT}2026-03-03 referral-withdrawn", "withdrawn-before-receipt"),
    (f"{RECEIVED}2026-03-03 letter", "received"),
    (f"{RECEIVED}2026-03-03 accepted", "treated"),
    (f"{RECEIVED}2026-03-03 assessed", "treated"),
    (f"{TREATED}2026-03-05 accepted", "treated"),
    (f"{RECEIVED}2026-03-03 argued\n2026-03-04 assessed", "dispute"),
    (f"{RECEIVED}2026-03-03 argued\n2026-03-04 settled", "received"),
    (f"{TREATED}2026-03-04 argued\n2026-03-05 settled", "treated"),
    (f"{TREATED}2026-03-04 report\n2026-03-05 finished", "ended"),
    (f"{TREATED}2026-03-02 letter", "treated"),
    (f"{ENDED}2026-03-06 recorded-in-error corrects=4", "treated"),
    (
        f"{RECEIVED}2026-03-03 handover-offered facts.party=clinic facts.organisation=b\n"
        "2026-03-04 handover-declined organisation=b",
        "received",
    ),
    (f"{RECEIVED}2026-03-03 lead-named organisation=a facts.organisation=a facts.staff=b", "received"),
]


@pytest.mark.parametrize(("text", "stage"), ALLOWED)
def test_what_may_happen_leads_to_a_stage(clinic: Pathway, text: str, stage: str) -> None:
    decision = judged(clinic, text)
    assert (decision.reasons, decision.state and decision.state.stage) == ((), stage)


REFUSED = [
    ("2026-03-02 dance", "unknown-step", "There is no step 'dance' in The clinic."),
    ("2026-03-02 received party=stranger", "unknown-party", "There is no party 'stranger' in The clinic."),
    ("2026-03-02 letter", "not-begun", "'Letter' cannot be the first thing to happen: the referral comes first."),
    (
        f"{RECEIVED}2026-03-03 finished",
        "wrong-stage",
        "'Finish' is not possible in 'Received'; it belongs to 'In treatment'.",
    ),
    (
        f"{RECEIVED}2026-03-03 accepted party=nurse",
        "wrong-party",
        "'Accept' is for Clinic to record, not for Nurse.",
    ),
    (f"{TREATED}2026-03-03 finished", "missing-step", "'Finish' needs 'Report' first, and it is not recorded."),
    (
        f"{TREATED}2026-03-04 report\n2026-03-05 report",
        "already",
        "'Report' is recorded already; correct it if it is wrong.",
    ),
    (f"{ENDED}2026-03-06 letter", "closed", "This has ended (Ended). Refer again to start anew."),
    ("2026-04-02 received", "future", "Thursday 2 April 2026 is in the future: record what has happened."),
    (f"{RECEIVED}2026-03-03 recorded-in-error", "corrects-nothing", "Say which fact was recorded in error."),
    (f"{RECEIVED}2026-03-03 letter corrects=7", "corrects-nothing", "There is no fact number 7 to correct."),
    (
        f"{RECEIVED}2026-03-03 received corrects=1\n2026-03-03 received corrects=1",
        "corrected-already",
        "Fact number 1 has been corrected already; correct the newer one.",
    ),
    (
        f"{TREATED}2026-03-04 recorded-in-error corrects=1",
        "not-begun",
        "Then 'Accept' of Tuesday 3 March 2026, already recorded, could not stand: "
        "'Accept' cannot be the first thing to happen: the referral comes first.",
    ),
    (
        f"{ENDED}2026-03-03 argued",
        "wrong-stage",
        "Then 'Report' of Wednesday 4 March 2026, already recorded, could not stand: "
        "'Report' is not possible in 'In dispute'; it belongs to 'In treatment'.",
    ),
    (f"{RECEIVED}2026-03-03 lead-named organisation=a", "missing-fact", "'Name the lead' needs the organisation."),
    (f"{RECEIVED}2026-03-03 handover-accepted", "no-offer", "No hand-over is waiting for an answer."),
    (
        f"{RECEIVED}2026-03-03 handover-offered facts.party=stranger facts.organisation=b",
        "unknown-party",
        "There is no party 'stranger' in The clinic.",
    ),
    (
        f"{RECEIVED}2026-03-03 handover-offered facts.party=clinic facts.organisation=b\n"
        "2026-03-04 handover-declined organisation=c",
        "not-yours",
        "Only the organisation that was offered the hand-over can answer it.",
    ),
]


@pytest.mark.parametrize(("text", "kind", "says"), REFUSED)
def test_what_may_not_happen_has_a_reason(clinic: Pathway, text: str, kind: str, says: str) -> None:
    decision = judged(clinic, text)
    assert not decision.allowed
    assert decision.state is None
    assert decision.reasons[0] == Reason(kind, says)


def test_a_late_fact_is_allowed_where_everything_after_it_still_could_have_been(clinic: Pathway) -> None:
    assert judged(clinic, f"{TREATED}2026-03-08 argued\n2026-03-05 letter").allowed


def test_another_rule_may_bar_a_step(clinic: Pathway) -> None:
    def never(_before: object, event: Event) -> tuple[Reason, ...]:
        return (Reason("barred", "Not on a Tuesday."),) if event.step == "accepted" else ()

    *before, proposed = history(TREATED)
    decision = decide(clinic, before, proposed, as_of=day("2026-04-01"), bound={}, bars=never)
    assert decision.reasons == (Reason("barred", "Not on a Tuesday."),)


def test_every_fact_of_holding_may_be_recorded_while_the_episode_is_open(clinic: Pathway) -> None:
    open_stages = {stage.id for stage in clinic.stages if not stage.final}
    assert all(set(clinic.step[fact].sources) == open_stages for fact in FACTS_OF_HOLDING)


def test_every_move_leads_to_a_stage_that_there_is(clinic: Pathway) -> None:
    for step in clinic.steps:
        assert {*step.sources, *step.within} <= clinic.stage.keys()
        assert step.to is None or step.to in clinic.stage


@pytest.mark.parametrize(
    ("proposed", "again"),
    [
        ("2026-03-06 letter", ["letter"]),
        ("2026-03-03 letter", ["letter", "report"]),
        ("2026-03-06 report corrects=3", ["received", "accepted", "report"]),
    ],
)
def test_what_came_before_a_new_fact_is_not_judged_again(clinic: Pathway, proposed: str, again: list[str]) -> None:
    """A late fact has what came after it judged once more, a correction everything."""
    asked = list[str]()

    def heard(_before: object, event: Event) -> tuple[Reason, ...]:
        asked.append(event.step)
        return ()

    *before, said = history(f"{TREATED}2026-03-04 report\n{proposed}")
    assert decide(clinic, before, said, as_of=day("2026-04-01"), bound={}, bars=heard).allowed
    assert asked == again
