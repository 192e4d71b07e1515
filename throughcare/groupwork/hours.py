"""Hours of a day as they are typed and shown: `08:30 to 11:45, 13:30 to 16:45`."""

import re
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError

from throughcare.fields.boxes import read_time
from throughcare.sessions.conflicts import Hours

BETWEEN = re.compile(r"\s*(?:to|until|[-\u2013])\s*")
MIDNIGHT = 24 * 60


def read_hours(typed: str) -> list[Hours]:
    """The hours of one day; none of an empty line. Raises ValidationError with what cannot be read."""
    return [_pair(part.strip()) for part in typed.replace(" and ", ",").split(",") if part.strip()]


def _pair(part: str) -> Hours:
    times = BETWEEN.split(part)
    if len(times) != 2 or not all(times):
        raise ValidationError(f"“{part[:40]}” lacks a time: type such as 08:30 to 11:45.")
    return _minute(times[0]), _minute(times[1])


def _minute(typed: str) -> int:
    at = read_time(typed) if typed != "24:00" else None
    return MIDNIGHT if at is None else at.hour * 60 + at.minute


def spelled(hours: Iterable[Sequence[int]]) -> str:
    """As `read_hours` reads them; nothing of none."""
    return ", ".join(f"{_clock(opens)} to {_clock(closes)}" for opens, closes in hours)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
