"""The waiting list, the beds that fit, and the flow: what each may see of it."""

from datetime import date, timedelta

import pytest

from tests.beds.conftest import NOW, Rowan
from tests.beds.test_following import moved_in
from throughcare.beds import asking, fits, lining, offering, throughput
from throughcare.beds.board import wards_now
from throughcare.beds.models import Stay, Wait
from throughcare.organisations.acting import act


@pytest.fixture
def three(rowan: Rowan) -> Rowan:
    """Alex waits since the 2nd, Billy since the 5th and urgently, Cyril since the 9th."""
    rowan.another("Billy Ashe", "B", on=5, urgent=True)
    rowan.another("Cyril Dove", "C", on=9)
    return rowan


def told(rowan: Rowan, username: str) -> list[tuple[int, str]]:
    (line,) = lining.lines(rowan.cast.staff[username], as_of=NOW)
    return [(place.number, place.name) for place in line.shown]


def test_urgent_comes_first_and_then_whoever_waits_longest(three: Rowan):
    assert told(three, "harun") == [(1, "Billy Ashe"), (2, "Alex Marlow"), (3, "Cyril Dove")]
    (line,) = lining.lines(three.cast.harun, as_of=NOW)
    assert line.title == "Medium secure, men"
    assert [place.why for place in line.places] == [
        "",
        "Urgency: urgent, before not urgent.",
        "Days since the initial request: 18 days, before 11 days.",
    ]


def test_whoever_may_see_nobody_learns_only_how_many_wait(three: Rowan, request: pytest.FixtureRequest):
    request.getfixturevalue("application_role")
    act(staff=three.cast.alice, as_of=NOW)
    (line,) = lining.lines(three.cast.alice, as_of=NOW)
    assert (line.shown, line.people, line.waits) == ([], "fewer than 5", "wait")
    assert lining.counts(NOW.date()) == {("medium", "1"): 3}


def test_somebody_parked_has_no_place(three: Rowan):
    asking.park(
        episode=three.alex, reason="court-date", until_on=date(2026, 3, 27), says="", by=three.cast.nadia, at=NOW
    )
    (line,) = lining.lines(three.cast.nadia, as_of=NOW)
    assert [wait.person_id for wait in line.parked] == [three.alex.person_id]
    assert len(line.places) == 2
    assert lining.place_of(Wait.objects.get(episode=three.alex), NOW.date()) == (0, 2)
    assert lining.place_of(Wait.objects.get(episode=three.alex), date(2026, 3, 27)) == (2, 3)


def test_a_page_says_what_fits_and_why_the_others_do_not(rowan: Rowan):
    cedar, hazel = fits.answers(Wait.objects.get(episode=rowan.alex), (), as_of=NOW)
    assert (cedar.ward.name, cedar.fits, cedar.ward.free) == ("Cedar ward", True, 3)
    assert [one.says for one in hazel.against] == [
        "It is low secure, and medium secure is asked for.",
        "It takes women only.",
    ]


def test_all_waits_are_matched_with_all_free_beds(three: Rowan):
    offer = offering.offer(episode=three.alex, bed=three.beds[0], by=three.cast.harun, at=NOW)
    offering.decline(offer=offer, reason="risk", says="", who="", instead="Seen daily", by=three.cast.harun, at=NOW)
    waits = list(lining.seen_waits(three.cast.harun, NOW).order_by("since"))
    stock, (alex, billy, cyril) = fits.matches(waits, as_of=NOW)
    assert (alex.beds, billy.beds, cyril.beds) == (0, 3, 3)
    assert list(stock.keys(billy)) == [bed.pk for bed in three.beds]
    assert alex.against == {"level": 3, "sex": 3, "declined": 3}
    assert lining.in_words(billy) == "3 free beds fit"
    assert lining.in_words(alex) == "no free bed fits: another level of security at 3"


def test_numbers_under_five_are_not_told(rowan: Rowan):
    moved_in(rowan)
    first, last = date(2026, 3, 1), date(2026, 3, 30)
    cedar, hazel = throughput.flows(wards_now(NOW), first, last)
    assert (cedar.came, cedar.there, cedar.staying) == ("fewer than 5", "fewer than 5", "not shown")
    assert (hazel.came, hazel.left, hazel.stayed) == ("0", ({}, "0"), "nobody")


def test_days_lost_are_told_of_five_people_and_more(rowan: Rowan):
    """Six were ready ten days ago and have gone since; a delay was recorded for nobody."""
    stay = moved_in(rowan)
    first = date(2026, 2, 1)
    for number in range(6):
        began = first + timedelta(number)
        Stay.objects.create(
            person_id=stay.person_id, episode=stay.episode, bed=rowan.beds[1 + number % 2], from_on=began,
            until_on=began + timedelta(1), ready_on=began, left_for="discharged", by=rowan.cast.harun, at=NOW,
        )  # fmt: skip
    (cedar, _) = found = throughput.flows(wards_now(NOW), first, date(2026, 3, 1))
    assert (cedar.came, cedar.left, cedar.stayed) == ("6", ({"Discharged": "6"}, "6"), "1 day")
    assert throughput.lost_days(found, {}) == [("No reason recorded", "6", "6")]
