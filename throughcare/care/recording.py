"""Facts of many episodes at once: read in one question, judged one by one as a single step is, written together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from throughcare.blueprints.course import course
from throughcare.blueprints.forms import clean
from throughcare.blueprints.holding import questions
from throughcare.episodes.history import COLUMNS, Standing, blueprint_of, fact_of, starting_parties
from throughcare.episodes.models import Episode, Event
from throughcare.episodes.recording import Saying, allowed, append_each
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Question, among
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways import Event as Fact
from throughcare.pathways import from_instant

Judged = tuple[Episode, Standing, Fact]
LOCKED = Question(
    lambda: (
        Episode.objects.select_for_update(of=("self",))
        .select_related("service", "person")
        .filter(among("id", "keys"))
        .order_by("pk")
    )
)
RECORDED = Question(
    lambda: (
        Event.objects.filter(among("episode_id", "keys"))
        .order_by("episode_id", "number")
        .values_list("episode_id", *COLUMNS)
    )
)


def lock_each(keys: Iterable[int]) -> dict[int, Episode]:
    """The episodes, to oneself until the transaction ends; always in one order, so that nobody waits in a circle."""
    return {episode.pk: episode for episode in LOCKED.ask(keys=sorted(keys))}


def stand_each(episodes: Mapping[int, Episode], *, at: datetime) -> dict[int, Standing]:
    """How each of them stands. The caller holds their row locks."""
    facts: dict[int, list[Fact]] = defaultdict(list)
    for key, *row in RECORDED.ask(keys=sorted(episodes)):
        facts[key].append(fact_of(*row))
    found, as_of = {}, from_instant(at)
    for key, episode in episodes.items():
        history, bound = tuple(facts[key]), starting_parties(episode)
        found[key] = Standing(history, course(blueprint_of(episode), history, as_of=as_of, bound=bound))
    return found


def judged(episode: Episode, standing: Standing, saying: Saying, *, by: StaffRole, at: datetime) -> Fact:
    """What is said, as a step of the blueprint is judged: answers first. Raises Refused with the reasons."""
    cleaned = clean(questions(standing.course.blueprint, saying.step), saying.facts, demand=True)
    if cleaned.faults:
        raise Refused(dict(cleaned.faults))
    kept: dict[str, Any] = {name: answer for name, answer in saying.facts.items() if name in KEPT}
    said = Saying(saying.step, saying.when, {**cleaned.values, **kept}, saying.party, saying.corrects)
    return allowed(episode, standing, said, by=by, at=at)


# What a correction, or taking back, says beside the answers of its form.
KEPT = frozenset({"why-corrected", "why"})


def record_each(
    sayings: Mapping[int, Saying],
    episodes: Mapping[int, Episode],
    standings: Mapping[int, Standing],
    *,
    by: StaffRole,
    at: datetime,
) -> dict[int, Event]:
    """Record what is said of each episode, all or nothing. Raises Refused with a sentence by episode, as text.

    The caller holds the row locks; the statements do not grow with the episodes.
    """
    facts, reasons = judge_each(sayings, episodes, standings, by=by, at=at)
    refuse_if(reasons)
    return record_judged(facts, by=by, at=at)


def judge_each(
    sayings: Mapping[int, Saying],
    episodes: Mapping[int, Episode],
    standings: Mapping[int, Standing],
    *,
    by: StaffRole,
    at: datetime,
) -> tuple[list[Judged], dict[str, str]]:
    """The facts of those episodes that can take what is said of them, and of the others why not, by episode as text."""
    facts, reasons = [], dict[str, str]()
    for key, saying in sayings.items():
        try:
            fact = judged(episodes[key], standings[key], saying, by=by, at=at)
        except Refused as refused:
            reasons[str(key)] = " ".join(refused.reasons.values())
        else:
            facts.append((episodes[key], standings[key], fact))
    return facts, reasons


def record_judged(facts: Sequence[Judged], *, by: StaffRole, at: datetime) -> dict[int, Event]:
    """Write facts that were judged, by episode. The caller holds the row locks."""
    made = append_each(facts, by=by, at=at) if facts else []
    return {event.episode_id: event for event in made}
