"""When which instrument is due, from the blueprint and the facts of an episode: pure over both.

A blueprint says `when = ["start", "every 4 sessions", "end", "90 days after"]`; also a step of its own, which is then
the start, and `every 3 months` from it: its check holds it to what can be read here. Sessions are counted by what their
step means, and only those that were held: one lost to the regime brings nothing due and is never the person's fault.
"""

from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.check_instruments import DAYS_AFTER, EVERY, EVERY_MONTHS
from throughcare.meanings import StepMeaning
from throughcare.pathways import Event
from throughcare.responses.words import AFTER, END, MONTHS, SESSION, START

DUE, DONE = "due", "done"
MOST_MONTHS, YEAR = 240, 12


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time at which an instrument is to be answered; `since` is the day from which it is due."""

    instrument: str
    title: str
    occasion: str
    nth: int | None
    since: date

    @property
    def key(self) -> tuple[str, str, int | None]:
        return self.instrument, self.occasion, self.nth


@dataclass(frozen=True, slots=True)
class Standing:
    """An occasion and what became of it: `due`, `done`, or why it was not answered."""

    of: Occasion
    state: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """What of the facts brings an instrument due."""

    started: date | None = None
    sessions: Sequence[date] = field(default_factory=tuple)
    ended: date | None = None


def happened(blueprint: Blueprint, facts: Sequence[Event], row: Mapping[str, Any]) -> Happened:
    """From standing facts: the start is that of treatment, or the first of a step that the row names."""
    named = [when for when in row["when"] if when in blueprint.pathway.step]
    started = _days(facts, named or blueprint.meaning(StepMeaning.TREATMENT_STARTED))
    ended = _days(facts, blueprint.meaning(StepMeaning.TREATMENT_ENDED))
    held = _days(facts, blueprint.meaning(StepMeaning.SESSION_HELD))
    return Happened(started[0] if started else None, held, ended[-1] if ended else None)


def occasions(
    blueprint: Blueprint, facts: Sequence[Event], *, as_of: date, closed_on: date | None = None
) -> Iterator[Occasion]:
    """Every occasion that has come by a day, in the order of the blueprint's instruments; none after the episode."""
    last = min(as_of, closed_on or as_of)
    for row in blueprint.instruments:
        now = happened(blueprint, facts, row)
        for when in row["when"]:
            for occasion, nth, since in _of(START if when in blueprint.pathway.step else when, now, last):
                if since <= last:
                    yield Occasion(row["id"], row["title"], occasion, nth, since)


def standing(
    came: Iterator[Occasion],
    *,
    answered: Mapping[tuple[str, str, int | None], date],
    not_answered: Mapping[tuple[str, str, int | None], tuple[str, date]],
) -> tuple[Standing, ...]:
    """What became of each. Answered counts, also where it was first refused."""
    return tuple(_standing(one, answered, not_answered) for one in came)


def _days(facts: Sequence[Event], steps: Collection[str]) -> tuple[date, ...]:
    return tuple(sorted(fact.when.on for fact in facts if fact.step in steps))


def _standing(
    of: Occasion,
    answered: Mapping[tuple[str, str, int | None], date],
    not_answered: Mapping[tuple[str, str, int | None], tuple[str, date]],
) -> Standing:
    if on := answered.get(of.key):
        return Standing(of, DONE, on)
    if found := not_answered.get(of.key):
        return Standing(of, *found)
    return Standing(of, DUE)


def _of(when: str, now: Happened, last: date) -> Iterator[tuple[str, int | None, date]]:
    if when == START and now.started:
        yield START, None, now.started
    elif when == END and now.ended:
        yield END, None, now.ended
    elif every := EVERY.fullmatch(when):
        step = int(every["n"])
        yield from ((SESSION, n, now.sessions[n - 1]) for n in range(step, len(now.sessions) + 1, step))
    elif (every := EVERY_MONTHS.fullmatch(when)) and now.started:
        until, step = min(last, now.ended or last), int(every["n"])
        days = ((n, _months_after(now.started, n)) for n in range(step, MOST_MONTHS, step))
        yield from ((MONTHS, n, day) for n, day in days if day <= until)
    elif (days_after := DAYS_AFTER.fullmatch(when)) and now.ended:
        yield AFTER, None, now.ended + timedelta(days=int(days_after["n"]))


def _months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
