"""What the pages of groups read, as far as whoever asks may see it: each list in one question, however long."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import IntegerField, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat, JSONObject, Trim

from throughcare.access.seeing import seen_by
from throughcare.beds.lining import named
from throughcare.care import reading
from throughcare.care.keeping import COORDINATES, KEPT_BY
from throughcare.care.lines import Line, line_of
from throughcare.care.models import (
    Alone,
    Attendance,
    Cohort,
    Commitment,
    Helper,
    Membership,
    NonAssociation,
    Session,
    Wait,
)
from throughcare.organisations.models import StaffRole
from throughcare.peers.models import Mentee, Mentor
from throughcare.people.models import Person
from throughcare.sessions.conflicts import Against, Busy, Giver, Known, Taker, against
from throughcare.sessions.words import ENDINGS, REASONS
from throughcare.sharing.small import enough
from throughcare.web.asking import Request

LOST = "SELECT wing, reason, sessions, people, lost, losers FROM care_lost(%s, %s, %s)"
LINE = ("session_id", "status", "engaged", "reason", "lost_to_regime", "pk")
A_QUARTER = timedelta(days=91)
M = TypeVar("M", bound=Model)


def sessions(request: Request) -> QuerySet[Session]:
    """Those that one keeps, each with `name` and `reference` of whom it is with, where that may be seen."""
    return sessions_seen(request.staff, request.now).filter(kind__in=KEPT_BY[request.staff.role])


def sessions_seen(staff: StaffRole, as_of: datetime) -> QuerySet[Session]:
    """The same of somebody, at a moment."""
    alone = seen_by(Alone, staff=staff, as_of=as_of).filter(session=OuterRef("pk"))
    with_name = alone.annotate(name=named(staff, as_of))
    name, reference = Subquery(with_name.values("name")[:1]), Subquery(alone.values("episode__reference")[:1])
    return reading.sessions_of(staff.organisation_id).annotate(name=name, reference=reference)


def lines_seen(
    rows: QuerySet[M], staff: StaffRole, as_of: datetime, *, session_id: int | None = None
) -> QuerySet[Any, M]:
    """Rows of an episode each, with `name` and the `lines` of registers about it, oldest first; of one session only."""
    lines = seen_by(Attendance, staff=staff, as_of=as_of).filter(episode=OuterRef("episode"))
    if session_id is not None:
        lines = lines.filter(session=session_id)
    said = JSONObject(**{name: name for name in LINE})
    with_lines: QuerySet[Any, M] = reading.with_reference(rows).annotate(
        name=named(staff, as_of), lines=ArraySubquery(lines.order_by("pk").values(said=said))
    )
    return with_lines


def called(row: Any) -> str:
    """The name of whom such a row is about; without it, the reference of the episode."""
    said = vars(row)
    return str(said["name"] or said["reference"] or "Name not shown")


def last_lines(row: Any) -> dict[int, Line]:
    """Session -> what was said last of this person, of rows from `lines_seen`."""
    return {said["session_id"]: line_of(_row(said)) for said in vars(row)["lines"]}


def _row(said: Mapping[str, Any]) -> Attendance:
    return Attendance(**{name: said[name] for name in LINE})


def members(request: Request, cohort_id: int) -> QuerySet[Membership]:
    """Those who have a place or are offered one, as far as they may be seen."""
    seen = seen_by(Membership, staff=request.staff, as_of=request.now).filter(cohort=cohort_id)
    return _with_mentee(lines_seen(seen, request.staff, request.now), request).order_by("seat__number", "pk")


def waits(request: Request, programme_id: int) -> QuerySet[Wait]:
    seen = seen_by(Wait, staff=request.staff, as_of=request.now).filter(programme=programme_id, ended_at=None)
    return _with_mentee(reading.with_reference(seen).annotate(name=named(request.staff, request.now)), request)


def waits_kept(request: Request) -> QuerySet[Wait]:
    """Those who wait, or waited, for a programme that one keeps, each with whose it is."""
    seen = seen_by(Wait, staff=request.staff, as_of=request.now).select_related("programme", "person")
    kept = seen.filter(programme__in=reading.programmes_kept(request.staff))
    return _with_mentee(reading.with_reference(kept), request)


def _with_mentee(rows: QuerySet[Any, M], request: Request) -> QuerySet[Any, M]:
    """With the number of the `mentee` whose episode it is, for a coordinator, who opens that page of them."""
    if request.staff.role != COORDINATES:
        of_nobody: QuerySet[Any, M] = rows.annotate(mentee=Value(None, output_field=IntegerField()))
        return of_nobody
    theirs = seen_by(Mentee, staff=request.staff, as_of=request.now).filter(episode=OuterRef("episode"))
    found: QuerySet[Any, M] = rows.annotate(mentee=Subquery(theirs.values("pk")[:1]))
    return found


def with_helpers(found: QuerySet[Session], request: Request, cohort_id: int) -> QuerySet[Session]:
    """The sessions of a group, each for a coordinator with its `helpers`: mentors by number, name, since when, and what
    they have on from now on.

    Read with the sessions: the page has no question left.
    """
    if request.staff.role != COORDINATES:
        return found
    seen = seen_by(Helper, staff=request.staff, as_of=request.now).filter(cohort=cohort_id, ended_at=None)
    busy = seen_by(Commitment, staff=request.staff, as_of=request.now).filter(person=OuterRef("person"))
    busy = busy.filter(taken_back_at=None, ends_at__gt=request.now)
    times = JSONObject(number="pk", kind="kind", starts_at="starts_at", ends_at="ends_at")
    live = seen.annotate(
        name=named(request.staff, request.now), has_on=ArraySubquery(busy.values(told=times))
    ).order_by("pk")
    said = JSONObject(number="pk", name="name", at="at", has_on="has_on")
    with_them: QuerySet[Session] = found.annotate(helpers=ArraySubquery(live.values(said=said)))
    return with_them


def mentors(request: Request) -> QuerySet[Mentor]:
    """The active mentors of one's own scheme, each with `name`."""
    seen = seen_by(Mentor, staff=request.staff, as_of=request.now).filter(active=True)
    mine = seen.filter(scheme__support__organisation=request.staff.organisation_id)
    return mine.annotate(name=named(request.staff, request.now)).order_by("name", "pk")


