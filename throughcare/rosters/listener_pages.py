"""Listeners beside the mentors of the scheme: how many hours in which month. Two schemes, and two kinds of record."""

from django.http import HttpResponse

from throughcare.audit import actions as audit
from throughcare.cover.listeners import keeps_listeners, months, months_back
from throughcare.rosters import forms, gates
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.words import london_day

MONTHS = 12


def listeners(request: Request) -> HttpResponse:
    """The months gone by; for officers of the prison a form for one of them."""
    place, firsts = gates.place(request), months_back(london_day(request.now), MONTHS)
    keeps = keeps_listeners(place, request.staff)
    form = forms.ListenersForm(sent(request), place, firsts)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("listeners", done="listeners-said")
    audit.record(by=request.staff, at=request.now, did="saw-listeners", detail={"place": place.pk})
    found = months(request.staff, firsts, at=request.now)
    return show(request, "rosters/listeners.html", form, {"months": found, "place": place, "keeps": keeps})
