"""Rowan Unit with its wards, and Alex who waits, as pages show them."""

import pytest

from tests.beds.conftest import Rowan, furnish
from tests.cast import LONG_AGO, Cast
from throughcare.organisations.models import Staff, StaffRole


@pytest.fixture
def rowan(cast: Cast) -> Rowan:
    """The cast with a commissioner of Northshire, Connie."""
    staff = Staff.objects.create(username="connie", display_name="Connie Lund", password="!")
    place = cast.places["Northshire Commissioning"]
    cast.staff["connie"] = StaffRole.objects.create(staff=staff, organisation=place, role="COMM", from_on=LONG_AGO)
    return furnish(cast)