def commitments(request: Request) -> QuerySet[Commitment]:
    """Where people have to be, each with `name` and `reference` of the person; what was taken back is left out."""
    seen = seen_by(Commitment, staff=request.staff, as_of=request.now).filter(taken_back_at=None)
    return seen.annotate(**_who(request, "person_id")).order_by("starts_at", "pk")


def apart(request: Request) -> QuerySet[NonAssociation]:
    """Who must not meet whom, with the names and references of both, as far as each may be seen."""
    seen = seen_by(NonAssociation, staff=request.staff, as_of=request.now).filter(ended_at=None)
    other = {f"other_{name}": found for name, found in _who(request, "other_id").items()}
    return seen.annotate(**_who(request, "person_id"), **other).order_by("-pk")


def _who(request: Request, column: str) -> dict[str, Subquery]:
    """The name and reference of whom a column means; none of whoever may not be seen."""
    seen = seen_by(Person, staff=request.staff, as_of=request.now).filter(pk=OuterRef(column))
    name = Trim(Concat("given_names", Value(" "), "family_name"))
    return {"name": Subquery(seen.values(told=name)[:1]), "reference": Subquery(seen.values("reference")[:1])}


Clash = tuple[datetime, tuple[Against, ...]]


def clashes(request: Request, cohort: Cohort, wait: Wait) -> list[Clash]:
    """What somebody who waits has on at sessions of a group that are to come, as far as it may be seen."""
    has_on = seen_by(Commitment, staff=request.staff, as_of=request.now).filter(reading.AT_ONCE, person=wait.person_id)
    times = JSONObject(kind="kind", starts_at="starts_at", ends_at="ends_at")
    to_come = reading.to_come(cohort.pk, person_id=wait.person_id, after=request.now)
    asked = to_come.annotate(has_on=ArraySubquery(has_on.filter(taken_back_at=None).values(told=times)))
    name = called(wait)
    told = [(one.starts_at, _of_taker(one, name)) for one in asked]
    return [clash for clash in told if clash[1]]


