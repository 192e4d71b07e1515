"""The pages of people's days in prison: where somebody has to be, and, for officers alone, whom they must not meet."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from throughcare.access.finding import FOUND, found_by
from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.care.keeping import GUARDS, TREATS
from throughcare.care.models import Commitment, NonAssociation
from throughcare.episodes.reading import Account
from throughcare.groupwork import day_forms as forms
from throughcare.groupwork import seeing
from throughcare.groupwork.gates import SAY_DAYS, refuse_others
from throughcare.groupwork.groups import answer
from throughcare.people.models import Person
from throughcare.web.asking import Request
from throughcare.web.beside import Beside
from throughcare.web.forms import see, sent
from throughcare.web.person import find_person

MOST_LISTED = 200


def commitments(request: Request) -> HttpResponse:
    """Where people have to be from now on; of one of them, where a reference is asked for."""
    refuse_others(request, SAY_DAYS)
    if request.GET.get("person", ""):
        found = find_person(request, request.GET["person"].strip().upper())
        return redirect("person_days", found.reference)
    rows = list(seeing.commitments(request).filter(ends_at__gt=request.now)[: MOST_LISTED + 1])
    return _listed(request, "commitments", rows[:MOST_LISTED], more=len(rows) > MOST_LISTED)


def apart(request: Request) -> HttpResponse:
    """Who must not meet whom, as far as whoever asks may see it: for officers of the prison."""
    refuse_others(request, GUARDS)
    found = list(seeing.apart(request)[: MOST_LISTED + 1])
    rows = found[:MOST_LISTED]
    both = {(one.person_id, one.other_id) for one in rows}
    once = [one for one in rows if one.person_id < one.other_id or (one.other_id, one.person_id) not in both]
    return _listed(request, "apart", once, more=len(found) > MOST_LISTED)


def _listed(request: Request, name: str, rows: list[Any], *, more: bool) -> HttpResponse:
    people = sorted({one.person_id for one in rows})
    audit.record(by=request.staff, at=request.now, did=f"saw-{name}", detail={"people": people})
    given = {"rows": rows, "more": more, "treats": request.staff.role == TREATS}
    return render(request, f"groupwork/{name}.html", given)


def person_days(request: Request, reference: str) -> HttpResponse:
    """Where one person has to be from now on, and, for officers, whom they must not meet."""
    refuse_others(request, SAY_DAYS)
    found, guards = find_person(request, reference), request.staff.role in GUARDS
    given = {
        "person": found,
        "rows": list(seeing.commitments(request).filter(person=found, ends_at__gt=request.now)),
        "apart": list(seeing.apart(request).filter(person=found)) if guards else [],
        "guards": guards,
        "treats": not guards,
    }
    return render(request, "groupwork/person_days.html", given)


def say_commitment(request: Request, reference: str) -> HttpResponse:
    refuse_others(request, SAY_DAYS)
    found = find_person(request, reference)
    return about_person(request, forms.CommitmentForm(sent(request), found), found, done="commitment-said")


def take_back_commitment(request: Request, number: int) -> HttpResponse:
    refuse_others(request, SAY_DAYS)
    seen = seen_by(Commitment, staff=request.staff, as_of=request.now).filter(taken_back_at=None)
    row = get_object_or_404(seen.select_related("person"), pk=number)
    return about_person(request, forms.FreeForm(sent(request), row), row.person, done="commitment-taken-back")


def keep_apart(request: Request, reference: str) -> HttpResponse:
    refuse_others(request, GUARDS)
    found = find_person(request, reference)

    def find(typed: str) -> Person | None:
        return found_by(FOUND, typed, staff=request.staff, as_of=request.now)

    return about_person(request, forms.ApartForm(sent(request), found, find), found, done="kept-apart")


def may_meet(request: Request, number: int) -> HttpResponse:
    """Of two whom whoever asks may both see."""
    refuse_others(request, GUARDS)
    seen = seen_by(NonAssociation, staff=request.staff, as_of=request.now).filter(ended_at=None)
    row = get_object_or_404(seen.select_related("person", "other"), pk=number)
    return about_person(request, forms.MeetForm(sent(request), row), row.person, done="may-meet")


def about_person(request: Request, form: Any, person: Person, *, done: str) -> HttpResponse:
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("person_days", person.reference, done=done)
    return answer(request, form, person.reference, "person_days", person.reference, about=str(person))


def beside(account: Account) -> Beside | None:
    """The line on the page of an episode that leads an officer to the person's days in prison."""
    if account.reader.role not in GUARDS or not account.shows_identity:
        return None
    says = "Court, visits and work, and whom they must not meet"
    return Beside("person_days", "Days in prison", says, about=account.episode.person.reference)
