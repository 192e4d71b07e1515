"""What pages list of tables that name nobody: programmes, groups, sessions, rooms, colleagues. One question each."""

from datetime import date, datetime
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, DurationField, Exists, ExpressionWrapper, F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from throughcare.care.keeping import KEPT_BY, place_of
from throughcare.care.models import (
    Alone,
    Attendance,
    Away,
    Cohort,
    Facilitation,
    Programme,
    ProgrammeVersion,
    Register,
    Room,
    Session,
    SessionChange,
    Wait,
)
from throughcare.episodes.models import Episode
from throughcare.organisations.models import Organisation, StaffRole

MOST_GROUPS = 60
M = TypeVar("M", bound=Model)


def programmes_kept(by: StaffRole) -> QuerySet[Programme]:
    """Those that somebody keeps: of their own service, of the kinds that are their role's."""
    return Programme.objects.filter(organisation=by.organisation_id, kind__in=KEPT_BY.get(by.role, ()))


def programmes_of(by: StaffRole) -> QuerySet[Programme]:
    """Those that somebody keeps, with `waiting`, how many wait for it as far as they may be seen, and `last`, the
    version that counts.
    """
    newest = ProgrammeVersion.objects.filter(programme=OuterRef("pk")).order_by("-number")
    waiting = Count("waits", filter=Q(waits__ended_at=None))
    return programmes_kept(by).annotate(last=Subquery(newest.values("pk")[:1]), waiting=waiting)


def with_waited(programmes: QuerySet[Programme], *, since: datetime) -> QuerySet[Programme]:
    """With `waited`: how long each waited who got a place since then, as far as they may be seen."""
    placed = Wait.objects.filter(programme=OuterRef("pk"), ended="placed", ended_at__gte=since)
    days = ExpressionWrapper(F("ended_at__date") - F("since"), output_field=DurationField())
    return programmes.annotate(waited=ArraySubquery(placed.annotate(days=days).values("days")))


def versions_of(by: StaffRole) -> QuerySet[ProgrammeVersion]:
    """Newest first of each programme."""
    every = ProgrammeVersion.objects.filter(programme__in=programmes_kept(by)).select_related("programme")
    return every.order_by("programme", F("number").desc())


def cohorts_of(by: StaffRole) -> QuerySet[Cohort]:
    """With `taken`, how many places are, as far as that may be seen; those that end last first."""
    taken = Count("members", filter=Q(members__ended_at=None))
    every = Cohort.objects.filter(version__programme__in=programmes_kept(by))
    every = every.select_related("version__programme", "room", "place")
    return every.annotate(taken=taken).order_by("-until_on", "-pk")


def sessions_of(organisation_id: int) -> QuerySet[Session]:
    """Each with `who` holds it, and `saved`: number, by whom and when its register was saved last."""
    held = Facilitation.objects.filter(session=OuterRef("pk")).order_by("pk")
    saved = Register.objects.filter(session=OuterRef("pk")).order_by("-number")
    said = JSONObject(number="number", by="by__staff__display_name", at="at")
    ours = Session.objects.filter(organisation=organisation_id).select_related("cohort", "room", "place")
    return ours.annotate(
        who=ArraySubquery(held.values("staff__display_name")), saved=Subquery(saved.values(said=said)[:1])
    )


def with_changes(found: QuerySet[Session]) -> QuerySet[Session]:
    """With `moved`: how each was booked before, oldest first, who changed it, when and why."""
    changes = SessionChange.objects.filter(session=OuterRef("pk")).order_by("pk")
    said = JSONObject(at="at", by="by__staff__display_name", why="why", before="before")
    with_them: QuerySet[Session] = found.annotate(moved=ArraySubquery(changes.values(said=said)))
    return with_them


# Of what has a beginning and an end, within a question about sessions: whether it meets the session.
AT_ONCE = Q(starts_at__lt=OuterRef("ends_at"), ends_at__gt=OuterRef("starts_at"))


def to_come(cohort_id: int, *, person_id: int, after: datetime) -> QuerySet[Session]:
    """The sessions of a group after a moment, each with whether somebody has another session then (`other`)."""
    mine = Q(alone__person=person_id) | Q(cohort__members__person=person_id, cohort__members__ended_at=None)
    others = Session.objects.filter(AT_ONCE, mine, cancelled_at=None).exclude(cohort=cohort_id)
    rows = Session.objects.filter(cohort=cohort_id, cancelled_at=None, starts_at__gt=after)
    return rows.annotate(other=Exists(others)).order_by("starts_at")


def with_made_up(lines: QuerySet[Attendance]) -> QuerySet[Attendance]:
    """Lines of registers, each with whether there is a new session in the place of its own (`made_up`)."""
    same = {"episode": OuterRef("episode"), "instead_of__session": OuterRef("session")}
    instead = Alone.objects.filter(**same, session__cancelled_at=None)
    return lines.annotate(made_up=Exists(instead))


def with_reference(rows: QuerySet[Any, M]) -> QuerySet[Any, M]:
    """Rows of an episode each, with its `reference` where that may be seen: coordinators see rows, and no episodes."""
    theirs = Episode.objects.filter(pk=OuterRef("episode"))
    with_it: QuerySet[Any, M] = rows.annotate(reference=Subquery(theirs.values("reference")[:1]))
    return with_it


def rooms_of(organisation: Organisation) -> list[Room]:
    """The rooms of the place where a service treats."""
    here = Room.objects.filter(place=place_of(organisation), closed=False)
    return list(here.select_related("place", "unit").order_by("name"))


def said_away(organisation_id: int) -> QuerySet[Away]:
    """The absences that the calendar of a team has, but for those that were taken back."""
    rows = Away.objects.filter(role__organisation=organisation_id, taken_back_at=None)
    return rows.select_related("role__staff")


def colleagues(role: StaffRole, *, as_of: date) -> list[StaffRole]:
    """Those who may hold a session: of the same service and role, on that day."""
    there = StaffRole.objects.filter(organisation=role.organisation_id, role=role.role).in_force(as_of=as_of)
    return list(there.select_related("staff").order_by("staff__display_name"))
