"""The pages for those who were told and see no stages: what was raised with their organisation, and their answer."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.audit import actions as audit
from throughcare.ladder.answer_form import AnswerForm
from throughcare.ladder.unseeing import UNSEEING, asked_about, raised_with
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.words import london_day


def raised_cases(request: Request) -> HttpResponse:
    """Whoever sees stages has a fuller list, and is led to it."""
    if request.staff.role not in UNSEEING:
        return see("escalations")
    cases, more = raised_with(request.staff, as_of=request.now)
    people = sorted({case.person for case in cases if case.person is not None})
    detail = {"cases": [case.reference for case in cases], **({"people": people} if people else {})}
    audit.record(by=request.staff, at=request.now, did="saw-raised-cases", detail=detail)
    given = {"cases": cases, "more": more, "day": london_day(request.now)}
    return render(request, "ladder/raised_cases.html", given)


def answer_case(request: Request, reference: str, number: int) -> HttpResponse:
    """The answer of an organisation that was told; 404 where it was not, and for whoever answers on the episode."""
    found = asked_about(request.staff, reference, number) if request.staff.role in UNSEEING else None
    if found is None:
        raise Http404
    episode, case = found
    form = AnswerForm(sent(request), episode, number)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("raised_cases", done="answered")
    audit.record(by=request.staff, at=request.now, did="saw-raised-cases", detail={"cases": [reference]})
    return show(request, "ladder/answer_case.html", form, {"case": case})
