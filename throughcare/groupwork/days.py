"""The pages of a place's days: the hours of its regime, and when it is closed; and of who in a team is away."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.audit import actions as audit
from throughcare.care.absences import gone
from throughcare.care.keeping import TREATS, place_of
from throughcare.care.reading import colleagues, said_away
from throughcare.groupwork import day_forms as forms
from throughcare.groupwork.gates import SAY_DAYS, refuse_others, whose_pages
from throughcare.groupwork.groups import answer
from throughcare.groupwork.hours import spelled
from throughcare.organisations.models import Organisation
from throughcare.regimes.reading import closed_days_of, closed_to_come, regimes_of, wings_of
from throughcare.sessions.words import WEEKDAYS
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent
from throughcare.web.person import number as as_key
from throughcare.web.words import london_day, short_day

AHEAD = timedelta(days=366)


def place(request: Request) -> Organisation:
    """Where whoever asks works: the place whose days these are."""
    refuse_others(request, SAY_DAYS)
    here = request.staff.organisation
    return place_of(here) if request.staff.role == TREATS else here


def place_days(request: Request) -> HttpResponse:
    """What is said of a place's week, and of days to come."""
    where = place(request)
    audit.record(by=request.staff, at=request.now, did="saw-place-days", detail={"place": where.pk})
    regimes = {one.unit_id: one for one in regimes_of(where.pk)}
    hours = [("The whole place", "", regimes.get(None))]
    hours += [(one.name, str(one.pk), regimes.get(one.pk)) for one in wings_of(where.pk)]
    given = {
        "place": where,
        "hours": [(title, key, one and _week(one.hours)) for title, key, one in hours],
        "closed": closed_to_come(where.pk, since=london_day(request.now)),
        "treats": request.staff.role == TREATS,
    }
    return render(request, "groupwork/place_days.html", given)


def _week(hours: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, spelled(hours.get(str(day), [])) or "at no time") for day, name in enumerate(WEEKDAYS)]


def say_regime(request: Request) -> HttpResponse:
    """Hours of the place; of a wing, where the address names one (`unit`)."""
    where = place(request)
    wings, unit = wings_of(where.pk), request.GET.get("unit", "")
    unit = unit if unit in {str(one.pk) for one in wings} else ""
    said = {one.unit_id: one.hours for one in regimes_of(where.pk)}
    form = forms.RegimeForm(sent(request), where, wings, said.get(as_key(unit), {}), unit)
    return about_place(request, form, done="hours-said")


def close_day(request: Request) -> HttpResponse:
    return about_place(request, forms.ClosedForm(sent(request), place(request)), done="day-closed")


def open_day(request: Request, number: int) -> HttpResponse:
    where = place(request)
    day = get_object_or_404(closed_days_of(where.pk), pk=number)
    return about_place(request, forms.OpenDayForm(sent(request), day), done="day-opened", about=short_day(day.on))


def away(request: Request) -> HttpResponse:
    """Who of the team is not there from now on, for hours or with somebody who covers."""
    refuse_others(request)
    names = {one.staff_id: str(one.staff) for one in colleagues(request.staff, as_of=london_day(request.now))}
    found = gone(list(names), request.now, request.now + AHEAD)
    audit.record(by=request.staff, at=request.now, did="saw-who-is-away")
    told = [(names[one.staff_id], one) for one in found]
    return render(request, "groupwork/away.html", {"away": told, **whose_pages(request)})


def say_away(request: Request) -> HttpResponse:
    refuse_others(request)
    team = colleagues(request.staff, as_of=london_day(request.now))
    return about_team(request, forms.AwayForm(sent(request), team, request.staff.pk), done="away-said")


def take_back_away(request: Request, number: int) -> HttpResponse:
    refuse_others(request)
    row = get_object_or_404(said_away(request.staff.organisation_id), pk=number)
    form = forms.ThereForm(sent(request), row)
    return about_team(request, form, done="away-taken-back", about=str(row.role.staff))


def _about(page: str, title: str) -> Callable[..., HttpResponse]:
    def said(request: Request, form: Any, *, done: str, about: str = "") -> HttpResponse:
        if form.carry_out_once(by=request.staff, at=request.now):
            return see(page, done=done)
        return answer(request, form, title, page, about=about)

    return said


about_place, about_team = _about("place_days", "Hours and closed days"), _about("away", "Who is away")
