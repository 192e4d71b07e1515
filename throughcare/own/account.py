"""What staff do about a person's own account, and about a sheet that they put into the person's hands."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import writes_of
from throughcare.own.account_forms import AccountForm, CloseForm, CodeForm, GivenForm, PersonForm
from throughcare.own.accounts import accounts_of
from throughcare.own.view import refuse_mentors
from throughcare.people.models import Person
from throughcare.sharing import IDENTITY
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.people_forms import of_categories
from throughcare.web.person import find_person

View = Callable[[Request, Person], HttpResponse]


def for_writers(view: View) -> Callable[..., HttpResponse]:
    """Pages of those who write who the person is; whoever only sees the person is told so."""

    @wraps(view)
    def answer(request: Request, reference: str) -> HttpResponse:
        found = find_person(request, reference)
        if IDENTITY in writes_of(found):
            return view(request, found)
        given = {"person": found, "categories": of_categories(frozenset({IDENTITY}))}
        return render(request, "people/not_theirs.html", given, status=403)

    return answer


def own_given(request: Request, reference: str) -> HttpResponse:
    refuse_mentors(request)
    found = find_person(request, reference)
    form = GivenForm(sent(request), person=found)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("own_sheet", found.reference, done="given")
    return show(request, "own/answer.html", form, {"person": found})


@for_writers
def own_account(request: Request, person: Person) -> HttpResponse:
    """What account they have, and the way to give them one."""
    form = AccountForm(sent(request), person=person)
    if form.carry_out_once(by=request.staff, at=request.now):
        return slip(request, form)
    given = {"person": person, "accounts": accounts_of(person)}
    return show(request, "own/own_account.html", form, given)


@for_writers
def own_code(request: Request, person: Person) -> HttpResponse:
    form = CodeForm(sent(request), person=person)
    if form.carry_out_once(by=request.staff, at=request.now):
        return slip(request, form)
    return show(request, "own/answer.html", form, {"person": person})


@for_writers
def close_own_account(request: Request, person: Person) -> HttpResponse:
    form = CloseForm(sent(request), person=person)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("own_account", person.reference, done="own-account-ended")
    return show(request, "own/answer.html", form, {"person": person})


def slip(request: Request, form: PersonForm) -> HttpResponse:
    """The one page that shows a code. Sent again it shows none: whoever has lost it is given another."""
    given = {"person": form.person, "slip": form.outcome, "host": request.get_host(), "form": form}
    return render(request, "own/slip.html", given)
