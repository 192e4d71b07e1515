"""How pages write days, times and counts. Days and times are London's."""

from collections.abc import Iterable
from datetime import date, datetime

from throughcare.pathways.moments import LONDON, spell_day


def day(value: date | datetime) -> str:
    """`Monday 30 March 2026`."""
    return spell_day(london_day(value))


def short_day(value: date | datetime) -> str:
    """`30 March 2026`, where the day of the week would only be noise: a date of birth, a list of spans."""
    on = london_day(value)
    return f"{on.day} {on:%B %Y}"


def near_day(value: date, today: date) -> str:
    """`Friday 27 March` within the year of `today`, with its year in any other."""
    return f"{value:%A} {value.day} {value:%B}" if value.year == today.year else spell_day(value)


def instant(value: datetime) -> str:
    """`Monday 30 March 2026 at 14:05`."""
    local = value.astimezone(LONDON)
    return f"{spell_day(local.date())} at {local:%H:%M}"


def span(from_on: date, until_on: date | None) -> str:
    """`since 2 March 2026`, or `2 March 2026 to 5 April 2026`."""
    return f"{short_day(from_on)} to {short_day(until_on)}" if until_on else f"since {short_day(from_on)}"


def count(number: int, one: str, many: str) -> str:
    """`1 day`, `3 days`, `1,204 people`."""
    return f"{number:,} {one if number == 1 else many}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    *most, end = list(words) or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def upper_first(words: str) -> str:
    """A sentence's beginning, with the rest as it is."""
    return words[:1].upper() + words[1:]


def london_day(value: date | datetime) -> date:
    return value.astimezone(LONDON).date() if isinstance(value, datetime) else value
