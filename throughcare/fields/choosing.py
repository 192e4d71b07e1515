"""Whom a question may name: the organisations of the kinds that fit, and the staff in force there."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.course import Course
from throughcare.organisations.choosing import by_keys, open_organisations, staff_at
from throughcare.organisations.kinds import KINDS, filling
from throughcare.organisations.models import Organisation
from throughcare.pathways import Step, everywhere

Group = tuple[str, list[tuple[str, str]]]

# These are about organisations that take part already.
AMONG_THOSE_INVOLVED = frozenset({everywhere.LEAD_NAMED, everywhere.JOINT_HOLDING_ENDED})
# Whoever holds a person must be of a kind that an accountable party may be.
AMONG_THOSE_WHO_MAY_HOLD = frozenset({everywhere.HANDOVER_OFFERED, everywhere.HELD_JOINTLY})
ELSEWHERE = "No region given"


def organisations_for(course: Course, step: Step, question: str, *, as_of: date) -> list[Group]:
    """The organisations that a question of a step may name, by region."""
    if step.id in AMONG_THOSE_INVOLVED:
        return by_region(by_keys(involved(course)).values())
    fitting = open_organisations(*kinds_for(course.blueprint, step, question), as_of=as_of)
    return by_region(fitting.only("pk", "name", "region"))


def organisations_by_party(blueprint: Blueprint, *, as_of: date) -> dict[str, list[Group]]:
    """Who could play each party of a blueprint, by region. One query."""
    kinds = {party.id: {kind for part in party.kinds for kind in filling(part)} for party in blueprint.pathway.parties}
    every = open_organisations(*KINDS, as_of=as_of).only("pk", "name", "region", "kind")
    found = list(every.filter(kind__in=set().union(*kinds.values())))
    return {party: by_region(one for one in found if one.kind in fits) for party, fits in kinds.items()}


def kinds_for(blueprint: Blueprint, step: Step, question: str) -> tuple[str, ...]:
    """The kinds of organisation that fit a question: those of the party it names, or of all that the step may mean."""
    party = blueprint.pathway.party
    if question in party:
        parties = [party[question]]
    elif step.id in AMONG_THOSE_WHO_MAY_HOLD:
        parties = [one for one in blueprint.pathway.parties if one.accountable]
    else:
        parties = list(blueprint.pathway.parties)
    kinds = tuple(dict.fromkeys(kind for one in parties for kind in one.kinds))
    return kinds or tuple(KINDS)


def staff_for(course: Course, step: Step, *, own: int, as_of: date) -> list[Group]:
    """The members of staff a question may name: of everybody involved for the lead, of one's own place otherwise."""
    places = involved(course) if step.id in AMONG_THOSE_INVOLVED else {own}
    found = groupby(staff_at(places, as_of=as_of), key=lambda role: role.organisation.name)
    return [(place, [(str(role.pk), str(role.staff)) for role in there]) for place, there in found]


def involved(course: Course) -> set[int]:
    """The organisations that take part now."""
    return {int(part.organisation) for part in course.state.parts if part.until is None}


def by_region(found: Iterable[Organisation]) -> list[Group]:
    """Organisations by name, under the headings of their regions."""
    ordered = sorted(found, key=lambda one: (one.region == "", one.region, one.name))
    return [
        (region or ELSEWHERE, [(str(one.pk), one.name) for one in there])
        for region, there in groupby(ordered, key=lambda one: one.region)
    ]
