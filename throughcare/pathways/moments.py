"""When something happened: a London day, and the instant where the time of day is known."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from throughcare.pathways.quoting import as_typed

LONDON = ZoneInfo("Europe/London")
# Beyond these a day is a slip of the pen, and limits counted from it could leave the calendar.
YEARS = range(1900, 2200)
DAY_LENGTH = len("2026-03-02")
# The standard library also reads 20260302, as midnight, and 2026-W10-1: nobody who types those means them.
WRITTEN = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day in Europe/London, with the instant (UTC) when the time of day is known.

    Law and guidance count London days, so `on` is what most rules read. Two moments are compared by instant
    only if both have one: a fact known only to the day is never late by hours nobody recorded.
    """

    on: date
    at: datetime | None = None

    def is_after(self, other: "Moment") -> bool:
        """Whether this moment is certainly later than the other, at the precision both have."""
        if self.at is not None and other.at is not None:
            return self.at > other.at
        return self.on > other.on


def from_instant(instant: datetime) -> Moment:
    """The moment of an aware datetime. Raises ValueError on a naive one."""
    if instant.tzinfo is None:
        raise ValueError("a moment needs a datetime that knows its time zone")
    return Moment(on=instant.astimezone(LONDON).date(), at=instant.astimezone(UTC))


def parse_moment(text: str) -> Moment:
    """Read `2026-03-02`, `2026-03-02 14:30` or `2026-03-02T14:30:00+00:00`; a time without a zone is London's.

    Raises ValueError with a sentence when the text is none of these.
    """
    text = text.strip()
    try:
        if not WRITTEN.fullmatch(text):
            raise ValueError
        given = date.fromisoformat(text) if len(text) == DAY_LENGTH else datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{as_typed(text)} is not a date: write it as 2026-03-02 or 2026-03-02 14:30") from None
    if given.year not in YEARS:
        raise ValueError(f"{as_typed(text)} is not a day that this record can hold: use a year from 1900 to 2199")
    if not isinstance(given, datetime):
        return Moment(on=given)
    return from_instant(given) if given.tzinfo else _in_london(given)


def _in_london(given: datetime) -> Moment:
    """What a clock on a London wall showed; of an hour that came twice, the first."""
    moment = from_instant(given.replace(tzinfo=LONDON))
    assert moment.at is not None
    if moment.at.astimezone(LONDON).replace(tzinfo=None) != given:
        raise ValueError(f"'{given:%Y-%m-%d %H:%M}' never was: the clocks went forward over it")
    return moment


@lru_cache(maxsize=4096)
def spell_day(day: date) -> str:
    """A day as people read it: Monday 2 March 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def spell_instant(at: datetime) -> str:
    """The same with the time in London: Monday 2 March 2026 at 14:05."""
    local = at.astimezone(LONDON)
    return f"{spell_day(local.date())} at {local:%H:%M}"


START_OF_DAY = time(0, 0)
