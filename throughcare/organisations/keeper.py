"""The identity in which the product itself records what time brings."""

from datetime import datetime

from throughcare.organisations.models import Organisation, Staff, StaffRole

USERNAME = "clock-keeper"
NAME = "Throughcare"


def clock_keeper(*, at: datetime) -> StaffRole:
    """The role of the clock keeper, made on first use. It cannot sign in: its password is unusable."""
    operator, _ = Organisation.objects.get_or_create(kind="operator", name=NAME, code_system="", code="")
    staff, _ = Staff.objects.get_or_create(
        username=USERNAME, defaults={"display_name": "Clock keeper (automatic)", "is_active": False, "password": "!"}
    )
    role, _ = StaffRole.objects.get_or_create(
        staff=staff, organisation=operator, role="ADMIN", defaults={"from_on": at.date()}
    )
    return role
