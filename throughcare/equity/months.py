"""Calendar months as their first days, and as people write and address them."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from throughcare.indicators import Period

WRITTEN = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


def month_of(day: date) -> date:
    return day.replace(day=1)


def later(month: date, by: int) -> date:
    """The month so many later, or earlier where that is below nought."""
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def period_of(month: date) -> Period:
    return Period(month, month.replace(day=monthrange(month.year, month.month)[1]))


def months(first: date, last: date) -> Iterator[date]:
    """From one month to another, both among them."""
    while first <= last:
        yield first
        first = later(first, 1)


def read_month(written: str) -> date | None:
    """`2026-02` as a month; None for what is no month of this century."""
    found = WRITTEN.fullmatch(written)
    return date(int(found[1]), int(found[2]), 1) if found else None


def in_words(first: date, last: date | None = None) -> str:
    """`February 2026`, or `October 2025 to September 2026`."""
    if last is None or last == first:
        return f"{first:%B %Y}"
    return f"{first:%B %Y} to {last:%B %Y}"
