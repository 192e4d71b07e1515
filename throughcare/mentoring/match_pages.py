"""Pages of two: a match, its end, a no; and of what they log on paper."""

from django.http import HttpResponse
from django.shortcuts import render

from throughcare.mentoring import gates
from throughcare.mentoring.forms import MatchForm, PrintForm, SlipForm, UnmatchForm, ValuesForm, VetoForm
from throughcare.mentoring.people_pages import answer
from throughcare.peers.keeping import values_of
from throughcare.peers.words import CONTACTS
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.words import london_day


@gates.for_coordinators
def match_mentor(request: Request, number: int, mentor: int) -> HttpResponse:
    mentee, chosen = gates.find_mentee(request, number), gates.find_mentor(request, mentor)
    form = MatchForm(sent(request), chosen, mentee)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("mentee", number, done="matched")
    given = {"back": "mentee", "number": number, "about": mentee.person, "beside": f"Mentor: {chosen.person}"}
    return show(request, "mentoring/answer.html", form, given)


@gates.for_coordinators
def unmatch_mentor(request: Request, number: int) -> HttpResponse:
    match = gates.find_match(request, number)
    form = UnmatchForm(sent(request), match)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("mentee", match.mentee_id, done="unmatched")
    return answer(request, form, "mentee", match.mentee)


@gates.for_coordinators
def say_no(request: Request, number: int, mentor: int) -> HttpResponse:
    mentee, other = gates.find_mentee(request, number), gates.find_mentor(request, mentor)
    form = VetoForm(sent(request), other, mentee)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("mentee", number, done="said-no")
    given = {"back": "mentee", "number": number, "about": mentee.person, "beside": f"Mentor: {other.person}"}
    return show(request, "mentoring/answer.html", form, given)


@gates.for_coordinators
def print_slips(request: Request, number: int) -> HttpResponse:
    """Slips with their codes, to be printed and cut apart. Sent again, the page has none: print others."""
    match = gates.find_match(request, number)
    form = PrintForm(sent(request), match)
    if form.carry_out_once(by=request.staff, at=request.now):
        given = {"match": match, "slips": form.outcome or [], "kinds": CONTACTS, "form": form}
        return render(request, "mentoring/slips.html", given)
    return answer(request, form, "mentee", match.mentee)


@gates.for_coordinators
def log_slip(request: Request) -> HttpResponse:
    """One slip after another: the page stays, says what was entered, and waits for the next code."""
    form = SlipForm(sent(request), london_day(request.now))
    given = {"entered": None}
    if form.carry_out_once(by=request.staff, at=request.now):
        given["entered"] = form.outcome
        form = SlipForm(None, london_day(request.now))
    return show(request, "mentoring/log_slip.html", form, given)


@gates.for_coordinators
def scheme_values(request: Request, number: int) -> HttpResponse:
    scheme = gates.find_scheme(request, number)
    form = ValuesForm(sent(request), scheme, values_of(scheme))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("mentoring", done="scheme-values")
    return show(request, "mentoring/answer.html", form, {"back": "mentoring", "number": None, "about": scheme})
