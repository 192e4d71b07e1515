"""What stands against a session at a time, before it is booked: a total table of kinds, and one judge. Plain Python.

A hard conflict refuses the booking; a soft one may be booked over by whoever says why.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from throughcare.pathways.moments import LONDON, spell_day
from throughcare.sessions.words import COMMITMENTS

# From when until when, in minutes of the London day.
Hours = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of conflict. `says` is filled with what the judge knows."""

    hard: bool
    says: str


KINDS: Mapping[str, Kind] = {
    "closed": Kind(True, "{place} is closed on {day}: {why}."),
    "bank-holiday": Kind(False, "{day} is a bank holiday or a weekend."),
    "regime": Kind(True, "The regime of {place} on that day runs {hours}, and this is outside it."),
    "wing": Kind(False, "The wing of {room} is unlocked {hours} on that day, and this is outside it."),
    "unlock": Kind(False, "{who}'s wing is unlocked {hours} on that day, and this is outside it."),
    "room": Kind(True, "{room} is taken then: {what}."),
    "room-too-small": Kind(True, "{room} holds {holds}, and {people} would be in it."),
    "staff-away": Kind(True, "{who} is away then."),
    "staff-elsewhere": Kind(True, "{who} has another session then."),
    "no-facilitator": Kind(True, "Nobody is named who holds the session."),
    "appointment": Kind(True, "{who} has to be elsewhere {hours}: {what}."),
    "activity": Kind(False, "{who} has something else on {hours}: {what}."),
    "another-session": Kind(True, "{who} has another session then."),
    "apart": Kind(True, "{who} and {other} cannot be in one group."),
    "full": Kind(True, "The group has {places}, and every one is taken."),
}


@dataclass(frozen=True, slots=True)
class Against:
    """One conflict, in a sentence."""

    kind: str
    says: str

    @property
    def hard(self) -> bool:
        return KINDS[self.kind].hard


@dataclass(frozen=True, slots=True)
class Busy:
    """What somebody has on: a word of `COMMITMENTS`, or empty for another session."""

    kind: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who is to come. `unlocked` is None where nothing is known of their wing."""

    name: str
    unlocked: Sequence[Hours] | None = None
    busy: Sequence[Busy] = ()


@dataclass(frozen=True, slots=True)
class Giver:
    """Somebody who is to hold it."""

    name: str
    away: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of one place and time. `regime`, and `unlocked` of the room's wing, are None where nobody said.

    `needs` is what the room needs of the regime, a word of `ROOM_NEEDS`; `apart` are pairs of names.
    """

    place: str
    room: str = ""
    needs: str = "regime"
    holds: int | None = None
    taken_by: str = ""
    closed: str = ""
    working_day: bool = True
    regime: Sequence[Hours] | None = None
    unlocked: Sequence[Hours] | None = None
    givers: Sequence[Giver] = ()
    takers: Sequence[Taker] = ()
    apart: Sequence[tuple[str, str]] = field(default=())
    people: int | None = None


def against(starts_at: datetime, ends_at: datetime, known: Known) -> tuple[Against, ...]:
    """Everything that stands against it, what refuses it first."""
    found = [*_of_the_place(starts_at, ends_at, known), *_of_the_room(known), *_of_staff(known)]
    for taker in known.takers:
        found += _of_somebody(starts_at, ends_at, taker, needs=known.needs)
    found += [_said("apart", who=one, other=other) for one, other in known.apart]
    return tuple(sorted(found, key=lambda one: not one.hard))


def full(places: int) -> Against:
    return _said("full", places=f"{places} places" if places != 1 else "one place")


def _said(kind: str, **words: str) -> Against:
    return Against(kind, KINDS[kind].says.format(**words))


def _of_the_place(starts_at: datetime, ends_at: datetime, known: Known) -> Iterator[Against]:
    day = spell_day(starts_at.astimezone(LONDON).date())
    if known.closed:
        yield _said("closed", place=known.place, day=day, why=known.closed.rstrip("."))
    elif not known.working_day:
        yield _said("bank-holiday", day=day)
    if known.needs == "regime" and known.regime is not None and not _within(starts_at, ends_at, known.regime):
        yield _said("regime", place=known.place, hours=_hours(known.regime))
    if known.needs == "unlock" and known.unlocked is not None and not _within(starts_at, ends_at, known.unlocked):
        yield _said("wing", room=known.room, hours=_hours(known.unlocked))


def _of_the_room(known: Known) -> Iterator[Against]:
    if known.taken_by:
        yield _said("room", room=known.room, what=known.taken_by)
    people = known.people if known.people is not None else len(known.takers) + len(known.givers)
    if known.holds is not None and people > known.holds:
        yield _said("room-too-small", room=known.room, holds=str(known.holds), people=str(people))


def _of_staff(known: Known) -> Iterator[Against]:
    if not known.givers:
        yield _said("no-facilitator")
    for giver in known.givers:
        if giver.away:
            yield _said("staff-away", who=giver.name)
        if giver.elsewhere:
            yield _said("staff-elsewhere", who=giver.name)


def _of_somebody(starts_at: datetime, ends_at: datetime, taker: Taker, *, needs: str) -> Iterator[Against]:
    if needs != "any" and taker.unlocked is not None and not _within(starts_at, ends_at, taker.unlocked):
        yield _said("unlock", who=taker.name, hours=_hours(taker.unlocked))
    for busy in taker.busy:
        if busy.starts_at < ends_at and busy.ends_at > starts_at:
            yield _busy(taker.name, busy)


def _busy(who: str, busy: Busy) -> Against:
    if not busy.kind:
        return _said("another-session", who=who)
    row = COMMITMENTS[busy.kind]
    times = _hours([(_minute(busy.starts_at), _minute(busy.ends_at))])
    return _said("appointment" if row.bars else "activity", who=who, hours=times, what=row.title.lower())


def _within(starts_at: datetime, ends_at: datetime, hours: Sequence[Hours]) -> bool:
    first, last = _minute(starts_at), _minute(ends_at)
    return any(opens <= first and last <= closes for opens, closes in hours) and first < last


def _minute(at: datetime) -> int:
    local = at.astimezone(LONDON)
    return local.hour * 60 + local.minute


def _hours(hours: Sequence[Hours]) -> str:
    """`from 08:30 to 11:45 and from 13:30 to 16:45`; of none, `at no time`."""
    spelled = [f"from {a // 60:02}:{a % 60:02} to {b // 60:02}:{b % 60:02}" for a, b in hours]
    return " and ".join(spelled) or "at no time"
