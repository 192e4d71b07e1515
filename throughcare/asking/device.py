"""Questions in the person's own hands, one a page: staff open them and are signed out, and a code takes them back.

The one address shows the question that comes next, so that neither the bar of addresses nor the way back leads
anywhere. Each answer is sent by itself.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from throughcare.asking.answer_forms import HandOverForm, as_number, choices_of
from throughcare.asking.keeping import COOKIE
from throughcare.asking.pages import about, account_of, questions, refuse_readers
from throughcare.organisations.refusals import Refused
from throughcare.responses import sitting
from throughcare.responses.models import Sitting
from throughcare.responses.wording import texts_of
from throughcare.web.asking import Request
from throughcare.web.episodes import note_seen
from throughcare.web.forms import SEE_OTHER, UNPROCESSABLE, sent, show

# Minutes that a cookie outlives its sitting, so that a device left on a table shows that its time is over.
LINGERS = 15
# Of what is typed into the one box and the buttons, no more is read.
MOST = 40


def hand_over_device(request: Request, reference: str, name: str) -> HttpResponse:
    told = account_of(request, reference)
    asked = questions(request, told, name)
    form = HandOverForm(sent(request), asked, request.GET.get("occasion", ""))
    if form.carry_out_once(by=request.staff, at=request.now) and form.outcome:
        return _handed(request, form.outcome.token)
    note_seen(request, told)
    refuse_readers(told, asked.instrument)
    given = {"measured": asked.instrument, "asked": asked, "minutes": int(sitting.LASTS.total_seconds() // 60)}
    return show(request, "asking/hand_over_device.html", form, {**about(told), **given})


def _handed(request: Request, token: str) -> HttpResponse:
    """Staff are signed out here, and what the browser remembers of their pages is forgotten."""
    logout(request)
    answer = HttpResponseRedirect(reverse("answering"))
    answer.status_code = SEE_OTHER
    answer.set_cookie(
        COOKIE, token, max_age=int(sitting.LASTS.total_seconds()) + LINGERS * 60, httponly=True, samesite="Strict",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )  # fmt: skip
    answer["Clear-Site-Data"] = '"cache"'
    return answer


def answering(request: Request) -> HttpResponse:
    """The question that comes next; when all were passed, whether to hand in; after that, thanks."""
    token = request.COOKIES.get(COOKIE, "")
    wrong = _taken(request, token) if request.method == "POST" else ""
    if request.method == "POST" and not wrong:
        answer = HttpResponseRedirect(reverse("answering"))
        answer.status_code = SEE_OTHER
        return answer
    found = sitting.sitting_of(token, at=request.now) if token else None
    if found is None:
        return _over()
    held, given = found
    if held.ended:
        return render(request, "asking/thanks.html", {"wrong": ""})
    status = UNPROCESSABLE if wrong else 200
    if sitting.measured_by(held).broken:
        last = {name: request.POST.get(name, "")[:MOST] for name in ("does", "item", "answer")} if wrong else {}
        return render(request, "asking/out_of_use.html", {"last": last}, status=status)
    return render(request, "asking/question.html", {**_question(held, given), "wrong": wrong}, status=status)


def hand_back(request: Request) -> HttpResponse:
    """For staff, with the code: the device is an ordinary one again, and asks who signs in."""
    token, wrong = request.COOKIES.get(COOKIE, ""), ""
    if request.method == "POST":
        try:
            if sitting.hand_back(token=token, code=request.POST.get("code", "")[:MOST], at=request.now):
                return _over()
            wrong = "That is not the code."
        except Refused as refused:
            wrong = str(refused)
    return render(request, "asking/hand_back.html", {"wrong": wrong}, status=UNPROCESSABLE if wrong else 200)


def _taken(request: Request, token: str) -> str:
    """Does what a button says. Why it cannot be done, or nothing."""
    does, item = request.POST.get("does", "next"), request.POST.get("item", "")[:MOST]
    said = as_number(request.POST.get("answer", "")[:MOST])
    try:
        if does == "back":
            sitting.turn_back(token=token, at=request.now)
        elif does in {"stop", "finish"}:
            sitting.end(token=token, stopped=does == "stop", at=request.now)
        elif does == "next" and said is None:
            return "Choose one of the answers, or skip the question."
        else:
            sitting.answer(token=token, item=item, value=None if does == "skip" else said, at=request.now)
    except Refused as refused:
        return str(refused)
    return ""


def _question(held: Sitting, given: dict[str, int | None]) -> dict[str, Any]:
    measured = sitting.measured_by(held)
    items = measured.items
    item = items[held.place] if held.place < len(items) else None
    return {
        "asks": measured.asks,
        "credit": f"{measured.title}. © {measured.licence.holder}.",
        "item": item,
        "text": texts_of(measured, held.by.organisation_id).get(item.number, "") if item else "",
        "choices": choices_of(item) if item else [],
        "chosen": str(given.get(item.number)) if item and given.get(item.number) is not None else "",
        "number": held.place + 1,
        "of": len(items),
    }


def _over() -> HttpResponse:
    answer = HttpResponseRedirect(reverse("account_login"))
    answer.status_code = SEE_OTHER
    answer.delete_cookie(COOKIE, samesite="Strict")
    answer["Clear-Site-Data"] = '"cache"'
    return answer
