"""What a person said when they were asked whether somebody may see something of them."""

from django.http import HttpResponse
from django.shortcuts import render

from throughcare.access.consenting import answers_of
from throughcare.audit import actions as audit
from throughcare.oversight.consent_form import ConsentForm
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.person import find_person


def consent(request: Request, reference: str) -> HttpResponse:
    found = find_person(request, reference)
    form = ConsentForm(sent(request), person=found, staff=request.staff, as_of=request.now)
    if not form.finding and form.carry_out_once(by=request.staff, at=request.now):
        return see("consent", found.reference, done="consent")
    answers = answers_of(found, staff=request.staff, as_of=request.now)
    audit.record(by=request.staff, at=request.now, did="saw-consents", person_id=found.pk)
    given = {"form": form, "person": found, "answers": answers}
    if form.finding:
        return render(request, "oversight/consent.html", given)
    return show(request, "oversight/consent.html", form, given)
