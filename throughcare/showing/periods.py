"""Of which time outcomes are shown: any for the scheme itself, halves of a financial year for others.

Halves never overlap, and are counted as they were on record four weeks after their end: what is recorded later changes
nothing, so that nobody is known by the difference of two looks.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from throughcare.indicators import Period
from throughcare.rota.turns import DAY, instant
from throughcare.showing.gathering import Asked

SETTLES_IN = timedelta(days=28)
# The halves of the years gone by that are offered.
HALVES = 4
APRIL, OCTOBER = 4, 10


def usual(today: date) -> Period:
    """The year up to today."""
    return Period(today - timedelta(days=364), today)


def of_the_scheme(period: Period, *, at: datetime) -> Asked:
    return Asked(period, at)


def halves(today: date, *, since: date) -> list[Period]:
    """Those that are over and settled, newest first, none from before a scheme was there."""
    return [one for one in _back(today) if one.last >= since][:HALVES]


def _back(today: date) -> Iterator[Period]:
    first = date(today.year, OCTOBER if today.month >= OCTOBER else APRIL, 1)
    for _ in range(HALVES + 2):
        period = Period(first, _after(first) - DAY)
        if period.last + SETTLES_IN < today:
            yield period
        first = date(first.year, APRIL, 1) if first.month == OCTOBER else date(first.year - 1, OCTOBER, 1)


def _after(first: date) -> date:
    return date(first.year, OCTOBER, 1) if first.month == APRIL else date(first.year + 1, APRIL, 1)


def as_told(half: Period) -> Asked:
    """As it was on record once it had settled."""
    return Asked(half, instant(half.last + SETTLES_IN + DAY, 0))
