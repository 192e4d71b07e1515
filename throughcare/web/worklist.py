"""The lines of one organisation's worklist: what to ask of them, and each as a page shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import QueryDict

from throughcare.access.seeing import seen_by
from throughcare.clocks.standard import FORCE_IN_WORDS
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Task, Waiting
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person

A_PAGE = 15
SHOWN = (
    "person_id",
    "standard",
    "due_on",
    "waiting",
    "waiting_for__name",
    "episode__reference",
    "episode__stage",
    "episode__stage_since",
    "episode__blueprint_id",
    "episode__service__title",
    "episode__service__starts",
)
OF_NOBODY = 5
SOON = timedelta(days=7)
OVERDUE, WEEK, MINE = "overdue", "week", "mine"
NO_DATE = "none"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for. What it says that makes no sense is as if it had not been said."""

    waiting: str = ""
    due: str = ""
    service: int | None = None
    whose: str = ""
    nobody: bool = False
    after: str = ""

    @property
    def any(self) -> bool:
        return bool(self.waiting or self.due or self.service or self.whose or self.nobody)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `days` until it is due (below nought when late), what it is due by, and on whom it waits."""

    episode: str
    person: Person | None
    service: str
    stage: str
    since: date
    due_on: date | None
    days: int | None
    rule: str
    force: str
    waiting: str
    waiting_for: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many lines there are of each kind, and in which services."""

    overdue: int
    week: int
    waiting: Mapping[str, int]
    nobody: int
    services: tuple[tuple[int, str], ...]


def wanted(query: QueryDict) -> Wanted:
    """What the address asks for."""
    service = query.get("service", "")
    return Wanted(
        waiting=query.get("waiting", "") if query.get("waiting") in Waiting.values else "",
        due=query.get("due", "") if query.get("due") in {OVERDUE, WEEK} else "",
        service=int(service) if service.isascii() and service.isdigit() and len(service) < 10 else None,
        whose=MINE if query.get("whose") == MINE else "",
        nobody=query.get("nobody") == "yes",
        after=query.get("after", "")[:30],
    )


def tasks_of(staff: StaffRole, *, as_of: datetime) -> QuerySet[Task]:
    """The worklist of the organisation somebody acts for, as far as it may be seen."""
    return seen_by(Task, staff=staff, as_of=as_of).filter(organisation=staff.organisation_id)


def counted(tasks: QuerySet[Task], *, today: date) -> Counted:
    """Counts the whole list by service, in one query."""
    by_service = tasks.values("episode__service_id", "episode__service__title").annotate(
        overdue=Count("id", filter=Q(due_on__lt=today)),
        week=Count("id", filter=Q(due_on__gte=today, due_on__lt=today + SOON)),
        nobody=Count("id", filter=Q(nobody_holds=True)),
        **{waiting: Count("id", filter=Q(waiting=waiting)) for waiting in Waiting.values},
    )
    rows: list[Any] = list(by_service.order_by("episode__service__title", "episode__service_id"))
    return Counted(
        overdue=sum(row["overdue"] for row in rows),
        week=sum(row["week"] for row in rows),
        waiting={waiting: sum(row[waiting] for row in rows) for waiting in Waiting.values},
        nobody=sum(row["nobody"] for row in rows),
        services=tuple((row["episode__service_id"], row["episode__service__title"]) for row in rows),
    )


def chosen(tasks: QuerySet[Task], asked: Wanted, *, staff: StaffRole, today: date) -> QuerySet[Task]:
    """The tasks that the address asks for, most urgent first, from where the page before ended."""
    found = {
        "waiting": Q(waiting=asked.waiting),
        "service": Q(episode__service=asked.service),
        "whose": Q(lead=staff),
        "nobody": Q(nobody_holds=True),
        "due": Q(due_on__lt=today) if asked.due == OVERDUE else Q(due_on__gte=today, due_on__lt=today + SOON),
    }
    filters = Q(*(question for name, question in found.items() if getattr(asked, name)))
    ordered = tasks.filter(filters & _after(asked.after)).order_by(F("due_on").asc(nulls_last=True), "id")
    return with_episodes(ordered)


def nobodys(tasks: QuerySet[Task]) -> list[Task]:
    """The first few whom nobody holds, longest first."""
    return list(with_episodes(tasks.filter(nobody_holds=True).order_by("episode__stage_since", "id"))[:OF_NOBODY])


def with_episodes(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """With as much of each episode as a line shows, and no more."""
    return tasks.select_related("episode__service", "waiting_for").only(*SHOWN)


def place(task: Task) -> str:
    """Where a page ended, for the address of the next."""
    return f"{task.due_on or NO_DATE}_{task.pk}"


def lines(tasks: Iterable[Task], people: Mapping[int, Person], *, today: date) -> list[Line]:
    """Each task in the words of its episode's blueprint. `people` are those whose names may be seen, by id."""
    return [_line(task, people.get(task.person_id), today) for task in tasks]


def _line(task: Task, person: Person | None, today: date) -> Line:
    episode, blueprint = task.episode, blueprint_of(task.episode)
    standard = blueprint.standard.get(task.standard)
    return Line(
        episode=episode.reference,
        person=person,
        service=str(episode.service),
        stage=blueprint.pathway.stage[episode.stage].title,
        since=episode.stage_since,
        due_on=task.due_on,
        days=(task.due_on - today).days if task.due_on else None,
        rule=standard.title if standard else "",
        force=FORCE_IN_WORDS[standard.force] if standard else "",
        waiting=task.waiting,
        waiting_for=str(task.waiting_for or ""),
    )


def _after(place_: str) -> Q:
    day, _, number = place_.partition("_")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return Q()
    if day == NO_DATE:
        return Q(due_on__isnull=True, id__gt=int(number))
    due_on = _day(day)
    return Q(due_on__gt=due_on) | Q(due_on=due_on, id__gt=int(number)) | Q(due_on__isnull=True) if due_on else Q()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
