"""Who has looked at a record: for those who read who the person is, and for a Guardian about their organisation."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.breaking import GUARDIAN
from throughcare.access.looked import MOST, looks_at, person_of
from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.oversight.deeds import in_words
from throughcare.people.models import Person
from throughcare.web.asking import Request

NOBODY = 0


def looked(request: Request, reference: str) -> HttpResponse:
    """Whoever sees the person but is not told, and a Guardian none of whose people looked, find nobody."""
    found = seen_by(Person, staff=request.staff, as_of=request.now).filter(reference=reference).first()
    about = found or (person_of(reference) if request.staff.role == GUARDIAN else None)
    if found:
        note(request, found)
    # Of nobody as well: an answer that asks one question less would tell that there is nobody.
    looks = looks_at(about.pk if about else NOBODY)
    if about is None or not looks:
        raise Http404
    if not found:
        # Only now: their own look would else be the one by which they learn that there is a record.
        note(request, about)
    given = {
        "person": about,
        "named": found is not None,
        "lines": [(look, [in_words(did) for did in look.did]) for look in looks],
        "most": MOST if len(looks) == MOST else None,
    }
    return render(request, "oversight/looked.html", given)


def note(request: Request, about: Person) -> None:
    audit.record(by=request.staff, at=request.now, did="saw-looks", person_id=about.pk)
