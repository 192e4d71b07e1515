"""What a wing wants of mentors, and the hours of it in which nobody is on the rota."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from throughcare.rota.nights import overnight, parts_at_night
from throughcare.rota.turns import A_DAY, Turn, days_begun, laid, spelled, total, without

# By day of the week from 0 for Monday, pairs of minutes of that day; beyond 1,440 they are of the morning after.
Week = Mapping[int, Sequence[tuple[int, int]]]
AROUND_THE_CLOCK: Week = {weekday: [(0, A_DAY)] for weekday in range(7)}


@dataclass(frozen=True, slots=True)
class Gap:
    """Hours in which a wing wants somebody and has nobody."""

    wing: str
    turn: Turn

    @property
    def overnight(self) -> bool:
        return overnight(self.turn)

    @property
    def says(self) -> str:
        return f"{self.wing}, {spelled(self.turn)}"


def wanted(week: Week, within: Turn) -> list[Turn]:
    """The turns that a week asks for, as far as they are within a time."""
    found = (laid(on, pair) for on in days_begun(within) for pair in week.get(on.weekday(), ()))
    return [part for turn in found if (part := turn.within(within))]


def gaps(wing: str, week: Week, there: Iterable[Turn], within: Turn) -> list[Gap]:
    """In the order of time."""
    return [Gap(wing, turn) for turn in without(wanted(week, within), there)]


def overnight_first(found: Iterable[Gap]) -> list[Gap]:
    """The order in which they are filled: the nights before the days, each in the order of time."""
    return sorted(found, key=lambda gap: (not gap.overnight, gap.turn, gap.wing))


def minutes(found: Iterable[Gap]) -> int:
    """All together, those of each wing counted."""
    return sum(gap.turn.minutes for gap in found)


def minutes_at_night(found: Iterable[Gap]) -> int:
    """Those of them that are in the hours of the night."""
    return sum(total(parts_at_night(gap.turn)) for gap in found)
