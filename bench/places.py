"""Who works where in a world of the bench: prisons with their teams, hospitals, offices. All of them are invented."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random

from throughcare.episodes import referring
from throughcare.episodes.models import Service
from throughcare.organisations.models import Organisation, Staff, StaffRole
from throughcare.stories.naming import draw_name

LONG_AGO = date(2019, 1, 1)
OPENED = datetime(2019, 1, 7, 9, tzinfo=UTC)

# Part -> kind of organisation and role of those who work there, in the order of columns.
PARTS: dict[str, tuple[str, str]] = {
    "prison": ("prison", "OPS"),
    "health": ("mental-health-provider", "PMH"),
    "daycare": ("mental-health-provider", "PMH"),
    "hospital": ("secure-hospital", "SH"),
    "mhcs": ("mhcs", "MHCS"),
    "case-management": ("case-management", "CM"),
    "commissioner": ("commissioner", "COMM"),
    "probation": ("probation", "COM"),
}
PLAYED = {
    "daycare": {"daycare": "daycare", "prison": "prison"},
    "hospital-transfer": {
        "prison-mental-health": "health",
        "prison": "prison",
        "mhcs": "mhcs",
        "case-manager": "case-management",
        "commissioner": "commissioner",
        "offender-manager": "probation",
    },
}
RUN_BY = {"daycare": "daycare", "hospital-transfer": "health"}
STAFF_A_PLACE = 3
# A worklist has hundreds of open lines in every world: countries have more prisons, not longer lists.
EPISODES_A_PRISON = 3333
PRISONS_A_REGION = 30


@dataclass(frozen=True, slots=True)
class Setting:
    """One prison with those who work with it: by part, the organisation and whoever acts for it; both services."""

    cast: dict[str, StaffRole]
    services: dict[str, Service]

    @property
    def organisations(self) -> list[int]:
        return [self.cast[part].organisation_id for part in PARTS]

    @property
    def roles(self) -> list[int]:
        return [self.cast[part].pk for part in PARTS]


class Builder:
    """Makes organisations with their staff, one after another."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def place(self, part: str, name: str, parent: Organisation | None = None) -> StaffRole:
        """An organisation and its staff; the first of them is whoever acts for it."""
        kind, role = PARTS[part]
        made = Organisation.objects.create(name=name, kind=kind, parent=parent, fictional=True)
        staff = Staff.objects.bulk_create(self._account(made, number) for number in range(STAFF_A_PLACE))
        roles = (StaffRole(staff=one, organisation=made, role=role, from_on=LONG_AGO) for one in staff)
        return StaffRole.objects.bulk_create(roles)[0]

    def _account(self, place: Organisation, number: int) -> Staff:
        given, family, _, _ = draw_name(self.rng, sex="2")
        return Staff(username=f"staff-{place.pk}-{number}", display_name=f"{given} {family}", password="!")


def build(episodes: int, *, rng: Random) -> list[Setting]:
    """All places of a world, as settings; the services run by the verbs."""
    builder = Builder(rng)
    prisons = max(3, episodes // EPISODES_A_PRISON)
    hospitals = [builder.place("hospital", f"Secure hospital {n + 1}") for n in range(max(3, prisons // 3))]
    mhcs = builder.place("mhcs", "Casework section")
    settings: list[Setting] = []
    for region in range(0, prisons, PRISONS_A_REGION):
        offices = _offices(builder, region // PRISONS_A_REGION + 1) | {"mhcs": mhcs}
        for number in range(region, min(prisons, region + PRISONS_A_REGION)):
            settings += _around_prison(builder, number + 1, offices, rng.sample(hospitals, 2))
    return settings


def _offices(builder: Builder, number: int) -> dict[str, StaffRole]:
    return {
        part: builder.place(part, f"{title}, region {number}")
        for part, title in (
            ("case-management", "Case management"),
            ("commissioner", "Commissioning"),
            ("probation", "Probation"),
        )
    }


def _around_prison(
    builder: Builder, number: int, offices: dict[str, StaffRole], hospitals: Sequence[StaffRole]
) -> Iterator[Setting]:
    """The prison with each of the hospitals that its people go to."""
    prison = builder.place("prison", f"Prison {number}")
    health = builder.place("health", f"Mental health team, prison {number}", prison.organisation)
    daycare = builder.place("daycare", f"Psychology, prison {number}", prison.organisation)
    cast = {"prison": prison, "health": health, "daycare": daycare, **offices}
    services = {slug: _service(slug, number, cast) for slug in PLAYED}
    for hospital in hospitals:
        yield Setting(cast | {"hospital": hospital}, services)


def _service(slug: str, number: int, cast: dict[str, StaffRole]) -> Service:
    by = cast[RUN_BY[slug]]
    blueprint = referring.adopt(slug=slug, by=by, at=OPENED)
    title = f"{blueprint.title.split(' in ')[0][:60]}, prison {number}"
    service = Service(title=title, blueprint=blueprint, organisation=by.organisation, opened_on=LONG_AGO)
    parties = {party: cast[part].organisation for party, part in PLAYED[slug].items()}
    return referring.open_service(service=service, parties=parties, by=by, at=OPENED)
