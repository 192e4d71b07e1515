"""A year of day care at Eastmoor, seen on 24 March 2026."""

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.cast import LONG_AGO, Cast
from tests.equity.worlds import a_year, rolls
from tests.kept import Kept, keep
from tests.web.conftest import TODAY, SignIn, _tuesday_24_march, as_
from throughcare.equity.telling import tell
from throughcare.organisations.models import Staff, StaffRole

__all__ = ["SignIn", "_tuesday_24_march", "as_"]


@pytest.fixture(scope="session")
def kept_told(kept_cast: Kept, django_db_blocker: DjangoDbBlocker) -> Kept:
    """What is added to the cast, so that it is laid beside it."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = kept_cast.lay_out()
        kept = keep(lambda: furnish(cast))
        transaction.set_rollback(True)
    return kept


def furnish(cast: Cast) -> Cast:
    assert cast.daycare is not None
    a_year(cast)
    rolls(cast)
    tell(service=cast.daycare, at=TODAY)
    return cast


@pytest.fixture
def told(cast: Cast, kept_told: Kept) -> Cast:
    """The year with its rolls, its months and blocks told as the job does it."""
    kept_told.lay_out()
    return cast


@pytest.fixture
def connie(told: Cast) -> StaffRole:
    """Connie commissions; she sees figures and nobody's record."""
    staff = Staff.objects.create(username="connie", display_name="Connie Lund", password="!")
    place = told.places["Northshire Commissioning"]
    told.staff["connie"] = StaffRole.objects.create(staff=staff, organisation=place, role="COMM", from_on=LONG_AGO)
    return told.staff["connie"]
