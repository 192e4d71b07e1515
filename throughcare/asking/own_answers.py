"""What somebody answered, told to themselves: each time, what it came to in plain words, and the picture of it.

Alerts are not in it: they are written to staff. Wording is shown where it ships, or where the organisation that gave
the account has brought it, as on the device on which the questions were answered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.asking.pages import of
from throughcare.asking.trend import Trend, in_plain_words
from throughcare.asking.trend_chart import Point, pictures
from throughcare.audit import actions as audit
from throughcare.episodes.models import Episode
from throughcare.instruments import Item
from throughcare.organisations.acting import asked_by
from throughcare.organisations.questions import Question
from throughcare.responses.models import SiteText
from throughcare.responses.reading import Asked, Read, asked_from, changes, columns
from throughcare.sharing.roles import THE_PERSON
from throughcare.web.asking import Request

Wording = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was answered on one day, line by line; nothing where single answers may not be read."""

    read: Read
    lines: Sequence[tuple[str, str]]

    @property
    def number(self) -> str:
        """The score on the main scale, or what is said of there being none."""
        main = self.read.main or {}
        value, label = main.get("value"), main.get("label")
        return label or (f"{value:g}" if value is not None else "no number")


@dataclass(frozen=True, slots=True)
class Told:
    """One questionnaire in one time with a service."""

    service: str
    trend: Trend
    plain: Sequence[str]
    drawn: Any
    sheets: Sequence[Sheet]


def _episodes() -> Any:
    wanted = columns(answers=True)
    mine = seen_by(Episode, staff=WHOEVER, as_of=WHENEVER).order_by("-created_at", "-pk").annotate(**wanted)
    return mine.values("person_id", "service__title", *wanted)


OWN = Question(_episodes)


def own_answers(request: Request) -> HttpResponse:
    """For the person alone: staff print the page of each questionnaire for them."""
    if request.staff.role != THE_PERSON:
        raise Http404
    found = OWN.ask(**asked_by(request.staff, as_of=request.now))
    for person in {row["person_id"] for row in found}:
        audit.record(by=request.staff, at=request.now, did="saw-own-record", person_id=person)
    held = SiteText.objects.filter(organisation=request.staff.organisation_id, withdrawal=None).order_by("number")
    wording = {one.instrument: one.texts for one in held}
    told = [one for row in found for one in _told(row["service__title"], asked_from(row), wording)]
    return render(request, "asking/own_answers.html", {"told": told, "printing": "print" in request.GET})


def _told(service: str, asked: Asked, wording: Wording) -> Iterator[Told]:
    """The questionnaires of one episode, the one that was answered last first."""
    read = [one for one in asked.read if one.finished]
    for name in dict.fromkeys(one.row.instrument for one in reversed(read)):
        mine = of(read, name)
        measured = next((one.instrument for one in reversed(mine) if not one.instrument.broken), mine[-1].instrument)
        trend = Trend(measured, mine, changes(mine), 0, 0, asked.sures)
        points = [Point(one.row.completed_on, one.value) for one in trend.scored if one.value is not None]
        drawn = pictures(measured, points, trend.says) if len(points) > 1 else []
        sheets = [Sheet(one, list(_lines(one, wording))) for one in reversed(mine)]
        yield Told(service, trend, in_plain_words(trend), drawn, sheets)


def _lines(one: Read, wording: Wording) -> Iterator[tuple[str, str]]:
    """Question and answer of the version that counts."""
    if not one.given:
        return
    answers, items = one.given[max(one.given)], one.instrument.items
    brought = wording.get(one.row.instrument, {})
    texts = brought if brought.keys() == one.instrument.item.keys() else {}
    for item in items:
        asks = item.text or texts.get(item.number, "")
        yield f"{item.number}. {asks}" if asks else f"Question {item.number}", _answer(item, answers.get(item.number))


def _answer(item: Item, value: int | None) -> str:
    if value is None:
        return "You left this out"
    words = dict(item.choices or ()).get(value, "")
    return words.removeprefix(str(value)).strip() or str(value)
