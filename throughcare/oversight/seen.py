"""Who can see a record, and why: whoever asks, category by category, and every organisation."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.explaining import decisions
from throughcare.access.signing import signed
from throughcare.access.told import told
from throughcare.audit import actions as audit
from throughcare.sharing import CATEGORIES, IDENTITY, PURPOSES, PURPOSES_OF, Ground
from throughcare.sharing.levels import LEVEL_IN_WORDS, rank
from throughcare.web.asking import Request
from throughcare.web.person import find_person


def access(request: Request, reference: str) -> HttpResponse:
    found = find_person(request, reference)
    judged = decisions(found, staff=request.staff, as_of=request.now, purpose=request.purpose)
    given = {
        "person": found,
        "reads_who": rank(judged[IDENTITY].level) >= rank("read"),
        "lines": [(CATEGORIES[category], LEVEL_IN_WORDS[one.level], one) for category, one in judged.items()],
        "mark": next(iter(judged.values())).mark,
        "purpose": PURPOSES[request.purpose or PURPOSES_OF[request.staff.role][0]].says,
        "leads": {Ground.BREAK_GLASS: ("emergency",), Ground.CONSENT: ("consent", found.reference)},
        "signed": signed(request.staff.organisation),
    }
    return render(request, "oversight/access.html", given)


def organisations(request: Request, reference: str) -> HttpResponse:
    found = find_person(request, reference)
    # Whoever is told who it is in a summary is not told who treats them: that would say what for.
    lines = told(found)
    if not lines:
        raise Http404
    audit.record(by=request.staff, at=request.now, did="saw-organisations", person_id=found.pk)
    return render(request, "oversight/organisations.html", {"person": found, "told": lines})
