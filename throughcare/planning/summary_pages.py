"""The summary of an episode: read, sent, acknowledged, and taken as a PDF."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject
from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.episodes.reading import Account
from throughcare.fields.choosing import by_region
from throughcare.organisations.acting import asked_by
from throughcare.organisations.choosing import every_open
from throughcare.organisations.models import Organisation
from throughcare.organisations.questions import Given
from throughcare.planning.pages import found, reads, writes
from throughcare.planning.printing import file_of, printed_summary
from throughcare.planning.summary_forms import AcknowledgeForm, SendForm
from throughcare.planning.summary_value import Letter, letter, signed
from throughcare.plans.letters import Letters, letters_in, letters_of, with_letters
from throughcare.plans.models import Summary, SummarySending
from throughcare.plans.words import CARE_PLAN
from throughcare.sharing import CATEGORIES
from throughcare.web.asking import Request
from throughcare.web.episode_page import title
from throughcare.web.episodes import note_seen
from throughcare.web.forms import see, sent, show
from throughcare.web.words import london_day


def summary(request: Request, reference: str, number: int = 0) -> HttpResponse:
    """The newest version, or the one of a number; that there is none, to those who would write it."""
    told = found(request, reference)
    letters = read_letters(request, told)
    one = _version(letters, number)
    note_seen(request, told)
    given = {
        "letter": _letter(told, letters, one) if one else None,
        "summary": one,
        "versions": [(version, signed(version)) for version in letters.versions],
        "newest": one is not None and one is letters.newest,
        "sendings": letters.sendings if one else [],
        "signs": signs(told, letters),
        "draft": letters.draft if signs(told, letters) else None,
        "reads": reads(told, CARE_PLAN),
        "mine": request.staff.organisation_id,
        "categories": CATEGORIES,
        "day": london_day(request.now),
    }
    return render(request, "planning/summary.html", {**of_whom(told), **given})


def of_whom(told: Account) -> dict[str, Any]:
    """What stands above a page of a summary. How the episode stands is on its own page: it would be one query more."""
    return {"episode": told.episode, "title": title(told)}


def read_letters(request: Request, told: Account) -> Letters:
    return letters_of(told.episode.pk, staff=request.staff, as_of=request.now)


def _version(letters: Letters, number: int) -> Summary | None:
    if not number:
        return letters.newest
    one = next((version for version in letters.versions if version.number == number), None)
    if one is None:
        raise Http404
    return one


def signs(told: Account, letters: Letters) -> bool:
    """Whether the reader signs or corrects a summary here: the verbs judge by the same."""
    own = letters.newest is not None and letters.newest.by.organisation_id == told.reader.organisation_id
    return writes(told) or (own and told.levels.get(CARE_PLAN) == "write")


def _letter(told: Account, letters: Letters, one: Summary, only: Sequence[str] | None = None) -> Letter:
    says, sendings = letters.says(one), letters.sendings
    return letter(one, says, reference=told.episode.reference, about=title(told), only=only, sendings=sendings)


def send_summary(request: Request, reference: str) -> HttpResponse:
    told = found(request, reference)
    letters, places = _with_places(request, told)
    if letters.newest is None:
        raise Http404
    form = _send_form(request, told, letters, places)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("summary", reference, done="summary-sent")
    note_seen(request, told)
    if not signs(told, letters):
        return render(request, "planning/not_yours.html", {**of_whom(told), "form": form}, status=403)
    return show(request, "planning/send_summary.html", form, {**of_whom(told), "summary": letters.newest})


def _with_places(request: Request, told: Account) -> tuple[Letters, list[Organisation]]:
    """What there is of the summary, and every organisation at work by name. One query."""
    asked = {**asked_by(request.staff, as_of=request.now), "day": london_day(request.now)}
    for row in WITH_PLACES.ask(**asked, episode=told.episode.pk):
        return letters_in(row), [Organisation(**one) for one in row["places"]]
    raise Http404


def _places() -> dict[str, ArraySubquery]:
    every = every_open(as_of=cast(date, Given("day")))
    return {"places": ArraySubquery(every.values(json=JSONObject(id="pk", name="name", region="region")))}


def _send_form(request: Request, told: Account, letters: Letters, every: Sequence[Organisation]) -> SendForm:
    newest = letters.versions[0]
    has = {one.organisation_id for one in letters.sendings if one.summary_id == newest.pk}
    has.add(request.staff.organisation_id)
    parts = {int(part.organisation) for part in told.course.state.parts if part.until is None}
    places = [one for one in every if one.pk not in has]
    part = [(str(one.pk), one.name) for one in places if one.pk in parts]
    others = by_region(one for one in places if one.pk not in parts)
    return SendForm(sent(request), newest, letters.says(newest), part=part, groups=others)


def acknowledge_summary(request: Request, reference: str, number: int) -> HttpResponse:
    told = found(request, reference)
    sending = find_sending(read_letters(request, told), number)
    form = AcknowledgeForm(sent(request), sending, by=request.staff)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("summary", reference, done="summary-acknowledged")
    note_seen(request, told)
    if request.staff.organisation_id not in {sending.organisation_id, sending.sender_id}:
        return render(request, "planning/not_yours.html", {**of_whom(told), "form": form}, status=403)
    return show(request, "planning/acknowledge_summary.html", form, {**of_whom(told), "sending": sending})


def find_sending(letters: Letters, number: int) -> SummarySending:
    sending = next((one for one in letters.sendings if one.pk == number), None)
    if sending is None:
        raise Http404
    return sending


def summary_pdf(request: Request, reference: str, number: int) -> HttpResponse:
    """One version, with what the reader may see."""
    told = found(request, reference)
    letters = read_letters(request, told)
    one = _version(letters, number)
    assert one is not None
    made = _letter(told, letters, one)
    return file_of(request, told.episode, printed_summary(made, at=request.now), f"summary-{number}")


def summary_to_pdf(request: Request, reference: str, number: int) -> HttpResponse:
    """The copy for one receiver: no more than is shared with them, nor than the reader may see."""
    told = found(request, reference)
    letters = read_letters(request, told)
    sending = find_sending(letters, number)
    made = _letter(told, letters, sending.summary, sending.categories)
    name = f"summary-{sending.summary.number}-to-{number}"
    return file_of(request, told.episode, printed_summary(made, at=request.now), name)


WITH_PLACES = with_letters(_places)
