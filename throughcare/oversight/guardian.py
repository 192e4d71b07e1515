"""What a Caldicott Guardian answers for: emergencies of their organisation, and who sees what there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import F, Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from throughcare.access.breaking import GUARDIAN, of_organisation
from throughcare.access.signing import signed
from throughcare.audit import actions as audit
from throughcare.lookout.actions import to_look_at
from throughcare.oversight.forms import AnswerForm, ReviewForm, SignForm, ToldForm
from throughcare.sharing import CATEGORIES
from throughcare.sharing.break_glass import HOLDS, MAY_BREAK_GLASS, SHOWN_IN_AN_EMERGENCY
from throughcare.sharing.matrix import BESIDE, MATRIX, MEANING
from throughcare.sharing.roles import ROLE_IN_WORDS
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.words import london_day

View = Callable[..., HttpResponseBase]


def for_guardians(view: View) -> View:
    """A page of theirs alone: to everybody else it is absent, whatever it is asked about."""

    @wraps(view)
    def answer(request: Request, **named: Any) -> HttpResponseBase:
        if request.staff.role != GUARDIAN:
            raise Http404
        return view(request, **named)

    return answer


@for_guardians
def guardian(request: Request) -> HttpResponse:
    # In one question, because the page has few: what is to be reviewed and what is to be told are mostly the same.
    every = of_organisation(request.staff.organisation).filter(Q(review=None) | Q(told=None))
    open_still = every.annotate(reviewed=F("review"), was_told=F("told"))
    given = {
        "day": london_day(request.now),
        "to_review": [one for one in open_still if one.reviewed is None],
        "to_tell": [one for one in open_still if one.was_told is None],
        "signed": signed(request.staff.organisation),
        "to_look_at": to_look_at(request.staff.organisation).count(),
    }
    audit.record(by=request.staff, at=request.now, did="saw-emergencies")
    return render(request, "oversight/guardian.html", given)


@for_guardians
def review(request: Request, number: int) -> HttpResponse:
    return answered(request, number, ReviewForm, done="reviewed")


@for_guardians
def record_told(request: Request, number: int) -> HttpResponse:
    return answered(request, number, ToldForm, done="told")


def answered(request: Request, number: int, asks: type[AnswerForm], *, done: str) -> HttpResponse:
    """A form about one emergency of the Guardian's organisation; of any other it is absent."""
    emergency = get_object_or_404(of_organisation(request.staff.organisation), pk=number)
    form = asks(sent(request), emergency)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("guardian", done=done)
    return show(request, "oversight/answer.html", form, {"emergency": emergency})


@for_guardians
def matrix(request: Request) -> HttpResponse:
    form = SignForm(sent(request))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("guardian", done="signed")
    given = {
        "lines": [(title, cells_of(category)) for category, title in CATEGORIES.items()],
        "signed": signed(request.staff.organisation),
        "may_break": [words for role, words in ROLE_IN_WORDS.items() if role in MAY_BREAK_GLASS],
        "shown": [title for category, title in CATEGORIES.items() if category in SHOWN_IN_AN_EMERGENCY],
        "hours": int(HOLDS.total_seconds() // 3600),
    }
    return show(request, "oversight/matrix.html", form, given)


def cells_of(category: str) -> list[tuple[str, list[str]]]:
    """What the letters of a row mean, most first, each with the roles that have it."""
    row = MATRIX[category]
    found = {
        meaning.says: [words(category, role) for role, letter in row.items() if letter is cell]
        for cell, meaning in MEANING.items()
    }
    return [(says, who) for says, who in found.items() if who]


def words(category: str, role: str) -> str:
    """A role, with the word that narrows what it sees."""
    narrowed = BESIDE.get((category, role))
    return f"{ROLE_IN_WORDS[role]} ({narrowed})" if narrowed else ROLE_IN_WORDS[role]
