"""What the first page tells: coordinators, how many wait for a mentor, and how many of them longer than they should;
the prison, how many applied to be one and have no clearance yet.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.mentoring.gates import OPENS
from throughcare.organisations.acting import asked_by
from throughcare.organisations.questions import Given, Question
from throughcare.peers.models import Mentee, Mentor
from throughcare.peers.words import COORDINATOR
from throughcare.telling.phrases import count
from throughcare.web.asking import Request
from throughcare.web.notices import Counted, Notice, Rows
from throughcare.web.words import london_day

# The governor and security of the prison decide on applicants.
DECIDE = OPENS - {COORDINATOR}


def _waiting() -> QuerySet[Mentee, Any]:
    """By scheme of whoever asks: how many wait, and how many of those past the day on which they should have one."""
    mine = seen_by(Mentee, staff=WHOEVER, as_of=WHENEVER).filter(
        waits=True, scheme__support__organisation=WHOEVER.organisation_id
    )
    late = Count("pk", filter=Q(due_on__lt=Given("day")))
    return mine.values("scheme").order_by().annotate(number=Count("pk"), late=late)


def _asked(request: Request) -> Mapping[str, Any] | None:
    if request.staff.role != COORDINATOR:
        return None
    return {**asked_by(request.staff, as_of=request.now), "day": london_day(request.now)}


def _told(_: Request, rows: Rows) -> Iterator[Notice]:
    for row in rows:
        late = f", {row['late']} of them for longer than they should" if row["late"] else ""
        says = f"{count(row['number'], 'person waits', 'people wait')} for a mentor{late}"
        yield Notice("mentoring", says, late=row["late"] > 0)


def _applicants() -> QuerySet[Mentor, Any]:
    """By scheme at the place of whoever asks: how many have no clearance, and how many of those past what is due."""
    mine = seen_by(Mentor, staff=WHOEVER, as_of=WHENEVER).filter(
        open=True, active=False, suspended=False, clearance_until=None, scheme__place=WHOEVER.organisation_id
    )
    late = Count("pk", filter=Q(due_on__lt=Given("day")))
    return mine.values("scheme").order_by().annotate(number=Count("pk"), late=late)


def _decides(request: Request) -> Mapping[str, Any] | None:
    if request.staff.role not in DECIDE:
        return None
    return {**asked_by(request.staff, as_of=request.now), "day": london_day(request.now)}


def _told_to_the_prison(_: Request, rows: Rows) -> Iterator[Notice]:
    for row in rows:
        late = f", {row['late']} of them for longer than it should take" if row["late"] else ""
        applied = count(row["number"], "person applied to be a mentor and has", "people applied to be mentors and have")
        yield Notice("mentoring", f"{applied} no clearance yet{late}", late=row["late"] > 0)


APPLICANTS = Counted(Question(_applicants), _decides, _told_to_the_prison)
COUNTED = Counted(Question(_waiting), _asked, _told)
