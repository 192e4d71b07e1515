"""Days lost, by reason and by party: they explain time and never stop it."""

from datetime import date

import pytest

from tests.clocks.test_runs import TWO_WEEKS
from tests.facts import day, history
from throughcare.clocks import DelayReason, Escalation, against_delay, days_lost, delays, rungs_due, runs
from throughcare.pathways import standing

REASONS = {
    "no-bed": DelayReason("no-bed", "No bed", "hospital", cause_can_excuse=True),
    "court-date": DelayReason("court-date", "Court date", "court", can_excuse=True),
    "unknown": DelayReason("unknown", "Not known yet", "team", closable=False),
}
NOW = day("2026-03-20")

WAITING = """
    2026-03-02 referred
    2026-03-05 delay-recorded reason=no-bed from=2026-03-04
    2026-03-10 delay-recorded reason=court-date from=2026-03-09 until=2026-03-11
    2026-03-12 delay-ended delay=2 until=2026-03-10
    2026-03-13 delay-answered delay=2 answer=disputed
"""


def test_a_delay_has_its_reason_its_party_its_days_and_its_answer() -> None:
    no_bed, court = delays(history(WAITING), reasons=REASONS, as_of=NOW)
    assert (no_bed.reason, no_bed.party, no_bed.answer) == ("no-bed", "hospital", "disputed")
    assert (no_bed.since, no_bed.until) == (date(2026, 3, 4), date(2026, 3, 10))
    assert (court.until, court.answer) == (date(2026, 3, 11), None)


def test_an_end_survives_the_correction_of_its_delay() -> None:
    corrected = WAITING + "    2026-03-14 delay-recorded reason=no-bed facts.party=region from=2026-03-05 corrects=2"
    no_bed, _ = delays(history(corrected), reasons=REASONS, as_of=NOW)
    assert (no_bed.number, no_bed.party, no_bed.since, no_bed.until) == (
        6,
        "region",
        date(2026, 3, 5),
        date(2026, 3, 10),
    )


def test_a_delay_recorded_later_is_not_known_yet() -> None:
    assert len(delays(history(WAITING), reasons=REASONS, as_of=day("2026-03-05"))) == 1


def test_days_lost_fall_within_the_run_and_count_for_each_reason() -> None:
    events = history(WAITING)
    (running,) = runs(TWO_WEEKS, events, as_of=day("2026-03-10"))
    lost = days_lost(running, delays(events, reasons=REASONS, as_of=NOW), as_of=day("2026-03-10"))
    assert lost == {("no-bed", "hospital"): 7, ("court-date", "court"): 2}


def test_a_delay_never_moves_the_due_day() -> None:
    (explained,) = runs(TWO_WEEKS, history(WAITING), as_of=NOW)
    (plain,) = runs(TWO_WEEKS, history("2026-03-02 referred"), as_of=NOW)
    assert (explained.due, explained.state) == (plain.due, plain.state)


def test_nothing_is_lost_before_a_clock_has_started() -> None:
    events = history("2026-03-05 delay-recorded reason=no-bed from=2026-03-04")
    (unstarted,) = runs(TWO_WEEKS, events, as_of=NOW)
    assert days_lost(unstarted, delays(events, reasons=REASONS, as_of=NOW), as_of=NOW) == {}


def test_a_delay_over_before_the_start_takes_nothing_from_it() -> None:
    events = history("2026-03-02 referred\n2026-03-05 delay-recorded reason=no-bed from=2026-02-01 until=2026-02-20")
    (running,) = runs(TWO_WEEKS, events, as_of=NOW)
    assert days_lost(running, delays(events, reasons=REASONS, as_of=NOW), as_of=NOW) == {}


