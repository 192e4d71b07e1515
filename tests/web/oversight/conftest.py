"""Somebody at Westfell whose number Nadia has in front of her, and an emergency in which she opened their record."""

from datetime import timedelta

import pytest

from tests.cast import Cast, live_at
from tests.web.conftest import TODAY
from throughcare.access import breaking
from throughcare.access.models import Emergency
from throughcare.people.models import Identifier, Person
from throughcare.people.numbers import Number


@pytest.fixture
def jamie(cast: Cast) -> Person:
    """Jamie Hollis lives at Westfell; nobody at Eastmoor may see them."""
    person = live_at(cast, "HMP Westfell", "Jamie", "Hollis", reference="TC-WWW-222")
    stamp = {"recorded_at": person.recorded_at, "recorded_by": cast.sam}
    Identifier.objects.create(person=person, kind="nomis", value="A1234BC", source="reception", **stamp)
    return person


@pytest.fixture
def opened(cast: Cast, jamie: Person) -> Emergency:
    """Nadia opened Jamie's record a week ago."""
    return breaking.break_glass(
        number=Number("nomis", "A1234BC", "The cell card"),
        birth_date=jamie.birth_date,
        reason="risk-to-life",
        says="Found with a ligature",
        by=cast.nadia,
        at=TODAY - timedelta(days=7),
    )
