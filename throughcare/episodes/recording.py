"""Appending one fact to an episode: judged, written, computed, audited, all in the caller's transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from throughcare.audit import actions as audit
from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.course import Course, course, judge
from throughcare.blueprints.holding import questions
from throughcare.episodes.history import blueprint_of, fact, recorded, starting_parties
from throughcare.episodes.models import Episode, Event, EventDetail, Outbox
from throughcare.episodes.refreshing import refresh
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.organisations.refusals import Refused
from throughcare.pathways import Decision, Moment, State, from_instant, spell_day
from throughcare.pathways import Event as Fact
from throughcare.sharing import STAGES


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says has happened. `facts` are the clean answers, by field."""

    step: str
    when: Moment
    facts: Mapping[str, Any] = field(default_factory=dict)
    party: str | None = None
    corrects: int | None = None


LOCKED = Question(
    lambda: Episode.objects.select_for_update(of=("self",)).select_related("service", "person").filter(pk=Given("key"))
)


def lock(episode_id: int) -> Episode:
    """The episode, to oneself until the transaction ends."""
    (episode,) = LOCKED.ask(key=episode_id)
    return episode


def append(episode: Episode, saying: Saying, *, by: StaffRole, at: datetime) -> Event:
    """Record what is said, if it may be. Raises Refused with the reasons when it may not.

    The caller holds the episode's row lock.
    """
    blueprint = blueprint_of(episode)
    history = recorded(episode)
    before = course(blueprint, history, as_of=from_instant(at), bound=starting_parties(episode))
    proposed, decision = _judged(episode, before, history, saying, by=by, at=at)
    if not decision.allowed:
        raise Refused({"": " ".join(reason.says for reason in decision.reasons)})
    event = _write(episode, blueprint, proposed, saying, by=by, at=at)
    now = course(blueprint, (*history, fact(event)), as_of=from_instant(at), bound=starting_parties(episode))
    episode.event_count = event.number
    refresh(episode, now, was=before, at=at)
    _tell(episode, event, now, by=by, at=at)
    return event


def refuse_impossible(episode: Episode, saying: Saying, *, by: StaffRole, at: datetime) -> None:
    """Raise Refused if what is said could not be recorded whatever was answered.

    Nobody should fill in a form only to hear that the step was not theirs to take.
    """
    history = recorded(episode)
    before = course(blueprint_of(episode), history, as_of=from_instant(at), bound=starting_parties(episode))
    _, decision = _judged(episode, before, history, saying, by=by, at=at)
    reasons = [reason.says for reason in decision.reasons if reason.kind != "missing-fact"]
    if reasons:
        raise Refused({"": " ".join(reasons)})


def _judged(
    episode: Episode, before: Course, history: tuple[Fact, ...], saying: Saying, *, by: StaffRole, at: datetime
) -> tuple[Fact, Decision]:
    blueprint = before.blueprint
    proposed = _proposed(blueprint, before.state, saying, number=len(history) + 1, by=by)
    _refuse_impossible_life(episode, saying.when, closes=_closes(blueprint, saying.step))
    decision = judge(blueprint, history, proposed, as_of=from_instant(at), bound=starting_parties(episode))
    return proposed, decision


def _proposed(blueprint: Blueprint, state: State, saying: Saying, *, number: int, by: StaffRole) -> Fact:
    """The fact as the pathway reads it, in the part that the organisation plays. Raises Refused when it plays none."""
    organisation = str(by.organisation_id)
    party = saying.party or _party(blueprint, state, saying.step, organisation)
    return Fact(
        number=number,
        step=saying.step,
        when=saying.when,
        party=party,
        organisation=organisation,
        staff=str(by.pk),
        facts=saying.facts,
        corrects=saying.corrects,
    )


def _party(blueprint: Blueprint, state: State, step_id: str, organisation: str) -> str | None:
    step = blueprint.pathway.step.get(step_id)
    played = [party for party, bound in state.bound.items() if bound == organisation]
    if step is None:
        return None
    if not step.by:
        takes_part = played or organisation in state.joint or (state.offer and state.offer.organisation == organisation)
        if not takes_part:
            raise Refused({"": f"Your organisation takes no part in this, so '{step.title}' is not yours to record."})
        return played[0] if played else None
    mine = [party for party in step.by if party in played]
    if not mine:
        may = " or ".join(blueprint.pathway.party[party].title for party in step.by)
        raise Refused({"": f"'{step.title}' is for {may} to record, and your organisation is not that here."})
    return mine[0]


def _closes(blueprint: Blueprint, step_id: str) -> bool:
    step = blueprint.pathway.step.get(step_id)
    return bool(step and step.to and blueprint.pathway.stage[step.to].final)


def _refuse_impossible_life(episode: Episode, when: Moment, *, closes: bool) -> None:
    """Nothing happens to a person before birth; after death nothing but what ends the episode."""
    person = episode.person
    if person.birth_date and when.on < person.birth_date:
        says = f"{spell_day(when.on)} is before the person was born ({spell_day(person.birth_date)})."
        raise Refused({"happened": says})
    if person.died_on and when.on > person.died_on and not closes:
        says = f"{spell_day(when.on)} is after the person died ({spell_day(person.died_on)})."
        raise Refused({"happened": says})


def _write(
    episode: Episode, blueprint: Blueprint, proposed: Fact, saying: Saying, *, by: StaffRole, at: datetime
) -> Event:
    open_facts, details = _by_category(blueprint, proposed)
    event = Event.objects.create(
        episode=episode,
        person_id=episode.person_id,
        number=proposed.number,
        step=proposed.step,
        party=proposed.party or "",
        organisation_id=by.organisation_id,
        happened_on=saying.when.on,
        happened_at=saying.when.at,
        recorded_at=at,
        recorded_by=by,
        facts=open_facts,
        corrects=proposed.corrects,
    )
    EventDetail.objects.bulk_create(
        EventDetail(event=event, person_id=episode.person_id, category=category, facts=answers)
        for category, answers in details.items()
    )
    return event


def _by_category(blueprint: Blueprint, proposed: Fact) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Answers of the category of stages stay with the event; the others go where their category is kept."""
    category_of = {asked.id: asked.category for asked in questions(blueprint, proposed.step)}
    open_facts: dict[str, Any] = {}
    details: dict[str, dict[str, Any]] = {}
    for name, answer in proposed.facts.items():
        category = category_of.get(name, STAGES)
        (open_facts if category == STAGES else details.setdefault(category, {}))[name] = answer
    return open_facts, details


def _tell(episode: Episode, event: Event, now: Course, *, by: StaffRole, at: datetime) -> None:
    """One audit entry, and a line in the outbox for each other organisation that takes part."""
    audit.record(
        by=by,
        at=at,
        did="recorded-fact",
        person_id=episode.person_id,
        episode_id=episode.pk,
        ground="involvement",
        detail={"step": event.step, "number": event.number, "corrects": event.corrects},
    )
    others = {int(part.organisation) for part in now.state.parts if part.until is None} - {by.organisation_id}
    Outbox.objects.bulk_create(
        Outbox(episode=episode, person_id=episode.person_id, organisation_id=other, says=event.step, event=event, at=at)
        for other in sorted(others)
    )
