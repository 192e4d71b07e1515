"""Several put one mentor on the rota at the same moment, each from a connection of their own."""

from collections import Counter

import pytest

from tests.cover.conftest import Eastmoor, peopled
from tests.crowd import at_once
from throughcare.cover.models import Duty

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seen_by_all(db: None) -> Eastmoor:
    """The scheme, for other connections to see."""
    return peopled()


def test_a_mentor_whom_eight_put_on_two_wings_at_once_is_on_one_and_gets_their_rest(seen_by_all: Eastmoor):
    def put(number: int) -> None:
        wing, hours = (("C wing", "22:00-06:00"), ("D wing", "05:00-13:00"))[number % 2]
        seen_by_all.on_rota("Robin", 25 + number % 2, hours, wing=wing)

    said = Counter(at_once(put, times=8, lines=8, together=True))
    assert said.pop("done") == Duty.objects.filter(ended_at=None).count() == 1
    assert sum(said.values()) == 7
    assert all("Nobody is in two places at once." in sentence for sentence in said)
