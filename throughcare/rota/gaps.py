"""What a wing wants of mentors, and the hours of it in which fewer are on the rota, or nobody."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from throughcare.rota.nights import overnight, parts_at_night
from throughcare.rota.turns import A_DAY, DAY, Turn, days_begun, hours, laid, spelled, total

# How many mentors a wing can want at once. More of them on one wing is a meeting.
MOST = 4


class Hours(NamedTuple):
    """Minutes of a day, and how many mentors are wanted then; beyond 1,440 they are of the morning after."""

    first: int
    last: int
    mentors: int = 1


# By day of the week from 0 for Monday.
Week = Mapping[int, Sequence[Hours]]


def around_the_clock(mentors: int = 1) -> Week:
    return {weekday: [Hours(0, A_DAY, mentors)] for weekday in range(7)}


AROUND_THE_CLOCK = around_the_clock()


def all_day(week: Week) -> int:
    """How many mentors a week wants around the clock, every day the same; 0 where it is not so."""
    many = next((times[0].mentors for times in week.values() if times), 0)
    return many if week == around_the_clock(many) else 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A turn for which a wing wants so many mentors."""

    turn: Turn
    mentors: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Hours in which a wing has fewer mentors than it wants: so many of so many."""

    wing: str
    turn: Turn
    there: int = 0
    wanted: int = 1

    @property
    def overnight(self) -> bool:
        return overnight(self.turn)

    @property
    def says(self) -> str:
        return f"{self.wing}, {spelled(self.turn)}"

    @property
    def count(self) -> str:
        """`1 of 2 there`, or `nobody there` where it wants one."""
        return f"{self.there or 'nobody'} of {self.wanted} there" if self.wanted > 1 else "nobody there"


def wanted(week: Week, within: Turn) -> list[Asked]:
    """The turns that a week asks for, as far as they are within a time."""
    found = ((laid(on, said[:2]), said.mentors) for on in days_begun(within) for said in week.get(on.weekday(), ()))
    return [Asked(part, mentors) for turn, mentors in found if (part := turn.within(within))]


def wanted_at(week: Week, at: datetime) -> int:
    """How many mentors a week asks for at a moment. Where hours of two days meet, the more of the two counts."""
    return max((one.mentors for one in wanted(week, Turn(at, at + DAY)) if one.turn.starts_at <= at), default=0)


def gaps(wing: str, week: Week, there: Iterable[Turn], within: Turn) -> list[Gap]:
    """In the order of time; a new one begins where the number of those there, or of those wanted, changes."""
    return missing(wing, wanted(week, within), there)


def missing(wing: str, asked: Iterable[Asked], there: Iterable[Turn]) -> list[Gap]:
    """Where fewer are there than are asked for. Turns that are there are of different mentors."""
    found: list[Gap] = []
    for turn, here, number in _counted(asked, there):
        if here >= number:
            continue
        last = found[-1] if found else None
        if last and last.turn.ends_at == turn.starts_at and (last.there, last.wanted) == (here, number):
            found[-1] = Gap(wing, Turn(last.turn.starts_at, turn.ends_at), here, number)
        else:
            found.append(Gap(wing, turn, here, number))
    return found


def _counted(asked: Iterable[Asked], there: Iterable[Turn]) -> Iterator[tuple[Turn, int, int]]:
    """Each stretch between two changes, with how many are there and how many are wanted. Those there are kept as 0."""
    changes = sorted(
        change
        for number, turn in [*((one.mentors, one.turn) for one in asked), *((0, turn) for turn in there)]
        for change in ((turn.starts_at, number, 1), (turn.ends_at, number, -1))
    )
    now, since = Counter[int](), None
    for at, some in groupby(changes, key=itemgetter(0)):
        if since:
            yield Turn(since, at), now[0], max((number for number in now if now[number] and number), default=0)
        for _, number, more in some:
            now[number] += more
        since = at


def pressing_first(found: Iterable[Gap]) -> list[Gap]:
    """The order in which they are filled: where nobody is before where some are, the nights before the days."""
    return sorted(found, key=lambda gap: (gap.there > 0, not gap.overnight, gap.turn, gap.wing))


def minutes(found: Iterable[Gap]) -> int:
    """All together, those of each wing counted."""
    return sum(gap.turn.minutes for gap in found)


def minutes_at_night(found: Iterable[Gap]) -> int:
    """Those of them that are in the hours of the night."""
    return sum(total(parts_at_night(gap.turn)) for gap in found)


def missing_in_words(found: Sequence[Gap]) -> str:
    """`no mentor is on the rota for 9 hours, 8 hours of them at night; fewer than wanted are there for 3 hours`."""
    nobody, fewer = with_nobody(found), with_fewer(found)
    parts = [f"no mentor is on the rota for {_in_hours(nobody)}"] if nobody else []
    parts += [f"fewer than wanted are there for {_in_hours(fewer)}"] if fewer else []
    return "; ".join(parts)


def _in_hours(found: Sequence[Gap]) -> str:
    nights = minutes_at_night(found)
    return f"{hours(minutes(found))}{f', {hours(nights)} of them at night' if nights else ''}"


def with_nobody(found: Iterable[Gap]) -> list[Gap]:
    return [gap for gap in found if not gap.there]


def with_fewer(found: Iterable[Gap]) -> list[Gap]:
    """Those in which somebody is there, and fewer than are wanted."""
    return [gap for gap in found if gap.there]
