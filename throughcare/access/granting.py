"""Making and ending the grants of those who live with, recorded or take part in the care of somebody."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from throughcare.access.models import Grant
from throughcare.access.placement import SEES_BY_PLACEMENT
from throughcare.organisations.models import Organisation
from throughcare.people.models import Person

# Local default: those who held somebody go on seeing the record for so long afterwards (domain.md 2, rule 1).
SEEING_AFTERWARDS = timedelta(days=28)

INVOLVED = """
    WITH wanted AS (
        SELECT organisation_id, level, array_agg(category ORDER BY category)::varchar[] AS categories
        FROM unnest(%(organisations)s::bigint[], %(categories)s::text[], %(levels)s::text[])
            AS said (organisation_id, category, level)
        GROUP BY 1, 2
    ), live AS (
        SELECT * FROM access_grant
        WHERE episode_id = %(episode)s AND ground = 'involvement' AND ends_at IS NULL
    ), ended AS (
        UPDATE access_grant SET ends_at = %(until)s
        WHERE id IN (SELECT id FROM live
            WHERE (organisation_id, categories, level) NOT IN (SELECT organisation_id, categories, level FROM wanted))
    )
    INSERT INTO access_grant (person_id, organisation_id, categories, level, ground, episode_id, starts_at)
    SELECT %(person)s, organisation_id, categories, level, 'involvement', %(episode)s, %(at)s FROM wanted
    WHERE (organisation_id, categories, level) NOT IN (SELECT organisation_id, categories, level FROM live)
"""


def by_level(levels: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Level and categories, as a row of a grant keeps them."""
    for level in sorted(set(levels.values())):
        yield level, sorted(category for category, shown in levels.items() if shown == level)


def grant(
    *, person: Person, organisation: Organisation, levels: Mapping[str, str], ground: str, at: datetime
) -> list[Grant]:
    """Grant these categories at these levels from now on, unless the same grant is live already."""
    live = Grant.objects.live(as_of=at).filter(person=person, organisation=organisation, ground=ground)
    lasting = live.filter(ends_at__isnull=True)
    has = {(category, kept.level) for kept in lasting for category in kept.categories}
    lacking = {category: level for category, level in levels.items() if (category, level) not in has}
    return Grant.objects.bulk_create(
        Grant(person=person, organisation=organisation, categories=opened, level=level, ground=ground, starts_at=at)
        for level, opened in by_level(lacking)
    )


def at_place(place: Organisation) -> Iterable[Organisation]:
    """The organisations that work at a place: itself, and its parts of the kinds that see those who live there."""
    parts = place.parts.filter(kind__in=SEES_BY_PLACEMENT, closed=False)
    return [organisation for organisation in (place, *parts) if organisation.kind in SEES_BY_PLACEMENT]


def grant_by_placement(*, person: Person, place: Organisation, at: datetime) -> None:
    """Whoever works where the person now lives may see what the table says; the former place soon no longer.

    What the table of an earlier day gave to those who work there ends with what is given in its place.
    """
    levels = {organisation.pk: SEES_BY_PLACEMENT[organisation.kind] for organisation in at_place(place)}
    live = Grant.objects.filter(person=person, ground="placement", ends_at__isnull=True)
    has = {(grant.organisation_id, grant.level, tuple(grant.categories)): grant.pk for grant in live}
    wanted = {(here, level, tuple(opened)) for here, shown in levels.items() for level, opened in by_level(shown)}
    elsewhere = [pk for (organisation, _, _), pk in has.items() if organisation not in levels]
    if elsewhere:
        Grant.objects.filter(pk__in=elsewhere).update(ends_at=at + SEEING_AFTERWARDS)
    before = [pk for key, pk in has.items() if key[0] in levels and key not in wanted]
    if before:
        Grant.objects.filter(pk__in=before).update(ends_at=at)
    Grant.objects.bulk_create(
        Grant(person=person, organisation_id=here, categories=opened, level=level, ground="placement", starts_at=at)
        for here, level, opened in sorted(wanted - has.keys())
    )


def grant_by_involvement(
    *, person_id: int, episode_id: int, levels: Mapping[tuple[int, str], str], at: datetime
) -> None:
    """Begin the grants of those who now take part in an episode, and let those of others run out: in one statement.

    `levels` says by organisation and category how much of it each of them is shown.
    """
    said: dict[str, Any] = {
        "person": person_id,
        "episode": episode_id,
        "at": at,
        "until": at + SEEING_AFTERWARDS,
        "organisations": [organisation for organisation, _ in levels],
        "categories": [category for _, category in levels],
        "levels": list(levels.values()),
    }
    with connection.cursor() as cursor:
        cursor.execute(INVOLVED, said)
