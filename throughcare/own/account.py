"""What staff do about a person's own account, and about a sheet that they put into the person's hands."""

from django.http import HttpResponse

from throughcare.own.account_forms import AccountForm, CloseForm, GivenForm, PersonForm
from throughcare.own.view import refuse_mentors
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.person import find_person


def own_given(request: Request, reference: str) -> HttpResponse:
    return answered(request, reference, GivenForm, done="given")


def own_account(request: Request, reference: str) -> HttpResponse:
    return answered(request, reference, AccountForm, done="own-account")


def close_own_account(request: Request, reference: str) -> HttpResponse:
    return answered(request, reference, CloseForm, done="own-account-ended")


def answered(request: Request, reference: str, asks: type[PersonForm], *, done: str) -> HttpResponse:
    refuse_mentors(request)
    found = find_person(request, reference)
    form = asks(sent(request), person=found, by=request.staff, as_of=request.now)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("own_sheet", found.reference, done=done)
    return show(request, "own/answer.html", form, {"person": found})
