"""Which days are possible in a person's record, and which spans there is room for: sentences or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from throughcare.organisations.spans import Span
from throughcare.pathways.moments import LONDON, spell_day
from throughcare.people.models import Person

S = TypeVar("S", bound=Span)

EARLIEST = date(1880, 1, 1)
A_DAY = timedelta(days=1)


def london_day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def impossible_day(on: date, *, person: Person, at: datetime) -> str | None:
    """Why nothing can have happened to this person on that day."""
    if on > london_day(at):
        return f"{spell_day(on)} has not come yet."
    if on < (person.birth_date or EARLIEST):
        return f"{spell_day(on)} is before {person} was born." if person.birth_date else "This is too long ago."
    if person.died_on and on > person.died_on:
        return f"{person} died on {spell_day(person.died_on)}, which is before that."
    return None


def impossible_birth(on: date | None, *, at: datetime) -> str | None:
    if on is None:
        return None
    if on > london_day(at):
        return "The date of birth has not come yet."
    return "The date of birth is too long ago: check the year." if on < EARLIEST else None


def impossible_span(
    person: Person, from_on: date, until_on: date | None, *, at: datetime, planned: bool = False
) -> dict[str, str]:
    """Why a span cannot be, by field. A planned end may lie ahead, as that of a sentence does."""
    reasons = {}
    first = impossible_day(from_on, person=person, at=at)
    if first:
        reasons["from_on"] = first
    if until_on and until_on < from_on:
        reasons["until_on"] = f"{spell_day(until_on)} is before the first day, {spell_day(from_on)}."
    elif until_on and not planned and until_on > london_day(at):
        reasons["until_on"] = f"{spell_day(until_on)} has not come yet."
    elif person.died_on and (until_on is None or until_on > person.died_on + A_DAY):
        reasons["until_on"] = f"{person} died on {spell_day(person.died_on)}: nothing holds of them for longer."
    return reasons


@dataclass(frozen=True, slots=True)
class Room(Generic[S]):
    """Whether a new span fits among those there are. `closes` is the one that ends on the day the new one begins."""

    closes: S | None = None
    clash: S | None = None


def room_for(spans: Iterable[S], *, from_on: date, until_on: date | None, today: date) -> Room[S]:
    """`spans` are those that share a day with the new one. The one in force today gives way; any other stands."""
    closes = None
    lasts = until_on is None or until_on > today
    for span in spans:
        in_force = span.until_on is None or span.until_on > today
        if not (span.from_on <= from_on and in_force and lasts):
            return Room(clash=span)
        closes = span
    return Room(closes=closes)


def spell_span(span: Span) -> str:
    """From Monday 2 March 2026, or from Monday 2 March until Friday 6 March 2026."""
    start = f"from {spell_day(span.from_on)}"
    return f"{start} until {spell_day(span.until_on)}" if span.until_on else start
