"""The board of a scheme: its mentors by stage, with what is due; who waits for one; what each mentor carries."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.matching import NEEDS, Reason, free_today
from throughcare.mentoring import gates
from throughcare.peers.keeping import values_of
from throughcare.peers.models import Match, Mentee, Mentor
from throughcare.peers.suggesting import offered, with_all
from throughcare.peers.words import COORDINATOR, SOURCE
from throughcare.people.models import Person
from throughcare.web.asking import Request
from throughcare.web.words import london_day

# Beyond so many the line says how many more there are.
MOST = 300


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
    day, found = london_day(request.now), list(gates.schemes(request.staff))
    names = Names(request)
    lines = mentors(request, names, day)
    asked = mentees(request, names) if request.staff.role == COORDINATOR else []
    audit.record(
        by=request.staff, at=request.now, did="saw-mentor-scheme",
        detail={"people": sorted({one.mentor.person_id for one in lines} | {one.mentee.person_id for one in asked})},
    )  # fmt: skip
    given = {
        "schemes": [(one, values_of(one)) for one in found],
        "stages": [(stage, list(of)) for stage, of in groupby(lines, key=lambda one: one.mentor.stage)],
        "waiting": [one for one in asked if one.mentee.waits],
        "asking": [one for one in asked if not one.mentee.waits and not one.mentor],
        "supported": [one for one in asked if one.mentor],
        "carried": sum(one.carries for one in lines),
        "room": sum(max(one.mentor.most - one.carries, 0) for one in lines if one.mentor.active and not one.stops),
        "coordinates": request.staff.role == COORDINATOR,
        "day": day,
        "source": SOURCE,
    }
    return render(request, "mentoring/mentoring.html", given)


class Names:
    """The names of those of a scheme, of whom one may see who they are: asked once."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.found: dict[int, str] = {}

    def read(self, people: set[int]) -> None:
        rows = seen_by(Person, staff=self.request.staff, as_of=self.request.now).filter(
            pk__in=people - self.found.keys()
        )
        self.found |= {one.pk: one.full_name for one in rows.only("given_names", "family_name")}

    def of(self, person: int) -> str:
        return self.found.get(person, "Name not shown")


def mentors(request: Request, names: Names, day: date) -> list[OnTheBoard]:
    """Those on their way and those active, by stage: active ones first, then by who is nearest."""
    rows: QuerySet[Mentor] = gates.of_mine(Mentor, request).filter(open=True).select_related("scheme")
    found = list(with_all(rows, at=request.now))
    names.read({one.person_id for one in found})
    lines = [_line(one, names.of(one.person_id), day) for one in found]
    return sorted(lines, key=lambda one: (not one.mentor.active, one.mentor.stage, one.name))


def _line(mentor: Mentor, name: str, day: date) -> OnTheBoard:
    judged = offered(mentor)
    stops = free_today(judged, as_of=day) if mentor.active or mentor.suspended else ()
    return OnTheBoard(mentor, name, judged.wing, judged.carries, stops)


def mentees(request: Request, names: Names) -> list[Asked]:
    """Those who asked and those supported, whatever is due first."""
    rows = gates.of_mine(Mentee, request).filter(open=True).order_by("due_on", "pk")[:MOST]
    found = list(rows)
    live = seen_by(Match, staff=request.staff, as_of=request.now).filter(
        ended_at=None, mentee__in=[m.pk for m in found]
    )
    by_mentee = {one.mentee_id: one.mentor.person_id for one in live.select_related("mentor")}
    names.read({one.person_id for one in found} | set(by_mentee.values()))
    return [
        Asked(
            one,
            names.of(one.person_id),
            NEEDS.get(one.need, one.need),
            names.of(by_mentee[one.pk]) if one.pk in by_mentee else "",
        )
        for one in found
    ]
