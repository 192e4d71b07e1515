"""The example world has beds with people in them, and everything kept of them is as it would be computed."""

from datetime import UTC, datetime

import pytest

from throughcare.beds.checking import faults
from throughcare.beds.example import furnish
from throughcare.beds.models import Bed, Offer, Stay, Ward, Withholding
from throughcare.synthetic.actions import load_world

MORNING = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)


@pytest.fixture
def furnished(db: None) -> None:
    load_world(name="tiny", at=MORNING)
    furnish(at=MORNING)


def test_hospitals_have_wards_with_beds_and_people_in_them(furnished: None):
    assert Ward.objects.exists()
    assert Stay.objects.exists()
    assert Withholding.objects.exists()
    assert Bed.objects.filter(taken=True).count() == Stay.objects.filter(until_on=None).count()
    assert Bed.objects.filter(offered_until__isnull=False).count() == Offer.objects.filter(ended_at=None).count()
    assert list(faults(as_of=MORNING)) == []
