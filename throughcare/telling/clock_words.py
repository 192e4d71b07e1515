"""What a clock shows, in words: how far it is, what it says by when, and with what force."""

from collections.abc import Callable, Mapping

from throughcare.clocks import FORCE_IN_WORDS, ClockState, Counting, Force, Run, Standard, Unit
from throughcare.handbook.spoken import limit_in_words
from throughcare.law import Rule
from throughcare.pathways import LONDON, Moment, spell_day
from throughcare.telling.phrases import count

DAYS_A_WEEK = 7


def force(stands: Standard | Rule, *, shadow: bool) -> str:
    """`national guidance`; `law, not in force`; `national guidance, unconfirmed`."""
    its = Force(stands.force)
    words = [FORCE_IN_WORDS[its]]
    if shadow:
        words.append("not in force" if its is Force.STATUTE else "counted but not in force")
    if not stands.confirmed and its is not Force.LOCAL:
        words.append("unconfirmed")
    return ", ".join(words)


def limit(standard: Standard) -> str:
    """`28 days`, `1 working day`, `by the day given`, or that nothing limits it."""
    return limit_in_words(standard)


def due(moment: Moment) -> str:
    """The last moment that is in time: `Monday 30 March 2026`, with the time of day where it counts."""
    if moment.at is None:
        return spell_day(moment.on)
    return f"{moment.at.astimezone(LONDON):%H:%M} on {spell_day(moment.on)}"


def verdict(standard: Standard, run: Run) -> str:
    """How a clock stands, in a few words: `day 22 of 28`, `late by 1 day`, `met on day 12`."""
    return VERDICTS[run.state](standard, run)


def _running(standard: Standard, run: Run) -> str:
    if standard.counts_to is not None:
        return _left(run)
    if standard.limit is None:
        return f"{_day(standard, run)}, no limit"
    if standard.unit is Unit.HOUR:
        return f"within {limit(standard)}"
    if standard.unit is Unit.MONTH:
        return f"{_day(standard, run)}, limit {limit(standard)}"
    days = standard.limit * DAYS_A_WEEK if standard.unit is Unit.WEEK else standard.limit
    return f"{_day(standard, run)} of {days}"


def _left(run: Run) -> str:
    if run.due is None or run.started is None or run.days_used is None:
        return "no day given"
    left = (run.due.on - run.started.on).days - run.days_used
    return f"{count(left, 'day', 'days')} left" if left else "today"


def _met(standard: Standard, run: Run) -> str:
    if standard.counts_to is not None:
        return "over in time"
    if standard.unit is Unit.HOUR:
        return f"met within {limit(standard)}"
    verb = "met" if standard.limit is not None else "over"
    return f"{verb} on {_day(standard, run)}" if run.days_used else f"{verb} on the same day"


def _late(standard: Standard, run: Run) -> str:
    return f"late by {_days(standard, run.late_by)}"


def _late_in_the_end(standard: Standard, run: Run) -> str:
    return f"was {_days(standard, run.late_by)} late"


def _days(standard: Standard, number: int) -> str:
    day = _counted_in(standard)
    return count(number, day, f"{day}s")


def _day(standard: Standard, run: Run) -> str:
    return f"{_counted_in(standard)} {run.days_used}"


def _counted_in(standard: Standard) -> str:
    return "working day" if standard.unit is Unit.WORKING_DAY else "day"


VERDICTS: Mapping[ClockState, Callable[[Standard, Run], str]] = {
    ClockState.NOT_STARTED: lambda *_: "not started",
    ClockState.RUNNING: _running,
    ClockState.MET: _met,
    ClockState.BREACHED_OPEN: _late,
    ClockState.BREACHED_CLOSED: _late_in_the_end,
    ClockState.ENDED: lambda *_: "ended, no longer applies",
}

COUNTING_WORDS: Mapping[Counting, str] = {
    Counting.INCLUSIVE: "day 1",
    Counting.DAY0: "day 0",
    Counting.HOURS: "hour 0",
}


def first_day(standard: Standard, run: Run, step_title: str) -> str:
    """`day 0 was Monday 2 March 2026, because 'Initial request' happened then`, of a clock that has started."""
    assert run.started is not None
    if standard.counts_to is not None:
        return f"counted to the day that '{step_title}' gave on {due(run.started)}"
    return f"{COUNTING_WORDS[standard.counting]} was {due(run.started)}, because '{step_title}' happened then"
