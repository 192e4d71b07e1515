"""A mentor from application to active, with every gate tried early, and somebody a mentor supports."""

import pytest

from tests.facts import day, history
from throughcare.blueprints.course import course, judge
from throughcare.blueprints.library import load
from throughcare.pathways import Decision

MENTOR, SUPPORT = load("peer-mentor"), load("peer-support")
MODULES = ("readiness", "managing-concerns", "speaking-with-people", "worrying-issues", "running-a-group")

APPLIED = "2026-01-05 application-received"
COMPLETE = f"""{APPLIED}
    2026-01-06 application-complete acct-open=no csra-suitable=yes excluded-by-offence=no enough-time=yes"""
APPROVED = f"{COMPLETE}\n2026-01-12 governor-approved decided-by=Reed"
CLEARED = f"{APPROVED}\n2026-01-14 security-cleared decided-by=Marsh clearance-until=2027-01-13"
VETTED = f"""{CLEARED}
    2026-01-15 health-has-no-objection objection=no
    2026-01-16 approved-for-training"""
TAUGHT = "\n".join([VETTED, *(f"2026-01-20 module-passed module={one} assessor=Ash" for one in MODULES)])
TRAINED = f"{TAUGHT}\n2026-01-26 training-signed-off signed-by=Ash training-until=2026-12-31"
SHADOWING = f"{TRAINED}\n2026-01-31 shadowing-started shadows=other\n2026-02-03 shadowing-logged minutes=40"
SIGNED_OFF = f"{SHADOWING}\n2026-05-01 shadowing-signed-off signed-by=Wood"
ACTIVE = f"{SIGNED_OFF}\n2026-05-04 mentor-active"
SUSPENDED = f"{ACTIVE}\n2026-06-01 suspended reason=acct-opened"


def judged(story: str, blueprint=MENTOR) -> Decision:
    *before, proposed = history(story)
    return judge(blueprint, before, proposed, as_of=day("2027-12-31"), demand=True)


def why_not(story: str, blueprint=MENTOR) -> str:
    decision = judged(story, blueprint)
    assert not decision.allowed
    return " ".join(reason.says for reason in decision.reasons)


@pytest.mark.parametrize(
    ("story", "says"),
    [
        (f"{APPLIED}\n2026-01-06 application-complete acct-open=yes csra-suitable=yes", "With an open ACCT nobody"),
        (f"{APPLIED}\n2026-01-06 application-complete acct-open=no csra-suitable=no", "The cell-sharing risk"),
        (f"{APPLIED}\n2026-01-12 governor-approved decided-by=Reed", "Governor approves"),
        (f"{APPROVED}\n2026-01-16 approved-for-training", "Security clears"),
        (
            f"{COMPLETE}\n2026-01-14 security-cleared clearance-until=2027-01-13\n2026-01-16 approved-for-training",
            "Gov",
        ),
        (f"{CLEARED}\n2026-01-16 approved-for-training", "Health care has no objection"),
        (
            f"{CLEARED}\n2026-01-15 health-has-no-objection objection=yes\n2026-01-16 approved-for-training",
            "Health care objects",
        ),
        (f"{CLEARED}\n2026-01-17 shadowing-started shadows=other", "Shadowing begins"),
        (f"{VETTED}\n2026-01-18 training-signed-off training-until=2026-12-31", "Module of training passed"),
        (
            f"{VETTED}\n2026-01-18 module-passed module=readiness\n2026-01-19 training-signed-off",
            "Every module must be passed first",
        ),
        (f"{TRAINED}\n2026-02-01 mentor-active", "Active mentor"),
        (f"{SHADOWING}\n2026-03-02 shadowing-signed-off signed-by=Wood", "too early"),
        (f"{SHADOWING}\n2026-04-30 shadowing-signed-off signed-by=Wood", "runs until Thursday 30 April 2026"),
        (f"{SHADOWING}\n2026-05-04 mentor-active", "Shadowing signed off"),
        (f"{ACTIVE}\n2026-05-10 supervision-held support-worker=Wood", "both are named"),
        (f"{SUSPENDED}\n2026-06-02 mentor-active", "Active mentor"),
        (f"{SUSPENDED}\n2026-06-02 supervision-held support-worker=Wood clinician=Ash", "Supervision held"),
    ],
)
def test_no_gate_is_passed_early(story: str, says: str) -> None:
    assert says in why_not(story)


@pytest.mark.parametrize("story", [CLEARED, VETTED, TRAINED, SHADOWING, SIGNED_OFF, ACTIVE, SUSPENDED])
def test_whoever_passes_each_gate_in_its_time_goes_on(story: str) -> None:
    assert judged(story).allowed


def test_three_months_that_begin_on_the_thirtieth_of_november_last_until_the_end_of_february() -> None:
    begun = SHADOWING.replace("2026-01-31", "2026-11-30").replace("2026-02-03", "2026-12-03")
    assert "runs until Sunday 28 February 2027" in why_not(f"{begun}\n2027-02-28 shadowing-signed-off signed-by=Wood")
    assert judged(f"{begun}\n2027-03-01 shadowing-signed-off signed-by=Wood").allowed


def test_less_than_three_months_takes_an_exception_that_is_on_record() -> None:
    exception = "2026-03-20 shadowing-cut-short why=Was-a-mentor-elsewhere decided-by=Reed"
    assert judged(f"{SHADOWING}\n{exception}\n2026-03-21 shadowing-signed-off signed-by=Wood").allowed


