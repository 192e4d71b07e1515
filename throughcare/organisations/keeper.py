"""The parts in which the product itself acts: nobody can sign in as one, and no grant is ever given to them."""

from datetime import datetime

from django.contrib.auth.hashers import make_password

from throughcare.organisations.models import Organisation, Staff, StaffRole
from throughcare.pathways.moments import LONDON

NAMES = {
    "clock-keeper": "Clock keeper (automatic)",
    "operator": "Operator, on the command line",
}


def clock_keeper(*, at: datetime) -> StaffRole:
    """The part in which what time brings is recorded, made on first use."""
    return _acting("clock-keeper", at)


def operator(*, at: datetime) -> StaffRole:
    """The part in which commands act, made on first use."""
    return _acting("operator", at)


def _acting(username: str, at: datetime) -> StaffRole:
    organisation, _ = Organisation.objects.get_or_create(
        kind="operator", code_system="own", code="throughcare", defaults={"name": "Throughcare"}
    )
    staff, _ = Staff.objects.get_or_create(
        username=username,
        defaults={"display_name": NAMES[username], "is_active": False, "password": make_password(None)},
    )
    role, _ = StaffRole.objects.get_or_create(
        staff=staff, organisation=organisation, role="ADMIN", defaults={"from_on": at.astimezone(LONDON).date()}
    )
    return role
