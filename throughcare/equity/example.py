"""The rolls of an example world: how many live on each wing of a place that has a service, month by month.

What is counted is whatever its stories made happen; nothing here knows how many were referred from where.
"""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from random import Random

from throughcare.care.keeping import GUARDS, place_of
from throughcare.equity.kinds import AGES, ETHNIC, SEX, UNIT
from throughcare.equity.rolls import Line, keep_rolls
from throughcare.equity.tasks import tell_fair_access
from throughcare.equity.telling import counted_services, months_due
from throughcare.indicators import NOT_RECORDED
from throughcare.organisations.models import Organisation, StaffRole, Unit
from throughcare.people.lives import london_day

SEED = 20261126
SOURCE = "Roll at unlock, averaged over the month (invented)"
# Shares of residents, about those of prisons in England; what is left over is not recorded.
OF_ETHNIC = dict(zip(ETHNIC, (0.715, 0.05, 0.08, 0.12, 0.02, 0.01), strict=True))
# As far as reception asks; of all else that people say of themselves a prison has no roll.
OF_RELIGION = {
    "Christian": 0.45,
    "No religion or belief": 0.29,
    "Muslim": 0.17,
    "Buddhist": 0.02,
    "Prefers not to say": 0.02,
    NOT_RECORDED: 0.02,
}
OF_AGE = dict(zip(AGES, (0.04, 0.21, 0.33, 0.23, 0.12, 0.07), strict=True))


def keep_rolls_of_the_year(*, at: datetime) -> int:
    """The rolls of every place with a service that treats, entered by its officers; then the months are told."""
    rng, kept = Random(SEED), 0
    for service in counted_services():
        place = place_of(service.organisation)
        officers = StaffRole.objects.filter(organisation=place, role__in=GUARDS).in_force(as_of=london_day(at))
        if by := officers.order_by("pk").first():
            for month in months_due(service, as_of=london_day(at)):
                lines = list(_lines(place, rng))
                keep_rolls(place=place, month=month, lines=lines, source=SOURCE, by=by, at=at)
                kept += len(lines)
    tell_fair_access(timestamp=int(at.timestamp()))
    return kept


def _lines(place: Organisation, rng: Random) -> Iterator[Line]:
    """The residents of a place over its wings, about even, and over the groups of the law on equality."""
    everybody, apart = int(place.register["residents"]), place.register["apart from the main site"]
    wings = list(Unit.objects.filter(organisation=place, kind="wing", closed=False).order_by("name"))
    for wing in wings:
        yield Line(UNIT, wing.name, _about(everybody / len(wings), rng), wing.name in apart)
    for dimension, parts in (("ethnic", OF_ETHNIC), ("age", OF_AGE), ("religion", OF_RELIGION)):
        for name, part in parts.items():
            yield Line(dimension, name, _about(everybody * part, rng))
    yield Line("sex", SEX[place.register["for"] == "women"], _about(everybody, rng))


def _about(number: float, rng: Random) -> Decimal:
    """A number within three in a hundred of another, to one digit after the point."""
    return Decimal(round(number * rng.uniform(0.97, 1.03), 1)).quantize(Decimal("0.1"))
