"""Who has looked at a record: for those who read who the person is, and for a Guardian about their organisation."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.breaking import GUARDIAN
from throughcare.access.looked import Page, looks_at, person_of
from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.oversight.deeds import in_words
from throughcare.oversight.places import PlaceForm, write_place
from throughcare.people.models import Person
from throughcare.web.asking import Request
from throughcare.web.forms import UNPROCESSABLE

NOBODY = 0


def looked(request: Request, reference: str) -> HttpResponse:
    """Whoever sees the person but is not told, and a Guardian none of whose people looked, find nobody."""
    found = seen_by(Person, staff=request.staff, as_of=request.now).filter(reference=reference).first()
    about = found or (person_of(reference) if request.staff.role == GUARDIAN else None)
    if found:
        note(request, found)
    form = PlaceForm(request.GET)
    # Of nobody as well: an answer that asks one question less would tell that there is nobody.
    page = looks_at(about.pk if about else NOBODY, **form.places)
    if about is None or not page.looks:
        raise Http404
    if not found:
        # Only now: their own look would else be the one by which they learn that there is a record.
        note(request, about)
    given = {"form": form, "person": about, "named": found is not None, **shown(page)}
    return render(request, "oversight/looked.html", given, status=UNPROCESSABLE if form.errors else 200)


def shown(page: Page) -> dict[str, Any]:
    return {
        "lines": [(look, [in_words(did) for did in look.did]) for look in page.looks],
        "newer": write_place(*page.newer) if page.newer else None,
        "older": write_place(*page.older) if page.older else None,
    }


def note(request: Request, about: Person) -> None:
    audit.record(by=request.staff, at=request.now, did="saw-looks", person_id=about.pk)
