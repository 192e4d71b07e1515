"""Which organisations see what of a person, told to those who may read all of who the person is.

The table of grants shows each organisation its own. What the others have is told by a function of the database, of one
person at a time, and only to whoever may see that person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection

from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES, Ground
from throughcare.sharing.levels import LEVEL_IN_WORDS, rank

ASK = "SELECT organisation, ground, level, starts_at, ends_at, category FROM access_told(%s)"
IN_WORDS = {
    Ground.CREATED: "Put the person on record",
    Ground.PLACEMENT: "Works where the person lives, or lived until lately",
    Ground.IDENTIFIED: "Had the person's number and date of birth in front of them",
    Ground.INVOLVEMENT: "Takes part in the person's care",
    Ground.AGREEMENT: "An information-sharing agreement covers it",
    Ground.CONSENT: "The person said yes",
    Ground.BREAK_GLASS: "One member of staff opened it in an emergency",
    Ground.OWN: "It is the person's own account",
}


@dataclass(frozen=True, slots=True)
class Sharing:
    """What one ground opens to an organisation: how much, since when, until when, of which categories."""

    ground: str
    level: str
    since: datetime
    until: datetime | None
    categories: tuple[str, ...]


def told(person: Person) -> dict[str, list[Sharing]]:
    """Organisation, by name -> what it may see now and why. Empty for whoever may not read who it is."""
    with connection.cursor() as cursor:
        cursor.execute(ASK, [person.pk])
        rows = cursor.fetchall()
    by_organisation = groupby(sorted(rows, key=_order), key=itemgetter(0))
    return {organisation: list(_sharings(its)) for organisation, its in by_organisation}


def _order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """By name; then by ground, most first, in the order of their tables."""
    organisation, ground, level, since, until, category = row
    place = list(CATEGORIES).index(category)
    return organisation, list(Ground).index(Ground(ground)), -rank(level), since, until is None, until or since, place


def _sharings(rows: Iterable[tuple[Any, ...]]) -> Iterable[Sharing]:
    for (_, ground, level, since, until), same in groupby(rows, key=itemgetter(slice(0, 5))):
        # Two parts in one episode open the same category twice.
        titles = tuple(dict.fromkeys(CATEGORIES[row[5]] for row in same))
        yield Sharing(IN_WORDS[Ground(ground)], LEVEL_IN_WORDS[level], since, until, titles)
