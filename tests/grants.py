"""Grants of one category alone, for tests that end them or change them and leave the others as they are."""

from typing import Any

from throughcare.access.models import Grant, GrantQuerySet


def of(category: str, **whose: Any) -> GrantQuerySet:
    """The grants of a category, each moved to a row of its own."""
    for grant in Grant.objects.of(category).filter(**whose):
        rest = [one for one in grant.categories if one != category]
        if rest:
            Grant.objects.filter(pk=grant.pk).update(categories=[category])
            grant.pk, grant.categories = None, rest
            grant.save(force_insert=True)
    return Grant.objects.of(category).filter(**whose)
