"""Pages about copies of records: those asked for, one of them, its items, and the copy itself."""

from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.audit import actions as audit
from throughcare.own.copy_forms import (
    CopyAnswer,
    CopyForm,
    ExtendForm,
    GatherAgainForm,
    OpinionForm,
    PrepareForm,
    RefuseForm,
    ReleaseForm,
    ReviewForm,
    SeveralForm,
    ToldForm,
    WithdrawForm,
)
from throughcare.own.copying import HANDLES, PREPARES, copies_of, due_now
from throughcare.own.ending import to_tell
from throughcare.own.models import Copy
from throughcare.own.releasing import obstacle
from throughcare.own.reviewing import items_of, judged, opinion_on, releases_of
from throughcare.sharing import CATEGORIES
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.notices import Notice
from throughcare.web.person import find_person
from throughcare.web.words import day, london_day

View = Callable[..., HttpResponse]
# Kind of file -> how it is read out of a release, and what a browser is told that it is.
FILES = {"html": ("page", "text/html; charset=utf-8"), "pdf": ("pdf", "application/pdf")}


def for_handlers(view: View) -> View:
    """Pages of those who treat people and of Caldicott Guardians."""

    @wraps(view)
    def answer(request: Request, **named: Any) -> HttpResponse:
        if request.staff.role not in HANDLES:
            raise PermissionDenied
        return view(request, **named)

    return answer


def copies_due(request: Request) -> Notice | None:
    """For those who gather or review: how many copies are due, and the nearest day."""
    if request.staff.role not in HANDLES:
        return None
    number, nearest = due_now()
    if nearest is None:
        return None
    says = f"Copies of records to be given: {number}. The nearest is due on {day(nearest)}"
    return Notice("copies", says, late=nearest < london_day(request.now))


@for_handlers
def copies(request: Request) -> HttpResponse:
    given = {"copies": copies_of(request.staff), "day": london_day(request.now)}
    audit.record(by=request.staff, at=request.now, did="saw-copies")
    return render(request, "own/copies.html", given)


@for_handlers
def request_copy(request: Request, reference: str) -> HttpResponse:
    if request.staff.role not in PREPARES:
        raise PermissionDenied
    found = find_person(request, reference)
    form = CopyForm(sent(request), person=found)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("copies", done="copy")
    return show(request, "own/answer.html", form, {"person": found})


@for_handlers
def copy(request: Request, number: int) -> HttpResponse:
    found = find_copy(request, number)
    items, said = judged(found, found.gathering), opinion_on(found, found.gathering)
    given = {
        "copy": found,
        "items": items,
        "opinion": said,
        "obstacle": obstacle(items, said),
        "several": Counter(one.item.category for one in items if one.to_look_at),
        "kinds": CATEGORIES,
        "day": london_day(request.now),
        "prepares": request.staff.role in PREPARES,
    }
    return render(request, "own/copy.html", given)


@for_handlers
def gathering(request: Request, number: int, gathered: int) -> HttpResponse:
    """What was gathered before it was gathered again, and what had been decided of it: as it was."""
    found = find_copy(request, number)
    items = judged(found, gathered)
    if not items:
        raise Http404
    return render(request, "own/gathering.html", {"copy": found, "items": items, "number": gathered})


@for_handlers
def tell_of_copy(request: Request, number: int) -> HttpResponse:
    """The letter to whoever asked, when it takes longer or is refused, and that they were told."""
    found = find_copy(request, number)
    form, what = ToldForm(sent(request), found), to_tell(found)
    if not what:
        raise Http404
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("copy", found.pk, done="told-of-copy")
    given = {"copy": found, "what": what, "told": found.told.filter(what=what).first()}
    return show(request, "own/tell_of_copy.html", form, given)


def prepare_copy(request: Request, number: int) -> HttpResponse:
    return answered(request, number=number, asks=PrepareForm, done="prepared")


def gather_again(request: Request, number: int) -> HttpResponse:
    return answered(request, number=number, asks=GatherAgainForm, done="gathered-again")


def withdraw_copy(request: Request, number: int) -> HttpResponse:
    return answered(request, number=number, asks=WithdrawForm, done="withdrawn")


def refuse_copy(request: Request, number: int) -> HttpResponse:
    return answered(request, number=number, asks=RefuseForm, done="refused")


def extend_copy(request: Request, number: int) -> HttpResponse:
    return answered(request, number=number, asks=ExtendForm, done="extended")


def opinion(request: Request, number: int) -> HttpResponse:
    return answered(request, number=number, asks=OpinionForm, done="opinion")


def release_copy(request: Request, number: int) -> HttpResponse:
    return answered(request, number=number, asks=ReleaseForm, done="released")


@for_handlers
def answered(request: Request, number: int, asks: type[CopyAnswer], done: str) -> HttpResponse:
    found = find_copy(request, number)
    form = asks(sent(request), found)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("copy", found.pk, done=done)
    return show(request, "own/copy_answer.html", form, {"copy": found})


@for_handlers
def review_item(request: Request, number: int, item: int) -> HttpResponse:
    copy = find_copy(request, number)
    found = get_object_or_404(items_of(copy, copy.gathering), number=item)
    found.copy = copy
    form = ReviewForm(sent(request), found)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("copy", copy.pk, done="item")
    return show(request, "own/review_item.html", form, {"copy": copy, "item": found, "reviews": found.reviews.all()})


@for_handlers
def review_several(request: Request, number: int, kind: str) -> HttpResponse:
    """Items of one kind that are still to be looked at, each shown in whole, to be decided together."""
    copy = find_copy(request, number)
    waiting = [one.item for one in judged(copy, copy.gathering) if one.to_look_at and one.item.category == kind]
    if not waiting:
        raise Http404
    for item in waiting:
        item.copy = copy
    form = SeveralForm(sent(request), copy, waiting, by=request.staff)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("copy", copy.pk, done="items")
    return show(request, "own/review_several.html", form, {"copy": copy, "kind": CATEGORIES[kind], "of": len(waiting)})


@for_handlers
def copy_file(request: Request, number: int, kind: str) -> HttpResponse:
    """The copy as it was released, to be kept or printed; a browser never opens it as a page of ours."""
    copy = find_copy(request, number)
    column, content_type = FILES[kind]
    content = get_object_or_404(releases_of(copy).values_list(column, flat=True))
    audit.record(by=request.staff, at=request.now, did="took-copy", person_id=copy.person_id, detail={"copy": copy.pk})
    answer = HttpResponse(bytes(content) if kind == "pdf" else content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{copy.reference}.{kind}"'
    return answer


def find_copy(request: Request, number: int) -> Copy:
    """A copy that is with the organisation of whoever asks, as far as they may see the person; else 404."""
    found = get_object_or_404(copies_of(request.staff), pk=number)
    detail = {"copy": found.pk}
    audit.record(by=request.staff, at=request.now, did="saw-copy", person_id=found.person_id, detail=detail)
    return found
