"""The rota as a list, what can be done with a turn, and the rules of rest."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.cover import reading
from throughcare.cover.keeping import coordinates, refuse_unless_there
from throughcare.cover.models import Duty, WeeklyDuty
from throughcare.cover.wanting import numbers_of
from throughcare.cover.words import MARK
from throughcare.organisations.models import Unit
from throughcare.organisations.refusals import Refused
from throughcare.rosters import forms, gates
from throughcare.rosters.pages import answer
from throughcare.rota.rules import RULES
from throughcare.rota.turns import Turn, laid, spelled
from throughcare.sessions.words import WEEKDAYS
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.words import london_day

AHEAD = timedelta(days=28)


def rota(request: Request) -> HttpResponse:
    """Every turn of the coming four weeks, in order, and what goes on every week."""
    place = gates.place(request)
    duties = list(reading.ahead(request.staff, place.pk, at=request.now, until=request.now + AHEAD))
    weekly = seen_by(WeeklyDuty, staff=request.staff, as_of=request.now).filter(place=place, until_on=None)
    weekly = weekly.select_related("person", "unit").order_by("weekday", "first", "unit__name", "pk")
    people = sorted({one.person_id for one in duties} | {one.person_id for one in weekly})
    audit.record(by=request.staff, at=request.now, did="saw-rota", detail={"people": people})
    given = {
        "place": place,
        "duties": [(one, _hours(one)) for one in duties],
        "weekly": [(one, _weekly(one)) for one in weekly],
        "keeps": coordinates(request.staff.organisation_id, request.staff, request.now),
        "changes": _changes(request, duties),
        "now": request.now,
    }
    return render(request, "rosters/rota.html", given)


def _changes(request: Request, duties: list[Duty]) -> bool:
    """Whether whoever acts may say that a mentor cannot come."""
    try:
        if duties:
            refuse_unless_there(duties[0], by=request.staff, at=request.now)
    except Refused:
        return False
    return bool(duties)


def _hours(duty: Duty) -> str:
    return spelled(Turn(duty.starts_at, duty.ends_at)).partition(" from ")[2]


def _weekly(weekly: WeeklyDuty) -> str:
    """`Thursdays from 22:00 to 06:00`."""
    hours = spelled(laid(weekly.from_on, (weekly.first, weekly.last))).partition(" from ")[2]
    return f"{WEEKDAYS[weekly.weekday]}s from {hours}"


def put_on_rota(request: Request) -> HttpResponse:
    gates.scheme(request)
    place = gates.place(request)
    mentors = reading.active_mentors(request.staff, place.pk, at=request.now)
    wings = list(Unit.objects.filter(organisation=place, closed=False).order_by("name"))
    form = forms.PutForm(sent(request), mentors, wings, {"on": london_day(request.now)})
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("rota", done="on-rota")
    return answer(request, form, "rota", "The rota")


def take_off_rota(request: Request, number: int) -> HttpResponse:
    duty = gates.find_duty(request, number)
    form = forms.TakeOffForm(sent(request), duty)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("rota", done="off-rota")
    return answer(request, form, "rota", "The rota", about=_told(duty))


def give_turn(request: Request, number: int) -> HttpResponse:
    duty = gates.find_duty(request, number)
    mentors = reading.active_mentors(request.staff, duty.place_id, at=request.now)
    form = forms.GiveForm(sent(request), duty, mentors)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("rota", done="turn-given")
    return answer(request, form, "rota", "The rota", about=_told(duty))


def swap_turn(request: Request, number: int) -> HttpResponse:
    duty = gates.find_duty(request, number)
    ahead = reading.ahead(request.staff, duty.place_id, at=request.now, until=request.now + AHEAD)
    others = list(ahead.exclude(person=duty.person_id).filter(starts_at__gt=request.now))
    form = forms.SwapForm(sent(request), duty, others)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("rota", done="turns-swapped")
    return answer(request, form, "rota", "The rota", about=_told(duty))


def end_weekly_turn(request: Request, number: int) -> HttpResponse:
    weekly = gates.find_weekly(request, number)
    form = forms.EndWeeklyForm(sent(request), weekly)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("rota", done="weekly-ended")
    return answer(request, form, "rota", "The rota", about=f"{weekly.person}, {weekly.unit}, {_weekly(weekly)}")


def _told(duty: Duty) -> str:
    return f"{duty.person}, {duty.unit}, {spelled(Turn(duty.starts_at, duty.ends_at))}"


def rest_rules(request: Request) -> HttpResponse:
    """What the rota leaves a mentor, with each rule's sentence, and what weighs how much: for coordinators to set."""
    scheme = gates.scheme(request)
    numbers, own = numbers_of(scheme.pk)
    form = forms.NumbersForm(sent(request), scheme, numbers)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("rest_rules", done="cover-numbers")
    rules = [(rule, numbers.get(key), own.get(key)) for key, rule in RULES.items()]
    from_form = {"rules": rules, "mark": MARK, "back": "cover", "over": "Cover", "about": ""}
    return show(request, "rosters/rules.html", form, from_form)
