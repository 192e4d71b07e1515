"""Decisions counted by unit and like cases, with small numbers left out so that none can be worked out: pure.

Every decision stands in one group and no group lies within another, so nothing is learnt by taking one from another. A
group is told apart further only while in each of its parts at least two units can still be compared. Of a unit it is
told how many it decided from five on, and how many it declined where it declined and accepted at least five each. The
only total is of the units that are told, which says nothing that they do not; what is left out stands in no sum.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from throughcare.indicators import share
from throughcare.providers.decisions import Decision
from throughcare.sharing.small import enough

COMPARED_FROM = 2


@dataclass(frozen=True, slots=True)
class Count:
    """How many of `decided` were declined; None is a number that is left out."""

    decided: int
    declined: int | None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% interval of the share declined, as shares of 1."""
        if self.declined is None:
            return None
        found = share(self.declined, self.decided)
        return found.low, found.high


@dataclass(frozen=True, slots=True)
class Group:
    """Like cases: the traits that they share, as far as they are told apart. A unit that decided few is not in it."""

    like: tuple[str, ...]
    units: Mapping[str, Count]

    @property
    def compared(self) -> list[Count]:
        return [count for count in self.units.values() if count.declined is not None]

    @property
    def together(self) -> Count | None:
        """The units that are told whole, together; None where there are too few to compare."""
        if len(self.compared) < COMPARED_FROM:
            return None
        declined = sum(count.declined or 0 for count in self.compared)
        return Count(sum(count.decided for count in self.compared), declined)


def groups(decisions: Sequence[Decision], *, depth: int, like: tuple[str, ...] = ()) -> list[Group]:
    """The decisions in groups of like cases, told apart by at most `depth` traits."""
    whole = group(decisions, like)
    if not decisions or len(like) == depth:
        return [whole]
    parts: dict[str, list[Decision]] = {}
    for one in decisions:
        parts.setdefault(one.like[len(like)], []).append(one)
    within = [groups(part, depth=depth, like=(*like, value)) for value, part in sorted(parts.items())]
    further = [one for part in within for one in part]
    return further if all(one.together for one in further) else [whole]


def group(decisions: Sequence[Decision], like: tuple[str, ...]) -> Group:
    """The counts of one group by unit, in the order of names."""
    decided = Counter(one.unit for one in decisions)
    declined = Counter(one.unit for one in decisions if one.declined)
    told = {unit: number for unit, number in sorted(decided.items()) if enough(number)}
    return Group(like, {unit: count(declined[unit], number) for unit, number in told.items()})


def count(declined: int, decided: int) -> Count:
    """How many were declined goes with how many were accepted: neither is told where one of them is small."""
    return Count(decided, declined if enough(declined, decided - declined) else None)
