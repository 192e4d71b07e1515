"""What a standard makes of a history."""

from dataclasses import replace
from datetime import date

import pytest

from tests.facts import day, history
from throughcare.clocks import (
    ClockState,
    Closing,
    Counting,
    Escalation,
    Force,
    Restart,
    Run,
    Standard,
    Unit,
    latest,
    rungs_due,
    runs,
)
from throughcare.pathways import standing

TWO_WEEKS = Standard(
    id="two-weeks",
    title="Seen within 14 days",
    starts=("referred",),
    stops=("seen",),
    ends=("withdrawn",),
    resets=("query",),
    pauses=("paused",),
    resumes=("resumed",),
    limit=14,
    unit=Unit.DAY,
    counting=Counting.DAY0,
    warn_at=7,
    force=Force.LOCAL,
    owner="team",
    source="test",
)


def run(text: str, *, as_of: str, standard: Standard = TWO_WEEKS, closed_on: str | None = None) -> Run:
    closing = Closing(day(closed_on), "closed") if closed_on else None
    return latest(runs(standard, history(text), as_of=day(as_of), closing=closing))


# history, as of, state, days used, late by
STATES = [
    ("2026-03-01 other", "2026-03-20", ClockState.NOT_STARTED, None, 0),
    ("2026-03-02 referred", "2026-03-02", ClockState.RUNNING, 0, 0),
    ("2026-03-02 referred", "2026-03-16", ClockState.RUNNING, 14, 0),
    ("2026-03-02 referred", "2026-03-17", ClockState.BREACHED_OPEN, 15, 1),
    ("2026-03-02 referred\n2026-03-16 seen", "2026-04-01", ClockState.MET, 14, 0),
    ("2026-03-02 referred\n2026-03-20 seen", "2026-04-01", ClockState.BREACHED_CLOSED, 18, 4),
    ("2026-03-02 referred\n2026-03-05 withdrawn", "2026-04-01", ClockState.ENDED, 3, 0),
    ("2026-03-02 referred\n2026-03-20 withdrawn", "2026-04-01", ClockState.BREACHED_CLOSED, 18, 4),
    ("2026-03-02 referred\n2026-03-20 seen", "2026-03-10", ClockState.RUNNING, 8, 0),
    ("2026-03-02 referred\n2026-03-05 query", "2026-03-10", ClockState.NOT_STARTED, None, 0),
    ("2026-03-02 referred\n2026-03-05 query\n2026-03-09 referred", "2026-03-10", ClockState.RUNNING, 1, 0),
    ("2026-03-02 referred\n2026-03-05 seen\n2026-03-09 referred", "2026-03-10", ClockState.MET, 3, 0),
    ("2026-03-02 referred\n2026-03-05 referred", "2026-03-10", ClockState.RUNNING, 8, 0),
]


@pytest.mark.parametrize(("text", "as_of", "state", "used", "late"), STATES)
def test_the_state_of_a_clock(text: str, as_of: str, state: ClockState, used: int | None, late: int) -> None:
    found = run(text, as_of=as_of)
    assert (found.state, found.days_used, found.late_by) == (state, used, late)


TO_BOTH = replace(TWO_WEEKS, stops=("told",), each=("minister", "governor"), each_in="whom")
TOLD = [
    ("told whom=icb", "running", None),
    ("told whom=minister", "running", None),
    ("told whom=minister\n2026-03-06 told whom=minister", "running", None),
    ("told whom=minister\n2026-03-06 told whom=governor\n2026-03-09 told whom=icb", "met", "2026-03-06"),
    ("told whom=governor\n2026-03-20 told whom=minister", "breached-closed", "2026-03-20"),
    # Whoever kept no record of whom was told says that all were.
    ("told", "met", "2026-03-05"),
    ("told whom=", "met", "2026-03-05"),
]


@pytest.mark.parametrize(("told", "state", "stopped"), TOLD)
def test_where_several_must_be_told_the_last_of_them_stops_the_clock(
    told: str, state: str, stopped: str | None
) -> None:
    found = run(f"2026-03-02 referred\n2026-03-05 {told}", as_of="2026-03-10", standard=TO_BOTH)
    late = run(f"2026-03-02 referred\n2026-03-05 {told}", as_of="2026-04-10", standard=TO_BOTH)
    assert (found if state == "running" else late).state.value == state
    assert (late.stopped.on.isoformat() if late.stopped else None) == stopped


