"""The pages of supervision: what is due, and the log, for those who take part and their lead."""

from django.http import HttpResponse
from django.shortcuts import render

from throughcare.audit import actions as audit
from throughcare.caseload import forms, gates, reading
from throughcare.caseload.pages import answer
from throughcare.caseload.words import SUPERVISION
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent
from throughcare.web.words import london_day


def supervision(request: Request) -> HttpResponse:
    """When whose supervision is due, of those that name whoever asks, and what was agreed."""
    gates.refuse_others(request)
    day = london_day(request.now)
    logged = reading.log_of(request.staff, at=request.now)
    people = sorted({case["person"] for one in logged for case in vars(one)["discussed"]})
    audit.record(by=request.staff, at=request.now, did="saw-supervision", detail={"people": people})
    given = {
        "arrangements": list(reading.arrangements(request.staff, day=day)),
        "logged": logged,
        "kinds": SUPERVISION,
        "day": day,
        "me": request.staff.pk,
    }
    return render(request, "caseload/supervision.html", given)


def arrange_supervision(request: Request) -> HttpResponse:
    form = forms.ArrangeForm(sent(request), gates.team(request))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("supervision", done="supervision-arranged")
    return answer(request, form, "supervision", "Supervision")


def log_supervision(request: Request, number: int) -> HttpResponse:
    arrangement = gates.find_arrangement(request, number)
    form = forms.LogForm(sent(request), arrangement, reading.discussable(arrangement, request.staff, at=request.now))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("supervision", done="supervision")
    lead = f", by {arrangement.lead.staff}, who leads them," if arrangement.lead else ""
    beside = (
        f"Read by {arrangement.supervisee.staff} and {arrangement.supervisor.staff}{lead}, and by nobody else. What is "
        "agreed about a person is a clinical note of theirs as well: whoever may not read those does not read it here."
    )
    about = f"{arrangement.supervisee.staff}, with {arrangement.supervisor.staff}"
    return answer(request, form, "supervision", "Supervision", about=about, beside=beside)
