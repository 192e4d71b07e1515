"""A year of transfers at Eastmoor, counted on 24 March 2026 for those who answer for them."""

import pytest

from tests.cast import LONG_AGO, Cast
from tests.measures.worlds import a_year
from tests.web.conftest import TODAY, SignIn, _tuesday_24_march, as_
from throughcare.measures import publishing
from throughcare.measures.models import Publication
from throughcare.organisations.models import Staff, StaffRole

__all__ = ["SignIn", "_tuesday_24_march", "as_"]


@pytest.fixture
def year(cast: Cast) -> Cast:
    a_year(cast)
    return cast


@pytest.fixture
def out(year: Cast) -> Publication:
    """The year's table, as the job makes it."""
    return publishing.publish(year=2024, at=TODAY)


@pytest.fixture
def connie(cast: Cast) -> StaffRole:
    """Connie commissions; she sees figures and nobody's record."""
    staff = Staff.objects.create(username="connie", display_name="Connie Lund", password="!")
    place = cast.places["Northshire Commissioning"]
    cast.staff["connie"] = StaffRole.objects.create(staff=staff, organisation=place, role="COMM", from_on=LONG_AGO)
    return cast.staff["connie"]