def test_one_answer_may_name_several_who_were_told() -> None:
    event = replace(history("2026-03-05 told")[0], number=2, facts={"whom": ["minister", "governor"]})
    told = runs(TO_BOTH, (*history("2026-03-02 referred"), event), as_of=day("2026-03-10"), closing=None)
    assert latest(told).state is ClockState.MET


def test_a_clock_that_starts_anew_waits_for_each_again() -> None:
    anew = replace(TO_BOTH, restarts=Restart.ANEW)
    text = "2026-03-02 referred\n2026-03-03 told whom=minister\n2026-03-04 referred\n2026-03-05 told whom=governor"
    assert run(text, as_of="2026-03-10", standard=anew).state is ClockState.RUNNING


def test_a_clock_names_what_started_and_what_stopped_it() -> None:
    found = run("2026-03-01 other\n2026-03-02 referred\n2026-03-05 seen", as_of="2026-04-01")
    assert (found.started_by, found.because) == (2, "seen")
    assert (found.warn, found.due) == (day("2026-03-09"), day("2026-03-16"))


def test_the_end_of_the_episode_ends_a_clock_that_still_runs() -> None:
    ended = run("2026-03-02 referred", as_of="2026-04-01", closed_on="2026-03-05")
    assert (ended.state, ended.because, ended.stopped) == (ClockState.ENDED, "closed", day("2026-03-05"))


def test_the_end_of_the_episode_does_not_unsay_a_breach() -> None:
    assert run("2026-03-02 referred", as_of="2026-04-01", closed_on="2026-03-25").state is ClockState.BREACHED_CLOSED


def test_an_end_still_to_come_ends_nothing() -> None:
    assert run("2026-03-02 referred", as_of="2026-03-04", closed_on="2026-03-05").state is ClockState.RUNNING


def test_starting_anew_replaces_the_run_and_keeps_the_old_one() -> None:
    anew = replace(TWO_WEEKS, restarts=Restart.ANEW)
    found = runs(anew, history("2026-03-02 referred\n2026-03-05 referred"), as_of=day("2026-03-06"))
    assert [each.state for each in found] == [ClockState.ENDED, ClockState.RUNNING]
    assert found[1].started == day("2026-03-05")


def test_after_a_stop_a_clock_may_run_again() -> None:
    again = replace(TWO_WEEKS, starts=("referred", "seen"), restarts=Restart.AFTER_STOP)
    found = runs(again, history("2026-03-02 referred\n2026-03-05 seen\n2026-03-19 seen"), as_of=day("2026-03-20"))
    assert [each.state for each in found] == [ClockState.MET, ClockState.MET, ClockState.RUNNING]


PAUSED = "2026-03-02 referred\n2026-03-04 paused\n2026-03-05 paused\n2026-03-10 resumed\n2026-03-11 resumed"


def test_time_stands_still_only_between_a_pause_and_its_end() -> None:
    assert run(PAUSED, as_of="2026-03-12").due == day("2026-03-22")


def test_a_pause_that_lasts_puts_the_due_day_off_day_by_day() -> None:
    assert run("2026-03-02 referred\n2026-03-04 paused", as_of="2026-03-09").due == day("2026-03-21")


def test_a_standard_without_a_limit_is_measured_and_never_late() -> None:
    measured = replace(TWO_WEEKS, limit=None, warn_at=None, buckets=(14, 30))
    found = run("2026-03-02 referred", as_of="2027-03-02", standard=measured)
    assert (found.state, found.due, found.days_used) == (ClockState.RUNNING, None, 365)


def test_lateness_counts_the_standards_own_days() -> None:
    working = replace(TWO_WEEKS, limit=1, unit=Unit.WORKING_DAY)
    assert run("2026-03-05 referred", as_of="2026-03-10", standard=working).late_by == 2
    assert run("2026-03-05 referred", as_of="2026-03-07", standard=working).late_by == 1


def test_hours_are_late_by_the_minute_where_minutes_are_known() -> None:
    hours = replace(TWO_WEEKS, limit=24, unit=Unit.HOUR, counting=Counting.HOURS, pauses=(), resumes=())
    applied = "2026-03-02T10:00 referred"
    assert run(applied, as_of="2026-03-03 10:00", standard=hours).state is ClockState.RUNNING
    assert run(applied, as_of="2026-03-03 10:01", standard=hours).state is ClockState.BREACHED_OPEN
    assert run(applied, as_of="2026-03-03", standard=hours).state is ClockState.RUNNING


