"""Days laid out from left to right, with ticks that thin out from days to years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

ONE_DAY = timedelta(days=1)
# Steps a tick may take, finest first: a number of days or of months.
STEPS = (
    *(("days", days) for days in (1, 7, 14)),
    *(("months", months) for months in (1, 3, 6)),
    *(("months", 12 * years) for years in (1, 2, 5, 10, 20, 50)),
)
ROOM_FOR_A_LABEL = 56.0


@dataclass(frozen=True)
class Tick:
    """A day marked on the scale, with its label; the year is said once, and again when it changes."""

    day: date
    label: str
    year: str = ""


@dataclass(frozen=True)
class Scale:
    """The days from `first` to `last`, drawn between `left` and `right`."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day begins; days off the scale are drawn at its nearer end."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + (self.right - self.left) * min(max(share, 0), 1)

    def ticks(self) -> tuple[Tick, ...]:
        """Mondays, firsts of months or of years: the finest of them whose labels do not touch."""
        for step in STEPS:
            days = list(_days(self.first, self.last, *step))
            if all(self.x(later) - self.x(earlier) >= ROOM_FOR_A_LABEL for earlier, later in pairwise(days)):
                return tuple(_labelled(days, *step))
        return ()


def scale_of(days: list[date], *, left: float, right: float) -> Scale:
    """A scale that holds all these days, with a little room on both sides."""
    first, last = min(days), max(days)
    room = max(timedelta(days=2), (last - first) // 20)
    return Scale(first - room, last + room, left, right)


def _days(first: date, last: date, unit: str, count: int) -> Iterator[date]:
    if unit == "days":
        # Fortnights are told from weeks by the number of the week since a fixed Monday, so that ticks stay put.
        offset = (date(2024, 1, 1) - first).days % count
        day = first + timedelta(days=offset)
        while day <= last:
            yield day
            day += timedelta(days=count)
        return
    month = -(-(first.year * 12 + first.month - 1 + (first.day > 1)) // count) * count
    while (day := date(month // 12, month % 12 + 1, 1)) <= last:
        yield day
        month += count


def _labelled(days: list[date], unit: str, count: int) -> Iterator[Tick]:
    year = None
    for day in days:
        if count >= 12 and unit == "months":
            yield Tick(day, str(day.year))
            continue
        label = f"{day.day} {day:%b}" if unit == "days" else f"{day:%b}"
        yield Tick(day, label, str(day.year) if day.year != year else "")
        year = day.year