def _of_taker(session: Session, name: str) -> tuple[Against, ...]:
    """Of a session from `clashes`, what the judge says of the one person alone."""
    starts_at, ends_at, said = session.starts_at, session.ends_at, vars(session)
    busy = [Busy("", starts_at, ends_at)] if said["other"] else []
    busy += [Busy(one["kind"], *(_instant(one[end]) for end in ("starts_at", "ends_at"))) for one in said["has_on"]]
    return against(starts_at, ends_at, Known("", needs="any", givers=[Giver("")], takers=[Taker(name, busy=busy)]))


def _instant(said: str) -> datetime:
    return datetime.fromisoformat(said)


def of_episode(request: Request, episode: int) -> list[tuple[Wait, list[dict[str, Any]]]]:
    """Everything that an episode waits or waited for, each with the places that were offered on it."""
    seen = partial(seen_by, staff=request.staff, as_of=request.now)
    places = seen(Membership).filter(wait=OuterRef("pk")).order_by("pk")
    said = JSONObject(
        cohort="cohort", title="cohort__title", at="at", accepted="accepted_at", ended_at="ended_at", ended="ended"
    )
    waits = seen(Wait).filter(episode=episode).select_related("programme").order_by("pk")
    found = list(waits.annotate(places=ArraySubquery(places.values(said=said))))
    return [(one, [_dated(place) for place in vars(one)["places"]]) for one in found]


def _dated(place: Mapping[str, Any]) -> dict[str, Any]:
    """A place with its instants as such, and how it ended in words."""
    instants = {
        name: datetime.fromisoformat(place[name]) if place[name] else None for name in ("at", "accepted", "ended_at")
    }
    return {**place, **instants, "ended": ENDINGS.get(place["ended"], "")}


@dataclass(frozen=True, slots=True)
class Lost:
    """How many sessions the regime took, of a wing or for a reason; `told` unless somebody could be known by it."""

    title: str
    sessions: int
    lost: int
    told: bool

    @property
    def percent(self) -> int:
        return round(100 * self.lost / self.sessions) if self.sessions else 0


def lost(place_id: int, *, until: datetime) -> tuple[list[Lost], list[Lost]]:
    """Of the quarter that ends then: by wing, all sessions and those lost; by reason, those lost."""
    with connection.cursor() as cursor:
        cursor.execute(LOST, [place_id, until - A_QUARTER, until])
        rows = cursor.fetchall()
    wings = [(wing or "Wing not known", *numbers) for wing, reason, *numbers in rows if reason is None]
    reasons = [
        (REASONS[reason].title, *numbers) for wing, reason, *numbers in rows if wing is None and reason and numbers[2]
    ]
    return _told(wings), _told(reasons)


def _told(rows: Iterable[tuple[Any, ...]]) -> list[Lost]:
    """What is of fewer than five people is left out; where that is one alone so is the next: it could be worked out."""
    ordered = sorted(rows, key=lambda row: (-row[3], row[0]))
    small = {row[0] for row in ordered if not enough(row[2]) or (row[3] and not enough(row[4]))}
    if len(small) == 1 and len(ordered) > 1:
        small.add(next(row[0] for row in reversed(ordered) if row[0] not in small))
    return [Lost(title, every, gone, title not in small) for title, every, _, gone, _ in ordered]