SHADOW = replace(TWO_WEEKS, shadow=True)
# standard, state on 3 March after a start on 2 March, in shadow
FORCE = [
    (SHADOW, ClockState.RUNNING, True),
    (replace(SHADOW, effective_from=date(2026, 3, 3)), ClockState.RUNNING, True),
    (replace(SHADOW, effective_from=date(2026, 3, 2)), ClockState.RUNNING, False),
    (replace(TWO_WEEKS, effective_from=date(2026, 3, 3)), ClockState.NOT_STARTED, False),
    (replace(TWO_WEEKS, effective_from=date(2026, 3, 2)), ClockState.RUNNING, False),
    (replace(TWO_WEEKS, effective_to=date(2026, 3, 1)), ClockState.NOT_STARTED, False),
    (replace(TWO_WEEKS, effective_to=date(2026, 3, 2)), ClockState.RUNNING, False),
]


@pytest.mark.parametrize(("standard", "state", "shadow"), FORCE)
def test_the_rule_in_force_at_the_start_is_the_one_that_counts(
    standard: Standard, state: ClockState, *, shadow: bool
) -> None:
    found = run("2026-03-02 referred", as_of="2026-03-03", standard=standard)
    assert (found.state, found.shadow) == (state, shadow)


TO_THE_DAY = replace(TWO_WEEKS, limit=None, counts_to="day", warn_at=30, restarts=Restart.ANEW)
# what happened, as of, state, due, late by
GIVEN = [
    ("2026-03-02 referred day=2026-06-30", "2026-05-31", "running", "2026-06-30", 0),
    ("2026-03-02 referred day=2026-06-30", "2026-06-30", "running", "2026-06-30", 0),
    ("2026-03-02 referred day=2026-06-30", "2026-07-03", "breached-open", "2026-06-30", 3),
    ("2026-03-02 referred day=2026-06-30\n2026-06-30 seen", "2026-07-03", "met", "2026-06-30", 0),
    ("2026-03-02 referred day=2026-06-30\n2026-04-01 referred day=2026-05-20", "2026-05-01", "running",
     "2026-05-20", 0),
    ("2026-03-02 referred day=2026-06-30\n2026-04-01 referred day=2026-07-01 corrects=1", "2026-05-01", "running",
     "2026-07-01", 0),
    # Whoever replays a history without its answers is told of no day.
    ("2026-03-02 referred", "2026-07-03", "running", None, 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "as_of", "state", "due", "late"), GIVEN)
def test_a_clock_counts_to_the_day_that_its_start_names(
    text: str, as_of: str, state: str, due: str | None, late: int
) -> None:
    found = latest(runs(TO_THE_DAY, standing(history(text)), as_of=day(as_of)))
    assert (found.state, found.due, found.late_by) == (state, day(due) if due else None, late)


def test_it_warns_so_many_days_before() -> None:
    assert run("2026-03-02 referred day=2026-06-30", as_of="2026-03-02", standard=TO_THE_DAY).warn == day("2026-05-31")
    assert run("2026-03-02 referred", as_of="2026-03-02", standard=TO_THE_DAY).warn is None


# as of, and what has been said by then: 90 and 28 days before 30 June
COUNTED_DOWN = [
    ("2026-03-31", []),
    ("2026-04-01", ["90"]),
    ("2026-06-01", ["90"]),
    ("2026-06-02", ["90", "28"]),
    ("2026-07-05", ["90", "28"]),
]


@pytest.mark.parametrize(("as_of", "said"), COUNTED_DOWN)
def test_its_ladder_counts_the_days_left(as_of: str, said: list[str]) -> None:
    ladder = [Escalation(str(at), "two-weeks", at, ("manager",), "Plan.") for at in (90, 28)]
    for text, expected in (("2026-03-02 referred day=2026-06-30", said), ("2026-03-02 referred", [])):
        events = history(text)
        (found,) = runs(TO_THE_DAY, events, as_of=day(as_of))
        due = rungs_due(ladder, TO_THE_DAY, found, events, as_of=day(as_of))
        assert [rung.escalation.id for rung in due] == expected
