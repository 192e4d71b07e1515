"""A plan as one member of staff may read it, in one query whatever was said of it; formulations and summaries alike."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.plans import models
from throughcare.plans.words import (
    ANSWERS,
    ASKED_OF,
    DID,
    FORMULATION,
    GOAL_STATES,
    STEP_STATES,
    TO_DO,
    WORKING,
    Did,
)


@dataclass(frozen=True, slots=True)
class Change:
    """Who said what kind of thing of a plan, and when; what they said is in the row of the same number."""

    number: int
    did: str
    at: datetime
    by: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Problem:
    number: int
    key: int
    own_words: str
    team_words: str
    over: bool

    @property
    def says(self) -> str:
        return self.own_words or self.team_words


@dataclass(frozen=True, slots=True)
class Goal:
    number: int
    key: int
    own_words: str
    problem: int | None
    state: str
    why: str

    @property
    def open(self) -> bool:
        return self.state == WORKING


@dataclass(frozen=True, slots=True)
class Rating:
    number: int
    goal: int
    on: date
    value: int


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    key: int
    goal: int
    what: str
    whose: str
    who: str
    due_on: date | None
    state: str
    why: str

    def is_late(self, day: date) -> bool:
        return self.state == TO_DO and self.due_on is not None and self.due_on < day


@dataclass(frozen=True, slots=True)
class Review:
    number: int
    on: date
    changed: str
    next_on: date | None
    event: int | None


@dataclass(frozen=True, slots=True)
class Agreement:
    number: int
    on: date
    answer: str
    reason: str


# How each kind of row is read: the table, and what becomes of a line of it.
KINDS: Mapping[str, tuple[type[Model], type[Any]]] = {
    "problems": (models.Problem, Problem),
    "goals": (models.Goal, Goal),
    "ratings": (models.GoalRating, Rating),
    "steps": (models.GoalStep, Step),
    "reviews": (models.PlanReview, Review),
    "agreements": (models.PlanAgreement, Agreement),
}
DAYS = frozenset({"on", "due_on", "next_on"})
Row = TypeVar("Row", Problem, Goal, Step)
Line = Problem | Goal | Step | Rating | Review | Agreement


@dataclass(frozen=True)
class Written:
    """All that was said of a plan and may be read of it, in the order of being said. Without a plan it is empty."""

    plan: models.Plan | None = None
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    goals: tuple[Goal, ...] = ()
    ratings: tuple[Rating, ...] = ()
    steps: tuple[Step, ...] = ()
    reviews: tuple[Review, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    @property
    def number(self) -> int:
        """How many things were said of it."""
        return self.plan.changes if self.plan else 0

    @cached_property
    def change(self) -> Mapping[int, Change]:
        return {change.number: change for change in self.changes}

    @property
    def problems_now(self) -> list[Problem]:
        return newest(self.problems)

    @property
    def goals_now(self) -> list[Goal]:
        return newest(self.goals)

    @property
    def steps_now(self) -> list[Step]:
        return newest(self.steps)

    @property
    def agreement(self) -> Agreement | None:
        return self.agreements[-1] if self.agreements else None

    @property
    def since_asked(self) -> list[Change]:
        """What changed of problems, goals and steps since the person was last asked."""
        asked = max((change.number for change in self.changes if change.did == "agreement"), default=0)
        return [change for change in self.changes if change.number > asked and change.did in ASKED_OF]

    def steps_of(self, goal: int) -> list[Step]:
        return [step for step in self.steps_now if step.goal == goal]

    def ratings_of(self, goal: int) -> list[Rating]:
        """By the day they are of; of one day the last said counts."""
        by_day = {rating.on: rating for rating in self.ratings if rating.goal == goal}
        return [by_day[day] for day in sorted(by_day)]


def newest(rows: Iterable[Row]) -> list[Row]:
    """Of each key the last version, in the order of the keys."""
    last = {row.key: row for row in rows}
    return [last[key] for key in sorted(last)]


def said_in(written: Written, change: Change) -> str:
    """What one change said, as far as it may be read."""
    rows: tuple[Line, ...] = (*written.problems, *written.goals, *written.ratings, *written.steps)
    rows += (*written.reviews, *written.agreements)
    row = next((one for one in rows if one.number == change.number), None)
    return DID[Did(change.did)] + (f": {_says(row)}" if row else "")


def _says(row: Line) -> str:
    if isinstance(row, Problem):
        return f"{row.says}{' (no longer)' if row.over else ''}"
    if isinstance(row, Goal):
        return f"{row.own_words} ({GOAL_STATES[row.state].lower()})"
    if isinstance(row, Step):
        return f"{row.what} ({STEP_STATES[row.state].lower()})"
    if isinstance(row, Rating):
        return f"{row.value} of 10"
    return row.changed if isinstance(row, Review) else " ".join(filter(None, [ANSWERS[row.answer], row.reason]))


def _plan() -> QuerySet[models.Plan]:
    who: dict[str, Any] = {"staff": WHOEVER, "as_of": WHENEVER}
    said = seen_by(models.PlanChange, **who).filter(plan=OuterRef("pk")).order_by("number")
    by = {"by": "by__staff__display_name", "organisation": "by__organisation__name"}
    lines: dict[str, QuerySet[Any, Any]] = {
        "changes": said.values(json=JSONObject(number="number", did="did", at="at", **by))
    }
    for name, (table, line) in KINDS.items():
        its = seen_by(table, **who).filter(plan=OuterRef("pk")).order_by("change__number")
        columns = {column: column for column in line.__slots__ if column != "number"}
        lines[name] = its.values(json=JSONObject(number="change__number", **columns))
    found = seen_by(models.Plan, **who).filter(episode=Given("episode"))
    return found.annotate(**{f"its_{name}": ArraySubquery(its) for name, its in lines.items()})


PLAN = Question(_plan)


def written_of(episode_id: int, *, staff: StaffRole, as_of: datetime) -> Written:
    """The plan of an episode as whoever asks may read it. One query."""
    for plan in PLAN.ask(**asked_by(staff, as_of=as_of), episode=episode_id):
        its = vars(plan)
        changes = tuple(Change(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in its["its_changes"])
        rows = {name: tuple(_lines(line, its[f"its_{name}"])) for name, (_, line) in KINDS.items()}
        return Written(plan, changes, **rows)
    return Written()


def _lines(line: type[Any], rows: Iterable[Mapping[str, Any]]) -> Iterator[Any]:
    for row in rows:
        days = {name: date.fromisoformat(row[name]) for name in DAYS & row.keys() if row[name]}
        yield line(**{**row, **days})


def formulation_of(episode_id: int, *, staff: StaffRole, as_of: datetime) -> list[models.FormulationPart]:
    """Every part of every version that may be read, the newest first. One query."""
    rows = seen_by(models.FormulationPart, staff=staff, as_of=as_of).filter(episode=episode_id)
    return list(rows.select_related("by__staff", "by__organisation").order_by("-number", "pk"))


def parts_now(rows: Iterable[models.FormulationPart]) -> dict[str, models.FormulationPart]:
    """Part -> its last version, in the order in which a formulation is told."""
    last: dict[str, models.FormulationPart] = {}
    for row in rows:
        last.setdefault(row.part, row)
    return {part: last[part] for part in FORMULATION if part in last}


def sections_of(summary: models.Summary, *, staff: StaffRole, as_of: datetime) -> list[models.SummarySection]:
    """What whoever asks may read of a version, in the order of the headings. One query."""
    return list(seen_by(models.SummarySection, staff=staff, as_of=as_of).filter(summary=summary).order_by("pk"))
