"""The parts in which the product itself acts: nobody can sign in as one, and no grant is ever given to them."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
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


def see_to_each(deed: Callable[[int], int], keys: Iterable[int]) -> int:
    """Do to each what time has brought; how much was done in all.

    One with which something is wrong keeps none of the others waiting: it is heard of when all of them are done.
    """
    done: list[int] = []

    def see_to(key: int) -> None:
        done.append(deed(key))

    # Whatever one of its calls raises, a stack makes all the others, and raises it then.
    with ExitStack() as calls:
        for key in keys:
            calls.callback(see_to, key)
    return sum(done)


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
