"""The caseload of a service by stage, as far as somebody may see it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Concat, RowNumber, Trim

from throughcare.access.seeing import seen_by
from throughcare.episodes.history import run_by
from throughcare.episodes.models import Episode, Service
from throughcare.episodes.offering import services_on
from throughcare.organisations.models import StaffRole
from throughcare.pathways import Stage, from_instant
from throughcare.people.models import Person

SHOWN_A_STAGE = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """One person on a board, by name where the reader may see who it is."""

    reference: str
    name: str
    since: date
    person: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One stage of a board: how many are there, and the few who have been there longest, longest first."""

    stage: str
    title: str
    people: int
    longest: tuple[Shown, ...]


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
    """The open stages of a service in the blueprint's order. One query, whatever the number of people."""
    rows = (
        _open(staff, as_of)
        .filter(service=service)
        .annotate(
            place=Window(RowNumber(), partition_by="stage", order_by=["stage_since", "id"]),
            there=Window(Count("id"), partition_by="stage"),
            name=Subquery(_names(staff, as_of)),
        )
    )
    longest = list(rows.filter(place__lte=SHOWN_A_STAGE).order_by("stage", "place"))
    stages = run_by(service, digest=service.blueprint_id).pathway.stages
    return [_lane(stage, [row for row in longest if row.stage == stage.id]) for stage in stages if not stage.final]


def _lane(stage: Stage, longest: list[Episode]) -> Lane:
    shown = tuple(
        Shown(row.reference, vars(row)["name"] or row.reference, row.stage_since, row.person_id) for row in longest
    )
    return Lane(stage.id, stage.title, vars(longest[0])["there"] if longest else 0, shown)


def _names(staff: StaffRole, as_of: datetime) -> QuerySet[Person, Any]:
    """The name of an episode's person, where it may be seen."""
    seen = seen_by(Person, staff=staff, as_of=as_of).filter(pk=OuterRef("person_id"))
    return seen.values(name=Trim(Concat("given_names", Value(" "), "family_name")))[:1]


def _open(staff: StaffRole, as_of: datetime) -> QuerySet[Episode]:
    return seen_by(Episode, staff=staff, as_of=as_of).filter(closed_on__isnull=True)
