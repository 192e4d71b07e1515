"""Rows that hold from one day until another, and the constraint that two of them never overlap.

A span runs from `from_on`, its first day, until `until_on`, the first day on which it no longer holds; without
`until_on` it still holds. So one span ends on the day the next begins, and no day belongs to both.
"""

from datetime import date
from typing import Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, IntegerField, Q

M = TypeVar("M", bound=models.Model)


class SpanQuerySet(models.QuerySet[M]):
    def in_force(self, *, as_of: date) -> Self:
        """The spans that hold on the day `as_of`."""
        return self.filter(holds_on(as_of))


def holds_on(as_of: date, *, through: str = "") -> Q:
    """The same question asked of a related table: `through="placements__"`."""
    ends = f"{through}until_on"
    return Q(**{f"{through}from_on__lte": as_of}) & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": as_of}))


def meets(from_on: date, until_on: date | None) -> Q:
    """The spans that share a day with the one given. A span of no days shares none."""
    if until_on == from_on:
        return Q(pk__in=[])
    before_its_end = Q(from_on__lt=until_on) if until_on else Q()
    return before_its_end & (Q(until_on__isnull=True) | Q(until_on__gt=from_on) & Q(until_on__gt=F("from_on")))


class Span(models.Model):
    from_on = models.DateField("from")
    until_on = models.DateField("until", null=True, blank=True)

    objects = SpanQuerySet.as_manager()

    class Meta:
        abstract = True


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """A span of no days is allowed: somebody can be moved twice in one day."""
    return models.CheckConstraint(name=name, condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")))


def never_overlap(
    name: str, *, same: tuple[str, ...], same_word: str | None = None, one_or_every: tuple[str, ...] = ()
) -> ExclusionConstraint:
    """Two rows equal in the integer columns `same` (and in the text column `same_word`) never share a day.

    PostgreSQL compares ranges in such a constraint without any extension, and numbers only with one; so each
    number is compared as the range that holds it alone, and a word by its hash. The words are few and known,
    and a test of the table they come from sees to it that no two of them hash alike. An empty word in one of the
    columns `one_or_every` stands for every word, and so is the range without ends.
    """
    compared: list[F | Func] = [F(column) for column in same]
    if same_word:
        compared.append(Func(F(same_word), function="hashtext", output_field=IntegerField()))
    compared += [
        Func(F(column), template="hashtext(nullif(%(expressions)s, ''))", output_field=IntegerField())
        for column in one_or_every
    ]
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((alone(number), RangeOperators.OVERLAPS) for number in compared),
            (_days(), RangeOperators.OVERLAPS),
        ],
    )


def alone(number: F | Func) -> Func:
    both_ends = RangeBoundary(inclusive_lower=True, inclusive_upper=True)
    return Func(number, number, both_ends, function="int8range", output_field=BigIntegerRangeField())


def _days() -> Func:
    return Func("from_on", "until_on", RangeBoundary(), function="daterange", output_field=DateRangeField())
