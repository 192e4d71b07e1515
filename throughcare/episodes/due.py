"""What is due from one organisation, most urgent first: the questions of its worklist, each written once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from operator import itemgetter
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat, Trim

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.episodes.models import Service, Task, Waiting
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.pathways import from_instant
from throughcare.people.models import Person

A_PAGE = 15
OF_NOBODY = 5
SOON = timedelta(days=7)
OVERDUE, WEEK, MINE, NOBODY = "overdue", "week", "mine", "nobody"
# What of a task and its episode a line shows.
SHOWN = (
    "person_id",
    "standard",
    "due_on",
    "waiting",
    "waiting_for__name",
    "explained_until",
    "unexplained",
    "episode__reference",
    "episode__stage",
    "episode__stage_since",
    "episode__blueprint_id",
    "episode__service__title",
    "episode__service__starts",
    "episode__service__in_force",
)

Asker = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many lines there are of each kind, and in which services."""

    overdue: int
    week: int
    waiting: Mapping[str, int]
    nobody: int
    services: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class After:
    """The line with which the page before ended; without a number there was none."""

    due_on: date | None = None
    number: int | None = None

    @property
    def kind(self) -> str:
        return "" if self.number is None else "dated" if self.due_on else "undated"


def asker(staff: StaffRole, *, as_of: datetime) -> Asker:
    """Who asks, and when: what every question of a worklist is asked with."""
    today = from_instant(as_of).on
    return {**asked_by(staff, as_of=as_of), "me": staff.pk, "today": today, "soon": today + SOON}


def counted(who: Asker) -> Counted:
    """Counts the whole list by service, in one query."""
    rows = COUNTS.ask(**who)
    return Counted(
        overdue=sum(row["overdue"] for row in rows),
        week=sum(row["week"] for row in rows),
        waiting={waiting: sum(row[waiting] for row in rows) for waiting in Waiting.values},
        nobody=sum(row["nobody"] for row in rows),
        services=tuple(sorted(((row["service_id"], row["title"]) for row in rows), key=itemgetter(1, 0))),
    )


def page(who: Asker, filters: Collection[str], after: After, *, waiting: str, service: int | None) -> list[Task]:
    """A page of the tasks that pass the filters, and one more; `waiting` and `service` are what two filters ask for."""
    said = {"waiting": waiting, "service": service, "after_day": after.due_on, "after": after.number}
    return _page(frozenset(filters), after.kind).ask(**who, **said)


def nobodys(who: Asker) -> list[Task]:
    """The first few whom nobody holds, longest first."""
    return NOBODYS.ask(**who)


def name_where_seen() -> Subquery:
    """The name of whom a row is about, where whoever asks may see who it is; none elsewhere."""
    named = seen_by(Person, staff=WHOEVER, as_of=WHENEVER).filter(pk=OuterRef("person_id"))
    return Subquery(named.values(name=Trim(Concat("given_names", Value(" "), "family_name")))[:1])


def _tasks() -> QuerySet[Task]:
    """The worklist of the organisation somebody acts for, as far as it may be seen."""
    return seen_by(Task, staff=WHOEVER, as_of=WHENEVER).filter(organisation=WHOEVER.organisation_id)


def _shown(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """With as much of each episode as a line shows, and no more."""
    return tasks.select_related("episode__service", "waiting_for").only(*SHOWN).annotate(name=name_where_seen())


@cache
def _page(filters: frozenset[str], after: str) -> Question[Task]:
    """The question for each choice of filters there can be."""
    found = Q(*(FILTERS[name] for name in sorted(filters))) & AFTER[after]
    most_urgent = (F("due_on").asc(nulls_last=True), "id")
    return Question(lambda: _shown(_tasks().filter(found)).order_by(*most_urgent)[: A_PAGE + 1])


def _counts() -> QuerySet[Task, Any]:
    """Nothing of any row but what its index holds, or counting thousands would take half the time of a page."""
    title = Service.objects.filter(pk=OuterRef("service_id")).order_by().values("title")
    return (
        _tasks()
        .values("service_id")
        .annotate(
            overdue=Count("id", filter=FILTERS[OVERDUE]),
            week=Count("id", filter=FILTERS[WEEK]),
            nobody=Count("id", filter=FILTERS[NOBODY]),
            **{waiting: Count("id", filter=Q(waiting=waiting)) for waiting in Waiting.values},
        )
        # By itself, or Django would group by it.
        .annotate(title=Subquery(title))
        .order_by()
    )


def _nobodys() -> QuerySet[Task]:
    return _shown(_tasks().filter(FILTERS[NOBODY])).order_by("episode__stage_since", "id")[:OF_NOBODY]


FILTERS = {
    "waiting": Q(waiting=Given("waiting")),
    "service": Q(service=Given("service")),
    MINE: Q(lead=Given("me")),
    NOBODY: Q(nobody_holds=True),
    # What is in line without a standard, such as a referral to receive, is not due by any rule.
    OVERDUE: Q(due_on__lt=Given("today"), standard__gt=""),
    WEEK: Q(due_on__gte=Given("today"), due_on__lt=Given("soon"), standard__gt=""),
}
# Kind of the line before -> what comes after it; lines without a date come last.
AFTER = {
    "": Q(),
    "dated": Q(due_on__gt=Given("after_day"))
    | Q(due_on=Given("after_day"), id__gt=Given("after"))
    | Q(due_on__isnull=True),
    "undated": Q(due_on__isnull=True, id__gt=Given("after")),
}
COUNTS, NOBODYS = Question(_counts), Question(_nobodys)
