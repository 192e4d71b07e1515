"""From an episode's facts to a case: its clocks, and the groups that it is counted in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.course import Course, course
from throughcare.episodes.history import adopted
from throughcare.indicators import NOT_RECORDED, Case
from throughcare.measures import groups
from throughcare.pathways import Event, Moment

ADMITTED = "received-into-hospital"
NO_DELAY = "no delay recorded"


@dataclass(frozen=True, slots=True)
class Read:
    """One episode as it was read. `parties` are those of its start, by organisation key."""

    person: int
    service: int
    digest: str
    starts: Mapping[str, str]
    parties: Mapping[str, int]
    sex: str
    ethnic: str
    born: date | None
    events: Sequence[Event]


def cases(
    read: Iterable[Read], names: Mapping[int, str], areas: Mapping[int, str], *, as_of: Moment
) -> Iterator[tuple[int, Case]]:
    """The case of each episode of some people, all of theirs being there, with the service it is of.

    `names` are those of organisations, `areas` the area of each service, both by key.
    """
    followed = [(one, _course(one, as_of)) for one in read]
    admissions: dict[int, tuple[date, ...]] = {}
    for one, way in followed:
        came = tuple(fact.when.on for fact in way.facts if fact.step == ADMITTED)
        admissions[one.person] = admissions.get(one.person, ()) + came
    for one, way in followed:
        area = areas.get(one.service, NOT_RECORDED)
        yield one.service, _case(one, way, names, area, admissions[one.person])


def _course(read: Read, as_of: Moment) -> Course:
    bound = {party: str(organisation) for party, organisation in read.parties.items()}
    return course(adopted(read.digest, starts=read.starts), read.events, as_of=as_of, bound=bound)


def _case(read: Read, way: Course, names: Mapping[int, str], area: str, admissions: tuple[date, ...]) -> Case:
    blueprint = way.blueprint
    return Case(
        runs=way.runs,
        facts=way.facts,
        as_of=way.as_of,
        groups={
            "area": area,
            "prison": names.get(_organisation(read, way, "prison"), NOT_RECORDED),
            "hospital": names.get(_organisation(read, way, "secure-hospital"), NOT_RECORDED),
            "level": _answer(blueprint, way.facts, "access-assessment-done", "level"),
            "section": _answer(blueprint, way.facts, "initial-request-for-medical-report", "section"),
            "sex": groups.sex(read.sex),
            "ethnic": groups.ethnic_group(read.ethnic),
            "age": groups.age_band(read.born, way.facts[0].when.on if way.facts else None),
            "owner": _owner(way),
        },
        starts=_starts(blueprint),
        admissions=admissions,
    )


def _organisation(read: Read, way: Course, party: str) -> int:
    """Who first played a prison's part, and who last played any other's; 0 for nobody."""
    if party == "prison" and party in read.parties:
        return int(read.parties[party])
    played = [part.organisation for part in way.state.parts if part.party == party]
    return int(played[0 if party == "prison" else -1]) if played else 0


def _answer(blueprint: Blueprint, facts: Sequence[Event], step: str, asked: str) -> str:
    """What was last answered, in the words of the form."""
    given = [str(fact.facts[asked]) for fact in facts if fact.step == step and fact.facts.get(asked)]
    field = next((field for field in blueprint.fields_of(step) if field.id == asked), None)
    return dict(field.choices).get(given[-1], given[-1]) if given and field else NOT_RECORDED


def _owner(way: Course) -> str:
    """To whom the newest delay that lasts was put down; where none is recorded, whoever has to act."""
    parties, stage = way.blueprint.pathway.party, way.state.stage
    lasting = [delay for delay in way.delays if delay.until is None or delay.until >= way.as_of.on]
    if lasting:
        return parties[lasting[-1].party].title
    waits_on = way.blueprint.pathway.stage[stage].waiting_on if stage else None
    return f"{parties[waits_on].title} ({NO_DELAY})" if waits_on else NOT_RECORDED


def _starts(blueprint: Blueprint) -> dict[str, str]:
    """Where a clock starts here whose start a blueprint leaves to each service, in words."""
    steps = blueprint.pathway.step
    return {
        standard.id: " or ".join(steps[start].title for start in standard.starts)
        for standard in blueprint.standards
        if standard.may_start_at
    }


def with_answers(event: Event, answers: Mapping[str, Any] | None) -> Event:
    """A fact together with what was answered to it in other categories."""
    if not answers:
        return event
    facts = {**event.facts, **answers}
    return Event(
        event.number, event.step, event.when, event.party, event.organisation, facts=facts, corrects=event.corrects
    )
