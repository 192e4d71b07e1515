"""How long waits take: of those that are over, and of all, with those who still wait counted as waiting."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import exp, sqrt

from throughcare.indicators.shares import Z


def nth_of(days: Mapping[int, int], part: float) -> float:
    """The days within which a part of all waits was over, where `days` says how many took how long.

    Half way between two where just that part is reached, as a median is. Raises ValueError when there are none.
    """
    total = sum(days.values())
    if not total:
        raise ValueError("no waits")
    wanted, inner = part * total, sorted(days)
    reached = list(accumulate(days[day] for day in inner))
    at = next(place for place, so_far in enumerate(reached) if so_far >= wanted - 1e-9)
    if abs(reached[at] - wanted) < 1e-9 and at + 1 < len(inner):
        return (inner[at] + inner[at + 1]) / 2
    return inner[at]


@dataclass(frozen=True, slots=True)
class Expected:
    """After how many days half are expected to have come, with the 95% interval; None where that is not reached."""

    n: int
    median: float | None
    low: float | None
    high: float | None


def kaplan_meier(followed: Mapping[tuple[int, bool], int]) -> Expected:
    """The median wait by Kaplan and Meier; `followed` says how many were followed for how long and came, or did not.

    The interval is where the limits of the curve (Greenwood's variance, on the logarithm, as R's `survfit` has them by
    default) pass one half: Brookmeyer and Crowley, Biometrics 38 (1982), 29.
    """
    at_risk = total = sum(followed.values())
    left, variance = 1.0, 0.0
    curves: list[tuple[int, float, float, float]] = []
    for day in sorted({day for day, _ in followed}):
        came = followed.get((day, True), 0)
        if came:
            left *= 1 - came / at_risk
            variance += came / (at_risk * (at_risk - came)) if at_risk > came else 0.0
            # Once everybody has come there is no variance to speak of, and no limit either.
            wide, ends = Z * sqrt(variance), at_risk == came
            curves.append((day, left, *((1.0, 1.0) if ends else (left * exp(-wide), left * exp(wide)))))
        at_risk -= came + followed.get((day, False), 0)
    return Expected(total, *(_passes_half([(step[0], step[line]) for step in curves]) for line in (1, 2, 3)))


def _passes_half(curve: list[tuple[int, float]]) -> float | None:
    """The day on which a falling curve goes below one half; where it rests on it, the middle of that rest."""
    for place, (day, left) in enumerate(curve):
        if abs(left - 0.5) < 1e-9 and place + 1 < len(curve):
            return (day + curve[place + 1][0]) / 2
        if left < 0.5 + 1e-9:
            return day
    return None
