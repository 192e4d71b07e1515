"""The pages of caseloads: a clinician's, the team's, and the forms of weights, hours and absences."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from throughcare.audit import actions as audit
from throughcare.caseload import forms, gates, reading
from throughcare.caseload.members import Member
from throughcare.caseload.reading import Line, Sum
from throughcare.caseload.weighing import Weights, weighed, weights_of
from throughcare.caseload.words import AWAY_FOR, MODES
from throughcare.plans.words import ANSWERS
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.words import london_day

WORDS = {"modes": MODES, "answers": ANSWERS, "away_for": AWAY_FOR}


def caseload(request: Request) -> HttpResponse:
    """One's own caseload, and below it those that one covers."""
    return _of(request, gates.team(request), request.staff.pk)


def caseload_of(request: Request, number: int) -> HttpResponse:
    """A colleague's, as far as whoever asks may see those people."""
    return _of(request, gates.team(request), number)


def _of(request: Request, team: dict[int, Member], number: int) -> HttpResponse:
    member, day = gates.one_of(team, number), london_day(request.now)
    covers, weights = member.covering(day), weights_of(gates.services(request))
    whose = [member.number, *(one.other for one in covers)]
    lines = reading.lines(request.staff, whose, weights, day=day, at=request.now)
    note(request, "saw-caseload", lines, of=member.number)
    of_each = {one: [line for line in lines if line.is_of(one)] for one in whose}
    given = {
        "member": member,
        "mine": member.number == request.staff.pk,
        "away": member.away_on(day),
        "lines": of_each[member.number],
        "sum": summed(of_each[member.number], day=day),
        "room": room(member, weights),
        "covered": [(one, of_each[one.other], summed(of_each[one.other], day=day)) for one in covers],
        "weights": weights,
        "day": day,
    }
    return render(request, "caseload/caseload.html", {**WORDS, **given})


def summed(lines: Iterable[Line], *, day: date) -> Sum:
    found = Sum()
    for line in lines:
        found = found.and_(Sum(1, line.points, 1 if line.overdue(day) else 0))
    return found


def room(member: Member, weights: Weights) -> Decimal | None:
    """The points that somebody's hours have room for; None where nobody has said how many hours those are."""
    return member.hours * weights.of_an_hour() if member.hours is not None else None


def note(request: Request, did: str, lines: Iterable[Line], **detail: Any) -> None:
    """Whom somebody saw on a list is on the audit record."""
    people = sorted({line.person for line in lines})
    audit.record(by=request.staff, at=request.now, did=did, detail={"people": people, **detail})


def caseload_team(request: Request) -> HttpResponse:
    """Everybody of the team: what they carry, what is overdue, who is away and who covers, and whom nobody leads."""
    team, day = gates.team(request), london_day(request.now)
    weights = weights_of(gates.services(request))
    sums = reading.sums(request.staff, weights, day=day, at=request.now)
    nobodys = reading.unallocated(request.staff, weights, day=day, at=request.now) if None in sums else []
    note(request, "saw-team-caseload", nobodys)
    total = Sum()
    for number, one in sums.items():
        total = total.and_(one) if number in team else total
    given = {
        "members": [(one, sums.get(one.number, Sum()), room(one, weights), one.away_on(day)) for one in team.values()],
        "elsewhere": sum(one.people for number, one in sums.items() if number and number not in team),
        "nobodys": nobodys,
        "nobody": sums.get(None, Sum()),
        "absences": sorted((one for each in team.values() for one in _absences(each)), key=lambda one: one[1].from_on),
        "total": total,
        "weights": weights,
        "day": day,
    }
    return render(request, "caseload/caseload_team.html", {**WORDS, **given})


def _absences(member: Member) -> list[tuple[Member, Any]]:
    return [(member, one) for one in member.away]


def caseload_weights(request: Request) -> HttpResponse:
    """What counts for how much at each service of the team, and who has set it."""
    gates.refuse_others(request)
    weights = weights_of(gates.services(request))
    listed = [(one, weighed(one, weights)) for one in gates.services(request)]
    return render(request, "caseload/caseload_weights.html", {"services": listed})


def set_weights(request: Request, number: int) -> HttpResponse:
    service = gates.find_service(request, number)
    listed = weighed(service, weights_of(gates.services(request).filter(pk=service.pk)))
    form = forms.WeightsForm(sent(request), service, listed)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("caseload_weights", done="weights")
    return answer(request, form, "caseload_weights", "What counts", about=str(service))


def set_hours(request: Request, number: int) -> HttpResponse:
    member = gates.one_of(gates.team(request), number)
    form = forms.HoursForm(sent(request), member)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("caseload_of", number, done="weekly-hours")
    return answer(request, form, "caseload_of", "Caseload", number, about=member.name)


def record_absence(request: Request) -> HttpResponse:
    form = forms.AwayForm(sent(request), gates.team(request), request.staff.pk)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("caseload_team", done="absence")
    return answer(request, form, "caseload_team", "The team")


def end_absence(request: Request, number: int) -> HttpResponse:
    absence = gates.find_absence(request, number)
    form = forms.BackForm(sent(request), absence)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("caseload_team", done="absence-ended")
    return answer(request, form, "caseload_team", "The team", about=str(absence.whose.staff))


def answer(
    request: Request, form: Any, back: str, over: str, *parts: int, about: str = "", beside: str = ""
) -> HttpResponse:
    given = {"back": back, "over": over, "parts": parts, "about": about, "beside": beside}
    return show(request, "caseload/answer.html", form, given)
