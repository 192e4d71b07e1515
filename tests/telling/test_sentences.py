"""The sentence of truth, and the words of clocks, as tables of cases."""

import re
from dataclasses import replace

import pytest

from tests.telling.histories import ADMITTED, SENT, TRANSFER, story
from throughcare.clocks import ClockState, Unit
from throughcare.telling import clock_words
from throughcare.telling.sentences import truth

RECEIVED = f"{SENT.strip()}\n2026-03-03 referral-received daycare 6"
IN_TREATMENT = f"""{RECEIVED}
2026-03-04 accepted daycare 6
2026-03-09 pathway-started daycare 6
"""


def told(blueprint: str, history: str, as_of: str) -> str:
    return re.sub(r"</?strong>", "", truth(story(blueprint, history, as_of=as_of))).replace("&#39;", "'")


TRIAGE = (
    " (1 working day, local default, not a national standard; day 0 was Tuesday 3 March 2026,"
    " because 'Referral received' happened then)."
)
IN_28_DAYS = (
    " (28 days, national guidance; day 0 was Monday 2 March 2026, because 'Initial request for a medical report'"
    " happened then)."
)
SEEN = (
    " (7 days, local default, not a national standard; day 0 was Monday 2 March 2026, because"
    " 'Initial request for a medical report' happened then)."
)
# What the episode is, the day of looking, and what is said, sentence by sentence.
CASES = {
    "nothing yet": ("daycare", "", "2026-03-02", []),
    "sent": (
        "daycare",
        SENT,
        "2026-03-02",
        [
            "Held by Eastmoor mental health team since Monday 2 March 2026.",
            "Referral sent, not yet received.",
            "Waiting on Eastmoor psychology: Referral received.",
        ],
    ),
    "received": (
        "daycare",
        RECEIVED,
        "2026-03-03",
        [
            "Held by Eastmoor psychology since Tuesday 3 March 2026.",
            "Referred, waiting for triage.",
            "'Triage within one working day' is due by Wednesday 4 March 2026" + TRIAGE,
            "Waiting on Eastmoor psychology: Accept.",
        ],
    ),
    "late": (
        "daycare",
        RECEIVED,
        "2026-03-06",
        [
            "Held by Eastmoor psychology since Tuesday 3 March 2026.",
            "Referred, waiting for triage.",
            "'Triage within one working day' was due by Wednesday 4 March 2026 and is late by 2 working days" + TRIAGE,
            "Waiting on Eastmoor psychology: Accept.",
        ],
    ),
    "held jointly": (
        "hospital-transfer",
        TRANSFER,
        "2026-03-24",
        [
            "Held jointly by Rowan Unit and Eastmoor mental health team since Thursday 19 March 2026.",
            "Waiting for the second report and the application.",
            "'Seen every 7 days during the wait' was due by Monday 9 March 2026 and is late by 15 days" + SEEN,
            "'In hospital within 28 days of referral' is due by Monday 30 March 2026" + IN_28_DAYS,
            "Waiting on Eastmoor mental health team: Second medical report.",
        ],
    ),
    "ended": (
        "hospital-transfer",
        ADMITTED,
        "2027-01-01",
        ["Ended on Saturday 12 September 2026: Returned to prison."],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_sentence_of_truth(case):
    blueprint, history, as_of, says = CASES[case]
    assert told(blueprint, history, as_of) == " ".join(says)


def test_nobody_is_said_to_hold_whom_nobody_holds():
    unnamed = "2026-03-02 initial-request-for-medical-report prison-mental-health 1"
    history = f"""{unnamed}
2026-03-16 first-medical-report prison-mental-health 1
2026-03-17 criteria-met prison-mental-health 1
"""
    said = told("hospital-transfer", history, "2026-03-20")
    assert said.startswith("Nobody holds this person, since Tuesday 17 March 2026.")
    assert "Waiting on Secure hospital or provider collaborative (not named yet)" in said


def test_a_hospital_that_holds_somebody_without_a_lead_is_said_to():
    history = """2026-03-02 initial-request-for-medical-report prison-mental-health 1
2026-03-16 first-medical-report prison-mental-health 1
2026-03-17 criteria-met prison-mental-health 1 secure-hospital=2
"""
    assert "Held by Rowan Unit since Tuesday 17 March 2026, but no lead is named." in told(
        "hospital-transfer", history, "2026-03-20"
    )


def test_names_are_escaped():
    hostile = story("daycare", SENT, as_of="2026-03-02")
    escaped = type(hostile)(hostile.course, hostile.history, dict.fromkeys(hostile.names, "<script>"))
    assert "<script>" not in truth(escaped)


@pytest.mark.parametrize(
    ("standard", "as_of", "says"),
    [
        ("tr-28", "2026-03-24", "day 22 of 28"),
        ("tr-28", "2026-04-02", "late by 3 days"),
        ("tr-28a", "2026-03-24", "was 1 day late"),
        ("tr-stat28", "2026-03-24", "day 23 of 28"),
        ("tr-notice", "2026-03-24", "met on the same day"),
        ("tr-warrant", "2026-03-24", "not started"),
        ("tr-mhcs", "2026-04-02T12:00", "within 24 hours"),
        ("tr-mhcs", "2026-05-01", "was 1 day late"),
        ("tr-moj", "2026-04-04", "day 2, no limit"),
        ("tr-moj", "2026-05-01", "over on day 7"),
    ],
)
def test_how_a_clock_stands_in_a_few_words(standard, as_of, says):
    course = story("hospital-transfer", ADMITTED, as_of=as_of.replace("T", " ")).course
    assert clock_words.verdict(course.blueprint.standard[standard], course.runs[standard][-1]) == says


@pytest.mark.parametrize(
    ("standard", "as_of", "says"),
    [
        ("triage", "2026-03-03", "working day 0 of 1"),
        ("review", "2026-03-23", "day 14 of 42"),
        ("assessment", "2026-03-23", "met on working day 3"),
    ],
)
def test_weeks_and_working_days_are_counted_as_their_rule_counts(standard, as_of, says):
    history = RECEIVED if standard == "triage" else IN_TREATMENT
    course = story("daycare", history, as_of=as_of).course
    assert clock_words.verdict(course.blueprint.standard[standard], course.runs[standard][-1]) == says


def test_months_are_a_limit_and_days_what_is_counted():
    course = story("hospital-transfer", TRANSFER, as_of="2026-03-24").course
    in_months = replace(course.blueprint.standard["tr-28"], limit=3, unit=Unit.MONTH)
    assert clock_words.verdict(in_months, course.runs["tr-28"][-1]) == "day 22, limit 3 months"


def test_what_is_counted_in_hours_is_met_within_them():
    course = story("hospital-transfer", ADMITTED.replace("04-04T09:00", "04-02T18:00"), as_of="2026-04-05").course
    assert (
        clock_words.verdict(course.blueprint.standard["tr-mhcs"], course.runs["tr-mhcs"][-1]) == "met within 24 hours"
    )


@pytest.mark.parametrize(
    ("as_of", "says"),
    [
        ("2026-04-04", "61 days left"),
        ("2026-06-03", "1 day left"),
        ("2026-06-04", "today"),
        ("2026-06-06", "late by 2 days"),
    ],
)
def test_a_day_that_was_given_is_counted_to(as_of, says):
    given = f"{ADMITTED.strip()}\n2026-04-04 release-date-given prison 1 release-date=2026-06-04"
    found = story("hospital-transfer", given, as_of=as_of)
    standard, run = found.course.blueprint.standard["release-date"], found.course.runs["release-date"][-1]
    assert clock_words.verdict(standard, run) == says
    assert clock_words.limit(standard) == "by the day given"
    assert clock_words.first_day(standard, run, "Release date given") == (
        "counted to the day that 'Release date given' gave on Saturday 4 April 2026"
    )


def test_a_day_that_nobody_gave_is_not_counted_to():
    found = story(
        "hospital-transfer", f"{ADMITTED.strip()}\n2026-04-04 release-date-given prison 1", as_of="2026-05-01"
    )
    standard, run = found.course.blueprint.standard["release-date"], found.course.runs["release-date"][-1]
    assert clock_words.verdict(standard, run) == "no day given"


def test_where_nobody_is_waited_for_nobody_is_said_to_be():
    assert told("daycare", IN_TREATMENT, "2026-03-10").endswith("happened then).")


def test_every_state_has_words():
    assert clock_words.VERDICTS.keys() == set(ClockState)


@pytest.mark.parametrize(
    ("standard", "says"),
    [
        ("tr-28", "national guidance"),
        ("tr-stat28", "law, not in force"),
        ("tr-seed14", "local default, not a national standard"),
        ("tr-warrant", "law"),
        ("rm-14", "national guidance, unconfirmed"),
    ],
)
def test_force_is_always_said(standard, says):
    found = story("hospital-transfer", TRANSFER, as_of="2026-03-24").course.blueprint.standard[standard]
    assert clock_words.force(found, shadow=found.shadow) == says
