"""Where a worry comes in: the address that takes a mentor's tap, what the mentor then hears, and slips."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.audit import actions as audit
from throughcare.oncall.pages import expect_answerer
from throughcare.oncall.tap_forms import SlipForm, key_of, reference_of
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.worries import raising
from throughcare.worries.reading import told_to_mentor
from throughcare.worries.setting import schemes_of, wings_of, with_parties
from throughcare.worries.whom import SCREENS, is_here, tapped_by

MENTOR = "PM"


def escalate(request: Request) -> HttpResponse:
    """One tap, about somebody the mentor is matched with, or about somebody else. 404 for everybody else.

    Opened without a tap, it leads to what became of earlier ones.
    """
    if request.method != "POST":
        return passed_on(request)
    tapped = tapped_by(request.staff, reference_of(request.POST), as_of=request.now)
    if request.staff.role != MENTOR or tapped is None or tapped.mentor is None:
        raise Http404
    key = key_of(request.POST, by=request.staff, at=request.now)
    raising.tap(tapped=tapped, key=key, by=request.staff, at=request.now)
    return see("passed_on", done="passed-on")


def passed_on(request: Request) -> HttpResponse:
    """What became of one's worries, in words without detail; 404 for whoever is no mentor here and now."""
    if request.staff.role != MENTOR or not is_here():
        raise Http404
    told = told_to_mentor(staff=request.staff, as_of=request.now)
    audit.record(by=request.staff, at=request.now, did="heard-of-worries", detail={"worries": len(told)})
    return render(request, "oncall/passed_on.html", {"told": told, "screens": SCREENS})


def enter_slip(request: Request) -> HttpResponse:
    """A slip, for staff who may answer worries of a scheme."""
    expect_answerer(request)
    services = with_parties(schemes_of(request.staff))
    if not services:
        raise Http404
    form = SlipForm(sent(request), services, wings_of(services))
    if form.enter(by=request.staff, at=request.now):
        passed = form.outcome
        return see("worry", passed.worry.pk, done="slip-folded" if passed.folded else "slip")
    return show(request, "oncall/enter_slip.html", form)
