"""Reliable and clinically significant change after Jacobson and Truax (1991), from a population's figures."""

from dataclasses import dataclass
from math import sqrt

# Two-sided points of the normal distribution.
Z95, Z90 = 1.959964, 1.644854


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and standard deviation of a population."""

    mean: float
    sd: float


def standard_error(sd: float, reliability: float) -> float:
    """Of one measurement, in points of the scale."""
    return sd * sqrt(1 - reliability)


def difference_error(sd: float, reliability: float) -> float:
    """Of the difference of two measurements. Leaving out the root of two is a slip in the first print of 1984."""
    return sqrt(2) * standard_error(sd, reliability)


def reliable_change(before: float, after: float, *, sd: float, reliability: float) -> float:
    """How many standard errors of a difference two measurements are apart; reliable beyond 1.96 either way."""
    return (after - before) / difference_error(sd, reliability)


def smallest_change(sd: float, reliability: float, *, z: float = Z95) -> float:
    """The difference beyond which a change is reliable."""
    return z * difference_error(sd, reliability)


def cut_a(clinical: Spread, *, direction: int) -> float:
    """Two standard deviations from the clinical mean, towards good (`direction` +1 where high is good, else -1)."""
    return clinical.mean + direction * 2 * clinical.sd


def cut_b(normal: Spread, *, direction: int) -> float:
    """Two standard deviations from the normal mean, towards bad."""
    return normal.mean - direction * 2 * normal.sd


def cut_c(clinical: Spread, normal: Spread) -> float:
    """Where a score is as likely in either population: each mean is weighed by the spread of the other."""
    return (normal.sd * clinical.mean + clinical.sd * normal.mean) / (normal.sd + clinical.sd)
