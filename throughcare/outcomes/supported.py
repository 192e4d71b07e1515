"""From the facts of one episode to what is counted of it: of somebody who is supported, and of a mentor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughcare.blueprints.blueprint import Blueprint
from throughcare.meanings import OutcomeMeaning, StepMeaning
from throughcare.outcomes.mentors import Mentor
from throughcare.pathways import Event, State, standing, walk
from throughcare.pathways.everywhere import VOID

S = StepMeaning
Answers = Mapping[int, Mapping[str, Any]]
# The answers that are read, by the category of the record that they are in. No other word of a fact is asked for.
ASKED: Mapping[str, tuple[str, ...]] = {
    "self-harm-risk": ("self-reported", "recorded", "suicide-12-months", "suicide-since", "attempts-recorded"),
    "peer-contacts": ("minutes", "kind", "work", "engagement", "family"),
}
TELLS = {
    S.SELF_HARM_VERIFIED: ("self-reported", "recorded"),
    S.SUICIDE_VERIFIED: ("suicide-12-months", "suicide-since", "attempts-recorded"),
    S.WORK_SAID: ("work",),
    S.TAKING_PART_SAID: ("engagement", "family"),
}


@dataclass(frozen=True, slots=True)
class Contact:
    """That two met: on which day, how long, doing what."""

    on: date
    minutes: int
    kind: str


@dataclass(frozen=True, slots=True)
class Supported:
    """What the facts of one episode say of somebody supported. `with_mentor` are times, both days counted; the last may
    go on. `answers` maps a question to what was answered, in order.
    """

    person: int
    with_mentor: tuple[tuple[date, date | None], ...]
    answers: Mapping[str, tuple[str, ...]]
    contacts: tuple[Contact, ...]
    ended_on: date | None
    ended_as: OutcomeMeaning | None


def read_support(
    person: int, blueprint: Blueprint, events: Sequence[Event], answers: Answers, *, until: date
) -> Supported | None:
    """What was so on a day; None of an episode that never was."""
    facts = _facts(events, until)
    state = walk(blueprint.pathway, facts, bound={})
    if not facts or state.stage == VOID:
        return None
    ended_on, ended_as = _end(blueprint, state)
    said: dict[str, list[str]] = {}
    for fact in facts:
        given = answers.get(fact.number, {})
        asked = (one for word, ones in TELLS.items() if blueprint.means(fact.step, word) for one in ones)
        for question in asked:
            if given.get(question) not in (None, ""):
                said.setdefault(question, []).append(str(given[question]))
    return Supported(
        person,
        _with_mentor(blueprint, facts, ended_on),
        {question: tuple(ones) for question, ones in said.items()},
        tuple(_contact(fact, answers) for fact in facts if blueprint.means(fact.step, S.CONTACT_HELD)),
        ended_on,
        ended_as,
    )


def read_mentor(person: int, blueprint: Blueprint, events: Sequence[Event], *, until: date) -> Mentor | None:
    """What was so on a day of somebody who has been an active mentor; None of anybody else."""
    facts = _facts(events, until)
    state = walk(blueprint.pathway, facts, bound={})
    active = {blueprint.pathway.step[step].to for step in blueprint.meaning(S.MENTOR_ACTIVE)}
    served = tuple(
        (stay.since.on, stay.until.on if stay.until else None) for stay in state.stays if stay.stage in active
    )
    ended_on, ended_as = _end(blueprint, state)
    return Mentor(person, served, ended_on, ended_as) if served and state.stage != VOID else None


def _facts(events: Sequence[Event], until: date) -> tuple[Event, ...]:
    return tuple(fact for fact in standing(events) if fact.when.on <= until) if events else ()


def _end(blueprint: Blueprint, state: State) -> tuple[date | None, OutcomeMeaning | None]:
    if not state.closed or state.since is None:
        return None, None
    return state.since.on, blueprint.outcome_means.get(state.outcome or "")


def _with_mentor(
    blueprint: Blueprint, facts: Sequence[Event], ended_on: date | None
) -> tuple[tuple[date, date | None], ...]:
    found: list[tuple[date, date | None]] = []
    for fact in facts:
        if found and found[-1][1] is None and blueprint.means(fact.step, S.UNMATCHED, S.MATCHED):
            found[-1] = found[-1][0], fact.when.on
        if blueprint.means(fact.step, S.MATCHED):
            found.append((fact.when.on, None))
    if found and found[-1][1] is None:
        found[-1] = found[-1][0], ended_on
    return tuple(found)


def _contact(fact: Event, answers: Answers) -> Contact:
    said = answers.get(fact.number, {})
    return Contact(fact.when.on, int(said.get("minutes") or 0), str(said.get("kind") or ""))
