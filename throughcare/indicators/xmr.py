"""XmR charts by the rules of NHS "Making Data Count", as NHSRplotthedots 0.2.2 has them.

Not for rare events, which need charts of the days between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from throughcare.indicators.indicator import Better

# Natural limits, the band close to them, and the moving range beyond which a point is screened out.
WIDTH, CLOSE, SCREENED = 2.66, 2.66 * 2 / 3, 3.267
RUN = 7


class Cause(StrEnum):
    """Why a point is no common variation: the first rule that holds of it."""

    OUTSIDE = "outside the limits"
    TREND = "seven points rising or falling"
    TWO_OF_THREE = "two of three close to a limit"
    SHIFT = "seven points on one side of the mean"
    COMMON = "common cause"


class Assurance(StrEnum):
    """What the process does with its target if nothing changes."""

    PASSES = "consistently passes"
    FAILS = "consistently fails"
    HIT_OR_MISS = "hit or miss"


@dataclass(frozen=True, slots=True)
class Limits:
    """The mean and the natural process limits."""

    mean: float
    low: float
    high: float
    near_low: float
    near_high: float


@dataclass(frozen=True, slots=True)
class Point:
    """One value: the rule that flags it, and in which direction: 1 above or rising, -1 below or falling, 0 neither."""

    value: float
    cause: Cause
    side: int

    def improves(self, better: Better) -> bool | None:
        """Whether a flagged point is for the better; None where it is common cause or the figure only describes."""
        if self.cause is Cause.COMMON or better is Better.NEITHER:
            return None
        return (self.side > 0) == (better is Better.HIGHER)


def limits(values: Sequence[float], *, screen: bool, first: int | None = None) -> Limits:
    """From the mean moving range of the first so many values, or of all. Raises ValueError for fewer than two.

    `screen` leaves out, once, moving ranges that are themselves beyond the limit of moving ranges.
    """
    base = values[:first]
    if len(base) < 2:
        raise ValueError("limits need two values at least")
    ranges = [abs(later - earlier) for earlier, later in pairwise(base)]
    if screen:
        most = SCREENED * sum(ranges) / len(ranges)
        ranges = [one for one in ranges if one < most] or ranges
    mean, spread = sum(base) / len(base), sum(ranges) / len(ranges)
    wide, near = WIDTH * spread, CLOSE * spread
    return Limits(mean, mean - wide, mean + wide, mean - near, mean + near)


def points(values: Sequence[float], within: Limits) -> list[Point]:
    """Each value with the first rule that flags it. The series has no gaps."""
    sides = [_sign(value - within.mean) for value in values]
    outside = [not within.low <= value <= within.high for value in values]
    near = [
        not out and not within.near_low <= value <= within.near_high for value, out in zip(values, outside, strict=True)
    ]
    trends, shifts, close = trend(values), shift(sides), two_in_three(near, sides)
    rules: tuple[tuple[Cause, Sequence[int]], ...] = (
        (Cause.OUTSIDE, [side if out else 0 for side, out in zip(sides, outside, strict=True)]),
        (Cause.TREND, trends),
        (Cause.TWO_OF_THREE, [side if flag else 0 for side, flag in zip(sides, close, strict=True)]),
        (Cause.SHIFT, shifts),
    )
    found = []
    for place, value in enumerate(values):
        cause, side = next(((cause, flags[place]) for cause, flags in rules if flags[place]), (Cause.COMMON, 0))
        found.append(Point(value, cause, side))
    return found


def trend(values: Sequence[float]) -> list[int]:
    """1 or -1 for the points of seven that rise, or fall, strictly; a point of two trends is of the later."""
    moves = [_sign(later - earlier) for earlier, later in pairwise(values)]
    return _runs(len(values), moves, RUN - 1)


def shift(sides: Sequence[int]) -> list[int]:
    """1 or -1 for each of seven in a row on one side of the mean; one on the mean is on neither."""
    return _runs(len(sides), sides, RUN)


def two_in_three(near: Sequence[bool], sides: Sequence[int]) -> list[bool]:
    """Those close to a limit, of three in a row on one side of which two are."""
    flagged = [False] * len(near)
    for start in range(len(near) - 2):
        three = range(start, start + 3)
        if len({sides[place] for place in three}) == 1 and sum(near[place] for place in three) >= 2:
            for place in three:
                flagged[place] |= near[place]
    return flagged


def assurance(target: float | None, within: Limits, better: Better) -> Assurance | None:
    """What may be expected of the target; None without one, or where no direction is better."""
    if target is None or better is Better.NEITHER:
        return None
    if within.low <= target <= within.high:
        return Assurance.HIT_OR_MISS
    return Assurance.FAILS if (target > within.high) == (better is Better.HIGHER) else Assurance.PASSES


def _runs(length: int, signs: Sequence[int], least: int) -> list[int]:
    """The sign for every point of a run of so many equal signs; where signs are of moves, both their ends."""
    ends = length - len(signs)
    flags, run = [0] * length, 0
    for place, sign in enumerate(signs):
        run = run + 1 if sign and place and sign == signs[place - 1] else int(bool(sign))
        if run >= least:
            flags[place - run + 1 : place + 1 + ends] = [sign] * (run + ends)
    return flags


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
