"""A plan played against the pure rooms alone: what the verbs would decide, without a database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.course import Course, barred, course
from throughcare.blueprints.forms import clean
from throughcare.blueprints.holding import beginnings, questions
from throughcare.blueprints.library import load
from throughcare.pathways import Event, Moment, everywhere, from_instant, objections, standing
from throughcare.pathways.state import State, after
from throughcare.stories.deeds import Deed
from throughcare.stories.planning import Plan, ServicePlan

LAST_DAY = date(2026, 9, 1)


@dataclass
class Rehearsed:
    """One episode as the plan makes it."""

    key: str
    service: ServicePlan
    blueprint: Blueprint
    bound: Mapping[str, str]
    events: list[Event] = field(default_factory=list)
    tags: dict[str, int] = field(default_factory=dict)
    played: dict[str, str] = field(default_factory=dict)

    @cached_property
    def now(self) -> Course:
        """What all its facts come to, on the last day."""
        return course(self.blueprint, self.events, as_of=Moment(LAST_DAY), bound=self.bound)

    def party(self, step: str, place: str) -> str:
        """The part in which a place takes a step: whoever acts in a part nobody plays yet, plays it."""
        by = self.blueprint.pathway.step[step].by
        mine = [party for party, organisation in self.played.items() if organisation == place]
        return next((party for party in by if party in mine), "") if by else mine[0]

    def faults(self) -> Iterator[str]:
        """Why facts of the episode could not have been recorded, taken in the order in which they happened."""
        state, before = State(bound=dict(self.bound)), []
        for event in standing(self.events):
            for reason in objections(self.blueprint.pathway, state, event) or barred(self.blueprint, before, event):
                yield f"{self.key}, {event.step} on {event.when.on}: {reason.says}"
            state = after(self.blueprint.pathway, state, event)
            before.append(event)


def rehearse(plan: Plan) -> dict[str, Rehearsed]:
    """Every episode of a plan with its facts, by key. Unclean answers fail at once."""
    services = {service.key: service for service in plan.services}
    places = {post.username: post.place for there in plan.world.posts.values() for post in there}
    found: dict[str, Rehearsed] = {}
    for deed in plan.deeds:
        if deed.verb == "refer":
            found[deed.episode] = _begun(deed, services[deed.says["service"]], places[deed.by])
        elif deed.episode:
            _recorded(found[deed.episode], deed, places.get(deed.by, ""))
    return found


def _begun(deed: Deed, service: ServicePlan, place: str) -> Rehearsed:
    blueprint = load(service.blueprint)
    opener = blueprint.pathway.opened_by
    bound = dict(service.parties)
    bound.setdefault(opener, place)
    episode = Rehearsed(deed.episode, service, blueprint, bound, played=dict(bound))
    first = blueprint.pathway.step[deed.says["begin"] or beginnings(blueprint)[-1].id]
    played = {party for party, organisation in bound.items() if organisation == place}
    steps = [first.id] if played & set(first.by) else [everywhere.REFERRAL_DRAFTED, everywhere.REFERRAL_SENT]
    for step in steps:
        _append(episode, step, deed, place, deed.says["facts"] if step == steps[0] else {}, from_instant(deed.at))
    return episode


def _recorded(episode: Rehearsed, deed: Deed, place: str) -> None:
    if deed.verb == "step":
        happened = deed.happened or from_instant(deed.at)
        _append(episode, deed.says["step"], deed, place, deed.says["facts"], happened)
        if deed.tag:
            episode.tags[deed.tag] = len(episode.events)
    elif deed.verb == "correct":
        original = episode.events[episode.tags[deed.says["of"]] - 1]
        _append(episode, original.step, deed, place, deed.says["facts"], original.when, corrects=original.number)
    elif deed.verb == "lapse":
        given = max(event.when.on for event in episode.events if event.step == "transfer-direction-given")
        _append(episode, "warrant-expired", deed, episode.bound["prison"], {}, Moment(given + timedelta(days=14)))


def _append(
    episode: Rehearsed, step: str, deed: Deed, place: str, facts: Mapping, happened: Moment, corrects: int | None = None
) -> None:
    asked = questions(episode.blueprint, step)
    receives = step == "referral-received" and len(episode.events) > 0
    facts = {**facts, "delay": episode.tags[facts["delay"]]} if "delay" in facts else facts
    cleaned = clean(asked, facts, demand=deed.verb == "step" and not receives)
    assert not cleaned.faults, (deed, cleaned.faults)
    assert set(facts) <= {field.id for field in asked} or step == everywhere.REFERRAL_SENT, (step, facts)
    party = episode.party(step, place)
    assert party, f"{episode.key}: {place} plays no part that takes {step}: {episode.played}"
    binds = episode.blueprint.pathway.step[step].binds
    if binds and facts.get(binds):
        episode.played[binds] = facts[binds]
    episode.events.append(
        Event(
            number=len(episode.events) + 1,
            step=step,
            when=happened,
            party=party,
            organisation=place,
            staff=deed.by,
            facts=cleaned.values,
            corrects=corrects,
        )
    )
