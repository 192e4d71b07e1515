"""What is due to be answered in an episode and what was, one response with its answers, and the forms for them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.door import SHOWS_ROWS
from throughcare.asking.answer_forms import CorrectForm, EnterForm, NotAnsweredForm, Questions
from throughcare.asking.keeping import expect_usable
from throughcare.asking.set_pages import instrument_named
from throughcare.asking.sureness import sureness
from throughcare.episodes.reading import Account
from throughcare.instruments import Instrument, instruments
from throughcare.instruments.absent import why_broken
from throughcare.responses.answering import category_of
from throughcare.responses.models import CLINICAL, CONTENT
from throughcare.responses.reading import Read, asked_in, came_due, changes, occasion_in_words
from throughcare.responses.schedule import DUE
from throughcare.responses.wording import texts_of
from throughcare.responses.words import ABOUT, ENTERED, FILLED, NOT_ANSWERED, VERSIONS
from throughcare.web.asking import Request
from throughcare.web.beside import Beside
from throughcare.web.episode_page import title
from throughcare.web.episodes import note_seen, read
from throughcare.web.forms import see, sent, show
from throughcare.web.words import london_day

TABLES = {"entered": ENTERED, "filled": FILLED, "versions": VERSIONS, "outcomes": NOT_ANSWERED, "abouts": ABOUT}


def beside(account: Account) -> Beside | None:
    """The line on an episode's page, for those who see clinical notes, where the service asks for any instrument."""
    if not account.blueprint.instruments or not sees(account):
        return None
    return Beside("responses", "Questionnaires", "What is due, what was answered, how it changed.")


def responses(request: Request, reference: str) -> HttpResponse:
    told = account_of(request, reference)
    note_seen(request, told)
    asked = asked_in(told, as_of=request.now)
    found, came = list(asked.read), came_due(told, asked, day=london_day(request.now))
    given = {
        "came": came,
        "due": [one for one in came if one.state == DUE],
        "found": list(reversed(found)),
        "changes": changes_by_instrument(found),
        "all": instruments(),
        "asked": {row["id"] for row in told.blueprint.instruments},
        "words": occasion_in_words,
        "broken": {**of_files(found), **dict.fromkeys(why_broken(row["id"] for row in told.blueprint.instruments))},
        "printing": "print" in request.GET,
        **writes(told),
        **sureness(request, asked.sures),
    }
    return render(request, "asking/responses.html", {**about(told), **TABLES, **given})


def changes_by_instrument(found: list[Read]) -> dict[int, Any]:
    """Response -> how it compares with the first of its instrument."""
    names = dict.fromkeys(one.row.instrument for one in found)
    return {key: change for name in names for key, change in changes(of(found, name)).items()}


def of_files(found: Iterable[Read]) -> dict[str, None]:
    """A sentence for each file that cannot be used, of those with which something was answered."""
    return {one.instrument.broken: None for one in found if one.instrument.broken}


def of(found: list[Read], name: str) -> list[Read]:
    return [one for one in found if one.row.instrument == name]


def response(request: Request, reference: str, number: int) -> HttpResponse:
    """One response, item by item for those who read therapy content."""
    told = account_of(request, reference)
    note_seen(request, told)
    asked = asked_in(told, as_of=request.now, answers=True)
    found = list(asked.read)
    one = the(found, number)
    texts = texts_of(one.instrument, request.staff.organisation_id) if one.given else {}
    more = {
        "one": one,
        "broken": of_files([one]),
        "given": one.given,
        "wording": texts,
        "printing": "print" in request.GET,
        "change": changes(of(found, one.row.instrument)).get(number),
        **sureness(request, asked.sures),
    }
    return render(request, "asking/response.html", {**about(told), **TABLES, **more, **writes(told)})


def enter_answers(request: Request, reference: str, name: str, how: str = "staff") -> HttpResponse:
    told = account_of(request, reference)
    asked = questions(request, told, name)
    paper, today = how == "paper", london_day(request.now)
    form = EnterForm(sent(request), asked, paper=paper, today=today, occasion=request.GET.get("occasion", ""))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see_response(reference, form.outcome)
    note_seen(request, told)
    refuse_readers(told, asked.instrument)
    given = {"asked": asked, "paper": paper, "measured": asked.instrument, "printing": False}
    given |= sureness(request, asked.sures)
    return show(request, "asking/enter_answers.html", form, {**about(told), **given})


def correct_answers(request: Request, reference: str, number: int) -> HttpResponse:
    told = account_of(request, reference)
    one = the(asked_in(told, as_of=request.now, answers=True).read, number)
    refuse_readers(told, one.instrument)
    if not one.given:
        raise Http404
    expect_usable(one.instrument)
    asked = Questions(told.episode, one.instrument, texts_of(one.instrument, request.staff.organisation_id))
    form = CorrectForm(sent(request), asked, one.row, one.given)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see_response(reference, one.row)
    note_seen(request, told)
    return show(request, "asking/correct_answers.html", form, {**about(told), "one": one, "measured": one.instrument})


def not_answered(request: Request, reference: str, name: str) -> HttpResponse:
    told = account_of(request, reference)
    asked = questions(request, told, name)
    occasion = request.GET.get("occasion", "")
    form = NotAnsweredForm(sent(request), asked, today=london_day(request.now), occasion=occasion)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("responses", reference, done="not-answered")
    note_seen(request, told)
    refuse_readers(told, asked.instrument)
    return show(request, "asking/not_answered.html", form, {**about(told), "measured": asked.instrument})


def about(told: Account) -> dict[str, Any]:
    """What stands above every page of an episode here: whose it is, and of which service."""
    return {"episode": told.episode, "title": title(told)}


def account_of(request: Request, reference: str) -> Account:
    """The episode, for those who see clinical notes at all; 404 for everybody else."""
    told = read(request, reference)
    if not sees(told):
        raise Http404
    return told


def sees(told: Account) -> bool:
    return told.levels.get(CLINICAL) in SHOWS_ROWS


def questions(request: Request, told: Account, name: str) -> Questions:
    """An instrument with the wording that one's own organisation may be shown; 404 where there is no such one."""
    measured = instrument_named(name)
    asked = asked_in(told, as_of=request.now)
    came = came_due(told, asked, day=london_day(request.now))
    return Questions(told.episode, measured, texts_of(measured, request.staff.organisation_id), came, asked.sures)


def the(found: Sequence[Read], number: int) -> Read:
    one = next((one for one in found if one.row.pk == number), None)
    if one is None:
        raise Http404
    return one


def refuse_readers(told: Account, measured: Instrument) -> None:
    """404 for whoever only reads: the way to these forms is not shown to them either."""
    if not may_enter(told, measured):
        raise Http404


def may_enter(told: Account, measured: Instrument) -> bool:
    return told.levels.get(category_of(measured)) == "write"


def writes(told: Account) -> dict[str, bool]:
    return {"writes": told.levels.get(CONTENT) == "write", "reads": told.shows(CONTENT)}


def see_response(reference: str, row: Any) -> HttpResponse:
    """To the page of what was entered; sent again, where the deed is not told anew, to the list."""
    return see("response", reference, row.pk, done="answers") if row else see("responses", reference, done="answers")
