"""What has been kept for its period on a day, rule by rule, and which of it is on hold. Nothing here deletes anything.

Asked in one statement, however many rules and tables there are: who is quiet or dead long enough, once for each period;
then what rows there are of them. Put together of queries, table by table, the same took a minute for 20,000 people.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, Exists, Model, OuterRef, Q, QuerySet, Value, When

from throughcare.access.models import Grant
from throughcare.access.seeing import CATEGORY_IN_ROW, CATEGORY_OF
from throughcare.organisations.acting import EXPLAINER, by_service
from throughcare.organisations.models import Organisation
from throughcare.people.models import LegalStatus, Person
from throughcare.retention.holding import why_held
from throughcare.retention.rules import RULES, SCHEDULE, Rule, years_before
from throughcare.retention.tables import UNDER, counted, dated

# How many people are named by reference under one rule.
NAMED = 100
ASK = """
    WITH kept AS (SELECT * FROM (VALUES {kinds}) AS kept (category, rule, period)),
    whose (id, reference, why, hold, period) AS MATERIALIZED ({people}),
    theirs AS (
        SELECT kept.rule, whose.reference, whose.why, whose.hold, count(*) AS number
        FROM ({rows}) AS one
        JOIN kept ON kept.category = one.category
        JOIN whose ON whose.id = one.person_id AND whose.period = kept.period
        GROUP BY 1, 2, 3, 4
    )
    SELECT rule, hold <> '', count(*), sum(number),
        (array_agg(reference ORDER BY reference))[:%s],
        (array_agg(CASE hold WHEN '' THEN why ELSE hold END ORDER BY reference))[:%s]
    FROM theirs GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Some:
    """So many people and rows of theirs, and the first of the people by reference, each with why."""

    people: int = 0
    rows: int = 0
    named: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class DryRun:
    """What one rule would have due on a day, and what would be due were it not on hold."""

    rule: Rule
    due: Some = field(default_factory=Some)
    held: Some = field(default_factory=Some)


def dry_run(*, as_of: date, organisation: Organisation | None = None) -> list[DryRun]:
    """Every rule in its order, with what would be due: of everybody, or of an organisation's people. One question."""
    found = {title: DryRun(rule) for title, rule in RULES.items()}
    for title, held, people, rows, references, why in _answers(as_of, organisation):
        some = Some(people, int(rows), tuple(zip(references, why, strict=True)))
        if held:
            found[title].held = some
        else:
            found[title].due = some
    return list(found.values())


@by_service(EXPLAINER)
def dry_run_for(organisation: Organisation, *, as_of: date) -> list[DryRun]:
    """The same of the people whom an organisation has or had a ground for: for its Guardian, who sees no row of it."""
    return dry_run(as_of=as_of, organisation=organisation)


def _answers(as_of: date, organisation: Organisation | None) -> list[tuple[Any, ...]]:
    periods = list(dict.fromkeys((rule.after_last_entry, rule.after_death) for rule in RULES.values()))
    under = {**SCHEDULE, **{rule.title: rule for rule in UNDER.values()}}
    kinds = [
        (kind, rule.title, periods.index((rule.after_last_entry, rule.after_death)))
        for kind, rule in under.items()
        if rule
    ]
    people = [_put(number, *period, as_of=as_of, organisation=organisation) for number, period in enumerate(periods)]
    asked = ASK.format(
        kinds=", ".join(["(%s, %s, %s)"] * len(kinds)),
        people=" UNION ALL ".join(sql for sql, _ in people),
        rows=" UNION ALL ".join(_rows()),
    )
    given = [*(value for kind in kinds for value in kind), *(value for _, values in people for value in values)]
    with connection.cursor() as cursor:
        cursor.execute(asked, [*given, NAMED, NAMED])
        return list(cursor.fetchall())


def _put(
    number: int, last: int, death: int | None, *, as_of: date, organisation: Organisation | None
) -> tuple[str, tuple[Any, ...]]:
    """Those of one period in SQL with its values: id, reference, why, why on hold, and the number of the period."""
    people = _whose(last, death, as_of=as_of).annotate(hold=why_held(organisation))
    if organisation is not None:
        people = people.filter(Exists(Grant.objects.filter(organisation=organisation, person=OuterRef("pk"))))
    sql, values = people.order_by().values_list("pk", "reference", "why", "hold").query.sql_with_params()
    return f"SELECT *, {number} FROM ({sql}) AS of_{number}", values


def _whose(last: int, death: int | None, *, as_of: date) -> QuerySet[Person]:
    """Those who have died, or of whom nothing was recorded, so many years ago or longer; `why` says which."""
    since = years_before(as_of, last)
    under_law = LegalStatus.objects.filter(Q(until_on=None) | Q(until_on__gt=since), person=OuterRef("pk"))
    quiet = Q(recorded_at__date__lte=since) & ~Q(Exists(under_law))
    for model, when in dated().items():
        later = model._default_manager.filter(**{"person": OuterRef("pk"), f"{when}__date__gt": since})
        quiet &= ~Q(Exists(later))
    says = Value(f"nothing recorded for {last} years", output_field=CharField())
    if death is None:
        return Person.objects.filter(quiet).annotate(why=says)
    died = Value(f"died {death} years ago or longer")
    gone = Q(died_on__lte=years_before(as_of, death))
    return Person.objects.filter(gone | (Q(died_on=None) & quiet)).annotate(
        why=Case(When(died_on=None, then=says), default=died, output_field=CharField())
    )


def _rows() -> Iterator[str]:
    """Of every table that is counted: of names in our own code alone."""
    for model in counted():
        yield f"SELECT person_id, {_kind(model)} AS category FROM {model._meta.db_table}"


def _kind(model: type[Model]) -> str:
    """In SQL: the category of a row, or the title of the rule where its table falls under that."""
    if model in UNDER:
        return f"'{UNDER[model].title}'"
    return "category" if model in CATEGORY_IN_ROW else f"'{CATEGORY_OF[model]}'"
