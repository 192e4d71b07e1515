"""Invented ACCTs for an example world: in each prison one overdue for review, one in post-closure, one that ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from throughcare.access.seeing import may_write
from throughcare.acct import mirroring
from throughcare.acct.mirroring import Said
from throughcare.acct.models import Acct
from throughcare.acct.words import ASSESSED, CLOSED, OPENED, POST_ENDED, POST_REVIEWED, REVIEWED, SELF_HARM
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.people.lives import london_day
from throughcare.people.models import Person, Placement

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# How long somebody has lived there at least, so that all of it came to pass in one prison; how many of them are tried.
SETTLED, TRIED = 70 * DAY, 40
PRISONS = 2


@dataclass(frozen=True, slots=True)
class Course:
    """An ACCT as it went: its number, how long ago it was opened, and after how long what else came to pass."""

    number: str
    ago: timedelta
    went: Sequence[tuple[str, timedelta]]
    # From each review to the next one.
    every: timedelta = 3 * DAY


COURSES = (
    Course("E-098/26", 4 * DAY, ((ASSESSED, 5 * HOUR), (REVIEWED, 20 * HOUR)), every=2 * DAY),
    Course("E-081/26", 15 * DAY, ((ASSESSED, 9 * HOUR), (REVIEWED, DAY), (REVIEWED, 6 * DAY), (CLOSED, 12 * DAY))),
    Course(
        "E-012/26", 60 * DAY,
        ((ASSESSED, 16 * HOUR), (REVIEWED, DAY), (CLOSED, 14 * DAY), (POST_REVIEWED, 18 * DAY), (POST_ENDED, 22 * DAY)),
    ),
)  # fmt: skip


def mirror_some(*, at: datetime) -> int:
    """One of each course in a few prisons, those with a mentor scheme first; how many there are."""
    officers = StaffRole.objects.filter(role="OPS", organisation__kind="prison").in_force(as_of=london_day(at))
    schemes = Organisation.objects.filter(kind="peer-support", parent=OuterRef("organisation"))
    by_prison: dict[int, StaffRole] = {}
    for one in officers.select_related("organisation").annotate(first=Exists(schemes)).order_by("-first", "pk"):
        by_prison.setdefault(one.organisation_id, one)
    return sum(_in(by.organisation, by, at) for by in list(by_prison.values())[:PRISONS])


def _in(prison: Organisation, by: StaffRole, at: datetime) -> int:
    people = [one for one in _settled(prison, at) if may_write(SELF_HARM, person_id=one.pk, staff=by, as_of=at)]
    told = list(zip(people, COURSES, strict=False))
    for person, course in told:
        _mirror(person, course, by, at)
    return len(told)


def _settled(prison: Organisation, at: datetime) -> list[Person]:
    """Those of whom no ACCT is mirrored yet, in the order of their records."""
    since = london_day(at - SETTLED)
    here = Placement.objects.filter(organisation=prison, until_on=None, from_on__lte=since, person__died_on=None)
    free = here.exclude(person__in=Acct.objects.values("person")).select_related("person")
    return [one.person for one in free.order_by("person")[:TRIED]]


def _mirror(person: Person, course: Course, by: StaffRole, at: datetime) -> None:
    began = at - course.ago
    opening = Said(OPENED, began, number=course.number, opened_as="officer")
    acct = mirroring.begin(person=person, said=opening, by=by, at=at)
    for kind, after in course.went:
        mirroring.add(acct=acct, said=_said(kind, began + after, course), by=by, at=at)


def _said(kind: str, happened: datetime, course: Course) -> Said:
    if kind == REVIEWED:
        return Said(kind, happened, next_at=happened + course.every, observation="4 an hour", health_attended=True)
    return Said(kind, happened)
