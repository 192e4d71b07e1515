"""Numbers as the models round them: half-up, in decimals, so that no binary fraction decides."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import exp

MONTHS = 12


def half_up(number: float | Decimal, places: int = 0) -> Decimal:
    """A number to so many decimal places; a half goes up."""
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def logistic(exponent: float) -> float:
    """The probability (0 to 1) of a sum of weights. Never overflows."""
    if exponent < 0:
        return exp(exponent) / (1 + exp(exponent))
    return 1 / (1 + exp(-exponent))


def whole_percent(probability: float) -> int:
    """Half-up to five places, then to a whole per cent, and from 1 to 99."""
    return min(99, max(1, int(half_up(half_up(probability, 5) * 100))))


def years_between(start: date, end: date) -> int:
    """Whole years from a day to another: an age. Negative where the end is earlier."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def months_between(start: date, end: date) -> int:
    """Whole months from a day to a later one."""
    return (end.year - start.year) * MONTHS + end.month - start.month - (end.day < start.day)
