"""Laying the sessions of a group out over the weeks. Plain Python; days are London's."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from throughcare.clocks.calendar import is_bank_holiday
from throughcare.pathways.moments import LONDON

A_WEEK = timedelta(days=7)
# Nobody lays a group out over more than two years; a place that is closed for ever would have no end.
MOST_WEEKS = 104


@dataclass(frozen=True, slots=True)
class Planned:
    """One session to be: its number in the group, its module, when."""

    number: int
    module: str
    starts_at: datetime
    ends_at: datetime


def modules_in_order(modules: Sequence[Mapping[str, Any]]) -> list[str]:
    """The module of each session: `[{"title": "Anger", "sessions": 2}]` is two of Anger."""
    return [str(module["title"]) for module in modules for _ in range(int(module["sessions"]))]


def lay_out(
    modules: Sequence[Mapping[str, Any]], *, first: date, at: time, minutes: int, closed: Collection[date]
) -> Iterator[Planned]:
    """A session a week from `first` on. What falls on a bank holiday or a closed day is held a week later.

    A group that begins on a weekend is held on that day: only bank holidays move it. Times are those of the clock on
    the wall, so that a group goes on at ten when the clocks change.
    """
    day, weeks = first, 0
    for number, module in enumerate(modules_in_order(modules), start=1):
        while (day in closed or is_bank_holiday(day)) and weeks < MOST_WEEKS:
            day, weeks = day + A_WEEK, weeks + 1
        starts = datetime.combine(day, at, tzinfo=LONDON)
        yield Planned(number, module, starts, starts + timedelta(minutes=minutes))
        day, weeks = day + A_WEEK, weeks + 1
