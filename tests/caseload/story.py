"""One of everything that a team keeps of its caseloads, around one person's episode."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from tests.cast import LONG_AGO
from throughcare.caseload import covering, supervising, weighing
from throughcare.caseload.models import Absence, Arrangement, Supervision
from throughcare.caseload.weighing import weighed, weights_of
from throughcare.episodes.models import Episode, Service
from throughcare.organisations.models import Staff, StaffRole


@dataclass(frozen=True, slots=True)
class Shared:
    absence: Absence
    arrangement: Arrangement
    supervision: Supervision


def colleague(of: StaffRole, name: str = "Cover Colleague") -> StaffRole:
    """Somebody new in the same team."""
    staff = Staff.objects.create(username=name.lower().replace(" ", "-"), display_name=name, password="!")
    return StaffRole.objects.create(staff=staff, organisation=of.organisation, role=of.role, from_on=LONG_AGO)


def shared(episode: Episode, *, other: StaffRole, by: StaffRole, at: datetime, says: str = "x") -> Shared:
    """Somebody is away and another of the team covers and supervises them; the service weighs in its own way."""
    today = at.date()
    service = Service.objects.get(pk=episode.service_id)
    first, *_ = weighed(service, weights_of(Service.objects.filter(pk=service.pk)))
    if service.organisation_id == by.organisation_id:
        weighing.set_weights(service=service, points={first.name: first.points + 1}, by=by, at=at)
    weighing.set_hours(whose=by, hours=Decimal("22.5"), by=by, at=at)
    back = today + timedelta(days=10)
    absence = covering.record_absence(
        whose=by, covered_by=other, from_on=today, back_on=back, why="planned", by=by, at=at
    )  # fmt: skip
    arranged = supervising.arrange(supervisee=by, supervisor=other, lead=None, every_days=14, by=by, at=at)
    held = supervising.Held(today, 60, "clinical", says, {episode.pk: says})
    logged = supervising.log_supervision(arrangement=arranged, held=held, by=by, at=at)
    return Shared(absence, arranged, logged)
