"""A person's own record on three pages: for themselves when they are signed in, and for staff to print for them."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.access.seeing import seen_by
from throughcare.acct import reading as accts
from throughcare.audit import actions as audit
from throughcare.own import looked as told
from throughcare.own import sheet
from throughcare.own.copying import PREPARES
from throughcare.own.standing import standings
from throughcare.people.models import Person
from throughcare.sharing.rights import BESIDE_THEM
from throughcare.sharing.roles import THE_PERSON
from throughcare.web import record_lines
from throughcare.web.asking import Request


def own(request: Request, reference: str = "") -> HttpResponse:
    person = whose(request, reference)
    given = {
        "standings": standings(person, staff=request.staff, as_of=request.now),
        "acct": accts.told(vars(person)["acct"], as_of=request.now),
        "parts": sheet.parts(record_lines.lines_of(person, request)),
    }
    return shown(request, "own/own.html", person, given)


def own_seen(request: Request, reference: str = "") -> HttpResponse:
    person = whose(request, reference)
    given = {
        "organisations": sheet.who_can_see(person),
        "asked": sheet.asked(person, staff=request.staff, as_of=request.now),
    }
    return shown(request, "own/own_seen.html", person, given)


def own_looked(request: Request, reference: str = "") -> HttpResponse:
    person = whose(request, reference)
    given = {
        "page": told.looks_at(person, before=day_in(request, "before"), after=day_in(request, "after")),
        "opened": told.opened(person),
        "sent": sheet.sent(person, staff=request.staff, as_of=request.now),
    }
    return shown(request, "own/own_looked.html", person, given)


def day_in(request: Request, name: str) -> date | None:
    """A day that the address says; one that makes no sense is as if it were not said."""
    typed = request.GET.get(name, "")
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def whose(request: Request, reference: str) -> Person:
    """The person themselves, or the one of this reference whom a member of staff may see; else 404."""
    acct = accts.of_person("pk", staff=request.staff, as_of=request.now)
    people = seen_by(Person, staff=request.staff, as_of=request.now).annotate(acct=acct)
    mine = request.staff.role == THE_PERSON
    if not mine:
        refuse_mentors(request)
        people = people.filter(reference=reference)
    found = get_object_or_404(people)
    did = "saw-own-record" if mine else "saw-own-sheet"
    audit.record(by=request.staff, at=request.now, did=did, person_id=found.pk)
    return found


def refuse_mentors(request: Request) -> None:
    """A peer mentor lives beside the person, and prints nothing of their record."""
    if request.staff.role in BESIDE_THEM:
        raise PermissionDenied


def shown(request: Request, template: str, person: Person, given: dict[str, Any]) -> HttpResponse:
    mine = request.staff.role == THE_PERSON
    takes_copies = request.staff.role in PREPARES
    return render(request, template, {"person": person, "mine": mine, "takes_copies": takes_copies, **given})
