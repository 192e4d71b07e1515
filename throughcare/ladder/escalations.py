"""What was raised to the organisation that somebody acts for and waits for its answer; the form to answer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.audit import actions as audit
from throughcare.clocks import asked_of
from throughcare.episodes.due import name_where_seen
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.reading import Account
from throughcare.ladder.answer_form import AnswerForm
from throughcare.ladder.models import Line, Unanswered
from throughcare.ladder.unseeing import UNSEEING, since_when
from throughcare.organisations.acting import asked_by
from throughcare.organisations.questions import Given, Question
from throughcare.sharing import RIGHTS, STAGES
from throughcare.telling.ladder_words import which_day
from throughcare.telling.phrases import count
from throughcare.web.asking import Request
from throughcare.web.episodes import note_seen, read
from throughcare.web.forms import see, sent, show
from throughcare.web.notices import Counted, Notice, Rows
from throughcare.web.step_forms import about
from throughcare.web.words import day, london_day

A_PAGE = 25
# Beyond so many the first page says only that there are more.
MANY = 100


@dataclass(frozen=True, slots=True)
class Raised:
    """One rung that waits for an answer, in words."""

    episode: str
    number: int
    name: str
    service: str
    clock: str
    says: str
    since: date
    last: date
    times: int


def escalations(request: Request) -> HttpResponse:
    """The oldest first. An answer takes its line away, so that the next page is the first one again."""
    found = LISTED.ask(**asked_by(request.staff, as_of=request.now))
    shown = found[:A_PAGE]
    people = sorted({row.person_id for row in shown})
    audit.record(by=request.staff, at=request.now, did="saw-escalations", detail={"people": people})
    given = {"lines": list(lines_of(shown)), "more": len(found) > A_PAGE, "day": london_day(request.now)}
    return render(request, "ladder/escalations.html", given)


def answer_escalation(request: Request, reference: str, number: int) -> HttpResponse:
    """Answer what fact `number` of an episode raised; 404 where it raised nothing to whoever asks."""
    told = read(request, reference)
    raised = next((one for one in told.course.raised if one.number == number), None)
    if raised is None or str(told.reader.organisation_id) not in raised.organisations:
        raise Http404
    form = AnswerForm(sent(request), told.episode, number)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("episode", reference, done="answered")
    note_seen(request, told)
    escalation = told.blueprint.escalation[raised.rung]
    given = {
        **about(told),
        "raised": raised,
        "escalation": escalation,
        "open": still_open(told, number),
        "standard": told.blueprint.standard[escalation.standard],
    }
    return show(request, "ladder/answer_escalation.html", form, given)


def still_open(told: Account, number: int) -> bool:
    """Whether somebody still waits for what whoever reads would answer."""
    course, mine = told.course, str(told.reader.organisation_id)
    asked = (one for rung in course.rungs for one in asked_of(rung, course.raised, course.answered))
    return any(one.organisation == mine and one.newest.number == number and one.since for one in asked)


def lines_of(rows: Iterable[Unanswered]) -> Iterator[Raised]:
    for row in rows:
        blueprint = blueprint_of(row.episode)
        yield Raised(
            episode=row.episode.reference,
            number=row.number,
            name=vars(row)["name"] or row.episode.reference,
            service=row.episode.service.title,
            clock=which_day(blueprint.standard[row.standard], row.day),
            says=blueprint.escalation[row.rung].says,
            since=row.since,
            last=row.last,
            times=row.times,
        )


def cases_raised(request: Request) -> Notice | None:
    """For those who see no stages: how many cases wait for their answer. A named service looks for them."""
    if request.staff.role not in UNSEEING:
        return None
    waiting = since_when(request.staff.organisation_id, most=MANY)
    return _answers_due(waiting, "raised_cases") if waiting else None


def _of_urgent(request: Request) -> Mapping[str, Any] | None:
    """Both kinds in one question: the oldest of each."""
    who = asked_by(request.staff, as_of=request.now)
    if request.staff.role in UNSEEING or not any(STAGES in who[right] for right in RIGHTS):
        return None
    return {**who, "today": london_day(request.now)}


def _told(request: Request, rows: Rows) -> Iterator[Notice]:
    days = [(row["kind"], date.fromisoformat(row["on"])) for row in rows]
    if ending := [last for kind, last in days if kind == "warrant"]:
        yield _warrants_ending(ending, london_day(request.now))
    if waiting := [since for kind, since in days if kind == "asked"]:
        yield _answers_due(waiting, "escalations")


def _answers_due(waiting: list[date], page: str) -> Notice:
    """How many rungs wait for the answer of whoever acts."""
    verb = "waits" if len(waiting) == 1 else "wait"
    since = day(min(waiting))
    says = f"{_many(waiting, 'rung', 'rungs')} of the ladder {verb} for your answer, the oldest since {since}"
    return Notice(page, says, late=False)


def _warrants_ending(ending: list[date], today: date) -> Notice:
    """From its second week on a warrant is urgent for whoever must move the person on it."""
    verb = "is" if len(ending) == 1 else "are"
    first = f"may last be used on {day(min(ending))}" if min(ending) >= today else "is void: nobody may be moved on it"
    says = f"{_many(ending, 'warrant', 'warrants')} {verb} in the second week; the first {first}"
    return Notice("transfers", says, late=min(ending) < today)


def _many(found: list[date], one: str, many: str) -> str:
    return f"At least {MANY} {many}" if len(found) == MANY else count(len(found), one, many)


def _mine() -> QuerySet[Unanswered]:
    return seen_by(Unanswered, staff=WHOEVER, as_of=WHENEVER).filter(organisation=WHOEVER.organisation_id)


def _listed() -> QuerySet[Unanswered]:
    named = _mine().select_related("episode__service").annotate(name=name_where_seen())
    return named.order_by("since", "id")[: A_PAGE + 1]


def _urgent() -> QuerySet[Unanswered, Any]:
    alarmed = Q(alarms=True, alarm_on__lte=Given("today"))
    lines = seen_by(Line, staff=WHOEVER, as_of=WHENEVER).filter(alarmed, organisation=WHOEVER.organisation_id)
    asked = _mine().order_by("since", "id").values(kind=Value("asked"), on=F("since"))[:MANY]
    return asked.union(lines.order_by("alarm_on").values(kind=Value("warrant"), on=F("void_on"))[:MANY], all=True)


LISTED, URGENT = Question(_listed), Question(_urgent)
COUNTED = Counted(URGENT, _of_urgent, _told)
