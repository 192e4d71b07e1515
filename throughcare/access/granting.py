"""Making and ending grants that do not come from an episode."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from throughcare.access.models import Grant
from throughcare.access.placement import SEES_BY_PLACEMENT
from throughcare.organisations.models import Organisation
from throughcare.people.models import Person

# Local default: those who held somebody go on seeing the record for so long afterwards (domain.md 2, rule 1).
SEEING_AFTERWARDS = timedelta(days=28)


def grant(
    *, person: Person, organisation: Organisation, levels: Mapping[str, str], ground: str, at: datetime
) -> list[Grant]:
    """Grant these categories at these levels from now on, unless the same grant is live already."""
    live = Grant.objects.live(as_of=at).filter(person=person, organisation=organisation, ground=ground)
    has = set(live.filter(ends_at__isnull=True).values_list("category", "level"))
    return Grant.objects.bulk_create(
        Grant(person=person, organisation=organisation, category=category, level=level, ground=ground, starts_at=at)
        for category, level in levels.items()
        if (category, level) not in has
    )


def at_place(place: Organisation) -> Iterable[Organisation]:
    """The organisations that work at a place: itself, and its parts of the kinds that see those who live there."""
    parts = place.parts.filter(kind__in=SEES_BY_PLACEMENT, closed=False)
    return [organisation for organisation in (place, *parts) if organisation.kind in SEES_BY_PLACEMENT]


def grant_by_placement(*, person: Person, place: Organisation, at: datetime) -> None:
    """Whoever works where the person now lives may see what the table says; the former place soon no longer."""
    levels = {organisation.pk: SEES_BY_PLACEMENT[organisation.kind] for organisation in at_place(place)}
    live = Grant.objects.filter(person=person, ground="placement", ends_at__isnull=True)
    has = {(grant.organisation_id, grant.category, grant.level): grant.pk for grant in live}
    wanted = {(here, category, level) for here, shown in levels.items() for category, level in shown.items()}
    elsewhere = [pk for (organisation, _, _), pk in has.items() if organisation not in levels]
    if elsewhere:
        Grant.objects.filter(pk__in=elsewhere).update(ends_at=at + SEEING_AFTERWARDS)
    Grant.objects.bulk_create(
        Grant(person=person, organisation_id=here, category=category, level=level, ground="placement", starts_at=at)
        for here, category, level in sorted(wanted - has.keys())
    )
