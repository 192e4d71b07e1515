"""An episode as one member of staff may read it, in four queries whatever the number of its facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from throughcare.access.door import LEVELS_OF, SHOWS_ROWS
from throughcare.access.models import Grant
from throughcare.access.seeing import WHENEVER, WHOEVER, levels_shown, seen_by
from throughcare.blueprints import blueprint as values
from throughcare.blueprints.course import Course, course
from throughcare.blueprints.holding import questions
from throughcare.episodes.history import Standing, blueprint_of, facts, starting_parties
from throughcare.episodes.models import Episode, Event, EventDetail
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.questions import Given, Question, among
from throughcare.organisations.spans import holds_on
from throughcare.pathways import Event as Fact
from throughcare.pathways import from_instant
from throughcare.people.models import Person, Placement
from throughcare.sharing import CATEGORIES, IDENTITY, STAGES


@dataclass(frozen=True)
class Account:
    """What somebody may read of an episode: rows of its facts and what they amount to.

    `answers` are, by the number of a fact, those of its answers that the reader may see. `levels` say how much of each
    category the reader is shown.
    """

    episode: Episode
    blueprint: values.Blueprint
    stands: Standing
    events: tuple[Event, ...]
    reader: StaffRole
    levels: Mapping[str, str]
    lives_at: str
    answers: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def history(self) -> tuple[Fact, ...]:
        return self.stands.history

    @property
    def course(self) -> Course:
        return self.stands.course

    @cached_property
    def organisations(self) -> Mapping[str, str]:
        """The names of those whom the facts mention, by reference: read when first asked for, like the staff."""
        return _organisations(self.events, self.course, self._mentioned("organisation"))

    @cached_property
    def staff(self) -> Mapping[str, str]:
        return _staff(self.events, self.course, self._mentioned("staff"))

    def _mentioned(self, kind: str) -> Iterator[str]:
        """Whom answers to questions of this kind name: the references."""
        for event in self.history:
            for asked in questions(self.blueprint, event.step):
                given = self.answers[event.number].get(asked.id) if asked.kind == kind else None
                for one in given if isinstance(given, list) else [given]:
                    if str(one or "").isdigit():
                        yield str(one)

    @property
    def shows_identity(self) -> bool:
        return self.levels.get(IDENTITY) in SHOWS_ROWS

    @property
    def hidden(self) -> tuple[str, ...]:
        """The categories, in words, that this episode's facts may hold and the reader may not read."""
        asked = {asked.category for event in self.events for asked in questions(self.blueprint, event.step)}
        return tuple(title for category, title in CATEGORIES.items() if category in asked and not self.shows(category))

    def shows(self, category: str) -> bool:
        """Whether answers are shown; those that stay with a fact are seen from a summary on."""
        right = "sees" if category == STAGES else "reads"
        return self.levels.get(category) in LEVELS_OF[right]


def episode_seen(reference: str, *, staff: StaffRole, as_of: datetime) -> Episode | None:
    """An episode that somebody may see, with their grants to its person and the place where that person lives.

    Its person comes with it where the reader may see who that is.
    """
    asked = asked_by(staff, as_of=as_of)
    found = EPISODE.ask(**asked, reference=reference, day=from_instant(as_of).on)
    for episode in found:
        for person in PERSON.ask(**asked, person=episode.person_id):
            episode.person = person
    return next(iter(found), None)


def _episode() -> QuerySet[Episode]:
    held = Grant.objects.live(as_of=WHENEVER).filter(Q(staff__isnull=True) | Q(staff=Given("staff")))
    mine = held.filter(person=OuterRef("person_id"), organisation=WHOEVER.organisation_id)
    lives = seen_by(Placement, staff=WHOEVER, as_of=WHENEVER).filter(holds_on(cast(date, Given("day"))))
    return (
        seen_by(Episode, staff=WHOEVER, as_of=WHENEVER)
        .filter(reference=Given("reference"))
        .select_related("service__organisation", "lead__staff", "follows")
        .defer("service__organisation__register")
        .annotate(
            granted=ArraySubquery(
                mine.values(json=JSONObject(categories="categories", level="level", ground="ground"))
            ),
            lives_at=Subquery(lives.filter(person=OuterRef("person_id")).values("organisation__name")[:1]),
        )
    )


def _person() -> QuerySet[Person]:
    """Apart from the episode: a join would lose an episode whose person may not be named."""
    return seen_by(Person, staff=WHOEVER, as_of=WHENEVER).filter(pk=Given("person"))


def _facts() -> QuerySet[Event]:
    """The facts in the order of recording, each with the answers that may be seen."""
    details = seen_by(EventDetail, staff=WHOEVER, as_of=WHENEVER).filter(event=OuterRef("pk"))
    return (
        seen_by(Event, staff=WHOEVER, as_of=WHENEVER)
        .filter(episode=Given("episode"))
        .select_related("organisation", "recorded_by__staff")
        .defer("organisation__register")
        .annotate(seen=ArraySubquery(details.values(json=JSONObject(facts="facts"))))
        .order_by("number")
    )


EPISODE, PERSON, FACTS = Question(_episode), Question(_person), Question(_facts)
NAMED = Question(lambda: Organisation._default_manager.filter(among("pk", "keys")).only("name"))
LEADS = Question(lambda: StaffRole._default_manager.filter(among("pk", "keys")).select_related("staff"))


def account(episode: Episode, *, staff: StaffRole, as_of: datetime) -> Account:
    """Read the rest of an episode that came from `episode_seen`."""
    events = tuple(FACTS.ask(**asked_by(staff, as_of=as_of), episode=episode.pk))
    blueprint, answers = blueprint_of(episode), {event.number: _answers(event) for event in events}
    # With the answers that may be seen: what the law says to them is told to whoever may read them.
    history = tuple(replace(one, facts=answers[one.number]) for one in facts(events))
    now = course(blueprint, history, as_of=from_instant(as_of), bound=starting_parties(episode))
    return Account(
        episode=episode,
        blueprint=blueprint,
        stands=Standing(history, now),
        events=events,
        reader=staff,
        levels=levels_shown(vars(episode)["granted"], role=staff.role),
        lives_at=vars(episode)["lives_at"] or "",
        answers=answers,
    )


def _answers(event: Event) -> dict[str, Any]:
    answers = dict(event.facts)
    for detail in vars(event)["seen"]:
        answers.update(detail["facts"])
    return answers


def _organisations(events: Iterable[Event], now: Course, mentioned: Iterable[str]) -> dict[str, str]:
    names = {str(event.organisation_id): event.organisation.name for event in events}
    state = now.state
    offered = [state.offer.organisation] if state.offer else []
    parts = (part.organisation for part in state.parts)
    missing = {*mentioned, *parts, *state.bound.values(), *state.joint, *offered} - names.keys()
    if missing:
        names.update({str(one.pk): one.name for one in NAMED.ask(keys=[int(key) for key in missing])})
    return names


def _staff(events: Iterable[Event], now: Course, mentioned: Iterable[str]) -> dict[str, str]:
    names = {str(event.recorded_by_id): str(event.recorded_by.staff) for event in events}
    missing = {*mentioned, *now.state.leads.values()} - names.keys()
    if missing:
        names.update({str(role.pk): str(role.staff) for role in LEADS.ask(keys=[int(key) for key in missing])})
    return names
