"""A copy holds the beds somebody was in, and those that were offered to them."""

from datetime import timedelta

from tests.beds.conftest import NOW, Rowan, received, rowan, warranted
from throughcare.beds import offering
from throughcare.organisations.acting import act
from throughcare.own.gathering import gathered
from throughcare.people.models import Person

__all__ = ["rowan"]

LATER = NOW + timedelta(hours=1)
A_WEEK_LATER = NOW + timedelta(days=7)


def told(rowan: Rowan) -> dict[str, tuple[str, bool]]:
    """Title -> what is said, and whether somebody typed some of it."""
    act(staff=rowan.cast.nadia, as_of=A_WEEK_LATER)
    alex = Person.objects.get(pk=rowan.cast.people["alex"].pk)
    found = gathered(alex, staff=rowan.cast.nadia, as_of=A_WEEK_LATER)
    return {one.title: (one.says, one.free_text) for one in found if "bed of" in one.title}


def test_an_offer_and_what_was_decided_on_it_is_to_be_looked_at(rowan: Rowan):
    made = offering.offer(episode=rowan.alex, bed=rowan.beds[0], by=rowan.cast.harun, at=NOW)
    says, care = "Needs a quieter ward", "Seen every day"
    offering.decline(offer=made, reason="mix", says=says, who="", instead=care, by=rowan.cast.harun, at=LATER)
    ((title, (text, typed)),) = told(rowan).items()
    assert title.startswith("A bed of Rowan Unit")
    assert "Clinical decision of the hospital: no. Needs a quieter ward" in text
    assert "Declined" in text
    assert typed


def test_a_stay_is_there_from_its_first_day(rowan: Rowan):
    offered = offering.offer(episode=rowan.alex, bed=rowan.beds[0], by=rowan.cast.harun, at=NOW)
    cast = rowan.cast
    for by, day in ((cast.harun, None), (cast.harun, NOW.date()), (cast.nadia, None), (cast.nadia, None)):
        offered = offering.agree(offer=offered, who="", expected_on=day, by=by, at=LATER)
    warranted(cast, rowan.alex)
    received(cast, rowan.alex, on=23)
    assert any(title.startswith("In a bed of Rowan Unit") and "23 March 2026" in title for title in told(rowan))


def test_where_there_is_none_nothing_is_said(rowan: Rowan):
    assert told(rowan) == {}
