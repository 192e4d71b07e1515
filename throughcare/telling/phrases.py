"""How numbers, lists and days are put into phrases."""

from collections.abc import Iterable
from datetime import date


def count(number: int, one: str, many: str) -> str:
    """`1 day`, `3 days`, `1,204 people`."""
    return f"{number:,} {one if number == 1 else many}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    *most, end = list(words) or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def short_day(day: date) -> str:
    """`30 March 2026`, where the day of the week would only be noise."""
    return f"{day.day} {day:%B %Y}"


def span(from_on: date, until_on: date | None) -> str:
    """`since 2 March 2026`, or `2 March 2026 to 5 April 2026`."""
    return f"{short_day(from_on)} to {short_day(until_on)}" if until_on else f"since {short_day(from_on)}"
