"""Tails of the Poisson and the binomial distribution, summed term by term, and where they reach a given part.

No library: what is needed is two sums. Measured against the known answers in the tests: right to their last digit.
"""

from collections.abc import Callable
from math import exp, lgamma, log, log1p

# Halvings of an interval: beyond these a double has no more digits.
HALVINGS = 80
NEGLIGIBLE = 1e-18


def poisson_at_most(k: int, mean: float) -> float:
    """The chance of k events or fewer where `mean` are expected."""
    if mean <= 0:
        return 1.0
    if k < mean:
        return _sum(_poisson(k, mean), k, lambda at: at / mean, down=True)
    return 1 - _sum(_poisson(k + 1, mean), k + 1, lambda at: mean / (at + 1), down=False)


def binomial_at_most(k: int, n: int, part: float) -> float:
    """The chance of k or fewer out of n, each with the chance `part`."""
    if k >= n or part <= 0:
        return 1.0
    if part >= 1:
        return 0.0
    odds = part / (1 - part)
    if k < n * part:
        return _sum(_binomial(k, n, part), k, lambda at: at / ((n - at + 1) * odds), down=True)
    return 1 - _sum(_binomial(k + 1, n, part), k + 1, lambda at: (n - at) / (at + 1) * odds, down=False)


def _poisson(k: int, mean: float) -> float:
    return exp(k * log(mean) - mean - lgamma(k + 1))


def _binomial(k: int, n: int, part: float) -> float:
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + k * log(part) + (n - k) * log1p(-part))


def _sum(term: float, k: int, ratio: Callable[[int], float], *, down: bool) -> float:
    """The sum of the terms from k away from the middle, each from the one before: they only become smaller."""
    total, at = term, k
    while term > NEGLIGIBLE * total:
        term *= ratio(at)
        total += term
        at += -1 if down else 1
    return total


def crossing(falls: Callable[[float], float], part: float, low: float, high: float) -> float:
    """Where a falling function comes down to `part` between two places."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if falls(middle) > part else (low, middle)
    return (low + high) / 2
