"""One cast for all tests: who works where, and whose record it is. All of them are invented.

Nadia is a nurse in the mental health team of HMP Eastmoor. Petra leads the psychology service there. Owen is an officer
on C wing, Piotr an offender manager of the prison. Harun is a clinician at Rowan Unit, a secure hospital in another
region. Maya decides at the casework section, Carol is the case manager. Sam does Nadia's work at HMP Westfell and has
nothing to do with any of it. Gwen is the Caldicott Guardian of Nadia's team.
Alex Marlow lives on C wing at Eastmoor.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from throughcare.access.granting import grant_by_placement
from throughcare.episodes import referring
from throughcare.episodes.models import Service
from throughcare.organisations.keeper import operator
from throughcare.organisations.models import Organisation, Staff, StaffRole
from throughcare.people.models import Person, Placement
from throughcare.people.names import name_keys

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)

# name -> kind, name of the organisation it is part of
PLACES = {
    "HMP Eastmoor": ("prison", None),
    "Eastmoor mental health team": ("mental-health-provider", "HMP Eastmoor"),
    "Eastmoor psychology": ("mental-health-provider", "HMP Eastmoor"),
    "HMP Westfell": ("prison", None),
    "Westfell mental health team": ("mental-health-provider", "HMP Westfell"),
    "Rowan Unit": ("secure-hospital", None),
    "Alder Unit": ("secure-hospital", None),
    "Mental Health Casework Section": ("mhcs", None),
    "Case management, North": ("case-management", None),
    "Northshire Commissioning": ("commissioner", None),
    "Northshire Probation": ("probation", None),
}

# username -> display name, role, organisation
STAFF = {
    "nadia": ("Nadia Rahman", "PMH", "Eastmoor mental health team"),
    "petra": ("Petra Novak", "PMH", "Eastmoor psychology"),
    "owen": ("Owen Pryce", "OPS", "HMP Eastmoor"),
    "piotr": ("Piotr Zeller", "POM", "HMP Eastmoor"),
    "harun": ("Harun Aziz", "SH", "Rowan Unit"),
    "alice": ("Alice Byrne", "SH", "Alder Unit"),
    "maya": ("Maya Cole", "MHCS", "Mental Health Casework Section"),
    "carol": ("Carol Dunn", "CM", "Case management, North"),
    "bola": ("Bola Adeyemi", "COM", "Northshire Probation"),
    "sam": ("Sam Field", "PMH", "Westfell mental health team"),
    "gwen": ("Gwen Hale", "CG", "Eastmoor mental health team"),
    "ada": ("Ada Quill", "ADMIN", "Eastmoor psychology"),
}


@dataclass
class Cast:
    """Everyone by first name, every place by its name."""

    places: dict[str, Organisation] = field(default_factory=dict)
    staff: dict[str, StaffRole] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    daycare: Service | None = None
    transfer: Service | None = None
    nadia: StaffRole = field(init=False)
    petra: StaffRole = field(init=False)
    owen: StaffRole = field(init=False)
    piotr: StaffRole = field(init=False)
    harun: StaffRole = field(init=False)
    alice: StaffRole = field(init=False)
    maya: StaffRole = field(init=False)
    carol: StaffRole = field(init=False)
    bola: StaffRole = field(init=False)
    sam: StaffRole = field(init=False)
    gwen: StaffRole = field(init=False)
    ada: StaffRole = field(init=False)


def gather() -> Cast:
    """Put the cast into the database, with a day-care service and a transfer service at Eastmoor."""
    cast = Cast()
    for name, (kind, parent) in PLACES.items():
        above = cast.places[parent] if parent else None
        cast.places[name] = Organisation.objects.create(name=name, kind=kind, parent=above, fictional=True)
    for username, (shown, role, place) in STAFF.items():
        staff = Staff.objects.create(username=username, display_name=shown, password="!")
        role_there = StaffRole.objects.create(staff=staff, organisation=cast.places[place], role=role, from_on=LONG_AGO)
        cast.staff[username] = role_there
        setattr(cast, username, role_there)
    cast.people["alex"] = live_at(cast, "HMP Eastmoor", "Alex", "Marlow", reference="TC-AAA-222")
    return cast


def live_at(cast: Cast, place: str, given: str, family: str, *, reference: str) -> Person:
    """Somebody who has lived at a place since New Year 2026."""
    person = Person.objects.create(
        reference=reference,
        given_names=given,
        family_name=family,
        name_keys=name_keys([family, given]),
        birth_date=date(1990, 5, 14),
        fictional=True,
        recorded_at=MONDAY,
        recorded_by=cast.staff["nadia"],
    )
    Placement.objects.create(
        person=person,
        organisation=cast.places[place],
        from_on=date(2026, 1, 1),
        recorded_at=MONDAY,
        recorded_by=cast.staff["nadia"],
    )
    grant_by_placement(person=person, place=cast.places[place], at=datetime(2026, 1, 1, tzinfo=UTC))
    return person


def open_services(cast: Cast) -> Cast:
    """Adopt both blueprints at Eastmoor."""
    ada, places = cast.staff["ada"], cast.places
    cast.daycare = referring.open_service(
        service=Service(
            title="Day care, Eastmoor",
            blueprint=referring.adopt(slug="daycare", by=ada, at=MONDAY),
            organisation=places["Eastmoor psychology"],
            opened_on=LONG_AGO,
        ),
        parties={"daycare": places["Eastmoor psychology"], "prison": places["HMP Eastmoor"]},
        by=ada,
        at=MONDAY,
    )
    cast.transfer = referring.open_service(
        service=Service(
            title="Transfer to hospital, Eastmoor",
            blueprint=referring.adopt(slug="hospital-transfer", by=ada, at=MONDAY),
            organisation=places["Eastmoor mental health team"],
            opened_on=LONG_AGO,
        ),
        parties={
            "prison-mental-health": places["Eastmoor mental health team"],
            "prison": places["HMP Eastmoor"],
            "mhcs": places["Mental Health Casework Section"],
            "case-manager": places["Case management, North"],
            "commissioner": places["Northshire Commissioning"],
            "offender-manager": places["Northshire Probation"],
        },
        by=operator(at=MONDAY),
        at=MONDAY,
    )
    return cast
