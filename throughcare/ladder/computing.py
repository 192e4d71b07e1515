"""What rows of the lists must say, from what the facts of an episode amount to. Nothing in it depends on the day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.course import Course
from throughcare.clocks import OPEN_STATES, Asked, Run, Rung, asked_of, explained
from throughcare.episodes.computing import Row, due_first, tasks
from throughcare.meanings import StepMeaning
from throughcare.pathways import holders
from throughcare.telling.ladder_words import day_of

Rows = dict[tuple[Any, ...], Row]

# The questions whose answers say how closely somebody must be watched while they wait.
ACCT, SEGREGATED = RISKS = ("acct", "segregated")


def is_transfer(blueprint: Blueprint) -> bool:
    """Whether people are moved on a warrant: a clock whose end bars the move."""
    return any(standard.blocks for standard in blueprint.standards)


def lines(course: Course) -> Rows:
    """A line for each organisation that takes part in an open transfer and may see its stages; by organisation."""
    if course.state.closed or not is_transfer(course.blueprint):
        return {}
    line, alarmed = _line(course), _alarmed(course)
    return {
        (organisation,): {**line, "alarms": line["alarm_on"] is not None and organisation in alarmed}
        for organisation in tasks(course)
    }


def unanswered(course: Course) -> Rows:
    """The rungs that are due and that somebody who still takes part was told of and has not answered."""
    here = {part.organisation for part in course.state.parts if part.until is None}
    return {
        (int(asked.organisation), asked.rung): _asked(course, rung, asked, asked.since)
        for rung, every in told(course)
        for asked in every
        if asked.since is not None and asked.organisation in here
    }


def told(course: Course) -> list[tuple[Rung, tuple[Asked, ...]]]:
    """The rungs that are due, each with those who were told of it; none where an episode has ended."""
    if course.state.closed or not course.raised:
        return []
    return [(rung, asked_of(rung, course.raised, course.answered)) for rung in course.rungs]


def _asked(course: Course, rung: Rung, asked: Asked, since: date) -> Row:
    standard = course.blueprint.standard[rung.escalation.standard]
    last = asked.newest.on
    return {
        "standard": standard.id,
        "number": asked.newest.number,
        "day": day_of(standard, course.runs[standard.id][-1], last),
        "since": since,
        "last": last,
        "times": asked.times,
    }


def _line(course: Course) -> Row:
    first, state = due_first(course), course.state
    said = explained(first, course.delays, course.blueprint.delay_reason)
    waited = course.blueprint.pathway.stage[str(state.stage)].waiting_on or ""
    must_act = state.bound.get(waited) if waited else next(iter(holders(course.blueprint.pathway, state)), None)
    return {
        "stage": state.stage,
        "stage_since": state.since.on if state.since else course.as_of.on,
        "waited_since": _waited_since(course),
        "standard": first.standard if first else "",
        "started_on": first.started.on if first and first.started else None,
        "due_on": first.due.on if first and first.due else None,
        **_delay(course),
        "party": waited,
        "waiting_for_id": int(must_act) if must_act else None,
        "prison_id": _playing(course, "prison"),
        "hospital_id": _playing(course, "secure-hospital"),
        **_rung(course),
        **_warrant(course),
        **_contact(course),
        "risk_facts": _risk_facts(course),
        "explained_until": said.until,
        "unexplained": said.days,
    }


def _delay(course: Course) -> Row:
    """The delay that goes on; of several one that gives a reason, and of those the first."""
    going_on = [delay for delay in course.delays if delay.until is None]
    first = min(going_on, key=lambda one: not course.blueprint.delay_reason[one.reason].closable, default=None)
    return {"delay": first.reason if first else "", "delay_on": first.since if first else None}


def _watched(course: Course) -> list[Run]:
    """The clocks in force that run and that the ladder watches."""
    watched = {escalation.standard for escalation in course.blueprint.escalations}
    return [run for run in course.clocks if run.standard in watched and run.state in OPEN_STATES and not run.shadow]


def _waited_since(course: Course) -> date | None:
    standards = course.blueprint.standard
    waits = [run.started.on for run in _watched(course) if run.started and not standards[run.standard].counts_to]
    return min(waits, default=None)


def _playing(course: Course, kind: str) -> int | None:
    """Who plays the first party that organisations of a kind may play."""
    parties = [party.id for party in course.blueprint.pathway.parties if kind in party.kinds]
    return next((int(course.state.bound[party]) for party in parties if party in course.state.bound), None)


def _rung(course: Course) -> Row:
    newest = max(
        ((asked, every) for _, every in told(course) for asked in every),
        key=lambda one: (one[0].newest.on, one[0].newest.number),
        default=None,
    )
    if newest is None:
        return {"rung": "", "rung_on": None, "told": 0, "answered": 0}
    (asked, every) = newest
    answered = sum(one.since is None for one in every)
    return {"rung": asked.rung, "rung_on": asked.newest.on, "told": len(every), "answered": answered}


def _warrant(course: Course) -> Row:
    run = _barring(course)
    return {
        "alarm_on": run.warn.on if run and run.warn else None,
        "void_on": run.due.on if run and run.due else None,
    }


def _barring(course: Course) -> Run | None:
    """The running clock whose end bars the move."""
    barring = [run for run in course.clocks if course.blueprint.standard[run.standard].blocks]
    return next((run for run in barring if run.state in OPEN_STATES), None)


def _alarmed(course: Course) -> set[int]:
    """The organisations of those whom the ladder of that clock names."""
    run = _barring(course)
    told_of_it = [one for one in course.blueprint.escalations if run and one.standard == run.standard]
    parties = {party for escalation in told_of_it for party in escalation.to}
    return {int(course.state.bound[party]) for party in parties if party in course.state.bound}


def _contact(course: Course) -> Mapping[str, Any]:
    contacts = course.blueprint.meaning(StepMeaning.WAITING_CONTACT)
    last = next((fact for fact in reversed(course.facts) if fact.step in contacts), None)
    return {"contact_on": last.when.on if last else None, "contact": last.step if last else ""}


def _risk_facts(course: Course) -> list[int]:
    asks = {step for step, form in course.blueprint.form_of.items() if _asks_risk(course.blueprint, form)}
    return [fact.number for fact in reversed(course.facts) if fact.step in asks]


def _asks_risk(blueprint: Blueprint, form: str) -> bool:
    return any(field.id in RISKS for field in blueprint.form[form].fields)
