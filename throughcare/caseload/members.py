"""The clinicians of an organisation, each with their hours, cover and supervision: one question, however many."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from throughcare.caseload.models import Absence, Arrangement, WeeklyHours
from throughcare.caseload.words import CLINICIANS
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.organisations.spans import holds_on
from throughcare.people.lives import london_day

BESIDE = ("staff", "organisation")


@dataclass(frozen=True, slots=True)
class Away:
    """An absence: `other` is who covers, or whose absence it is. `back_on` is the first day of being back."""

    number: int
    from_on: date
    back_on: date
    other: int
    name: str
    why: str

    def now(self, day: date) -> bool:
        return self.from_on <= day < self.back_on


@dataclass(frozen=True, slots=True)
class Member:
    """A clinician. `hours` is None where nobody has said; `supervised` None where nobody is to supervise them."""

    role: StaffRole
    hours: Decimal | None
    away: tuple[Away, ...]
    covers: tuple[Away, ...]
    supervised: "Supervised | None"

    @property
    def number(self) -> int:
        return self.role.pk

    @property
    def name(self) -> str:
        return str(self.role.staff)

    def away_on(self, day: date) -> Away | None:
        return next((one for one in self.away if one.now(day)), None)

    def covering(self, day: date) -> tuple[Away, ...]:
        return tuple(one for one in self.covers if one.now(day))


@dataclass(frozen=True, slots=True)
class Supervised:
    number: int
    supervisor: str
    due_on: date

    def late(self, day: date) -> int:
        """Days by which it is overdue; nought or less while it is not."""
        return (day - self.due_on).days


def clinicians(organisation_id: int, *, as_of: date) -> QuerySet[StaffRole]:
    """Those of an organisation who may lead somebody's care on a day."""
    mine = StaffRole.objects.filter(organisation=organisation_id, role__in=CLINICIANS, staff__is_active=True)
    return mine.in_force(as_of=as_of).select_related(*BESIDE).order_by("staff__display_name", "pk")


def members(organisation_id: int, *, as_of: date) -> list[Member]:
    """Every clinician, with absences that are not over, those they cover, and who supervises them. One query."""
    still = Absence.objects.filter(until_on__gt=as_of).order_by("from_on", "pk")
    arranged = Arrangement.objects.filter(holds_on(as_of), supervisee=OuterRef("pk"))
    said = JSONObject(number="pk", supervisor="supervisor__staff__display_name", due_on="due_on")
    newest = WeeklyHours.objects.filter(whose=OuterRef("pk")).order_by("-pk")
    rows = clinicians(organisation_id, as_of=as_of).annotate(
        hours=Subquery(newest.values("hours")[:1]),
        away=ArraySubquery(still.filter(whose=OuterRef("pk")).values(told=_away("covered_by"))),
        covers=ArraySubquery(still.filter(covered_by=OuterRef("pk")).values(told=_away("whose"))),
        supervised=Subquery(arranged.values(told=said)[:1]),
    )
    return [_member(row, vars(row)) for row in rows]


def _away(other: str) -> JSONObject:
    whom = {"other": F(f"{other}_id"), "name": F(f"{other}__staff__display_name")}
    return JSONObject(number="pk", from_on="from_on", back_on="until_on", why="why", **whom)


def _member(row: StaffRole, said: dict[str, Any]) -> Member:
    away, covers = (tuple(Away(**_dated(one)) for one in said[name]) for name in ("away", "covers"))
    supervised = Supervised(**_dated(said["supervised"])) if said["supervised"] else None
    return Member(row, said["hours"], away, covers, supervised)


def _dated(said: dict[str, Any]) -> dict[str, Any]:
    return {name: date.fromisoformat(value) if name.endswith("_on") else value for name, value in said.items()}


def is_clinician(role: StaffRole, *, organisation_id: int, at: datetime) -> bool:
    """Whether somebody may lead care at an organisation at that moment."""
    day = london_day(at)
    in_force = role.from_on <= day and (role.until_on is None or role.until_on > day)
    return role.organisation_id == organisation_id and role.role in CLINICIANS and in_force


def refuse_unless_theirs(organisation_id: int, *, by: StaffRole, at: datetime) -> None:
    if not is_clinician(by, organisation_id=organisation_id, at=at):
        raise Refused({"": "Only the clinicians of the team itself keep its caseloads."})


def refuse_strangers(at: datetime, **named: StaffRole) -> None:
    """Raises Refused with the field of whoever is no clinician of the same team as the first."""
    organisation = next(iter(named.values())).organisation_id
    strange = {
        field: "Choose one of the clinicians of this team."
        for field, role in named.items()
        if not is_clinician(role, organisation_id=organisation, at=at)
    }
    if strange:
        raise Refused(strange)
