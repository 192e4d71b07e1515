"""Verbs of sessions: a group is opened with all of its sessions, and one is booked with one person.

What stands against a session is shown before and judged again here. What slips in between is held back by constraints.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from throughcare.access.words import line
from throughcare.audit import actions as audit
from throughcare.care.diary import Asked, closed_days, conflicts, read
from throughcare.care.keeping import place_of, reason, refuse_unless_theirs, year_of
from throughcare.care.models import (
    Alone,
    Attendance,
    Cohort,
    Facilitation,
    ProgrammeVersion,
    Room,
    Seat,
    Session,
)
from throughcare.care.tables import LONGEST
from throughcare.episodes.actions import take_step
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import lock
from throughcare.meanings import StepMeaning
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways import from_instant
from throughcare.pathways.moments import LONDON, spell_day
from throughcare.people.lives import london_day
from throughcare.sessions.conflicts import Against
from throughcare.sessions.laying import Planned, lay_out

TAKEN_MEANWHILE = "Somebody booked this room, or one of these facilitators, a moment ago. Look at the times again."


@dataclass(frozen=True, slots=True)
class Group:
    """A group as it is planned. `over` says why it is booked over what may be booked over."""

    version: ProgrammeVersion
    room: Room
    title: str
    first: date
    starts: time
    places: int
    givers: Sequence[StaffRole]
    over: str = ""


def planned(group: Group) -> list[Planned]:
    """Its sessions, a week apart, as bank holidays and closed days let them be."""
    closed = closed_days(group.room.place_id, since=group.first)
    version = group.version
    return list(
        lay_out(version.modules, first=group.first, at=group.starts, minutes=version.minutes, closed=closed.keys())
    )


def against_group(group: Group) -> list[tuple[Planned, tuple[Against, ...]]]:
    """Every session that is planned, with what stands against it: as many questions for sixty as for one."""
    sessions = planned(group)
    asked = Asked(group.room, group.givers, people=group.places + len(group.givers))
    diary = read(asked, first=sessions[0].starts_at, last=sessions[-1].ends_at)
    return [(one, conflicts(asked, diary, one.starts_at, one.ends_at)) for one in sessions]


def against_one(
    *, episode: Episode, room: Room, givers: Sequence[StaffRole], starts_at: datetime, ends_at: datetime
) -> tuple[Against, ...]:
    """What stands against a session with one person."""
    asked = Asked(room, givers, takers=[episode.person])
    return conflicts(asked, read(asked, first=starts_at, last=ends_at), starts_at, ends_at)


@verb
def open_cohort(*, group: Group, by: StaffRole, at: datetime) -> Cohort:
    """Open a group and book its sessions. Raises Refused: title, places, first, room, over; "" with every conflict."""
    version = ProgrammeVersion.objects.select_related("programme__organisation__parent").get(pk=group.version.pk)
    organisation = version.programme.organisation
    refuse_unless_theirs(version.programme, by)
    title = line(group.title, field="title", most=120, missing="Give the group a name.")
    refuse_if(_of_group(group, version) | _of_room(group.room, organisation) | _of_givers(group.givers, by))
    found = against_group(group)
    over = over_what([one for _, each in found for one in each], group.over)
    where: dict[str, Any] = {"organisation": organisation, "place": group.room.place, "room": group.room}
    days = [london_day(one.starts_at) for one, _ in found]
    made = Cohort.objects.create(
        **where, version=version, title=title, from_on=days[0], until_on=days[-1], places=group.places, by=by, at=at
    )
    Seat.objects.bulk_create(Seat(cohort=made, number=number) for number in range(1, group.places + 1))
    whose: dict[str, Any] = {**where, "cohort": made, "kind": version.programme.kind}
    rows = [Session(**whose, **asdict(one), over=over, by=by, at=at) for one, _ in found]
    _book(rows, group.givers)
    audit.record(by=by, at=at, did="opened-group", detail={"group": made.pk, "sessions": len(rows)})
    return made


def _of_group(group: Group, version: ProgrammeVersion) -> dict[str, str]:
    reasons = {}
    if version.programme.retired:
        reasons[""] = f"{version.programme} takes no new groups."
    if not version.smallest <= group.places <= version.largest:
        reasons["places"] = f"{version.programme} takes from {version.smallest} to {version.largest} people."
    return reasons | ({} if year_of(group.first) else {"first": "Check the year."})


def _of_room(room: Room, organisation: Organisation) -> dict[str, str]:
    ours = room.place_id == place_of(organisation).pk and not room.closed
    return {} if ours else {"room": "Choose a room of the place where this service treats."}


@dataclass(frozen=True, slots=True)
class Single:
    """A session with one person as it is planned; `instead_of` is what was said of one that the prison or we
    cancelled.
    """

    room: Room
    starts_at: datetime
    minutes: int
    givers: Sequence[StaffRole]
    over: str = ""
    instead_of: Attendance | None = None

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


@verb
def book(*, episode: Episode, single: Single, by: StaffRole, at: datetime) -> Session:
    """Book a session with one person. In place of one that the regime took, the new time is a fact of the episode.

    Raises Refused: minutes, starts_at, room, over, or "" with every conflict.
    """
    held = lock(episode.pk)
    organisation = held.service.organisation
    refuse_unless_theirs(Session(organisation=organisation), by)
    if not blueprint_of(held).that_means(StepMeaning.SESSION_HELD) or held.closed_on:
        raise Refused({"": "Sessions are booked while treatment, or the way to it, goes on."})
    refuse_if(impossible(single, organisation, by=by, at=at))
    when = {"starts_at": single.starts_at, "ends_at": single.ends_at}
    over = over_what(against_one(episode=held, room=single.room, givers=single.givers, **when), single.over)
    where: dict[str, Any] = {"organisation": organisation, "place": single.room.place, "room": single.room}
    _book([made := Session(**where, **when, over=over, by=by, at=at)], single.givers)
    whose: dict[str, Any] = {"episode": held, "person_id": held.person_id, "instead_of": single.instead_of}
    Alone.objects.create(session=made, **whose, by=by, at=at)
    if single.instead_of is not None:
        _rebooked(held, single, by=by, at=at)
    detail = {"session": made.pk}
    audit.record(by=by, at=at, did="booked-session", person_id=held.person_id, episode_id=held.pk, detail=detail)
    return made


def impossible(single: Single, organisation: Organisation, *, by: StaffRole, at: datetime) -> dict[str, str]:
    """Why nobody can hold such a session, whatever stands in calendars; by field."""
    reasons = {}
    if not 5 <= single.minutes <= LONGEST:
        reasons["minutes"] = f"A session takes between 5 and {LONGEST} minutes."
    if single.starts_at <= at:
        reasons["starts_at"] = "This time has passed. Book a time that is to come."
    return reasons | _of_room(single.room, organisation) | _of_givers(single.givers, by)


def _rebooked(episode: Episode, single: Single, *, by: StaffRole, at: datetime) -> None:
    named, step = single.instead_of, blueprint_of(episode).that_means(StepMeaning.SESSION_REBOOKED)
    # Whichever line of its register was looked at: what was said last of that session counts.
    said = Attendance.objects.filter(episode=episode, session=named.session_id if named else None).order_by("-pk")
    if (lost := said.first()) is None or not lost.owed:
        raise Refused({"": "Only a session of this person that the prison or this service took is made up for."})
    if Alone.objects.filter(instead_of__in=said, session__cancelled_at=None).count() > 1:
        raise Refused({"": "There is a new time for that session already."})
    # The clock that this fact stops runs for what the regime took, and for nothing else.
    if step and lost.lost_to_regime:
        facts = {"new-date": london_day(single.starts_at).isoformat()}
        take_step(episode=episode, step=step, facts=facts, happened=from_instant(at), by=by, at=at)


def over_what(found: Iterable[Against], said: str) -> str:
    """Why it is booked although something stands against it. Raises Refused with every hard conflict, each once."""
    kinds = dict.fromkeys(found)
    hard = [one.says for one in kinds if one.hard]
    if hard:
        raise Refused({"": " ".join(hard)})
    soft = [one.says for one in kinds]
    missing = " ".join(["Say why it is booked all the same.", *soft]) if soft else ""
    return reason(said, field="over", missing=missing)


def _of_givers(givers: Sequence[StaffRole], by: StaffRole) -> dict[str, str]:
    strange = [role for role in givers if role.organisation_id != by.organisation_id]
    return {"givers": f"{strange[0].staff} does not work in this service."} if strange else {}


def _book(sessions: Sequence[Session], givers: Sequence[StaffRole]) -> None:
    try:
        with transaction.atomic():
            Session.objects.bulk_create(sessions)
            Facilitation.objects.bulk_create(facilitations(sessions, givers))
    except IntegrityError:
        raise Refused({"": TAKEN_MEANWHILE}) from None


def facilitations(sessions: Sequence[Session], givers: Sequence[StaffRole]) -> list[Facilitation]:
    """That each of these sessions is held by all of these, at its times."""
    return [
        Facilitation(session=one, role=role, staff_id=role.staff_id, starts_at=one.starts_at, ends_at=one.ends_at)
        for one in sessions
        for role in givers
    ]


def spelled(at: datetime) -> str:
    """`Monday 30 March 2026 at 10:00`."""
    local = at.astimezone(LONDON)
    return f"{spell_day(local.date())} at {local:%H:%M}"
