"""The board of a scheme: its mentors by stage, with what is due; who waits for one; what each mentor carries."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from django.db.models import Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Trim
from django.http import HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.matching import NEEDS, Reason, free_today
from throughcare.mentoring import gates
from throughcare.peers.keeping import newest_values
from throughcare.peers.models import Match, Mentee, Mentor
from throughcare.peers.suggesting import offered, with_all
from throughcare.peers.words import COORDINATOR, SOURCE
from throughcare.people.models import Person
from throughcare.web.asking import Request
from throughcare.web.words import london_day

# Of those who asked or are supported; that there are more, the page says.
MOST = 300
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class OnTheBoard:
    """A mentor's line: why they can be given nobody new today, if they cannot."""

    mentor: Mentor
    name: str
    wing: str
    carries: int
    stops: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody supported, or waiting; `mentor` is the name of whoever supports them."""

    mentee: Mentee
    name: str
    need: str
    mentor: str = ""

    def late(self, day: date) -> bool:
        return self.mentee.due_on is not None and self.mentee.due_on < day


def mentoring(request: Request) -> HttpResponse:
    """The first page of a scheme; with several, one after another."""
    day = london_day(request.now)
    lines = mentors(request, day)
    asked = mentees(request) if request.staff.role == COORDINATOR else []
    audit.record(
        by=request.staff, at=request.now, did="saw-mentor-scheme",
        detail={"people": sorted({one.mentor.person_id for one in lines} | {one.mentee.person_id for one in asked})},
    )  # fmt: skip
    given = {
        "schemes": [(one.scheme, one) for one in newest_values(gates.schemes(request.staff))],
        "stages": [(stage, list(of)) for stage, of in groupby(lines, key=lambda one: one.mentor.stage)],
        "waiting": [one for one in asked[:MOST] if one.mentee.waits],
        "asking": [one for one in asked[:MOST] if not one.mentee.waits and not one.mentor],
        "supported": [one for one in asked[:MOST] if one.mentor],
        "carried": sum(one.carries for one in lines),
        "room": sum(max(one.mentor.most - one.carries, 0) for one in lines if one.mentor.active and not one.stops),
        "coordinates": request.staff.role == COORDINATOR,
        "beyond": MOST if len(asked) > MOST else 0,
        "day": day,
        "source": SOURCE,
    }
    return render(request, "mentoring/mentoring.html", given)


NOT_SHOWN = "Name not shown"


def named(rows: QuerySet[M], request: Request, **columns: str) -> QuerySet[M]:
    """The same rows, each with the `name` of its person, or of whoever each column means, where that may be seen."""
    seen = seen_by(Person, staff=request.staff, as_of=request.now)
    whole = Trim(Concat("given_names", Value(" "), "family_name"))
    asked = (columns or {"name": "person"}).items()
    told = {name: Subquery(seen.filter(pk=OuterRef(column)).values(told=whole)[:1]) for name, column in asked}
    with_names: QuerySet[M] = rows.annotate(**told)
    return with_names


def mentors(request: Request, day: date) -> list[OnTheBoard]:
    """Those on their way and those active, by stage: active ones first, then by who is nearest."""
    rows: QuerySet[Mentor] = gates.of_mine(Mentor, request).filter(open=True).select_related("scheme")
    lines = [_line(one, vars(one)["name"] or NOT_SHOWN, day) for one in with_all(named(rows, request), at=request.now)]
    return sorted(lines, key=lambda one: (not one.mentor.active, one.mentor.stage, one.name))


def _line(mentor: Mentor, name: str, day: date) -> OnTheBoard:
    judged = offered(mentor)
    stops = free_today(judged, as_of=day) if mentor.active or mentor.suspended else ()
    return OnTheBoard(mentor, name, judged.wing, judged.carries, stops)


def mentees(request: Request) -> list[Asked]:
    """Those who asked and those supported, whatever is due first: one more than are shown, where there are more."""
    rows = gates.of_mine(Mentee, request).filter(open=True).order_by("due_on", "pk")
    live = seen_by(Match, staff=request.staff, as_of=request.now).filter(ended_at=None, mentee=OuterRef("pk"))
    mentor = named(live, request, told="mentor__person").annotate(said=Coalesce("told", Value(NOT_SHOWN)))
    asked = named(rows, request).annotate(mentor=Subquery(mentor.values("said")[:1]))
    return [_asked(one) for one in asked[: MOST + 1]]


def _asked(mentee: Mentee) -> Asked:
    said = vars(mentee)
    return Asked(mentee, said["name"] or NOT_SHOWN, NEEDS.get(mentee.need, mentee.need), said["mentor"] or "")
