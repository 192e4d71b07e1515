"""How a plan is changed: under the row lock of its episode, by those who write plans and take part, one at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Min

from throughcare.access.seeing import may_write
from throughcare.audit import actions as audit
from throughcare.clocks import ClockState
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Clock, Episode, Event, Involvement
from throughcare.episodes.recording import lock
from throughcare.meanings import ClockMeaning
from throughcare.organisations.models import StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Refused, refuse_if, sound
from throughcare.pathways import spell_day
from throughcare.people.lives import london_day
from throughcare.plans import models
from throughcare.plans.words import ASKED_OF, CARE_PLAN, DID, SHORT, Did

# A year of four digits that was mistyped is far away: nothing is planned further ahead than this.
FURTHEST = timedelta(days=366)
CLOSED = "This episode has ended: its plan stays as it was."
NOT_YOURS = "Plans are written by those who treat the person and take part in this episode."
WORDS_OF: tuple[type[Any], ...] = (models.Problem, models.Goal, models.GoalStep)


@dataclass(frozen=True, slots=True)
class Writing:
    """A plan that is being changed, by whom and when, under the lock of its episode."""

    plan: models.Plan
    episode: Episode
    by: StaffRole
    at: datetime

    @property
    def today(self) -> date:
        return london_day(self.at)

    def append(self, did: Did, table: type[models.Said], **says: Any) -> Any:
        """Adds one change with what it says, and computes anew what the plan keeps for lists."""
        about: dict[str, Any] = {"plan": self.plan, "person_id": self.plan.person_id}
        number = self.plan.changes + 1
        change = models.PlanChange.objects.create(**about, number=number, did=did, by=self.by, at=self.at)
        made = table._default_manager.create(change=change, **about, **says)
        refresh(self.plan)
        audit.record(
            by=self.by, at=self.at, did=f"plan-{did}", person_id=self.plan.person_id, episode_id=self.episode.pk,
            detail={"number": number},
        )  # fmt: skip
        return made

    def next_key(self, table: type[Any]) -> int:
        return 1 + max(table._default_manager.filter(plan=self.plan).values_list("key", flat=True), default=0)

    def last(self, table: type[Any], key: int, *, field: str = "") -> Any:
        """The last version of one problem, goal or step. Raises Refused where there is none of this number."""
        found = table._default_manager.filter(plan=self.plan, key=key).order_by("-change__number").first()
        if found is None:
            raise Refused({field: "There is no such line in this plan."})
        return found


def write(*, episode: Episode, seen: int | None, by: StaffRole, at: datetime) -> Writing:
    """Takes the lock and looks whether this may be written now. `seen` is how many changes the form knew of.

    Raises Refused with "": not theirs, the episode has ended, or somebody else wrote meanwhile, and what.
    """
    locked = lock(episode.pk)
    if locked.closed_on:
        raise Refused({"": CLOSED})
    refuse_unless_theirs(locked, by=by, at=at)
    plan = models.Plan.objects.filter(episode=locked).first()
    if plan is None:
        due = review_due(locked)
        plan = models.Plan.objects.create(episode=locked, person_id=locked.person_id, review_due_on=due)
    if seen is not None and plan.changes > seen:
        raise Refused({"": meanwhile(plan, seen)})
    return Writing(plan, locked, by, at)


def refuse_unless_theirs(episode: Episode, *, by: StaffRole, at: datetime) -> None:
    parts = Involvement.objects.filter(episode=episode, organisation=by.organisation_id, until=None)
    writes = may_write(CARE_PLAN, person_id=episode.person_id, staff=by, as_of=at)
    if not (writes and parts.exists()):
        raise Refused({"": NOT_YOURS})


def meanwhile(plan: models.Plan, seen: int) -> str:
    """What others wrote since a form was opened, so that whoever typed into it can look before they send it again."""
    said = models.PlanChange.objects.filter(plan=plan, number__gt=seen).select_related("by__staff").order_by("number")
    words = {row.change_id: _words(row) for table in WORDS_OF for row in table._default_manager.filter(change__in=said)}
    wrote = [f"{one.by.staff}: {DID[Did(one.did)].lower()}{words.get(one.pk, '')}" for one in said]
    said_then = f"Meanwhile somebody else wrote in this plan. {'; '.join(wrote)}."
    return f"{said_then} What you typed is still here: send it again if it still holds."


def _words(row: models.Problem | models.Goal | models.GoalStep) -> str:
    says = row.what if isinstance(row, models.GoalStep) else row.own_words
    return f", “{says}”" if says else ""


def refresh(plan: models.Plan) -> None:
    """Computes anew what the plan keeps of its facts, and saves it."""
    for name, value in kept_of(plan).items():
        setattr(plan, name, value)
    plan.save()


def kept_of(plan: models.Plan) -> Mapping[str, Any]:
    """What its facts amount to, column by column."""
    said = list(models.PlanChange.objects.filter(plan=plan).order_by("number").values_list("number", "did"))
    asked = max((number for number, did in said if did == Did.AGREEMENT), default=0)
    answer = models.PlanAgreement.objects.filter(plan=plan).order_by("-change__number").first()
    return {
        "changes": len(said),
        "agreed": answer.answer if answer else "",
        "unasked": any(did in ASKED_OF and number > asked for number, did in said),
        "review_due_on": next_review(plan),
    }


def next_review(plan: models.Plan) -> date | None:
    """When the plan is to be looked at again: as the service's own clock says, else as was said at the last review."""
    if means_reviews(plan.episode):
        return review_due(plan.episode)
    last = models.PlanReview.objects.filter(plan=plan).order_by("-change__number").first()
    return last.next_on if last else None


