"""Whether what is kept of beds, waits, offers and stays is what rows and facts amount to: for `throughcare check`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Model, Q

from throughcare.beds.following import (
    Bedside,
    as_said,
    gives_beds,
    last_stays,
    lost_days,
    matter,
    wait_said,
)
from throughcare.beds.keeping import KEPT, STANDS, said_beside
from throughcare.beds.models import LostDays, Offer, Stay, Wait, Ward
from throughcare.blueprints.course import Course, course
from throughcare.episodes.checking import BATCH
from throughcare.episodes.history import blueprint_of, facts, starting_parties
from throughcare.episodes.models import Episode, Event
from throughcare.pathways import from_instant
from throughcare.people.lives import london_day
from throughcare.placing.deciding import ACCEPTED, BED_NAMED, MOVED_IN, ORDER

STALE = f"""
    SELECT bed.name, unit.name, place.name, {", ".join(f"bed.{one}, so.{one}" for one in KEPT)}
    FROM beds_bed AS bed
    JOIN ({STANDS}) AS so ON so.id = bed.id
    JOIN beds_ward AS ward ON ward.id = bed.ward_id
    JOIN organisations_unit AS unit ON unit.id = ward.unit_id
    JOIN organisations_organisation AS place ON place.id = unit.organisation_id
    WHERE ({", ".join(f"bed.{one}" for one in KEPT)}) IS DISTINCT FROM ({", ".join(f"so.{one}" for one in KEPT)})
    ORDER BY bed.id
"""
LEFT = ("ready_on", "until_on", "left_for")
SPAN = ("reason", "from_on", "until_on")


def faults(*, as_of: datetime) -> Iterator[str]:
    """A sentence for each fault found in the tables of beds; none when all is as it must be."""
    yield from _of_beds()
    yield from _of_wards()
    yield from _of_offers()
    last = 0
    episodes = Episode.objects.select_related("service", "person").order_by("pk")
    while found := list(episodes.filter(pk__gt=last)[:BATCH]):
        yield from _of_episodes([one for one in found if gives_beds(blueprint_of(one))], as_of)
        last = found[-1].pk


def _of_beds() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(STALE)
        for bed, ward, hospital, *values in cursor.fetchall():
            for place, column in enumerate(KEPT):
                kept, so = values[2 * place : 2 * place + 2]
                yield from _differ(f"{bed} on {ward}, {hospital}", {column: kept}, {column: so}, "its rows say")


def _of_wards() -> Iterator[str]:
    for ward in Ward.objects.select_related("unit__organisation").annotate(
        so=Count("beds", distinct=True), ends=Count("closings", filter=Q(closings__kind="closed"), distinct=True)
    ):
        said = {"size": vars(ward)["so"], "closed": vars(ward)["ends"] > 0}
        kept = {"size": ward.size, "closed": ward.closed}
        yield from _differ(f"{ward}, {ward.unit.organisation}", kept, said, "its rows say")


def _of_offers() -> Iterator[str]:
    """Where an offer is not what its decisions make of it, or brought somebody into a bed in which they never were."""
    offers = Offer.objects.select_related("episode", "bed__ward__unit").prefetch_related("decisions")
    for offer in offers.iterator(chunk_size=BATCH):
        name = f"{offer.episode.reference}: the offer of {offer.bed} on {offer.bed.ward}"
        taken = sorted(offer.decisions.all(), key=lambda one: one.number)
        yes = {one.decision for one in taken if one.yes}
        if [one.decision for one in taken] != list(ORDER[: len(taken)]):
            yield f"{name} was not decided on in the order that there is."
        if (offer.accepted_at is not None) != (ACCEPTED in yes):
            yield f"{name} is kept as {'' if offer.accepted_at else 'not '}accepted, but its decisions say otherwise."
        if (offer.expected_on is not None) != (BED_NAMED in yes):
            yield f"{name} has {'a' if offer.expected_on else 'no'} day, but its decisions say otherwise."
        if (offer.ended == "declined") != (len(yes) < len(taken)):
            yield f"{name} is kept as {offer.get_ended_display() or 'live'}, but its decisions say otherwise."
        if offer.ended == MOVED_IN and not Stay.objects.filter(episode=offer.episode_id, bed=offer.bed_id).exists():
            yield f"{name} is kept as moved in, but nobody of this episode was in the bed."


def _of_episodes(episodes: list[Episode], as_of: datetime) -> Iterator[str]:
    keys = [episode.pk for episode in episodes]
    events, waits = _by_episode(Event, keys, "number"), _by_episode(Wait, keys, "pk")
    live = _by_episode(Offer, keys, "pk", ended_at=None)
    for episode in episodes:
        history, bound = facts(events[episode.pk]), starting_parties(episode)
        now = course(blueprint_of(episode), history, as_of=from_instant(as_of), bound=bound)
        there, needs = matter(now)
        wait = next(iter(waits[episode.pk]), None)
        yield from _of_wait(episode, wait, now, needs=needs, as_of=as_of)
        if live[episode.pk] and not needs:
            yield f"{episode.reference}: a bed is offered, but its facts say that none is needed."
        yield from _of_stays(episode, there, now)


def _of_wait(episode: Episode, wait: Wait | None, now: Course, *, needs: bool, as_of: datetime) -> Iterator[str]:
    said = wait_said(episode, now) if needs or wait else {}
    if wait is None:
        yield from [f"{episode.reference}: waits for a bed, and is on no list of those who wait."] if said else []
        return
    beside = said_beside(episode.pk, at=as_of)
    if wait.parked_until and wait.parked_until <= london_day(as_of):
        # Whoever was parked until a day is in line again from then on, without anything being written.
        beside |= {"parked_until": wait.parked_until, "parked_for": wait.parked_for}
    want = {**said, "open": needs, **beside}
    yield from _differ(f"{episode.reference}: the wait", {name: getattr(wait, name) for name in want}, want)


def _of_stays(episode: Episode, there: Bedside, now: Course) -> Iterator[str]:
    for stay in last_stays(episode):
        kept = {name: getattr(stay, name) for name in LEFT}
        as_said(stay, there)
        yield from _differ(f"{episode.reference}: the last stay", kept, {name: getattr(stay, name) for name in LEFT})
        rows, want = LostDays.objects.filter(stay=stay), lost_days(stay, now)
        if sorted(map(_span, rows)) != sorted(map(_span, want)):
            yield f"{episode.reference}: the days lost by somebody who was ready are not those of its facts."


def _span(row: LostDays) -> tuple[str, ...]:
    return tuple(str(getattr(row, name)) for name in SPAN)


def _differ(whose: str, kept: Mapping[str, Any], said: Mapping[str, Any], says: str = "its facts say") -> Iterator[str]:
    for column, value in said.items():
        if kept[column] != value:
            yield f"{whose}: {column.replace('_', ' ')} is kept as {kept[column]!r}, but {says} {value!r}."


def _by_episode(model: type[Model], keys: list[int], order: str, **only: Any) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in model._default_manager.filter(episode__in=keys, **only).order_by("episode_id", order):
        found[vars(row)["episode_id"]].append(row)
    return found
