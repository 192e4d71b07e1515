"""Finding a person before adding one, and adding one when nobody is found."""

from datetime import date
from functools import partial
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import WHENEVER, WHOEVER, SearchedBy, seen_by
from throughcare.audit import actions as audit
from throughcare.organisations.acting import asked_by
from throughcare.organisations.questions import Given, Question, among
from throughcare.organisations.spans import holds_on
from throughcare.people.asked import Asked, read_asked
from throughcare.people.models import Placement
from throughcare.people.search import Among, alike, search
from throughcare.sharing import IDENTITY, MATRIX, seeks_people
from throughcare.sharing.break_glass import MAY_BREAK_GLASS
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.people_forms import ON_A_SLIP, PersonForm, RecogniseForm, SearchForm
from throughcare.web.words import london_day

NEVER_SEARCH = frozenset(role for role in MATRIX[IDENTITY] if not seeks_people(role))


def people(request: Request) -> HttpResponse:
    form = SearchForm(request.GET)
    given = looked_for(request, form.cleaned_data["q"] if form.is_valid() else "")
    return render(request, "people/people.html", {**given, "in_an_emergency": request.staff.role in MAY_BREAK_GLASS})


def looked_for(request: Request, typed: str) -> dict[str, Any]:
    """What a search brings and where those found live, for a page. That it was asked, and whom it showed, is noted."""
    day, people = london_day(request.now), searchable(request)
    found = search(people, typed, as_of=day) if typed else None
    matches = found.matches if found else ()
    ids = [match.person.pk for match in matches]
    if typed:
        audit.record(by=request.staff, at=request.now, did="searched-people", detail={"people": ids})
    return {
        "q": typed,
        "found": found,
        "matches": matches,
        "places": placed(ids, request),
        "same": alike(m.person for m in matches),
    }


def create_person(request: Request) -> HttpResponse:
    searchable(request)
    typed = request.GET.get("q", "")[:200]
    if not typed and request.method != "POST":
        return see("people")
    form = PersonForm(sent(request), initial=as_asked(read_asked(typed, as_of=london_day(request.now))))
    form.offer()
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("person", form.outcome.reference, done="created")
    ids = [match.person.pk for match in form.matches]
    if ids:
        audit.record(by=request.staff, at=request.now, did="searched-people", detail={"people": ids})
    places = placed(ids, request)
    return show(request, "people/create_person.html", form, {"q": typed, "matches": form.matches, "places": places})


def recognise(request: Request) -> HttpResponse:
    searchable(request)
    asked = read_asked(request.GET.get("q", "")[:200], as_of=london_day(request.now))
    form = RecogniseForm(sent(request), initial=as_recognised(asked))
    if form.carry_out(partial(form.record, by=request.staff, at=request.now)):
        return see("person", form.outcome.reference, done="recognised")
    return show(request, "people/recognise.html", form)


def searchable(request: Request) -> Among:
    """Those among whom whoever asks may search."""
    if request.staff.role in NEVER_SEARCH:
        raise PermissionDenied
    return SearchedBy(staff=request.staff, as_of=request.now)


def placed(ids: list[int], request: Request) -> dict[int, Placement]:
    """Where each of these people is today, by the person's id."""
    asked = {**asked_by(request.staff, as_of=request.now), "day": london_day(request.now), "people": ids}
    return {placement.person_id: placement for placement in (PLACED.ask(**asked) if ids else ())}


def _placed() -> QuerySet[Placement]:
    rows = seen_by(Placement, staff=WHOEVER, as_of=WHENEVER).filter(holds_on(cast(date, Given("day"))))
    return rows.filter(among("person_id", "people")).select_related("organisation", "unit")


PLACED = Question(_placed)


def as_asked(asked: Asked) -> dict[str, str | date]:
    """What a search says of somebody new: its last name is taken for the family name."""
    names = [name.capitalize() for name in asked.names]
    initial: dict[str, str | date] = {kind: value for kind, value in asked.identifiers if kind in ON_A_SLIP}
    if names:
        initial |= {"family_name": names[-1], "given_names": " ".join(names[:-1])}
    return initial | ({"birth_date": asked.birth_dates[0]} if asked.birth_dates else {})


def as_recognised(asked: Asked) -> dict[str, str | date]:
    number = dict(zip(("kind", "number"), asked.identifiers[0], strict=True)) if asked.identifiers else {}
    return number | ({"birth_date": asked.birth_dates[0]} if asked.birth_dates else {})
