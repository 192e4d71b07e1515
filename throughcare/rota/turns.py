"""Turns of duty: hours of a London day as instants, also across midnight and in the nights when clocks change.

A turn's hours are minutes of the London day it begins on; beyond 1,440 they are of the morning after.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from throughcare.pathways.moments import LONDON, spell_day

A_DAY = 24 * 60
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """From one instant until another, both UTC. Hours are counted as they pass, not as clocks on a wall show them."""

    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        return minutes(self.ends_at - self.starts_at)

    def meets(self, other: "Turn") -> bool:
        return self.within(other) is not None

    def within(self, other: "Turn") -> "Turn | None":
        """The part of it that the other shares."""
        first, last = max(self.starts_at, other.starts_at), min(self.ends_at, other.ends_at)
        return Turn(first, last) if first < last else None


def minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)


def instant(on: date, minute: int) -> datetime:
    """When a clock on a London wall shows this minute of a day; of an hour that comes twice, the first.

    A time that the clocks pass over in spring is what it would have been: 01:30 is half an hour after they went.
    """
    days, rest = divmod(minute, A_DAY)
    return datetime.combine(on + days * DAY, time(*divmod(rest, 60)), tzinfo=LONDON).astimezone(UTC)


def laid(on: date, hours: tuple[int, int]) -> Turn:
    """The turn that begins on a day. It may be of no length, or of less, where clocks pass over it."""
    first, last = hours
    return Turn(instant(on, first), instant(on, last))


def between(starts: time, ends: time) -> tuple[int, int]:
    """Minutes of the day for times as people say them: an end that is not later is of the morning after."""
    first, last = starts.hour * 60 + starts.minute, ends.hour * 60 + ends.minute
    return first, last if last > first else last + A_DAY


def day(on: date, days: int = 1) -> Turn:
    """A London day from midnight to midnight, or so many."""
    return laid(on, (0, days * A_DAY))


def london_day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def days_of(turn: Turn) -> list[date]:
    """The London days it has a part in."""
    last = london_day(turn.ends_at - timedelta(microseconds=1))
    first = london_day(turn.starts_at)
    return [first + number * DAY for number in range((last - first).days + 1)]


def days_begun(turn: Turn) -> list[date]:
    """The days on which turns begin that may share a part of it: its own, and the one before."""
    days = days_of(turn)
    return [days[0] - DAY, *days] if days else []


def merged(turns: Iterable[Turn], *, apart: timedelta = timedelta(0)) -> list[Turn]:
    """The same time without what is in it twice, in order; turns no more than `apart` from each other become one."""
    found: list[Turn] = []
    for turn in sorted(turns):
        if found and turn.starts_at - found[-1].ends_at <= apart:
            found[-1] = Turn(found[-1].starts_at, max(found[-1].ends_at, turn.ends_at))
        elif turn.starts_at < turn.ends_at:
            found.append(turn)
    return found


def total(turns: Iterable[Turn]) -> int:
    """Minutes, what is in it twice counted once."""
    return sum(turn.minutes for turn in merged(turns))


def spelled(turn: Turn) -> str:
    """`Monday 30 March 2026 from 22:00 to 06:00`; with the day of its end where it is longer than a day."""
    first, last = (at.astimezone(LONDON) for at in (turn.starts_at, turn.ends_at))
    until = f"{spell_day(last.date())}, {last:%H:%M}" if turn.minutes > A_DAY else f"{last:%H:%M}"
    return f"{spell_day(first.date())} from {first:%H:%M} to {until}"


def clock(minute: int) -> str:
    """A minute of a day as clocks show it: `22:00`; of the morning after alike."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def hours(minutes: int) -> str:
    """`8 hours`, `1 hour`, `7½ hours`; of what is no half hour, with minutes."""
    whole, rest = divmod(minutes, 60)
    if rest == 30:
        return f"{whole or ''}½ hours" if whole else "half an hour"
    said = f"{whole} {'hour' if whole == 1 else 'hours'}" if whole or not rest else ""
    return f"{said} {rest} {'minute' if rest == 1 else 'minutes'}".strip() if rest else said
