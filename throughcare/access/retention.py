"""How long a record is kept: a row for every category, and what would be due on a day. Nothing here deletes anything.

The one period that is known is recalled (domain.md 5, IG9: "[R]"). What belongs to prisons, probation, courts and local
authorities is theirs to say, so that nothing of it is ever due.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Model, OuterRef, QuerySet, Value

from throughcare.access.models import Consent, Disclosure, Emergency, Grant
from throughcare.access.seeing import CATEGORY_IN_ROW, CATEGORY_OF
from throughcare.organisations.acting import EXPLAINER, by_service
from throughcare.organisations.models import Organisation
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES
from throughcare.sharing.purposes import RECALLED


@dataclass(frozen=True, slots=True)
class Period:
    """Years after the last entry about somebody and, once they have died, after their death instead."""

    after_last_entry: int
    after_death: int
    source: str
    mark: str


MENTAL_HEALTH = Period(20, 8, "NHS Records Code: mental-health records", RECALLED)

SCHEDULE: Mapping[str, Period | None] = {
    # It goes last, once nothing else of the record is left.
    "identity-and-location": None,
    "sentence-and-dates": None,
    "mha-status": MENTAL_HEALTH,
    "referral-and-stage": MENTAL_HEALTH,
    "clinical": MENTAL_HEALTH,
    "diagnosis-and-medication": MENTAL_HEALTH,
    "self-harm-risk": MENTAL_HEALTH,
    "risk-to-others": None,
    "security-intelligence": None,
    "therapy-content": MENTAL_HEALTH,
    "peer-contacts": None,
    "mentor-vetting": None,
    "care-plan": MENTAL_HEALTH,
    "housing": None,
    "victim": None,
    "protected-characteristics": MENTAL_HEALTH,
    "incidents": None,
    "indicators": None,
}


@dataclass(frozen=True, slots=True)
class Due:
    """So many rows of one table and category that have been kept for their period, and why."""

    category: str
    table: str
    rows: int
    people: int
    why: str
    source: str
    mark: str


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; of a 29th of February, where there is none, the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def due(*, as_of: date) -> Iterator[Due]:
    """What has been kept for its period on a day, in the order of the table."""
    for category, period in SCHEDULE.items():
        if period:
            for why, people in _whose(period, as_of=as_of):
                yield from _counted(category, period, why, people)


@dataclass(frozen=True, slots=True)
class DueHere:
    """What is due of the people whom an organisation has or had a ground for: in numbers, and by reference."""

    lines: list[Due]
    people: list[tuple[str, str]]


@by_service(EXPLAINER)
def due_to(organisation: Organisation, *, as_of: date) -> DueHere:
    """The same of one organisation, for its Guardian, who sees no row of it. Two questions, however many tables."""
    theirs = Exists(Grant.objects.filter(organisation=organisation, person=OuterRef("pk")))
    periods = dict.fromkeys(period for period in SCHEDULE.values() if period)
    due_people = [(p, why, people.filter(theirs)) for p in periods for why, people in _whose(p, as_of=as_of)]
    counted = [one for period, why, people in due_people for one in _counts(period, why, people)]
    named = [people.values_list("reference", Value(why)) for _, why, people in due_people]
    lines = [_line(row) for row in counted[0].union(*counted[1:], all=True) if row["rows"]]
    people = list(named[0].union(*named[1:], all=True).order_by("reference")[:NAMED])
    return DueHere(
        sorted(lines, key=lambda line: (list(CATEGORIES).index(line.category), line.why, line.table)), people
    )


def _counts(period: Period, why: str, people: QuerySet[Person]) -> Iterator[QuerySet[Any, dict[str, Any]]]:
    of_period = [category for category, its in SCHEDULE.items() if its == period]
    for model in _tables():
        rows = model._default_manager.filter(person__in=people).order_by()
        if model in CATEGORY_IN_ROW:
            kept = rows.filter(category__in=of_period).values(of=F("category"))
        elif CATEGORY_OF[model] in of_period:
            kept = rows.values(of=Value(CATEGORY_OF[model]))
        else:
            continue
        named = kept.annotate(table=Value(str(model._meta.verbose_name_plural)), why=Value(why))
        yield named.annotate(rows=Count("pk"), people=Count("person", distinct=True)).values(*COUNTED)


COUNTED = ("of", "table", "why", "rows", "people")
# How many people a page names by reference.
NAMED = 100


def _line(row: Mapping[str, Any]) -> Due:
    period = SCHEDULE[row["of"]]
    assert period is not None  # nothing else is counted
    return Due(row["of"], row["table"], row["rows"], row["people"], row["why"], period.source, period.mark)


def undecided() -> list[str]:
    """The titles of the categories of which no period is known."""
    return [CATEGORIES[category] for category, period in SCHEDULE.items() if period is None]


def _whose(period: Period, *, as_of: date) -> Iterator[tuple[str, QuerySet[Person]]]:
    died = years_before(as_of, period.after_death)
    last = years_before(as_of, period.after_last_entry)
    yield f"died {period.after_death} years ago or longer", Person.objects.filter(died_on__lte=died)
    quiet = Person.objects.filter(died_on__isnull=True, recorded_at__date__lte=last)
    for model, when in _dated().items():
        later = model._default_manager.filter(**{"person": OuterRef("pk"), f"{when}__date__gt": last})
        quiet = quiet.exclude(Exists(later))
    yield f"nothing recorded for {period.after_last_entry} years", quiet


def _counted(category: str, period: Period, why: str, people: QuerySet[Person]) -> Iterator[Due]:
    for model in _tables():
        rows = model._default_manager.filter(person__in=people)
        if model in CATEGORY_IN_ROW:
            rows = rows.filter(category=category)
        elif CATEGORY_OF[model] != category:
            continue
        if found := rows.count():
            whom = rows.order_by().values("person").distinct().count()
            table = str(model._meta.verbose_name_plural)
            yield Due(category, table, found, whom, why, period.source, period.mark)


def _tables() -> list[type[Model]]:
    """Every table of rows about a person that has said its category, by name."""
    return sorted({*CATEGORY_OF, *CATEGORY_IN_ROW} - {Person}, key=lambda model: model._meta.db_table)


def _dated() -> dict[type[Model], str]:
    """Those whose rows say when they were recorded -> in which column; what was asked and sent counts as well."""
    recorded = [model for model in _tables() if any(field.name == "recorded_at" for field in model._meta.fields)]
    return {**dict.fromkeys([*recorded, Consent], "recorded_at"), Disclosure: "at", Emergency: "at"}
