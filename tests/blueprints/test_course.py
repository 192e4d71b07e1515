"""A blueprint followed by a history: clocks, bars, what may come next."""

import pytest

from tests.facts import day, history
from throughcare.blueprints.course import Course, course, judge, with_local_values
from throughcare.blueprints.library import load
from throughcare.clocks import ClockState
from throughcare.pathways import Decision

TRANSFER = load("hospital-transfer")
DAYCARE = load("daycare")

REPORTED = """
    2026-03-02 initial-request-for-medical-report
    2026-03-10 first-medical-report
    2026-03-11 second-medical-report
"""
APPLIED = REPORTED + "2026-03-12T10:00 application-to-mhcs\n"
DIRECTED = APPLIED + "2026-03-12T18:00 transfer-direction-given\n"


def followed(text: str, *, as_of: str = "2026-12-31") -> Course:
    return course(TRANSFER, history(text), as_of=day(as_of))


def judged(text: str) -> Decision:
    *before, proposed = history(text)
    return judge(TRANSFER, before, proposed, as_of=day("2026-12-31"))


def clocks(text: str, *, as_of: str) -> dict[str, tuple[str, str]]:
    """State and due day of each clock that has started."""
    found = followed(text, as_of=as_of).clocks
    return {run.standard: (run.state.value, run.due.on.isoformat()) for run in found if run.due}


def test_three_ways_of_counting_one_referral_stand_side_by_side() -> None:
    assert clocks("2026-03-02 initial-request-for-medical-report", as_of="2026-03-24") == {
        "tr-28": ("running", "2026-03-30"),
        "tr-28a": ("breached-open", "2026-03-16"),
        "tr-stat28": ("running", "2026-03-29"),
        "tr-notice": ("breached-open", "2026-03-04"),
        "wait-contact": ("breached-open", "2026-03-09"),
    }


def test_the_notice_clock_waits_for_each_authority_that_must_be_told() -> None:
    requested = "2026-03-02 initial-request-for-medical-report\n"
    first = requested + "2026-03-03 referral-notice-sent recipient=secretary-of-state\n"
    both = first + "2026-03-05 referral-notice-sent recipient=detention-authority\n"
    assert clocks(first, as_of="2026-03-04")["tr-notice"] == ("running", "2026-03-04")
    assert clocks(first, as_of="2026-03-05")["tr-notice"] == ("breached-open", "2026-03-04")
    assert clocks(both, as_of="2026-03-05")["tr-notice"] == ("breached-closed", "2026-03-04")
    assert clocks(both.replace("-05 ", "-04 "), as_of="2026-03-05")["tr-notice"] == ("met", "2026-03-04")


def test_no_clock_runs_on_in_hospital_for_a_notice_that_nobody_can_send_any_more() -> None:
    admitted = DIRECTED + "2026-03-20 received-into-hospital\n"
    assert clocks(admitted, as_of="2026-06-30")["tr-notice"] == ("breached-closed", "2026-03-04")


def test_the_statutory_clock_is_counted_but_not_in_force() -> None:
    runs = followed("2026-03-02 initial-request-for-medical-report").runs
    assert {standard: of_it[-1].shadow for standard, of_it in runs.items() if of_it[-1].shadow} == {"tr-stat28": True}


def test_the_second_leg_and_the_improvement_measure_start_at_the_first_report() -> None:
    found = clocks(REPORTED, as_of="2026-03-12")
    assert found["tr-28b"] == found["tr-seed14"] == ("running", "2026-03-24")


@pytest.mark.parametrize(
    ("start", "due"),
    [("need-identified", None), ("first-medical-report", "2026-03-24"), ("application-to-mhcs", "2026-03-26")],
)
def test_each_service_says_where_the_improvement_measure_starts(start: str, due: str | None) -> None:
    local = with_local_values(TRANSFER, {"tr-seed14": start})
    (run,) = course(local, history(APPLIED), as_of=day("2026-03-12")).runs["tr-seed14"]
    assert (run.due.on.isoformat() if run.due else None) == due


@pytest.mark.parametrize(("standard", "start"), [("tr-seed14", "left-prison"), ("tr-28", "left-prison"), ("none", "x")])
def test_a_start_that_is_not_offered_is_refused(standard: str, start: str) -> None:
    with pytest.raises(ValueError, match="cannot start at"):
        with_local_values(TRANSFER, {standard: start})


def test_a_query_starts_the_day_of_the_casework_section_anew() -> None:
    queried = APPLIED + "2026-03-13T09:00 mhcs-query\n"
    assert followed(queried).runs["tr-mhcs"][-1].state is ClockState.NOT_STARTED
    again = queried + "2026-03-14T09:00 application-to-mhcs\n2026-03-15T08:59 transfer-direction-given\n"
    assert followed(again).runs["tr-mhcs"][-1].state is ClockState.MET


def test_a_warrant_lives_fourteen_days_and_the_first_is_its_day() -> None:
    assert judged(DIRECTED + "2026-03-25 received-into-hospital").allowed
    late = judged(DIRECTED + "2026-03-26 received-into-hospital")
    assert [reason.kind for reason in late.reasons] == ["barred"]
    assert "ran out after Wednesday 25 March 2026" in late.reasons[0].says


@pytest.mark.parametrize("step", ["left-prison", "received-into-hospital"])
def test_nobody_is_moved_on_an_expired_warrant(step: str) -> None:
    assert not judged(f"{DIRECTED}2026-03-26 {step}").allowed


