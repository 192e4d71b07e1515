"""Appending facts to episodes: judged, written, computed, audited, all in the caller's transaction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from throughcare.audit import actions as audit
from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.course import Course, course, judge
from throughcare.episodes.appending import Written, split, write
from throughcare.episodes.computing import NOTHING, cached, wanted
from throughcare.episodes.history import Standing, blueprint_of, fact, recorded, starting_parties, with_all_answers
from throughcare.episodes.models import Episode, Event
from throughcare.episodes.refreshing import Change, refresh
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.organisations.refusals import Refused
from throughcare.pathways import Decision, Moment, Reason, State, from_instant, spell_day
from throughcare.pathways import Event as Fact


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says has happened. `facts` are the clean answers, by field."""

    step: str
    when: Moment
    facts: Mapping[str, Any] = field(default_factory=dict)
    party: str | None = None
    corrects: int | None = None


# What rooms above keep of episodes, or follow them with: episodes cannot know of them. They are told after facts how
# each stood before, if it did, and stands now, in the transaction of the facts and under the row locks.
Followed = tuple[Episode, Course | None, Course]
FOLLOWED: list[Callable[[Sequence[Followed], datetime], None]] = []

LOCKED = Question(
    lambda: Episode.objects.select_for_update(of=("self",)).select_related("service", "person").filter(pk=Given("key"))
)


def lock(episode_id: int) -> Episode:
    """The episode, to oneself until the transaction ends."""
    (episode,) = LOCKED.ask(key=episode_id)
    return episode


def stands(episode: Episode, *, at: datetime, read: Standing | None = None) -> Standing:
    """How an episode stands. The caller holds its row lock.

    `read` is what the caller has read of it already: it is taken where it is of the same instant and holds every fact
    that there is by now, and not read again.
    """
    as_of = from_instant(at)
    if read and read.course.as_of == as_of and len(read.history) == episode.event_count:
        return read
    history = recorded(episode)
    return Standing(history, course(blueprint_of(episode), history, as_of=as_of, bound=starting_parties(episode)))


def append(episode: Episode, saying: Saying, *, by: StaffRole, at: datetime, standing: Standing | None = None) -> Event:
    """Record what is said, if it may be. Raises Refused with the reasons when it may not.

    The caller holds the episode's row lock, and may know how it stands.
    """
    before = standing or stands(episode, at=at)
    (event,) = append_each([(episode, before, allowed(episode, before, saying, by=by, at=at))], by=by, at=at)
    return event


def allowed(episode: Episode, before: Standing, saying: Saying, *, by: StaffRole, at: datetime) -> Fact:
    """What is said, as the fact that may be recorded. Raises Refused with the reasons when it may not."""
    proposed, decision = _judged(episode, before, saying, demand=True, by=by, at=at)
    if not decision.allowed:
        raise Refused(_by_field(decision.reasons))
    return proposed


def append_each(judged: Iterable[tuple[Episode, Standing, Fact]], *, by: StaffRole, at: datetime) -> list[Event]:
    """Record facts that are `allowed`, of an episode each, in as many statements as one takes.

    The caller holds the episodes' row locks.
    """
    made: list[tuple[Written, Course | None, Course, Change]] = []
    for episode, before, proposed in judged:
        blueprint, bound = before.course.blueprint, starting_parties(episode)
        was = cached(before.course, episode) if before.history else None
        event, details = split(episode, proposed, blueprint=blueprint, by=by, at=at)
        now = course(blueprint, (*before.history, fact(event)), as_of=from_instant(at), bound=bound)
        want = wanted(now)
        stands_by = {"id": episode.pk, "event_count": event.number, **want.episode}
        written = Written(event, details, _others(now, by=by), stands_by)
        made.append((written, was, now, (episode, want, wanted(was) if was else NOTHING)))
    events = write([written for written, *_ in made])
    refresh([change for *_, change in made], at=at)
    for follow in FOLLOWED:
        follow([(episode, was, now) for _, was, now, (episode, *_) in made], at)
    audit.record_each([_noted(event, by=by, at=at) for event in events])
    return events


def refuse_impossible(episode: Episode, saying: Saying, *, by: StaffRole, at: datetime, standing: Standing) -> None:
    """Raise Refused if what is said could not be recorded whatever was answered.

    Nobody should fill in a form only to hear that the step was not theirs to take.
    """
    _, decision = _judged(episode, standing, saying, demand=False, by=by, at=at)
    reasons = [reason.says for reason in decision.reasons if reason.kind != "missing-fact"]
    if reasons:
        raise Refused({"": " ".join(reasons)})


def _by_field(reasons: Iterable[Reason]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for reason in reasons:
        found.setdefault(reason.field, []).append(reason.says)
    return {name: " ".join(says) for name, says in found.items()}


def _judged(
    episode: Episode, before: Standing, saying: Saying, *, demand: bool, by: StaffRole, at: datetime
) -> tuple[Fact, Decision]:
    blueprint = before.course.blueprint
    proposed = _proposed(blueprint, before.course.state, saying, number=len(before.history) + 1, by=by)
    _refuse_impossible_life(episode, saying.when, closes=_closes(blueprint, saying.step))
    bound = starting_parties(episode)
    history = with_all_answers(episode, before.history) if blueprint.rules else before.history
    decision = judge(blueprint, history, proposed, as_of=from_instant(at), bound=bound, demand=demand)
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


def _others(now: Course, *, by: StaffRole) -> list[int]:
    """The other organisations that take part."""
    return sorted({int(part.organisation) for part in now.state.parts if part.until is None} - {by.organisation_id})


def _noted(event: Event, *, by: StaffRole, at: datetime) -> audit.Entry:
    detail = {"step": event.step, "number": event.number, "corrects": event.corrects}
    return audit.Entry(by, at, "recorded-fact", event.person_id, event.episode_id, "involvement", detail)
