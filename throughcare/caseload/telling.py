"""What the first page tells a clinician of caseloads: for whom they cover, and that their supervision is overdue."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.caseload.models import Absence, Arrangement, Case
from throughcare.caseload.words import CLINICIANS
from throughcare.episodes.due import asker
from throughcare.episodes.models import Task
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.organisations.spans import holds_on
from throughcare.pathways import spell_day
from throughcare.telling.phrases import count
from throughcare.web.asking import Request
from throughcare.web.notices import Counted, Notice, Rows
from throughcare.web.words import london_day


def _asked() -> QuerySet[StaffRole, Any]:
    """Of whoever asks: the absences they cover, with how many people there are and are late; late supervision."""
    today: Any = Given("today")
    mine: dict[str, Any] = {"staff": WHOEVER, "as_of": WHENEVER}
    cases = seen_by(Case, **mine).filter(organisation=WHOEVER.organisation_id)
    people = cases.filter(Q(lead=OuterRef("whose")) | Q(therapist=OuterRef("whose")))
    theirs = Q(episode__case__lead=OuterRef("whose")) | Q(episode__case__therapist=OuterRef("whose"))
    late = seen_by(Task, **mine).filter(theirs, organisation=WHOEVER.organisation_id, due_on__lt=today, standard__gt="")
    counted = {"people": _number(people), "overdue": _number(late)}
    covers = Absence.objects.filter(holds_on(today), covered_by=OuterRef("pk")).order_by("until_on", "pk")
    said = JSONObject(name="whose__staff__display_name", back_on="until_on", people="people", overdue="overdue")
    found = covers.annotate(**counted).values(told=said)
    arranged = Arrangement.objects.filter(holds_on(today), supervisee=OuterRef("pk"), due_on__lt=today)
    me = StaffRole.objects.filter(pk=Given("staff"))
    return me.annotate(covers=ArraySubquery(found), supervision=Subquery(arranged.values("due_on")[:1])).values(
        "covers", "supervision"
    )


def _number(rows: QuerySet[Any]) -> Subquery:
    counted = rows.order_by().values(one=F("organisation")).annotate(number=Count("pk"))
    return Subquery(counted.values("number"))


TOLD = Question(_asked)


def _of_clinicians(request: Request) -> Mapping[str, Any] | None:
    """None of a role that leads nobody's care."""
    return asker(request.staff, as_of=request.now) if request.staff.role in CLINICIANS else None


def _told(request: Request, rows: Rows) -> Iterator[Notice]:
    """One sentence each, on the way to one's caseload."""
    day = london_day(request.now)
    for row in rows:
        due_on = date.fromisoformat(row["supervision"]) if row["supervision"] else None
        says = [*_covering(row["covers"]), *_supervision(due_on, day)]
        if says:
            late = due_on is not None or any(one["overdue"] for one in row["covers"])
            yield Notice("caseload" if row["covers"] else "supervision", ". ".join(says), late=late)


COUNTED = Counted(TOLD, _of_clinicians, _told)


def _covering(covers: list[dict[str, Any]]) -> Iterator[str]:
    for one in covers:
        overdue = f", {one['overdue']} with something overdue" if one["overdue"] else ""
        until = spell_day(date.fromisoformat(one["back_on"]))
        yield f"Covering for {one['name']}, back on {until}: people {one['people'] or 0}{overdue}"


def _supervision(due_on: date | None, day: date) -> Iterator[str]:
    if due_on:
        yield f"Your supervision was due on {spell_day(due_on)}, {count((day - due_on).days, 'day', 'days')} ago"