def test_a_warrant_expires_only_when_its_days_are_over() -> None:
    early = judged(DIRECTED + "2026-03-25 warrant-expired")
    assert [reason.kind for reason in early.reasons] == ["too-early"]
    assert "runs until Wednesday 25 March 2026" in early.reasons[0].says
    assert judged(DIRECTED + "2026-03-26 warrant-expired").allowed


def test_a_fresh_direction_gives_fourteen_fresh_days() -> None:
    expired = DIRECTED + "2026-03-26 warrant-expired\n2026-04-01 transfer-direction-given\n"
    assert judged(expired + "2026-04-14 received-into-hospital").allowed
    states = [run.state for run in followed(expired, as_of="2026-04-10").runs["tr-warrant"]]
    assert states == [ClockState.BREACHED_CLOSED, ClockState.RUNNING]


def test_a_late_fact_that_would_bar_what_was_recorded_is_refused() -> None:
    moved = DIRECTED + "2026-03-20 received-into-hospital\n"
    earlier = judged(moved + "2026-03-01 transfer-direction-given corrects=5")
    assert not earlier.allowed


def test_an_application_needs_both_reports() -> None:
    alone = judged(
        "2026-03-02 initial-request-for-medical-report\n2026-03-10 first-medical-report\n2026-03-11 application-to-mhcs"
    )
    assert [reason.kind for reason in alone.reasons] == ["missing-step"]


def test_a_dispute_leads_back_to_where_it_began_and_no_clock_stops() -> None:
    disputed = REPORTED + "2026-03-12 criteria-met\n2026-03-13 bed-declined\n"
    assert followed(disputed).state.stage == "dispute"
    assert clocks(disputed, as_of="2026-03-20")["tr-28b"] == ("running", "2026-03-24")
    settled = followed(disputed + "2026-03-20 dispute-resolved\n")
    assert settled.state.stage == "access-assessment-and-bed"


def test_an_access_assessment_may_come_before_the_first_report() -> None:
    early = "2026-03-02 initial-request-for-medical-report\n2026-03-05 access-assessment-done\n"
    assert followed(early).state.stage == "referred"
    assert followed(REPORTED + "2026-03-12 access-assessment-done\n").state.stage == "access-assessment-and-bed"


ESCALATIONS = [
    ("2026-03-08", []),
    ("2026-03-09", ["day-7"]),
    ("2026-03-16", ["day-7", "day-14"]),
    ("2026-03-30", ["day-7", "day-14", "day-21", "day-28"]),
]


@pytest.mark.parametrize(("as_of", "due"), ESCALATIONS)
def test_the_ladder_when_nothing_happens(as_of: str, due: list[str]) -> None:
    rungs = followed("2026-03-02 initial-request-for-medical-report", as_of=as_of).rungs
    assert [rung.escalation.id for rung in rungs] == due


def test_an_earlier_day_is_seen_with_what_was_corrected_since() -> None:
    text = REPORTED + "2026-03-12 first-medical-report corrects=2\n"
    assert followed(text, as_of="2026-03-10").state.stage == "referred"
    undone = REPORTED + "2026-03-30 recorded-in-error corrects=3\n"
    assert "second-medical-report" not in followed(undone, as_of="2026-03-12").state.taken


def test_what_cannot_be_yet_says_why() -> None:
    following = {one.step: one for one in followed(DIRECTED, as_of="2026-03-20").next_steps}
    assert following["received-into-hospital"].reasons == ()
    assert [reason.kind for reason in following["warrant-expired"].reasons] == ["too-early"]
    assert following["received-into-hospital"].by == ("secure-hospital",)


def test_before_anything_only_what_begins_may_come_next() -> None:
    nothing = course(DAYCARE, (), as_of=day("2026-03-02"))
    assert "referral-received" in {one.step for one in nothing.next_steps}
    assert "accepted" not in {one.step for one in nothing.next_steps}


def test_a_delay_must_give_a_reason_the_blueprint_knows() -> None:
    decision = judged(
        "2026-03-02 initial-request-for-medical-report\n2026-03-05 delay-recorded reason=rain from=2026-03-04"
    )
    assert [reason.says for reason in decision.reasons] == ["There is no delay reason 'rain'."]


def test_days_lost_are_part_of_the_course() -> None:
    text = "2026-03-02 initial-request-for-medical-report\n2026-03-05 delay-recorded reason=no-bed from=2026-03-04"
    assert [(delay.reason, delay.party) for delay in followed(text).delays] == [("no-bed", "secure-hospital")]


DAYS_OF_CARE = """
    2026-03-02 referral-received
    2026-03-03 accepted
    2026-03-10 pathway-started
    2026-04-20 review-held
    2026-04-22 session-lost-to-regime
    2026-04-24 session-rebooked
    2026-05-01 treatment-ended outcome=completed
    2026-05-05 discharge-letter-sent
    2026-07-30 followed-up
"""


def test_a_course_of_day_care_from_referral_to_follow_up() -> None:
    whole = course(DAYCARE, history(DAYS_OF_CARE), as_of=day("2026-12-31"))
    assert (whole.state.stage, whole.state.outcome) == ("ended", "completed")
    assert {run.standard: run.state.value for run in whole.clocks} == {
        "triage": "met",
        "assessment": "met",
        "treatment-start": "met",
        "review": "ended-not-applicable",
        "rebook": "met",
        "discharge-letter": "met",
        "follow-up": "met",
    }


def test_a_review_is_due_again_six_weeks_after_the_last() -> None:
    reviews = course(DAYCARE, history(DAYS_OF_CARE), as_of=day("2026-04-30")).runs["review"]
    assert [(run.state.value, run.due and run.due.on.isoformat()) for run in reviews] == [
        ("met", "2026-04-21"),
        ("running", "2026-06-01"),
    ]
