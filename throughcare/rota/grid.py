"""A wing over some days, hour by hour as clocks on its wall show them: what a chart of cover draws."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from throughcare.rota.gaps import Week, wanted
from throughcare.rota.turns import DAY, Turn, day, laid, total, without

HOURS = range(24)


class Cell(StrEnum):
    """How it stands in one hour. The worst of it counts: a quarter of an hour with nobody makes it `PARTLY`."""

    NONE = "none"
    NO_SUCH_HOUR = "no-such-hour"
    EXTRA = "extra"
    COVERED = "covered"
    PARTLY = "partly"
    NOBODY = "nobody"


SAYS: Mapping[Cell, str] = {
    Cell.NONE: "Nobody wanted, nobody there",
    Cell.NO_SUCH_HOUR: "No such hour: the clocks go forward",
    Cell.EXTRA: "Somebody there, though not wanted",
    Cell.COVERED: "Somebody there the whole hour",
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


def _row(on: date, asked: Sequence[Turn], there: Sequence[Turn]) -> Row:
    of_day, hours = day(on), (laid(on, (hour * 60, hour * 60 + 60)) for hour in HOURS)
    want, have = ([one for one in turns if one.meets(of_day)] for turns in (asked, there))
    return Row(on, tuple(_cell(hour, want, have) for hour in hours))


def _cell(hour: Turn, asked: Sequence[Turn], there: Sequence[Turn]) -> Cell:
    if not hour.starts_at < hour.ends_at:
        return Cell.NO_SUCH_HOUR
    want = [part for turn in asked if (part := turn.within(hour))]
    have = [part for turn in there if (part := turn.within(hour))]
    missing = total(without(want, have))
    if missing:
        return Cell.NOBODY if missing == total(want) else Cell.PARTLY
    return Cell.COVERED if want else Cell.EXTRA if have else Cell.NONE
