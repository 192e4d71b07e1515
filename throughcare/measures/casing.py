"""From an episode's facts to a case: its clocks, and the groups that it is counted in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.course import Course, course
from throughcare.clocks import OPEN_STATES, Run, runs
from throughcare.episodes.history import adopted, versions_meaning
from throughcare.indicators import INDICATORS, NOT_RECORDED, Case
from throughcare.meanings import ClockMeaning, StepMeaning
from throughcare.pathways import Event, Moment, standing
from throughcare.people import groups

NO_DELAY = "no delay recorded"
# The clocks that figures read.
CLOCKS = tuple(dict.fromkeys(one.clock for one in INDICATORS.values() if one.clock))


@dataclass(frozen=True, slots=True)
class Read:
    """One episode as it was read. `parties` are those of its start, by organisation key."""

    person: int
    service: int
    digest: str
    starts: Mapping[str, str]
    in_force: Mapping[str, str | None]
    parties: Mapping[str, int]
    sex: str
    ethnic: str
    born: date | None
    events: Sequence[Event]


@dataclass(frozen=True, slots=True)
class Way:
    """What an episode's facts amount to, as far as figures need it; `course` is there where a clock still runs."""

    blueprint: Blueprint
    facts: tuple[Event, ...]
    runs: Mapping[str, tuple[Run, ...]]
    course: Course | None


def cases(
    read: Iterable[Read], names: Mapping[int, str], areas: Mapping[int, str], *, as_of: Moment
) -> Iterator[tuple[int, Case]]:
    """The case of each episode of some people, all of theirs being there, with the service it is of.

    `names` are those of organisations, `areas` the area of each service, both by key.
    """
    followed = [(one, _follow(one, as_of)) for one in read]
    admissions: dict[int, tuple[date, ...]] = {}
    for one, way in followed:
        came = tuple(fact.when.on for fact in way.facts if way.blueprint.means(fact.step, StepMeaning.RECEIVED))
        admissions[one.person] = admissions.get(one.person, ()) + came
    for one, way in followed:
        groups_ = {"area": areas.get(one.service, NOT_RECORDED), **_groups(one, way, names)}
        starts = _starts(way.blueprint)
        yield one.service, Case(
            clocks_of(way.blueprint, way.runs), way.facts, as_of, steps_of(way.blueprint), groups_, starts,
            admissions[one.person],
        )  # fmt: skip


def _follow(read: Read, as_of: Moment) -> Way:
    bound = {party: str(organisation) for party, organisation in read.parties.items()}
    return follow(
        adopted(read.digest, starts=read.starts, in_force=read.in_force), read.events, as_of=as_of, bound=bound
    )


def follow(blueprint: Blueprint, events: Sequence[Event], *, as_of: Moment, bound: Mapping[str, str]) -> Way:
    """As `blueprints.course`, a third of it where nothing runs any more: no stage, holder or delay is needed then.

    Where a clock seems to run it may have ended with the episode, which only the whole course says.
    """
    facts = tuple(event for event in standing(events) if not event.when.is_after(as_of))
    counted = [blueprint.standard[name] for name in blueprint.meaning(*CLOCKS)]
    found = {standard.id: runs(standard, facts, as_of=as_of) for standard in counted}
    if not any(run.state in OPEN_STATES for of_standard in found.values() for run in of_standard):
        return Way(blueprint, facts, found, None)
    whole = course(blueprint, events, as_of=as_of, bound=bound)
    return Way(blueprint, facts, {name: whole.runs[name] for name in found}, whole)


def _groups(read: Read, way: Way, names: Mapping[int, str]) -> dict[str, str]:
    blueprint, facts = way.blueprint, way.facts
    return {
        "prison": names.get(_organisation(read, facts, "prison", first=True), NOT_RECORDED),
        "hospital": names.get(_organisation(read, facts, "secure-hospital", first=False), NOT_RECORDED),
        "level": _answer(blueprint, facts, StepMeaning.ACCESS_ASSESSED, "level"),
        "section": _answer(blueprint, facts, StepMeaning.REPORT_REQUESTED, "section"),
        "sex": groups.sex(read.sex),
        "ethnic": groups.ethnic_group(read.ethnic),
        "age": groups.age_band(read.born, facts[0].when.on if facts else None),
        **({"owner": _owner(way.course)} if way.course else {}),
    }


def _organisation(read: Read, facts: Sequence[Event], party: str, *, first: bool) -> int:
    """Who plays a part: at the start, where that is asked; else who was last named for it, or who acted; 0: nobody."""
    named = [int(fact.facts[party]) for fact in facts if str(fact.facts.get(party) or "").isdigit()]
    acted = [int(fact.organisation) for fact in facts if fact.party == party and fact.organisation]
    at_start = [int(read.parties[party])] if party in read.parties else []
    found = [*at_start, *named, *acted] if first else [*acted[:1], *at_start, *named][::-1]
    return found[0] if found else 0


def _answer(blueprint: Blueprint, facts: Sequence[Event], meaning: StepMeaning, asked: str) -> str:
    """What was last answered, in the words of the form."""
    step = blueprint.that_means(meaning)
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


def counted_versions() -> list[Blueprint]:
    """The versions of blueprints that figures of transfers count: those that bring people to hospital."""
    return versions_meaning(StepMeaning.RECEIVED)


def clocks_of(blueprint: Blueprint, runs_: Mapping[str, tuple[Run, ...]]) -> dict[ClockMeaning, tuple[Run, ...]]:
    """The runs of a blueprint's clocks by what these mean to figures; of those it has."""
    named = {clock: blueprint.that_means(clock) for clock in CLOCKS}
    return {clock: runs_[name] for clock, name in named.items() if name}


def steps_of(blueprint: Blueprint) -> dict[StepMeaning, tuple[str, ...]]:
    """A blueprint's steps by what they mean."""
    return {meaning: blueprint.meaning(meaning) for meaning in StepMeaning}


def _starts(blueprint: Blueprint) -> dict[ClockMeaning, str]:
    """Where a clock starts here whose start a blueprint leaves to each service, in words."""
    steps = blueprint.pathway.step
    return {
        clock: " or ".join(steps[start].title for start in blueprint.standard[name].starts)
        for clock in CLOCKS
        if (name := blueprint.that_means(clock)) and blueprint.standard[name].may_start_at
    }


def with_answers(event: Event, answers: Mapping[str, Any] | None) -> Event:
    """A fact together with what was answered to it in other categories."""
    if not answers:
        return event
    facts = {**event.facts, **answers}
    return Event(
        event.number, event.step, event.when, event.party, event.organisation, facts=facts, corrects=event.corrects
    )
