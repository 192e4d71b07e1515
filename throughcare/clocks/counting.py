"""When a limit runs out and how much of it is used, by unit and counting convention: one table each."""

import math
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from throughcare.clocks.calendar import add_months, add_working_days, working_days_between
from throughcare.clocks.standard import Counting, Standard, Unit
from throughcare.pathways import Moment, from_instant

HOURS_A_DAY = 24

# The day on which a limit counted from `start` runs out, day 0 being the start.
LAST_DAY: Mapping[Unit, Callable[[date, int], date]] = {
    Unit.HOUR: lambda start, limit: start + timedelta(days=math.ceil(limit / HOURS_A_DAY)),
    Unit.DAY: lambda start, limit: start + timedelta(days=limit),
    Unit.WORKING_DAY: add_working_days,
    Unit.WEEK: lambda start, limit: start + timedelta(weeks=limit),
    Unit.MONTH: add_months,
}

# How many of the days that the unit counts lie after `start`, up to `end`.
DAYS_USED: Mapping[Unit, Callable[[date, date], int]] = {
    Unit.HOUR: lambda start, end: (end - start).days,
    Unit.DAY: lambda start, end: (end - start).days,
    Unit.WORKING_DAY: working_days_between,
    Unit.WEEK: lambda start, end: (end - start).days,
    Unit.MONTH: lambda start, end: (end - start).days,
}

ONE_DAY = timedelta(days=1)


def due(start: Moment, limit: int, *, unit: Unit, counting: Counting) -> Moment:
    """The last moment that is in time.

    INCLUSIVE makes the day of the start day 1, so the last day is one earlier than with DAY0: a request of 2 March 2026
    is due on 29 March at 28 days inclusive and on 30 March at 28 days from day 0. Hours run from the instant; where
    only the day of the start is known, the last day is the best that can be said.
    """
    if unit is Unit.HOUR and start.at is not None:
        return from_instant(start.at + timedelta(hours=limit))
    if counting is Counting.INCLUSIVE:
        return Moment(on=_inclusive_last_day(start.on, limit, unit))
    return Moment(on=LAST_DAY[unit](start.on, limit))


def days_before(named: object, days: int) -> Moment | None:
    """The day so many days before one that an answer names, as 2026-03-02; None where it names none."""
    return Moment(on=date.fromisoformat(str(named)) - timedelta(days=days)) if named else None


def days_used(start: Moment, end: Moment, *, standard: Standard) -> int:
    """Days counted so far, as the standard counts: "day 22 of 28" on 24 March after a start on 2 March (day 0)."""
    first = start.on - ONE_DAY if standard.counting is Counting.INCLUSIVE else start.on
    return DAYS_USED[standard.unit](first, end.on)


def units_between(since: Moment, until: Moment, *, unit: Unit) -> int:
    """Days that the unit counts after one day, up to another: what a pause took, or how late something is."""
    return DAYS_USED[unit](since.on, until.on)


def later_by(moment: Moment, days: int, *, unit: Unit) -> Moment:
    """A due moment put off by paused days of the standard's unit."""
    if days == 0:
        return moment
    if moment.at is not None:
        return from_instant(moment.at + timedelta(days=days))
    if unit is Unit.WORKING_DAY:
        return Moment(on=add_working_days(moment.on, days))
    return Moment(on=moment.on + timedelta(days=days))


def _inclusive_last_day(start: date, limit: int, unit: Unit) -> date:
    """Day 1 is the start, whether or not it is a working day: the period begins with it."""
    if unit is Unit.WORKING_DAY:
        return add_working_days(start - ONE_DAY, limit)
    last = LAST_DAY[unit](start, limit)
    # Three months that begin with 30 November end with February itself: there is no 30th to stop short of.
    return last if unit is Unit.MONTH and last.day != start.day else last - ONE_DAY
