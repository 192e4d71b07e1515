"""Two hundred try for twenty beds at the same moment, each from a connection of its own."""

from collections import Counter
from datetime import date, timedelta

import pytest

from tests.beds.conftest import NOW, Rowan, furnish, received, said, ward_at, warranted
from tests.cast import gather, open_services
from tests.crowd import at_once
from throughcare.beds import offering, staying, wards
from throughcare.beds.checking import faults
from throughcare.beds.models import Bed, Offer, Stay, WardClosing

pytestmark = pytest.mark.django_db(transaction=True)

BEDS, PEOPLE, TRIES, AT_ONCE = 20, 25, 200, 20
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23"


@pytest.fixture
def rowan() -> Rowan:
    """Rowan Unit, for other connections to see."""
    return furnish(open_services(gather()))


def test_two_hundred_try_for_twenty_beds_and_no_bed_goes_twice(rowan: Rowan):
    yew = ward_at(rowan.cast.harun, "Yew ward", said(), [f"Bed {number}" for number in range(1, BEDS + 1)])
    beds = list(Bed.objects.filter(ward=yew).order_by("pk"))
    people = [rowan.another(f"Person No{letter}", letter) for letter in LETTERS[:PEOPLE]]

    def attempt(number: int) -> None:
        # Of each twenty that begin in one moment ten try for one bed and ten for another.
        bed, episode = beds[number // (TRIES // BEDS)], people[number % PEOPLE]
        offering.offer(episode=episode, bed=bed, by=rowan.cast.harun, at=NOW + timedelta(seconds=number))

    said_of = Counter(at_once(attempt, times=TRIES, lines=AT_ONCE, together=True))
    assert said_of.pop("done") == BEDS
    assert sum(said_of.values()) == TRIES - BEDS
    assert all(sentence.endswith("is not free: offered. Choose another.") for sentence in said_of)
    live = Offer.objects.filter(ended_at=None)
    assert sorted(live.values_list("bed", flat=True)) == [bed.pk for bed in beds]
    assert Bed.objects.filter(ward=yew, offered_until__isnull=False).count() == BEDS
    assert list(faults(as_of=NOW)) == []


def test_six_are_put_into_three_beds_at_once_and_nobody_shares_one(rowan: Rowan):
    """Each of six is put five times into a bed, in a few moments: they take beds, move, and are refused in words."""
    people = [rowan.another(f"Person No{letter}", letter) for letter in LETTERS[:6]]
    for episode in people:
        warranted(rowan.cast, episode)
        received(rowan.cast, episode, on=19)
    beds = rowan.beds

    def attempt(number: int) -> None:
        bed, episode = beds[number // 6 % 3], people[number % 6]
        staying.settle(episode=episode, bed=bed, from_on=date(2026, 3, 19), by=rowan.cast.harun, at=NOW)

    said_of = Counter(at_once(attempt, times=30, lines=6, together=True))
    assert said_of["done"] >= 3
    assert {sentence.split(" ", 3)[0] for sentence in said_of} <= {"done", "Somebody"}, said_of
    there = Stay.objects.filter(until_on=None)
    assert there.count() == len({stay.bed_id for stay in there}) == len({stay.person_id for stay in there}) == 3
    assert list(faults(as_of=NOW)) == []


def test_a_ward_never_closes_under_an_offer_made_at_the_same_moment(rowan: Rowan):
    people = [rowan.another(f"Person No{letter}", letter) for letter in "ABC"]

    def attempt(number: int) -> None:
        if number == 1:
            wards.close_ward(ward=rowan.cedar, on=NOW.date(), says="Builders", meant=False, by=rowan.cast.harun, at=NOW)
        else:
            bed = rowan.beds[number % 3]
            offering.offer(episode=people[number % 3], bed=bed, by=rowan.cast.harun, at=NOW)

    said_of = Counter(at_once(attempt, times=6, lines=AT_ONCE))
    closed = WardClosing.objects.filter(kind="closed").exists()
    assert closed != Offer.objects.filter(ended_at=None).exists()
    assert said_of["done"] >= 1
