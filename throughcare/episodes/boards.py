"""The caseload of a service by stage, as far as somebody may see it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from throughcare.access.seeing import seen_by
from throughcare.episodes.history import adopted
from throughcare.episodes.models import Blueprint, Episode, Service
from throughcare.episodes.offering import services_on
from throughcare.organisations.models import StaffRole
from throughcare.pathways import from_instant

SHOWN_A_STAGE = 5


@dataclass(frozen=True, slots=True)
class Lane:
    """One stage of a board: how many are there, since when the longest, and the few who have been there longest."""

    stage: str
    title: str
    people: int
    since: date | None
    longest: tuple[Episode, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """How many open episodes of a service may be seen, and since when the longest stands in its stage."""

    service: Service
    people: int
    since: date | None


def loads(staff: StaffRole, *, as_of: datetime) -> list[Load]:
    """The services in which somebody's organisation takes part, each with its caseload. Three queries."""
    own = Q(organisation=staff.organisation_id) | Q(parties__organisation=staff.organisation_id)
    services = list(services_on(from_instant(as_of).on).filter(own).distinct())
    seen = _open(staff, as_of).filter(service__in=services).order_by()
    counted = {row[0]: row[1:] for row in seen.values_list("service_id").annotate(Count("id"), Min("stage_since"))}
    return [Load(service, *counted.get(service.pk, (0, None))) for service in services]


def board(service: Service, *, staff: StaffRole, as_of: datetime) -> list[Lane]:
    """The open stages of a service in the blueprint's order. Two queries, whatever the number of people."""
    seen = _open(staff, as_of).filter(service=service)
    counted = {
        row[0]: row[1:] for row in seen.order_by().values_list("stage").annotate(Count("id"), Min("stage_since"))
    }
    place = Window(RowNumber(), partition_by="stage", order_by=["stage_since", "id"])
    longest = list(seen.annotate(place=place).filter(place__lte=SHOWN_A_STAGE).order_by("stage", "place"))
    stages = adopted(service.blueprint_id, starts=service.starts).pathway.stages
    return [
        Lane(
            stage.id,
            stage.title,
            *counted.get(stage.id, (0, None)),
            longest=tuple(episode for episode in longest if episode.stage == stage.id),
        )
        for stage in stages
        if not stage.final
    ]


def adopted_versions() -> QuerySet[Blueprint]:
    """The versions of blueprints that services hold to, newest first."""
    return Blueprint.objects.order_by("slug", "-adopted_at")


def _open(staff: StaffRole, as_of: datetime) -> QuerySet[Episode]:
    return seen_by(Episode, staff=staff, as_of=as_of).filter(closed_on__isnull=True)
