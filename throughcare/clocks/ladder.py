"""What was said of a wait: which rungs were raised to whom, and what those who were told have answered.

A rung is raised once, and a daily one once a day. It has been raised when it was told on its day or later: a correction
that moves day 0 back raises nothing twice, and one that moves it forward lets the rung come anew on its own day.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from throughcare.clocks.escalations import Escalation, Rung
from throughcare.pathways import Event, Reason, as_typed, places
from throughcare.pathways.everywhere import ESCALATION_ANSWERED, ESCALATION_RAISED

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Raising:
    """A rung told on a day to organisations, by reference; `missing` are parties that nobody played then.

    `day` is that on which it had come due, `number` that of the event.
    """

    number: int
    rung: str
    on: date
    day: date
    organisations: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an organisation answered to a raising; `by_when` is the day it named for what it will do."""

    number: int
    raised: int
    organisation: str
    on: date
    says: str
    will: str
    by_when: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What one organisation was told of one rung: `newest` is the last raising, `times` how often.

    `since` is the day of the first raising that it has not answered; None while nothing waits for it. What it answered
    holds for what was raised up to then, and for what is raised up to the day that it named.
    """

    rung: str
    organisation: str
    newest: Raising
    times: int
    since: date | None
    answer: Answer | None


def raisings(events: Sequence[Event]) -> tuple[Raising, ...]:
    """Every raising among standing events, in their order."""
    return tuple(_raising(event) for event in events if event.step == ESCALATION_RAISED)


def answers(events: Sequence[Event], history: Sequence[Event]) -> tuple[Answer, ...]:
    """Every answer among standing events; `history` are all, to follow corrections."""
    place = places(history)
    return tuple(_answer(event, place) for event in events if event.step == ESCALATION_ANSWERED)


def to_raise(due: Iterable[Rung], said: Sequence[Raising]) -> tuple[Rung, ...]:
    """Of the rungs that are due, those that nobody has been told of yet; of daily ones, not today."""
    last = _last_told(said)
    return tuple(rung for rung in due if last.get(rung.escalation.id, date.min) < rung.due_on)


def next_rung_on(ahead: Iterable[tuple[Escalation, date]], said: Sequence[Raising]) -> date | None:
    """The first day on which there is something to raise, which may have gone by; None where there is none."""
    last = _last_told(said)
    return min((day for each in ahead for day in _comes(each, last)), default=None)


def asked_of(rung: Rung, said: Sequence[Raising], answered: Sequence[Answer]) -> tuple[Asked, ...]:
    """What those who were told of a rung, since it came due, have answered: an entry each, in the order of telling."""
    ours = [raising for raising in said if raising.rung == rung.escalation.id and raising.on >= rung.since]
    organisations = dict.fromkeys(organisation for raising in ours for organisation in raising.organisations)
    return tuple(_asked(organisation, ours, answered) for organisation in organisations)


def against_answer(event: Event, before: Sequence[Event], *, rungs: Collection[str]) -> tuple[Reason, ...]:
    """Why what is said of a wait cannot be recorded as it is written, given the standing events before it."""
    wrong = {ESCALATION_RAISED: _raises_nothing, ESCALATION_ANSWERED: _answers_nothing}.get(event.step)
    return tuple(Reason("wrong-fact", says) for says in (wrong(event, before, rungs) if wrong else ()))


def _raises_nothing(event: Event, _before: Sequence[Event], rungs: Collection[str]) -> Iterator[str]:
    if str(event.facts["rung"]) not in rungs:
        yield f"There is no rung {as_typed(str(event.facts['rung']))} on this ladder."
    yield from _no_day(event, "day")


def _answers_nothing(event: Event, before: Sequence[Event], _rungs: Collection[str]) -> Iterator[str]:
    raised = next((one for one in raisings(before) if str(one.number) == str(event.facts["raised"])), None)
    if raised is None:
        yield f"Nothing was raised as fact number {event.facts['raised']}."
    elif event.organisation is not None and event.organisation not in raised.organisations:
        yield "Only an organisation that was told can answer: yours was not told of this."
    yield from _no_day(event, "by-when")


def _no_day(event: Event, fact: str) -> Iterator[str]:
    given = event.facts.get(fact)
    try:
        date.fromisoformat(str(given or "2026-03-02"))
    except ValueError:
        yield f"'{given}' is not a date: write it as 2026-03-02."


def _raising(event: Event) -> Raising:
    facts = event.facts
    return Raising(
        number=event.number,
        rung=str(facts["rung"]),
        on=event.when.on,
        day=date.fromisoformat(str(facts["day"])),
        organisations=_several(facts.get("organisations")),
        missing=_several(facts.get("missing")),
    )


def _several(given: Any) -> tuple[str, ...]:
    return tuple(map(str, given)) if isinstance(given, list | tuple) else (str(given),) if given else ()


def _answer(event: Event, place: Mapping[int, int]) -> Answer:
    facts, raised = event.facts, int(event.facts["raised"])
    return Answer(
        number=event.number,
        raised=place.get(raised, raised),
        organisation=str(event.organisation),
        on=event.when.on,
        says=str(facts["answer"]),
        will=str(facts.get("will") or ""),
        by_when=date.fromisoformat(str(facts["by-when"])) if facts.get("by-when") else None,
    )


def _last_told(said: Sequence[Raising]) -> dict[str, date]:
    last: dict[str, date] = {}
    for raising in said:
        last[raising.rung] = max(raising.on, last.get(raising.rung, raising.on))
    return last


def _comes(each: tuple[Escalation, date], last: Mapping[str, date]) -> Iterator[date]:
    """The next day on which a rung is to be told."""
    escalation, first = each
    told = last.get(escalation.id)
    if told is None or told < first:
        yield first
    elif escalation.daily:
        yield told + ONE_DAY


def _asked(organisation: str, ours: Sequence[Raising], answered: Sequence[Answer]) -> Asked:
    told = [raising for raising in ours if organisation in raising.organisations]
    numbers = {raising.number for raising in told}
    theirs = [one for one in answered if one.organisation == organisation and one.raised in numbers]
    waiting = [raising for raising in told if not any(_covers(answer, raising) for answer in theirs)]
    return Asked(
        rung=told[-1].rung,
        organisation=organisation,
        newest=told[-1],
        times=len(told),
        since=waiting[0].on if waiting else None,
        answer=theirs[-1] if theirs else None,
    )


def _covers(answer: Answer, raising: Raising) -> bool:
    return raising.number <= answer.raised or (answer.by_when is not None and raising.on <= answer.by_when)
