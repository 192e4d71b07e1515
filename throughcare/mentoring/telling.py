"""What the first page tells coordinators: who waits for a mentor, and how many of them for longer than they should."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.organisations.acting import asked_by
from throughcare.organisations.questions import Given, Question
from throughcare.peers.models import Mentee
from throughcare.peers.words import COORDINATOR
from throughcare.telling.phrases import count
from throughcare.web.asking import Request
from throughcare.web.notices import Counted, Notice, Rows
from throughcare.web.words import london_day


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


COUNTED = Counted(Question(_waiting), _asked, _told)
