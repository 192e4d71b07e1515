"""An episode as one member of staff may read it, in four queries whatever the number of its facts."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from throughcare.access.door import LEVELS_OF, SHOWS_ROWS
from throughcare.access.models import Grant
from throughcare.access.seeing import WHENEVER, WHOEVER, levels_shown, seen_by
from throughcare.acct.reading import of_person
from throughcare.blueprints import blueprint as values
from throughcare.blueprints.course import Course, course
from throughcare.blueprints.holding import questions
from throughcare.episodes.history import COLUMNS, Standing, blueprint_of, fact_of, starting_parties
from throughcare.episodes.models import Episode, Event, EventDetail
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.questions import Given, Question, among
from throughcare.organisations.spans import holds_on
from throughcare.pathways import Event as Fact
from throughcare.pathways import from_instant
from throughcare.people.models import Person, Placement
from throughcare.sharing import CATEGORIES, IDENTITY, STAGES

# What `Staff` says of itself: the first of them that is not empty.
NAMES_OF_STAFF = ("staff__display_name", "staff__username")
BY_NAME = tuple(f"recorded_by__{one}" for one in NAMES_OF_STAFF)


class Recording(NamedTuple):
    """Whose fact it is and who wrote it down, by name, and when they did."""

    organisation: str
    staff: str
    at: datetime


@dataclass(frozen=True)
class Account:
    """What somebody may read of an episode: its facts and what they amount to.

    A fact holds those of its answers that the reader may see; `recordings` say by its number who recorded it. `levels`
    say how much of each category the reader is shown.
    """

    episode: Episode
    blueprint: values.Blueprint
    stands: Standing
    reader: StaffRole
    levels: Mapping[str, str]
    lives_at: str
    recordings: Mapping[int, Recording] = field(default_factory=dict)

    @property
    def history(self) -> tuple[Fact, ...]:
        return self.stands.history

    @property
    def course(self) -> Course:
        return self.stands.course

    @cached_property
    def answers(self) -> Mapping[int, Mapping[str, Any]]:
        """By the number of a fact, those of its answers that the reader may see."""
        return {fact.number: fact.facts for fact in self.history}

    @cached_property
    def organisations(self) -> Mapping[str, str]:
        """The names of those whom the facts mention, by reference: read when first asked for, like the staff."""
        state, names = self.course.state, self.recorders("organisation")
        offered = [state.offer.organisation] if state.offer else []
        parts = (part.organisation for part in state.parts)
        missing = {*self._mentioned("organisation"), *parts, *state.bound.values(), *state.joint, *offered}
        return names | _names(NAMED, missing - names.keys())

    @cached_property
    def staff(self) -> Mapping[str, str]:
        names, wanted = self.recorders("staff"), {*self._mentioned("staff"), *self.course.state.leads.values()}
        return names | _names(LEADS, wanted - names.keys())

    def recorders(self, kind: str) -> dict[str, str]:
        """The names of the organisations or the staff who recorded anything here, by reference."""
        known = (fact for fact in self.history if fact.number in self.recordings)
        return {getattr(fact, kind): getattr(self.recordings[fact.number], kind) for fact in known}

    def _mentioned(self, kind: str) -> Iterator[str]:
        """Whom answers to questions of this kind name: the references."""
        for event in self.history:
            for asked in questions(self.blueprint, event.step):
                given = event.facts.get(asked.id) if asked.kind == kind else None
                for one in given if isinstance(given, list) else [given]:
                    if str(one or "").isdigit():
                        yield str(one)

    @property
    def shows_identity(self) -> bool:
        return self.levels.get(IDENTITY) in SHOWS_ROWS

    @property
    def hidden(self) -> tuple[str, ...]:
        """The categories, in words, that this episode's facts may hold and the reader may not read."""
        asked = {asked.category for event in self.history for asked in questions(self.blueprint, event.step)}
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
    shown = mine.values(json=JSONObject(categories="categories", level="level", ground="ground"))
    lives = seen_by(Placement, staff=WHOEVER, as_of=WHENEVER).filter(holds_on(cast(date, Given("day"))))
    return (
        seen_by(Episode, staff=WHOEVER, as_of=WHENEVER)
        .filter(reference=Given("reference"))
        .select_related("service__organisation", "lead__staff", "follows")
        .defer("service__organisation__register")
        .annotate(
            granted=ArraySubquery(shown),
            acct=of_person("person_id"),
            lives_at=Subquery(lives.filter(person=OuterRef("person_id")).values("organisation__name")[:1]),
        )
    )


def _person() -> QuerySet[Person]:
    """Apart from the episode: a join would lose an episode whose person may not be named."""
    return seen_by(Person, staff=WHOEVER, as_of=WHENEVER).filter(pk=Given("person"))


def _facts() -> QuerySet[Event, tuple[Any, ...]]:
    """The facts in the order of recording, as values, each with the answers that may be seen."""
    details = seen_by(EventDetail, staff=WHOEVER, as_of=WHENEVER).filter(event=OuterRef("pk"))
    return (
        seen_by(Event, staff=WHOEVER, as_of=WHENEVER)
        .filter(episode=Given("episode"))
        .annotate(seen=ArraySubquery(details.values("facts")))
        .order_by("number")
        .values_list(*COLUMNS, "seen", "organisation__name", *BY_NAME, "recorded_at")
    )


EPISODE, PERSON, FACTS = Question(_episode), Question(_person), Question(_facts)
NAMED = Question(lambda: Organisation._default_manager.filter(among("pk", "keys")).values_list("pk", "name"))
LEADS = Question(lambda: StaffRole._default_manager.filter(among("pk", "keys")).values_list("pk", *NAMES_OF_STAFF))


def account(episode: Episode, *, staff: StaffRole, as_of: datetime) -> Account:
    """Read the rest of an episode that came from `episode_seen`."""
    history, recordings = [], {}
    for row in FACTS.ask(**asked_by(staff, as_of=as_of), episode=episode.pk):
        *columns, organisation, name, account_name, at = row
        history.append(fact := fact_of(*columns))
        recordings[fact.number] = Recording(organisation, name or account_name, at)
    blueprint = blueprint_of(episode)
    # The law is asked with the answers that may be seen, so what it says to them is told to whoever may read them.
    now = course(blueprint, tuple(history), as_of=from_instant(as_of), bound=starting_parties(episode))
    return Account(
        episode=episode,
        blueprint=blueprint,
        stands=Standing(tuple(history), now),
        reader=staff,
        levels=levels_shown(vars(episode)["granted"], role=staff.role),
        lives_at=vars(episode)["lives_at"] or "",
        recordings=recordings,
    )


def _names(of: Question[Any], keys: Collection[str]) -> dict[str, str]:
    rows = of.ask(keys=[int(key) for key in keys]) if keys else ()
    return {str(key): next(filter(None, names)) for key, *names in rows}
