"""How sure a rate is, and how two rates differ: exact intervals of counts, their ratio and their difference.

A count is taken to be Poisson: right where events come one by one, too narrow where a few people have many of them.
"""

from dataclasses import dataclass
from math import inf, sqrt

from throughcare.indicators.shares import share
from throughcare.indicators.tails import binomial_at_most, crossing, poisson_at_most

# Two-sided 95%.
TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its 95% interval. `high` is infinite where nothing bounds it."""

    value: float
    low: float
    high: float


def counted(k: int) -> Interval:
    """The number of events with the exact Poisson interval. Raises ValueError on a count below nought.

    Source: Garwood, Biometrika 28 (1936), 437; chi-squared quantiles of 2k and 2k + 2 degrees of freedom, halved.
    """
    if k < 0:
        raise ValueError(f"{k} is no count")
    most = k + 40 * sqrt(k + 1)
    low = crossing(lambda mean: poisson_at_most(k - 1, mean), 1 - TAIL, 0, most) if k else 0.0
    return Interval(k, low, crossing(lambda mean: poisson_at_most(k, mean), TAIL, 0, most))


def rate(k: int, exposure: float, *, per: float = 1) -> Interval:
    """Events over an exposure, such as residents times years, for so many of it. Raises ValueError without any."""
    if exposure <= 0:
        raise ValueError(f"nothing happens to {exposure} residents")
    found = counted(k)
    return Interval(*(per * value / exposure for value in (found.value, found.low, found.high)))


def exact_share(k: int, n: int) -> Interval:
    """A share of n with the interval of Clopper and Pearson. Raises ValueError unless 0 <= k <= n and n > 0."""
    value = share(k, n).value
    low = crossing(lambda part: binomial_at_most(k - 1, n, part), 1 - TAIL, 0, 1) if k else 0.0
    return Interval(value, low, crossing(lambda part: binomial_at_most(k, n, part), TAIL, 0, 1) if k < n else 1.0)


def ratio(k: int, exposure: float, of: int, of_exposure: float) -> Interval | None:
    """One rate as so many times another, with the exact interval given how many events there were in both together.

    None where neither had any. Source: the share of k among both is binomial (Clopper and Pearson), and is turned into
    a ratio; as R's `poisson.test` does.
    """
    if not k + of:
        return None
    found, scale = exact_share(k, k + of), of_exposure / exposure
    return Interval(*(inf if part == 1 else part / (1 - part) * scale for part in (found.value, found.low, found.high)))


def difference(one: Interval, other: Interval) -> Interval:
    """How far one is above another that is independent of it, by the squares of how far each limit is off.

    For shares with Wilson's limits this is Newcombe's method 10 (Stat. Med. 17 (1998), 873); for rates, with exact
    Poisson limits, the same recovery of variance (Zou and Donner, Stat. Med. 27 (2008), 1693).
    """
    low = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    high = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    value = one.value - other.value
    return Interval(value, value - low, value + high)


def wilson(k: int, n: int) -> Interval:
    """`share` as an interval that can be compared with another. Raises ValueError as that does."""
    found = share(k, n)
    return Interval(found.value, found.low, found.high)


def tells_apart(found: Interval, *, none: float) -> bool:
    """Whether the interval leaves out what there would be if nothing differed."""
    return not found.low <= none <= found.high
