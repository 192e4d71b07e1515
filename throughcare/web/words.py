"""How pages write days and times. They are London's."""

from datetime import date, datetime

from throughcare.pathways.moments import LONDON, spell_day, spell_instant
from throughcare.telling import phrases


def day(value: date | datetime) -> str:
    """`Monday 30 March 2026`."""
    return spell_day(london_day(value))


def short_day(value: date | datetime) -> str:
    """`30 March 2026`, where the day of the week would only be noise: a date of birth, a list of spans."""
    return phrases.short_day(london_day(value))


def near_day(value: date, today: date) -> str:
    """`Friday 27 March` within the year of `today`, with its year in any other."""
    return f"{value:%A} {value.day} {value:%B}" if value.year == today.year else spell_day(value)


def instant(value: datetime) -> str:
    """`Monday 30 March 2026 at 14:05`."""
    return spell_instant(value)


def clock(value: datetime) -> str:
    """`14:05`."""
    return f"{value.astimezone(LONDON):%H:%M}"


def upper_first(words: str) -> str:
    """A sentence's beginning, with the rest as it is."""
    return words[:1].upper() + words[1:]


def london_day(value: date | datetime) -> date:
    return value.astimezone(LONDON).date() if isinstance(value, datetime) else value
