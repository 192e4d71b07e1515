"""When a shift ends, by when somebody is seen, and one who is told: from instants alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from throughcare.pathways.moments import LONDON

MINUTE = timedelta(minutes=1)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rung:
    """One to be told: an organisation, as what, from which instant on. Number 0 is told at once."""

    number: int
    organisation: int
    title: str
    at: datetime


def shift_end(at: datetime, starts: Sequence[time]) -> datetime:
    """The instant at which the shift of `at` ends: the next at which another begins, in London."""
    day = at.astimezone(LONDON).date()
    begin = (datetime.combine(day + days * A_DAY, start, tzinfo=LONDON) for days in (0, 1) for start in starts)
    return min(one for one in begin if one > at)


def seen_by(at: datetime, starts: Sequence[time], *, within: int) -> datetime:
    """By when the person is seen: in the same shift, and never sooner than somebody must have acknowledged."""
    return max(shift_end(at, starts), at + within * MINUTE)
