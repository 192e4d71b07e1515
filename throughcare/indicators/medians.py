"""Median waits of groups with their intervals, and of which of them they may be told beside each other.

A median says how many waited at most so long: half. So do the limits of its interval, and the quartiles of all. Whoever
has several of them, of groups that add up, may work out how many of one group waited longer than another's median, so
what is told is tried as they would try it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import ceil, comb, floor

from throughcare.indicators.waits import nth_of
from throughcare.sharing.small import SMALLEST

# Each limit of an interval is a quarter or less from the end: of twenty, five are on either side of it.
ENOUGH_FOR_A_MEDIAN = 20
# Of a number that is known to be under five, so many must stay possible.
LEFT_POSSIBLE = 3
TAIL = 0.025

Days = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Median:
    """Within how many days half had started, and its 95% interval; without limits where there are under six."""

    n: int
    half: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """Waits of a group by days, and the groups that it is made of."""

    name: str
    days: Days
    parts: Sequence["Group"] = field(default_factory=tuple)

    @property
    def n(self) -> int:
        return sum(self.days.values())


@dataclass(frozen=True, slots=True)
class Known:
    """That `reached` or more of a group waited at most `at` days, and that at most `before` waited less."""

    at: float
    reached: int
    before: int


def median(days: Days) -> Median | None:
    """The median with the exact interval of the sign test: the days of two places in the order (Conover 1999, 3.2)."""
    n = sum(days.values())
    if not n:
        return None
    place = _place_of_the_limit(n)
    limits = (_at(days, place), _at(days, n + 1 - place)) if place else (None, None)
    return Median(n, nth_of(days, 0.5), *limits)


def told_medians(whole: Group, quartiles: Mapping[str, float] | None, *, among: Collection[str]) -> dict[str, Median]:
    """Name -> the median of each group among these that may be told, where the whole's quartiles are told as well.

    Of fewer than twenty none is. Where a number under five would follow from all of them, the smallest groups give way.
    """
    groups = [one for one in _inside(whole) if one.name in among and one.n >= ENOUGH_FOR_A_MEDIAN]
    groups.sort(key=lambda one: (-one.n, one.name))
    while groups:
        found = {one.name: median(one.days) for one in groups}
        said = {name: one for name, one in found.items() if one is not None}
        if not gives_away(whole, said, quartiles):
            return said
        groups.pop()
    return {}


def gives_away(whole: Group, said: Mapping[str, Median], quartiles: Mapping[str, float] | None) -> bool:
    """Whether it follows of some group that fewer than five, and nearly how many, waited more or less than so long."""
    known = {name: list(_of_median(one)) for name, one in said.items()}
    known[whole.name] = list(_of_quartiles(whole.n, quartiles)) if quartiles else []
    edges = {one.at for each in known.values() for one in each}
    return any(_small(_ranges(whole, known, edge, below=below)) for edge in edges for below in (True, False))


def _small(ranges: Iterable[tuple[int, int, int]]) -> bool:
    return any(
        0 < most < SMALLEST and most - least + 1 < LEFT_POSSIBLE
        for low, high, n in ranges
        for least, most in ((low, high), (n - high, n - low))
    )


def _ranges(
    whole: Group, known: Mapping[str, Sequence[Known]], edge: float, *, below: bool
) -> list[tuple[int, int, int]]:
    """Of each group from how many to how many waited at most `edge` days, or less than that, and how many it is of.

    Groups lie within groups and their numbers add up, so that going up and down once finds the narrowest ranges.
    """
    alone = {
        one.name: _by_itself(known.get(one.name, ()), one.n, edge, below=below) for one in (whole, *_inside(whole))
    }
    upward: dict[str, tuple[int, int]] = {}
    _up(whole, alone, upward)
    return list(_down(whole, upward[whole.name], upward))


def _up(group: Group, alone: Mapping[str, tuple[int, int]], found: dict[str, tuple[int, int]]) -> tuple[int, int]:
    low, high = alone[group.name]
    if group.parts:
        inside = [_up(part, alone, found) for part in group.parts]
        low, high = max(low, sum(one for one, _ in inside)), min(high, sum(one for _, one in inside))
    found[group.name] = low, high
    return low, high


def _down(
    group: Group, range_: tuple[int, int], upward: Mapping[str, tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    low, high = range_
    yield low, high, group.n
    lows, highs = (sum(upward[part.name][end] for part in group.parts) for end in (0, 1))
    for part in group.parts:
        least, most = upward[part.name]
        yield from _down(part, (max(least, low - (highs - most)), min(most, high - (lows - least))), upward)


def _by_itself(known: Iterable[Known], n: int, edge: float, *, below: bool) -> tuple[int, int]:
    """What the numbers told of one group say of how many waited at most `edge` days; less than that, where `below`."""
    low, high = 0, n
    for one in known:
        if one.at < edge or (one.at == edge and not below):
            low = max(low, one.reached)
        if edge < one.at or (one.at == edge and below):
            high = min(high, one.before)
    return low, high


def _of_median(one: Median) -> Iterator[Known]:
    yield _known(one.half, one.n, 0.5)
    place = _place_of_the_limit(one.n)
    if one.low is not None and one.high is not None and place:
        yield Known(one.low, place, place - 1)
        yield Known(one.high, one.n + 1 - place, one.n - place)


def _of_quartiles(n: int, quartiles: Mapping[str, float]) -> Iterator[Known]:
    for name, part in {"quarter": 0.25, "half": 0.5, "three quarters": 0.75}.items():
        yield _known(quartiles[name], n, part)


def _known(value: float, n: int, part: float) -> Known:
    """What `nth_of` tells: half way between two days means that just so many waited less."""
    place = ceil(part * n - 1e-9)
    between = value != floor(value) or abs(part * n - place) < 1e-9
    return Known(value, place, place if between else place - 1)


def _place_of_the_limit(n: int) -> int:
    """The place of the lower limit in the order, from 1; 0 where even the first is too far in."""
    halves = accumulate(comb(n, k) for k in range(n + 1))
    return sum(1 for so_far in halves if so_far <= TAIL * 2**n)


def _at(days: Days, place: int) -> float:
    inner = sorted(days)
    reached = accumulate(days[day] for day in inner)
    return float(next(day for day, so_far in zip(inner, reached, strict=True) if so_far >= place))


def _inside(group: Group) -> Iterator[Group]:
    for part in group.parts:
        yield part
        yield from _inside(part)
