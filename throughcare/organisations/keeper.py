"""The parts in which the product itself acts: nobody can sign in as one, and no grant is ever given to them."""

from datetime import datetime

from django.contrib.auth.hashers import make_password

from throughcare.organisations.models import Organisation, Staff, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.pathways.moments import LONDON

OPERATOR = "operator"
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


def is_the_product(by: StaffRole) -> bool:
    """Whether it is the product itself that acts, and no member of staff."""
    return by.organisation.kind == OPERATOR


def refuse_staff(by: StaffRole) -> None:
    """Raises Refused unless the product itself acts: what time brings is nobody's to say."""
    if not is_the_product(by):
        raise Refused({"": "Time brings this by itself: nobody records it by hand."})


def _acting(username: str, at: datetime) -> StaffRole:
    organisation, _ = Organisation.objects.get_or_create(
        kind=OPERATOR, code_system="own", code="throughcare", defaults={"name": "Throughcare"}
    )
    staff, _ = Staff.objects.get_or_create(
        username=username,
        defaults={"display_name": NAMES[username], "is_active": False, "password": make_password(None)},
    )
    role, _ = StaffRole.objects.get_or_create(
        staff=staff, organisation=organisation, role="ADMIN", defaults={"from_on": at.astimezone(LONDON).date()}
    )
    return role
