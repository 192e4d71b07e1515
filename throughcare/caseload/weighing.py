"""What a case counts for: points of its stage, of how somebody is treated, and of an alert where one may be seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from throughcare.audit import actions as audit
from throughcare.blueprints.blueprint import Blueprint
from throughcare.caseload.members import refuse_unless_theirs
from throughcare.caseload.models import LocalWeight, WeeklyHours
from throughcare.caseload.words import (
    ALERT,
    AN_HOUR,
    DEFAULTS,
    HOUR,
    KINDS,
    MODE,
    MODES,
    MOST_HOURS,
    MOST_POINTS,
    RISK,
    STAGE,
    WAITS,
    WORKS,
)
from throughcare.episodes.history import run_by
from throughcare.episodes.models import Service
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Weights:
    """The points that services have set, by what is weighed, for each service; what one has not set is the default."""

    local: Mapping[int, Mapping[Key, LocalWeight]] = field(default_factory=dict)

    def points(self, service: int, kind: str, key: str, blueprint: Blueprint) -> int:
        found = self.local.get(service, {}).get((kind, key))
        return found.points if found else default(kind, key, blueprint)

    def of_case(self, service: int, blueprint: Blueprint, *, stage: str, mode: str | None, alert: bool) -> int:
        """The points of one case, as far as whoever asks may see what makes them."""
        keys = [(STAGE, stage), *([(MODE, mode)] if mode else []), *([(RISK, ALERT)] if alert else [])]
        return sum(self.points(service, kind, key, blueprint) for kind, key in keys)

    def of_an_hour(self) -> int:
        """The points that an hour a week has room for: where services differ, the fewest."""
        usual, found = DEFAULTS[HOUR, AN_HOUR], (one.get((HOUR, AN_HOUR)) for one in self.local.values())
        return min((one.points if one else usual for one in found), default=usual)

    @property
    def all_default(self) -> bool:
        return not any(self.local.values())


@dataclass(frozen=True, slots=True)
class Weighed:
    """One thing that is weighed at a service, in words; `local` is what the service has set, if it has."""

    kind: str
    key: str
    title: str
    default: int
    local: LocalWeight | None

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.key}"

    @property
    def points(self) -> int:
        return self.local.points if self.local else self.default


def default(kind: str, key: str, blueprint: Blueprint) -> int:
    """The points where a service has set none: a stage weighs by whether somebody is waited for in it."""
    if kind != STAGE:
        return DEFAULTS[kind, key]
    stage = blueprint.pathway.stage.get(key)
    return WAITS if stage is None or stage.waiting_on else WORKS


def weights_of(services: QuerySet[Service]) -> Weights:
    """What these services have set; one that has set nothing is among them. Two queries."""
    found: dict[int, dict[Key, LocalWeight]] = {number: {} for number in services.values_list("pk", flat=True)}
    rows = LocalWeight.objects.filter(service__in=found).select_related("by__staff")
    for row in rows.order_by("service_id", "kind", "key", "-id").distinct("service_id", "kind", "key"):
        found[row.service_id][row.kind, row.key] = row
    return Weights(found)


def weighed(service: Service, weights: Weights) -> list[Weighed]:
    """All that is weighed at a service, in the order of its stages."""
    blueprint, local = run_by(service, digest=service.blueprint_id), weights.local.get(service.pk, {})
    titles = {(STAGE, one.id): one.title for one in blueprint.pathway.stages if not one.final}
    titles |= {(MODE, mode): title for mode, title in MODES.items()}
    titles |= {(RISK, ALERT): KINDS[RISK], (HOUR, AN_HOUR): KINDS[HOUR]}
    return [Weighed(*key, title, default(*key, blueprint), local.get(key)) for key, title in titles.items()]


@verb
def set_weights(*, service: Service, points: Mapping[str, int], by: StaffRole, at: datetime) -> list[LocalWeight]:
    """Set what counts for how much at a service from now on, by `Weighed.name`. What stays as it is, is not recorded.

    Raises Refused: the name of what cannot be, or "" for whoever is no clinician of the service.
    """
    refuse_unless_theirs(service.organisation_id, by=by, at=at)
    # Two who set weights at once would each compare with what the other has replaced.
    Service.objects.select_for_update().get(pk=service.pk)
    known = {one.name: one for one in weighed(service, weights_of(Service.objects.filter(pk=service.pk)))}
    says = f"Points are a whole number from 0 to {MOST_POINTS}."
    refuse_if({name: "There is no such weight." for name in points if name not in known})
    refuse_if({name: says for name, said in points.items() if not 0 <= said <= MOST_POINTS})
    changed = [(known[name], said) for name, said in points.items() if known[name].points != said]
    if not changed:
        raise Refused({"": "Nothing is changed."})
    said: dict[str, Any] = {"service": service, "by": by, "at": at}
    made = LocalWeight.objects.bulk_create(
        LocalWeight(kind=one.kind, key=one.key, points=points, **said) for one, points in changed
    )
    audit.record(by=by, at=at, did="set-weights", detail={"service": service.pk, "weights": [one.pk for one in made]})
    return made


@verb
def set_hours(*, whose: StaffRole, hours: Decimal, by: StaffRole, at: datetime) -> WeeklyHours:
    """Say how many hours a week somebody has for their caseload from now on. Raises Refused: hours, or ""."""
    refuse_unless_theirs(whose.organisation_id, by=by, at=at)
    if not 0 <= hours <= MOST_HOURS:
        raise Refused({"hours": f"A week has from 0 to {MOST_HOURS} hours for a caseload."})
    made = WeeklyHours.objects.create(whose=whose, hours=hours, by=by, at=at)
    audit.record(by=by, at=at, did="set-weekly-hours", detail={"whose": whose.pk})
    return made