# a fact about a delay, and why it cannot be recorded
WRONG = [
    ("delay-recorded reason=weather from=2026-03-04", "There is no delay reason 'weather'."),
    ("delay-recorded reason=no-bed from=yesterday", "'yesterday' is not a date: write it as 2026-03-02."),
    ("delay-recorded reason=no-bed from=2026-03-04 facts.party=weather", "There is no party 'weather'."),
    ("delay-recorded reason=no-bed from=2026-03-04 facts.party=hospital", None),
    ("delay-ended delay=9 until=2026-03-10", "There is no delay recorded as fact number 9."),
    ("delay-ended delay=None until=2026-03-10", "There is no delay recorded as fact number None."),
    ("delay-ended delay=1 until=2026-03-10", "There is no delay recorded as fact number 1."),
    ("delay-ended delay=2 until=2026-13-10", "'2026-13-10' is not a date: write it as 2026-03-02."),
    ("delay-ended delay=2 until=2026-03-03", "The delay began on Wednesday 4 March 2026 and cannot have ended before."),
    ("delay-ended delay=2 until=2026-03-04", None),
    (
        "delay-recorded reason=no-bed from=2026-03-04 until=2026-03-03",
        "The delay began on Wednesday 4 March 2026 and cannot have ended before.",
    ),
    ("delay-recorded reason=unknown from=2026-03-04", None),
    (
        "delay-recorded reason=unknown from=2026-03-04 until=2026-03-05",
        "The delay cannot end as 'Not known yet': correct the fact that recorded it and give a reason.",
    ),
    ("delay-answered delay=2 answer=agreed", None),
    ("delay-answered delay=2 answer=agreed until=2026-03-01", None),
    ("delay-recorded reason=no-bed from=2026-03-04 cause=court-date", None),
    ("delay-recorded reason=no-bed from=2026-03-04 cause=", None),
    ("delay-recorded reason=no-bed from=2026-03-04 cause=weather", "There is no delay reason 'weather'."),
    (
        "delay-recorded reason=no-bed from=2026-03-04 cause=unknown",
        "'Not known yet' is not a circumstance that can excuse a breach.",
    ),
    (
        "delay-recorded reason=unknown from=2026-03-04 cause=court-date",
        "What 'Not known yet' comes of changes nothing: leave that empty.",
    ),
    ("referred", None),
]


@pytest.mark.parametrize(("line", "says"), WRONG)
def test_a_fact_about_a_delay_must_say_what_it_can_mean(line: str, says: str | None) -> None:
    *before, event = history(f"{WAITING}    2026-03-14 {line}")
    reasons = against_delay(event, before, reasons=REASONS, parties={"hospital"})
    assert [reason.says for reason in reasons] == ([says] if says else [])


# a delay as it is recorded, and whether a breach may be excused by it, after review
EXCUSING = [
    ("reason=no-bed", False),
    ("reason=no-bed cause=court-date", True),
    ("reason=court-date", True),
    ("reason=unknown", False),
]


@pytest.mark.parametrize(("said", "excuses"), EXCUSING)
def test_a_shortage_excuses_only_when_it_comes_of_something_exceptional(said: str, *, excuses: bool) -> None:
    (delay,) = delays(history(f"2026-03-05 delay-recorded {said} from=2026-03-04"), reasons=REASONS, as_of=NOW)
    assert delay.can_excuse(REASONS) is excuses


def test_a_delay_nobody_has_explained_ends_once_it_is_put_down_to_something() -> None:
    unexplained = "2026-03-02 referred\n2026-03-05 delay-recorded reason=unknown from=2026-03-04\n"
    explained = unexplained + "2026-03-06 delay-recorded reason=no-bed from=2026-03-04 corrects=2\n"
    for text, refused in ((unexplained, True), (explained, False)):
        *before, event = history(f"{text}2026-03-10 delay-ended delay=2 until=2026-03-09")
        found = against_delay(event, standing(before), reasons=REASONS, parties={"hospital"})
        assert bool(found) is refused


LADDER = (
    Escalation("week", "two-weeks", 7, ("manager",), "Call.", unless=("seen-by-video",)),
    Escalation("late", "two-weeks", 14, ("director",), "Report.", daily=True),
    Escalation("other", "another", 1, ("manager",), "Nothing to do with it."),
)


def rungs(text: str, *, as_of: str) -> list[tuple[str, str]]:
    events = history(text)
    running = runs(TWO_WEEKS, events, as_of=day(as_of))[-1]
    due = rungs_due(LADDER, TWO_WEEKS, running, events, as_of=day(as_of))
    return [(rung.escalation.id, rung.due_on.isoformat()) for rung in due]


# history, as of, rungs due
RUNGS = [
    ("2026-03-02 referred", "2026-03-08", []),
    ("2026-03-02 referred", "2026-03-09", [("week", "2026-03-09")]),
    ("2026-03-02 referred", "2026-03-18", [("week", "2026-03-09"), ("late", "2026-03-18")]),
    ("2026-03-02 referred\n2026-03-05 seen-by-video", "2026-03-09", []),
    ("2026-03-02 referred\n2026-03-05 seen", "2026-03-18", []),
    ("2026-03-02 other", "2026-03-18", []),
]


@pytest.mark.parametrize(("text", "as_of", "due"), RUNGS)
def test_who_is_told_when_nothing_happens(text: str, as_of: str, due: list[tuple[str, str]]) -> None:
    assert rungs(text, as_of=as_of) == due
