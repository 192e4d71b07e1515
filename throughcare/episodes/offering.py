"""Services on offer: which of them a member of staff may refer to, how long they take, whom they have already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Aggregate, Count, FloatField, Prefetch, Q, QuerySet

from throughcare.access.seeing import seen_by
from throughcare.blueprints import blueprint as values
from throughcare.clocks import ClockState
from throughcare.episodes.history import run_by
from throughcare.episodes.models import Clock, Episode, Service, ServiceParty
from throughcare.episodes.referring import may_refer
from throughcare.organisations.models import StaffRole
from throughcare.pathways import from_instant
from throughcare.people.models import Person

RECENT = timedelta(days=183)
MOST_WAITS = 3
FINISHED = (ClockState.MET.value, ClockState.BREACHED_CLOSED.value)


class Median(Aggregate):
    name = "Median"
    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True, slots=True)
class Wait:
    """How long one standard took lately: the median of its own days, among so many clocks that finished."""

    standard: str
    days: float
    clocks: int


def services_on(day: date) -> QuerySet[Service]:
    """The services open on a day, with whoever runs them and plays a part in them."""
    return (
        Service.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day), opened_on__lte=day)
        .select_related("organisation")
        .prefetch_related(Prefetch("parties", ServiceParty.objects.select_related("organisation")))
    )


def services_near(staff: StaffRole, *, as_of: datetime) -> list[Service]:
    """The services that somebody may refer to in which their own site takes part: whoever works at one place."""
    here = {staff.organisation_id, staff.organisation.parent_id} - {None}
    site = Q(parties__organisation__in=here) | Q(parties__organisation__parent__in=here) | Q(organisation__in=here)
    found = services_on(from_instant(as_of).on).filter(site).distinct()
    return [service for service in found if may_refer(service, by=staff)]


def services_elsewhere(staff: StaffRole, near: Iterable[Service], *, as_of: datetime, most: int) -> list[Service]:
    """The other services that somebody may refer to, by title; no more than `most`."""
    rest = services_on(from_instant(as_of).on).exclude(pk__in=[service.pk for service in near])
    found = (service for service in rest.iterator(chunk_size=200) if may_refer(service, by=staff))
    return [service for service, _ in zip(found, range(most), strict=False)]


def blueprint_of_service(service: Service) -> values.Blueprint:
    return run_by(service, digest=service.blueprint_id)


def open_episodes(person: Person, *, staff: StaffRole, as_of: datetime) -> dict[int, Episode]:
    """The open episodes of a person that may be seen, by service."""
    seen = seen_by(Episode, staff=staff, as_of=as_of).filter(person=person, closed_on__isnull=True)
    return {episode.service_id: episode for episode in seen}


def waits(services: Iterable[Service], *, staff: StaffRole, as_of: datetime) -> Mapping[int, list[Wait]]:
    """How long these services took lately, by service, as far as the reader may see: at most three standards each."""
    by_id = {service.pk: service for service in services}
    finished = seen_by(Clock, staff=staff, as_of=as_of).filter(
        episode__service__in=by_id,
        state__in=FINISHED,
        shadow=False,
        stopped_on__gt=from_instant(as_of).on - RECENT,
    )
    rows = finished.order_by().values_list("episode__service_id", "standard")
    found: dict[int, dict[str, Wait]] = defaultdict(dict)
    for service, standard, days, clocks in rows.annotate(days=Median("days_used"), clocks=Count("id")):
        found[service][standard] = Wait(standard, days, clocks)
    return {key: _in_order(by_id[key], of_service) for key, of_service in found.items()}


def _in_order(service: Service, found: Mapping[str, Wait]) -> list[Wait]:
    standards = (standard for standard in blueprint_of_service(service).standards if standard.limit is not None)
    return [found[standard.id] for standard in standards if standard.id in found][:MOST_WAITS]
