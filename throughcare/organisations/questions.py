"""Questions that are asked again and again: their SQL is built once, and asked with other values each time.

Django writes the SQL of a queryset anew whenever it is asked, and on a page of this product that took more than half of
the time (docs/concepts/speed.md). A queryset in which `Given("name")` stands for a value is written once.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from functools import cached_property
from types import SimpleNamespace
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import BooleanField, Expression, F, Func, QuerySet

from throughcare.organisations.acting import door_is_kept_for, door_kept_for

Row = TypeVar("Row")


class Kept(NamedTuple):
    """A queryset, its compiler, its SQL with the parameters of that, and what becomes of each column that is read."""

    queryset: Any
    compiler: Any
    sql: str
    parameters: tuple[Any, ...]
    converters: dict[int, Any]

    def values(self, given: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(given[one.name] if isinstance(one, Given) else one for one in self.parameters)


class Given(Expression):
    """A value that is said when the question is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


WHO = {name: Given(name) for name in ("staff", "as_of")}


def among(column: str, name: str) -> Func:
    """Whether a column is one of the values given: `IN` would be another question for every number of values."""
    anything = "%(expressions)s)"
    return Func(F(column), Given(name), template=anything, arg_joiner=" = ANY(", output_field=BooleanField())


class Question(Generic[Row]):
    """What `written` returns, asked with values for what is given in it. It is written when it is first asked."""

    def __init__(self, written: Callable[[], QuerySet[Any, Row]]) -> None:
        self.written = written

    def ask(self, **given: Any) -> list[Row]:
        """The rows, as the queryset itself would bring them. Raises KeyError for a value that is missing."""
        question = self._written_for(given)
        # A compiler belongs to the connection, and so to the thread, that asks.
        asking = copy(question.compiler)
        asking.connection = connections[DEFAULT_DB_ALIAS]
        values = question.values(given)
        asking.as_sql = lambda *_, **__: (question.sql, values)
        asking.get_converters = lambda _: question.converters
        query = copy(question.queryset.query)
        query.get_compiler = lambda *_, **__: asking
        asked = SimpleNamespace(db=DEFAULT_DB_ALIAS, query=query, _known_related_objects={})
        return list(question.queryset._iterable_class(asked))

    def as_sql(self, given: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
        """The same question as a part of another."""
        question = self._written_for(given)
        return question.sql, question.values(given)

    def _written_for(self, given: Mapping[str, Any]) -> Kept:
        kept = door_is_kept_for(given) if given.keys() >= WHO.keys() else False
        return self._behind_the_door if kept else self._at_the_door

    @cached_property
    def _at_the_door(self) -> Kept:
        with door_kept_for(None):
            return self._write()

    @cached_property
    def _behind_the_door(self) -> Kept:
        with door_kept_for(WHO):
            return self._write()

    def _write(self) -> Kept:
        queryset = self.written()
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        return Kept(queryset, compiler, sql, tuple(parameters), compiler.get_converters(columns))


def together(asked: Iterable[tuple[Question[Any], Mapping[str, Any]]]) -> list[list[dict[str, Any]]]:
    """The rows of several questions in one statement, each row by the names of its columns as JSON has it."""
    parts = [question.as_sql(given) for question, given in asked]
    if not parts:
        return []
    each = " UNION ALL ".join(
        f"SELECT {number} AS nth, coalesce(jsonb_agg(to_jsonb(its)), '[]')::text FROM ({sql}) AS its"
        for number, (sql, _) in enumerate(parts)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{each} ORDER BY nth", [value for _, values in parts for value in values])
        return [json.loads(rows) for _, rows in cursor.fetchall()]