def means_reviews(episode: Episode) -> str:
    """The standard of this service that means the next review; empty where it has none."""
    return blueprint_of(episode).that_means(ClockMeaning.TO_REVIEW)


def review_due(episode: Episode) -> date | None:
    runs = Clock.objects.filter(episode=episode, standard=means_reviews(episode), state=ClockState.RUNNING)
    last = runs.order_by("-run").first()
    return last.due_on if last else None


def read(texts: Mapping[str, str], *, most: int = SHORT, needed: Iterable[str] = ()) -> dict[str, str]:
    """Typed lines, tidied. Raises Refused by field: what cannot be taken, and what is needed and is not there."""
    lines = sound({name: read_line(text, most=most) for name, text in texts.items()})
    refuse_if({name: "Say something here." for name in needed if not lines[name]})
    return lines


def refuse_day(writing: Writing, field: str, day: date) -> None:
    """Raises Refused for a day on which somebody cannot have been asked: it has not come, or was before the episode."""
    began = Event.objects.filter(episode=writing.episode).aggregate(began=Min("happened_on"))["began"]
    if day > writing.today:
        raise Refused({field: f"{spell_day(day)} has not come yet."})
    if began and day < began:
        raise Refused({field: f"{spell_day(day)} was before this episode began, on {spell_day(began)}."})


def refuse_due(writing: Writing, field: str, day: date | None, *, after: date | None = None) -> None:
    """Raises Refused for a day by which nobody can do anything: it has passed, or is too far away to be meant.

    `after` is a day that it has to be later than, where what is recorded is of an earlier day than today.
    """
    if day is not None and after and day <= after:
        raise Refused({field: f"Choose a day after {spell_day(after)}."})
    if day is not None and not after and day < writing.today:
        raise Refused({field: f"{spell_day(day)} has passed."})
    if day is not None and day > writing.today + FURTHEST:
        raise Refused({field: f"{spell_day(day)} is more than a year away."})


def refuse_unknown(**words: tuple[str, Iterable[str]]) -> None:
    """Raises Refused by field for a word that is not one of a list: name=(word, list)."""
    refuse_if({name: "Choose one of those offered." for name, (word, known) in words.items() if word not in known})
