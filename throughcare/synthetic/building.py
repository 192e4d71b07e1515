"""Putting the places of a world, those who work there and the services on record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from throughcare.episodes import referring
from throughcare.episodes.models import Blueprint, Episode, Service
from throughcare.organisations import actions
from throughcare.organisations.keeper import operator
from throughcare.organisations.models import Organisation, Staff, StaffRole, Unit
from throughcare.pathways import LONDON
from throughcare.people.models import Person
from throughcare.stories.cast import PASSWORD, WHO_CAN_SIGN_IN
from throughcare.stories.places import Place
from throughcare.stories.planning import Plan, ServicePlan
from throughcare.stories.posts import Post

SOURCE = "Example world: invented"

Progress = Callable[[str, int, int], None]


@dataclass
class Ground:
    """The rows of a world by the names its plan uses. `facts` are numbers of facts by episode and tag."""

    operator: StaffRole
    places: dict[str, Organisation] = field(default_factory=dict)
    units: dict[tuple[str, str], Unit] = field(default_factory=dict)
    roles: dict[str, StaffRole] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    episodes: dict[str, Episode] = field(default_factory=dict)
    facts: dict[tuple[str, str], int] = field(default_factory=dict)


def build(plan: Plan, *, at: datetime, progress: Progress) -> Ground:
    """Every organisation with its units, staff and services, as they are when the world begins."""
    ground = Ground(operator=operator(at=at))
    opened = at.astimezone(LONDON).date()
    every = plan.world.land.every
    for number, place in enumerate(every, start=1):
        _place(ground, place, at=at)
        _staff(ground, plan.world.posts[place.key], opened, at=at)
        progress("Places and staff", number, len(every))
    running = [Post(each.username, each.name, each.role, "") for each in WHO_CAN_SIGN_IN if not each.place]
    _staff(ground, running, opened, at=at)
    accounts = [role.staff_id for role in ground.roles.values()]
    # One hash for all: making one takes as long as it should.
    Staff.objects.filter(pk__in=accounts).update(password=make_password(PASSWORD))
    adopted = {
        slug: referring.adopt(slug=slug, by=ground.operator, at=at)
        for slug in sorted({each.blueprint for each in plan.services})
    }
    for service in plan.services:
        ground.services[service.key] = _service(ground, service, adopted[service.blueprint], opened, at=at)
    return ground


def _place(ground: Ground, place: Place, *, at: datetime) -> None:
    row = Organisation(
        kind=place.kind,
        name=place.name,
        region=place.region,
        parent=ground.places.get(place.parent),
        fictional=True,
        register=dict(place.facts),
        source=SOURCE,
    )
    ground.places[place.key] = actions.add_organisation(organisation=row, by=ground.operator, at=at)
    for kind, name in place.units:
        unit = actions.add_unit(organisation=row, kind=kind, name=name, by=ground.operator, at=at)
        ground.units[place.key, name] = unit


def _staff(ground: Ground, posts: Sequence[Post], opened: date, *, at: datetime) -> None:
    """Accounts and roles; a post without a place is with whoever runs the system."""
    for post in posts:
        staff = actions.add_staff(username=post.username, display_name=post.name, by=ground.operator, at=at)
        organisation = ground.places.get(post.place, ground.operator.organisation)
        held = StaffRole(staff=staff, organisation=organisation, role=post.role, from_on=opened)
        ground.roles[staff.username] = actions.appoint(held=held, by=ground.operator, at=at)


def _service(ground: Ground, planned: ServicePlan, blueprint: Blueprint, opened: date, *, at: datetime) -> Service:
    service = Service(
        title=planned.title,
        blueprint=blueprint,
        organisation=ground.places[planned.organisation],
        capacity=planned.capacity,
        opened_on=opened,
    )
    parties = {party: ground.places[key] for party, key in planned.parties.items()}
    return referring.open_service(service=service, parties=parties, by=ground.operator, at=at)
