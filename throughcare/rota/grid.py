"""A wing over some days, hour by hour as clocks on its wall show them: what a chart of cover draws."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from throughcare.rota.gaps import Asked, Week, minutes, missing, wanted, with_fewer, with_nobody
from throughcare.rota.turns import DAY, Turn, day, laid, total

HOURS = range(24)


class Cell(StrEnum):
    """How it stands in one hour. The worst of it counts: a quarter of an hour with nobody makes it `PARTLY`."""

    NONE = "none"
    NO_SUCH_HOUR = "no-such-hour"
    EXTRA = "extra"
    COVERED = "covered"
    FEWER = "fewer"
    PARTLY = "partly"
    NOBODY = "nobody"


SAYS: Mapping[Cell, str] = {
    Cell.NONE: "Nobody wanted, nobody there",
    Cell.NO_SUCH_HOUR: "No such hour: the clocks go forward",
    Cell.EXTRA: "Somebody there, though not wanted",
    Cell.COVERED: "As many as wanted, the whole hour",
    Cell.FEWER: "Somebody there, fewer than wanted",
    Cell.PARTLY: "Somebody there for a part of the hour",
    Cell.NOBODY: "Wanted, and nobody there",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One day of one wing: a cell for each of its 24 hours."""

    on: date
    cells: tuple[Cell, ...]

    def spans(self) -> list[tuple[Cell, int, int]]:
        """Hours that stand alike, together: cell, from which hour until which."""
        found: list[tuple[Cell, int, int]] = []
        for hour, cell in enumerate(self.cells):
            if found and found[-1][0] == cell:
                found[-1] = (cell, found[-1][1], hour + 1)
            else:
                found.append((cell, hour, hour + 1))
        return found


def rows(week: Week, there: Iterable[Turn], *, first: date, days: int) -> list[Row]:
    """A wing from a day on, for so many days."""
    turns = list(there)
    asked = wanted(week, day(first, days))
    return [_row(first + number * DAY, asked, turns) for number in range(days)]


def _row(on: date, asked: Sequence[Asked], there: Sequence[Turn]) -> Row:
    of_day, hours = day(on), (laid(on, (hour * 60, hour * 60 + 60)) for hour in HOURS)
    want, have = [one for one in asked if one.turn.meets(of_day)], [one for one in there if one.meets(of_day)]
    return Row(on, tuple(_cell(hour, want, have) for hour in hours))


def _cell(hour: Turn, asked: Sequence[Asked], there: Sequence[Turn]) -> Cell:
    if not hour.starts_at < hour.ends_at:
        return Cell.NO_SUCH_HOUR
    want = [Asked(part, one.mentors) for one in asked if (part := one.turn.within(hour))]
    have = [part for turn in there if (part := turn.within(hour))]
    found = missing("", want, have)
    if nobody := minutes(with_nobody(found)):
        return Cell.NOBODY if nobody == total(one.turn for one in want) else Cell.PARTLY
    if with_fewer(found):
        return Cell.FEWER
    return Cell.COVERED if want else Cell.EXTRA if have else Cell.NONE
