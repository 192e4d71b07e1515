"""What was sent to whom, why and on which basis: of one person, with a form to log more; of an organisation."""

from collections.abc import Container
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.disclosing import A_PAGE, disclosed_by, disclosures_of
from throughcare.access.models import Disclosure
from throughcare.access.seeing import levels_of_record
from throughcare.audit import actions as audit
from throughcare.oversight.disclosure_form import DisclosureForm
from throughcare.oversight.guardian import for_guardians
from throughcare.sharing import CATEGORIES, IDENTITY
from throughcare.sharing.levels import reaches
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.person import find_person, number


@dataclass(frozen=True, slots=True)
class Line:
    """One disclosure, with the parts of the record that whoever reads this is shown anything of, and how many not."""

    one: Disclosure
    parts: list[str]
    hidden: int


def disclosures(request: Request, reference: str) -> HttpResponse:
    found = find_person(request, reference)
    levels = levels_of_record(person_id=found.pk, staff=request.staff, as_of=request.now)
    if not reaches(levels.get(IDENTITY), "read"):
        raise Http404
    form = DisclosureForm(sent(request), person=found, levels=levels)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("disclosures", found.reference, done="disclosed")
    lines = [line(one, levels) for one in disclosures_of(found)[:A_PAGE]]
    audit.record(by=request.staff, at=request.now, did="saw-disclosures", person_id=found.pk)
    return show(request, "oversight/disclosures.html", form, {"person": found, "lines": lines, "most": A_PAGE})


@for_guardians
def disclosed(request: Request) -> HttpResponse:
    """The log of the Guardian's own organisation, newest first."""
    found = list(disclosed_by(request.staff.organisation, before=number(request.GET.get("before", "")))[: A_PAGE + 1])
    audit.record(by=request.staff, at=request.now, did="saw-disclosures")
    given = {
        "lines": [line(one, CATEGORIES) for one in found[:A_PAGE]],
        "next_page": found[A_PAGE - 1].pk if len(found) > A_PAGE else None,
    }
    return render(request, "oversight/disclosed.html", given)


def line(one: Disclosure, shown: Container[str]) -> Line:
    parts = [CATEGORIES[category] for category in one.categories if category in shown]
    return Line(one, parts, len(one.categories) - len(parts))