def test_nobody_becomes_active_once_the_clearance_has_run_out() -> None:
    late = ACTIVE.replace("clearance-until=2027-01-13", "clearance-until=2026-05-03")
    assert "'Security clearance holds' ran out after Sunday 3 May 2026" in why_not(late)
    again = late.replace("2026-05-04", "2026-05-04 vetted-again clearance-until=2027-05-03\n2026-05-05")
    assert judged(again).allowed


def test_a_suspended_mentor_comes_back_through_a_gate() -> None:
    back = f"{SUSPENDED}\n2026-06-05 back-to-vetting decided-by=Wood"
    assert "Active mentor" in why_not(f"{back}\n2026-06-06 mentor-active")
    again = f"{back}\n2026-06-12 cleared-again decided-by=Reed clearance-until=2027-06-11"
    assert judged(f"{again}\n2026-06-15 mentor-active").allowed


@pytest.mark.parametrize("began", [TRAINED, f"{TRAINED}\n2026-01-30 shadowing-started shadows=other"])
def test_three_months_count_anew_from_the_return_of_somebody_who_was_never_signed_off(began: str) -> None:
    back = f"{began}\n2026-01-31 suspended reason=other\n2026-02-01 back-to-shadowing decided-by=Wood"
    logged = f"{back}\n2026-02-03 shadowing-logged minutes=40"
    assert "runs until Thursday 30 April 2026" in why_not(f"{logged}\n2026-02-04 shadowing-signed-off signed-by=Wood")
    assert judged(f"{logged}\n2026-05-01 shadowing-signed-off signed-by=Wood").allowed


def test_who_came_back_by_vetting_shadows_for_three_months_too() -> None:
    back = f"{SHADOWING}\n2026-02-05 suspended reason=security\n2026-02-06 back-to-vetting decided-by=Wood"
    cleared = f"{back}\n2026-02-09 cleared-again decided-by=Reed clearance-until=2027-02-08"
    assert "too early" in why_not(f"{cleared}\n2026-02-10 shadowing-signed-off signed-by=Wood")
    exception = "2026-02-10 shadowing-cut-short why=Nothing-came-of-it decided-by=Reed"
    assert judged(f"{cleared}\n{exception}\n2026-02-11 shadowing-signed-off signed-by=Wood").allowed


def test_whoever_was_signed_off_before_has_no_clock_of_shadowing_once_they_are_active_again() -> None:
    again = f"{SUSPENDED}\n2026-06-02 back-to-shadowing decided-by=Wood\n2026-06-15 mentor-active"
    followed = course(MENTOR, history(again), as_of=day("2026-12-01"))
    assert not [run for run in followed.clocks if run.standard == "shadowing" and not run.stopped]


def test_supervision_is_due_every_fourteen_days_and_stops_with_a_suspension() -> None:
    def supervised(story: str, on: str) -> str:
        followed = course(MENTOR, history(story), as_of=day(on))
        return next(run.state for run in followed.clocks if run.standard == "supervision")

    assert supervised(ACTIVE, "2026-05-18") == "running"
    assert supervised(ACTIVE, "2026-05-19") == "breached-open"
    assert supervised(f"{ACTIVE}\n2026-05-12 suspended reason=conduct", "2026-06-19") == "ended-not-applicable"


ASKED = "2026-03-02 support-requested asked-by=person need=coping aim=Sleep-again"
SAFE = f"{ASKED}\n2026-03-03 request-looked-at mental-health-first=no\n2026-03-04 found-safe location-safe=yes"
MET = f"{SAFE}\n2026-03-06 matched mentor=other aim=Sleep-again\n2026-03-08 contact-held minutes=30 kind=art"


def test_with_an_open_acct_the_mental_health_team_decides_first() -> None:
    first = f"{ASKED}\n2026-03-03 request-looked-at mental-health-first=yes"
    safe = "2026-03-05 found-safe location-safe=yes"
    assert "decides first" in why_not(f"{first}\n{safe}", SUPPORT)
    assert judged(f"{first}\n2026-03-04 mental-health-decided decided-by=Ash\n{safe}", SUPPORT).allowed


def test_nobody_is_matched_before_it_was_found_safe() -> None:
    assert "Matched" in why_not(f"{ASKED}\n2026-03-06 matched mentor=other aim=Sleep-again", SUPPORT)


def test_whoever_loses_a_mentor_waits_for_another_within_two_working_days() -> None:
    stopped = f"{MET}\n2026-03-20 match-ended why=mentor-suspended"
    followed = course(SUPPORT, history(stopped), as_of=day("2026-03-25"))
    rematch = next(run for run in followed.clocks if run.standard == "rematch")
    assert (followed.state.stage, rematch.state, str(rematch.due.on)) == ("waiting", "breached-open", "2026-03-24")
    assert judged(f"{stopped}\n2026-03-23 matched mentor=third aim=Sleep-again", SUPPORT).allowed


def test_a_review_is_due_every_month_from_the_first_contact() -> None:
    reviewed = f"{MET}\n2026-03-10 contact-held minutes=20 kind=one-to-one\n2026-04-07 support-reviewed continue=yes"
    followed = course(SUPPORT, history(reviewed), as_of=day("2026-04-10"))
    due = [str(run.due.on) for run in followed.runs["monthly-review"]]
    assert due == ["2026-04-08", "2026-05-07"]
