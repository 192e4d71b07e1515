"""What is known of a place, its rooms, its staff and some people over some days: read once, however many sessions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from throughcare.care.absences import gone
from throughcare.care.models import (
    Alone,
    ClosedDay,
    Commitment,
    Facilitation,
    Membership,
    Regime,
    Room,
    Session,
)
from throughcare.clocks.calendar import is_working_day
from throughcare.organisations.models import StaffRole
from throughcare.organisations.spans import holds_on
from throughcare.people.lives import london_day
from throughcare.people.models import Person, Placement
from throughcare.sessions.conflicts import Against, Busy, Giver, Hours, Known, Taker, against


@dataclass(frozen=True, slots=True)
class Asked:
    """What a session would be: in which room, held by whom, for whom.

    `moved` is the number of the session that is booked otherwise: it does not stand against itself.
    """

    room: Room
    givers: Sequence[StaffRole]
    takers: Sequence[Person] = ()
    apart: Sequence[tuple[int, int]] = ()
    people: int | None = None
    moved: int | None = None


@dataclass(slots=True)
class Diary:
    """See `read`. `unlocked` is by wing, `wing` by person."""

    closed: dict[date, str] = field(default_factory=dict)
    regime: dict[str, list[Hours]] | None = None
    unlocked: dict[int, dict[str, list[Hours]]] = field(default_factory=dict)
    wing: dict[int, int] = field(default_factory=dict)
    taken: list[Session] = field(default_factory=list)
    held: dict[int, list[tuple[datetime, datetime]]] = field(default_factory=lambda: defaultdict(list))
    away: dict[int, list[tuple[datetime, datetime]]] = field(default_factory=lambda: defaultdict(list))
    busy: dict[int, list[Busy]] = field(default_factory=lambda: defaultdict(list))


def closed_days(place_id: int, *, since: date) -> dict[date, str]:
    """The days on which a place is closed, with why, as was said last of each."""
    rows = ClosedDay.objects.filter(place=place_id, on__gte=since).order_by("on", "id")
    last = {row.on: row for row in rows}
    return {on: row.says for on, row in last.items() if row.closed}


def read(asked: Asked, *, first: datetime, last: datetime) -> Diary:
    """Everything that bears on such a session from `first` until `last`, in a dozen questions at most."""
    place = asked.room.place_id
    found = Diary(closed=closed_days(place, since=london_day(first)))
    for row in Regime.objects.filter(place=place).order_by("id"):
        if row.unit_id is None:
            found.regime = row.hours
        else:
            found.unlocked[row.unit_id] = row.hours
    meanwhile = Q(starts_at__lt=last, ends_at__gt=first)
    sessions = Session.objects.filter(meanwhile, room=asked.room, cancelled_at=None).exclude(pk=asked.moved or 0)
    found.taken = list(sessions.select_related("cohort"))
    staff = [role.staff_id for role in asked.givers]
    for held in Facilitation.objects.filter(meanwhile, staff__in=staff, stands=True).exclude(session=asked.moved):
        found.held[held.staff_id].append((held.starts_at, held.ends_at))
    for one in gone(staff, first, last):
        found.away[one.staff_id].append((one.starts_at, one.ends_at))
    if asked.takers:
        _read_takers(found, asked, meanwhile, day=london_day(first))
    return found


def _read_takers(found: Diary, asked: Asked, meanwhile: Q, *, day: date) -> None:
    people = [person.pk for person in asked.takers]
    living = Placement.objects.filter(holds_on(day), person__in=people, unit__isnull=False)
    found.wing = dict(living.values_list("person", "unit"))
    for row in Commitment.objects.filter(meanwhile, person__in=people, taken_back_at=None):
        found.busy[row.person_id].append(Busy(row.kind, row.starts_at, row.ends_at))
    in_groups = dict[int, list[int]]()
    for cohort, person in Membership.objects.filter(person__in=people, ended_at=None).values_list("cohort", "person"):
        in_groups.setdefault(cohort, []).append(person)
    of_groups = Session.objects.filter(meanwhile, cohort__in=in_groups, cancelled_at=None)
    for session in of_groups.exclude(pk=asked.moved or 0):
        for person in in_groups[session.cohort_id or 0]:
            found.busy[person].append(Busy("", session.starts_at, session.ends_at))
    alone = Alone.objects.filter(person__in=people, session__cancelled_at=None).exclude(session=asked.moved)
    for one in alone.select_related("session").filter(session__in=Session.objects.filter(meanwhile)):
        found.busy[one.person_id].append(Busy("", one.session.starts_at, one.session.ends_at))


def conflicts(asked: Asked, diary: Diary, starts_at: datetime, ends_at: datetime) -> tuple[Against, ...]:
    """What stands against one such session at a time."""
    day = london_day(starts_at)
    weekday, room = str(day.weekday()), asked.room
    names = {person.pk: str(person) for person in asked.takers}
    taken = next((one for one in diary.taken if one.starts_at < ends_at and one.ends_at > starts_at), None)
    known = Known(
        place=str(room.place),
        room=room.name,
        needs=room.needs,
        holds=room.holds,
        taken_by=_called(taken, asked.givers) if taken else "",
        closed=diary.closed.get(day, ""),
        working_day=is_working_day(day),
        regime=None if diary.regime is None else _pairs(diary.regime.get(weekday, [])),
        unlocked=_of_wing(diary, room.unit_id, weekday),
        givers=[_giver(role, diary, starts_at, ends_at) for role in asked.givers],
        takers=[_taker(person, diary, weekday) for person in asked.takers],
        apart=[(names[one], names[other]) for one, other in asked.apart],
        people=asked.people,
    )
    return against(starts_at, ends_at, known)


def _called(session: Session, givers: Sequence[StaffRole]) -> str:
    """What somebody who books is told of the session that has the room: of another service, that there is one."""
    if session.organisation_id not in {role.organisation_id for role in givers}:
        return "another service"
    return str(session.cohort) if session.cohort else "a single session"


def _giver(role: StaffRole, diary: Diary, starts_at: datetime, ends_at: datetime) -> Giver:
    def meets(times: Iterable[tuple[datetime, datetime]]) -> bool:
        return any(first < ends_at and last > starts_at for first, last in times)

    return Giver(str(role.staff), meets(diary.away[role.staff_id]), meets(diary.held[role.staff_id]))


def _taker(person: Person, diary: Diary, weekday: str) -> Taker:
    return Taker(str(person), _of_wing(diary, diary.wing.get(person.pk), weekday), diary.busy[person.pk])


def _of_wing(diary: Diary, unit_id: int | None, weekday: str) -> list[Hours] | None:
    """When a wing is unlocked; None where nothing is said of it."""
    hours = diary.unlocked.get(unit_id or 0)
    return None if hours is None else _pairs(hours.get(weekday, []))


def _pairs(hours: Iterable[Sequence[int]]) -> list[Hours]:
    return [(opens, closes) for opens, closes in hours]
