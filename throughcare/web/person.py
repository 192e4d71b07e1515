"""One person's page, and adding to what is on record about them."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.access.finding import FOUND, found_by, of_reference, who_may_be_the_same
from throughcare.access.flags import FLAGGED, flags_of
from throughcare.access.seeing import writes_of
from throughcare.acct.reading import of_person, told
from throughcare.audit import actions as audit
from throughcare.organisations.choosing import RESIDENTIAL, open_organisations
from throughcare.organisations.questions import Question
from throughcare.people.models import Person
from throughcare.web import record_lines
from throughcare.web.asking import Request
from throughcare.web.forms import choose, see, sent, show
from throughcare.web.people_forms import (
    AlertForm,
    IdentifierForm,
    LegalStatusForm,
    MoveForm,
    NeedForm,
    RecordForm,
    of_categories,
)
from throughcare.web.words import london_day

# For the page itself, so that it asks no more questions than one.
ALONG = {"flagged": FLAGGED, "same": who_may_be_the_same(), "acct": of_person("pk")}
WITH_FLAGS: Question[Person] = Question(lambda: of_reference().annotate(**ALONG))


@dataclass(frozen=True, slots=True)
class Addition:
    """Something that can be added to a person's record: its form, and the words of its page.

    What `holds_now` has a first day alone, and is nothing that can be said of somebody who has died.
    """

    form: type[RecordForm]
    title: str
    button: str
    holds_now: bool = False


ADDITIONS = {
    "identifier": Addition(IdentifierForm, "Add a number", "Add the number"),
    "legal-status": Addition(LegalStatusForm, "Set a legal status", "Set the legal status"),
    "need": Addition(NeedForm, "Add a need", "Add the need", holds_now=True),
    "alert": Addition(AlertForm, "Add an alert", "Add the alert", holds_now=True),
}


def person(request: Request, reference: str) -> HttpResponse:
    found, day = find_person(request, reference, how=WITH_FLAGS), london_day(request.now)
    lines, stories = record_lines.lines_of(found, request), record_lines.stories_of(found, request)
    involved = record_lines.involved_in(found, request)
    given = {
        "person": found,
        "day": day,
        "stories": stories,
        "involved": involved,
        "endings": record_lines.ended_by_death(stories, involved, request.staff) if found.died_on else {},
        "alerts": [line for line in lines if line.table == "Alert" and line.holds_on(day)],
        "acct": told(vars(found)["acct"], as_of=request.now),
        "flags": flags_of(found, role=request.staff.role),
        "needs": [line for line in lines if line.table == "Need" and line.holds_on(day)],
        "said": [line for line in lines if line.table == "Characteristic" and line.holds_on(day)],
        "numbers": [(line.title, line.says) for line in lines if line.table == "Identifier"],
        "times": [line for line in lines if line.table in {"Placement", "LegalStatus"}],
        "additions": {what: row.title for what, row in ADDITIONS.items() if may_add(row, found)},
    }
    return render(request, "people/person.html", given)


def add_to_record(request: Request, reference: str, what: str) -> HttpResponse:
    found, addition = find_person(request, reference), ADDITIONS[what]
    if not addition.form.categories & writes_of(found):
        return not_theirs(request, found, addition.form.categories)
    if not may_add(addition, found):
        return choose(request, "people/has_died.html", {"person": found, "addition": addition})
    form = addition.form(sent(request), person=found, by=request.staff, today=london_day(request.now))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("person", found.reference, done=what)
    return show(request, "people/add_to_record.html", form, {"person": found, "addition": addition})


def may_add(addition: Addition, found: Person) -> bool:
    return bool(addition.form.categories & writes_of(found)) and not (addition.holds_now and found.died_on)


def move(request: Request, reference: str) -> HttpResponse:
    found, day = find_person(request, reference), london_day(request.now)
    if not MoveForm.categories & writes_of(found):
        return not_theirs(request, found, MoveForm.categories)
    places = open_organisations(*RESIDENTIAL, as_of=day)
    if not request.GET.get("place", ""):
        return choose(request, "people/choose_place.html", {"person": found, "places": places})
    chosen = get_object_or_404(places, pk=number(request.GET["place"]))
    form = MoveForm(sent(request), person=found, by=request.staff, today=day)
    form.at_place(chosen)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("person", found.reference, done="moved")
    return show(request, "people/move.html", form, {"person": found, "place": chosen})


def find_person(request: Request, reference: str, *, how: Question[Person] = FOUND) -> Person:
    """The person of this reference whom whoever asks may see, with the categories that may be written; else 404.

    That they were looked at is noted, whichever page it is for.
    """
    found = found_by(how, reference, staff=request.staff, as_of=request.now)
    if found is None:
        raise Http404
    audit.record(by=request.staff, at=request.now, did="saw-person", person_id=found.pk)
    return found


def not_theirs(request: Request, found: Person, categories: frozenset[str]) -> HttpResponse:
    """Says which part of the record is not theirs to write in, and who could."""
    given = {"person": found, "categories": of_categories(categories)}
    return render(request, "people/not_theirs.html", given, status=403)


def number(typed: str) -> int | None:
    """A primary key as an address gives it; None for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None
