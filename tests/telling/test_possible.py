"""What can come next, as each organisation sees it, and what a person waits for."""

from datetime import date

import pytest

from tests.telling.histories import ADMITTED, SENT, TRANSFER, story
from throughcare.blueprints.course import Course
from throughcare.pathways import parse_moment
from throughcare.telling import clock_words, phrases, plain_words
from throughcare.telling.possible import about_holding, awaited, possible, takes_part

TEAM, ROWAN, PRISON, WESTFELL = "1", "2", "3", "9"
APPLIED = f"""{TRANSFER.strip()}
2026-03-20 second-medical-report secure-hospital 2
2026-03-21T09:00 application-to-mhcs secure-hospital 2
2026-03-21T12:00 transfer-direction-given mhcs 4
"""
RELEASE_DATE = "2026-03-22 release-date-given prison 3 release-date=2026-06-01\n"
IN_HOSPITAL = f"{APPLIED}{RELEASE_DATE}2026-03-25 received-into-hospital secure-hospital 2\n"
ENDED = f"""{SENT.strip()}
2026-03-03 referral-received daycare 6
2026-03-04 accepted daycare 6
2026-03-09 pathway-started daycare 6
2026-03-20 treatment-ended daycare 6
"""


def transfer(more: str = "", as_of: str = "2026-03-24") -> Course:
    return story("hospital-transfer", f"{TRANSFER.strip()}\n{more}", as_of=as_of).course


def holding(course: Course, organisation: str) -> list[str]:
    return [step.step for step in about_holding(course, organisation)]


def test_steps_come_in_the_order_of_the_blueprint_and_say_whose_they_are():
    steps = {step.step: step for step in possible(transfer(), TEAM)}
    assert list(steps)[:2] == ["referral-notice-sent", "referral-received-by-hospital"]
    assert steps["second-medical-report"].mine
    assert steps["second-medical-report"].awaited
    assert not steps["bed-accepted"].mine
    assert steps["criteria-not-met"].ends
    assert not steps["criteria-not-met"].awaited
    assert "needs 'Second medical report' first" in steps["application-to-mhcs"].reasons[0]
    assert "lead-named" not in steps
    assert "recorded-in-error" not in steps


@pytest.mark.parametrize(
    ("blueprint", "history", "as_of", "party", "steps"),
    [
        ("hospital-transfer", TRANSFER, "2026-03-24", "prison-mental-health", ["second-medical-report"]),
        ("hospital-transfer", APPLIED, "2026-03-24", "prison", ["left-prison"]),
        ("hospital-transfer", APPLIED + RELEASE_DATE, "2026-03-24", "prison", ["left-prison"]),
        ("hospital-transfer", APPLIED, "2026-04-24", "prison", ["warrant-expired"]),
        ("hospital-transfer", APPLIED, "2026-03-24", "secure-hospital", ["received-into-hospital"]),
        ("hospital-transfer", IN_HOSPITAL, "2026-05-31", "secure-hospital", ["rc-notifies-no-longer-requires"]),
        ("hospital-transfer", IN_HOSPITAL, "2026-06-01", "secure-hospital", ["release-date-reached"]),
        ("daycare", SENT, "2026-03-02", "daycare", ["referral-received"]),
        ("daycare", ENDED, "2026-03-21", "daycare", ["discharge-letter-sent", "followed-up"]),
        ("daycare", ENDED, "2026-03-21", "referrer", []),
    ],
)
def test_what_a_person_waits_for(blueprint, history, as_of, party, steps):
    assert list(awaited(story(blueprint, history, as_of=as_of).course, party)) == steps


def test_holding_is_recorded_by_those_who_take_part():
    course = transfer()
    assert "lead-named" in holding(course, TEAM)
    assert takes_part(course, ROWAN)
    assert not takes_part(course, WESTFELL)
    assert holding(course, WESTFELL) == []


def test_nothing_is_held_before_it_begins_or_after_it_ends():
    assert holding(story("hospital-transfer", "", as_of="2026-03-02").course, TEAM) == []
    assert holding(story("hospital-transfer", ADMITTED, as_of="2027-01-01").course, TEAM) == []


def test_a_hand_over_is_offered_once_and_answered_by_those_it_was_offered_to():
    course = transfer("2026-03-20 handover-offered prison-mental-health 1 party=prison-mental-health organisation=9")
    assert {"handover-accepted", "handover-declined"} <= set(holding(course, WESTFELL))
    assert "handover-accepted" not in holding(course, TEAM)
    assert "handover-offered" not in holding(course, TEAM)
    assert "handover-offered" in holding(transfer(), TEAM)


def test_joint_holding_and_delays_end_only_where_there_are_any():
    joint = transfer("2026-03-20 held-jointly prison-mental-health 1 organisation=9")
    assert "joint-holding-ended" in holding(joint, WESTFELL)
    assert "joint-holding-ended" not in holding(transfer(), TEAM)
    assert "delay-answered" in holding(transfer(), TEAM)
    assert "delay-ended" not in holding(transfer(), TEAM)


def test_the_person_is_told_the_day_their_clock_gives():
    course = transfer()
    assert plain_words.told(course, "initial-request-for-medical-report") == (
        "A doctor has been asked to see you and to write a report by Monday 16 March 2026."
    )
    assert plain_words.told(course, "returned-to-prison").endswith("by a day we will tell you.")
    assert plain_words.told(course, "referral-notice-sent") == ""


@pytest.mark.parametrize(
    ("until", "words"), [(None, "since 2 March 2026"), (date(2026, 4, 5), "2 March 2026 to 5 April 2026")]
)
def test_spans_of_days(until, words):
    assert phrases.span(date(2026, 3, 2), until) == words


def test_a_time_of_day_is_said_where_it_counts():
    assert clock_words.due(parse_moment("2026-07-02 14:30")) == "14:30 on Thursday 2 July 2026"
