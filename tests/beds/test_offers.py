"""A bed is offered, decided on in order by those whose decision it is, and taken; or it is free again."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.beds.conftest import NOW, Rowan, received, said, ward_at, warranted
from tests.episodes.conftest import day, evening
from throughcare.beds import asking, offering
from throughcare.beds.keeping import state_of
from throughcare.beds.models import Bed, Offer, Stay, Wait
from throughcare.episodes import actions
from throughcare.episodes.models import Episode
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused

LATER = NOW + timedelta(hours=1)
MONDAY_23 = date(2026, 3, 23)
CARE = "Seen every day by the nurse; reviewed in two weeks."


def offered(rowan: Rowan, number: int = 0, episode: Episode | None = None) -> Offer:
    return offering.offer(episode=episode or rowan.alex, bed=rowan.beds[number], by=rowan.cast.harun, at=NOW)


def agree(offer: Offer, by: StaffRole, on: date | None = None) -> Offer:
    return offering.agree(offer=offer, who="", expected_on=on, by=by, at=LATER)


def accepted(rowan: Rowan, number: int = 0, episode: Episode | None = None) -> Offer:
    """Clinicians, bed manager, prison and prison mental health team all say yes."""
    offer, cast = offered(rowan, number, episode), rowan.cast
    agree(offer, cast.harun)
    agree(offer, cast.harun, MONDAY_23)
    agree(offer, cast.nadia)
    return agree(offer, cast.nadia)


def state(bed: Bed) -> str:
    return state_of(Bed.objects.get(pk=bed.pk), as_of=LATER)


def steps(rowan: Rowan) -> list[str]:
    return list(rowan.alex.events.order_by("number").values_list("step", flat=True))


def test_a_bed_that_is_offered_is_kept_for_one_person(rowan: Rowan):
    offered(rowan)
    assert [state(bed) for bed in rowan.beds] == ["offered", "free", "free"]
    billy = rowan.another("Billy Ashe", "B")
    with pytest.raises(Refused, match="Room 1 on Cedar ward is not free: offered"):
        offered(rowan, 0, billy)


def test_what_the_hospital_decides_is_a_fact_of_the_episode(rowan: Rowan):
    accepted(rowan)
    assert steps(rowan)[-2:] == ["bed-accepted", "bed-offered-date"]
    assert rowan.alex.events.latest("number").facts == {"date": "2026-03-23"}
    assert Episode.objects.get(pk=rowan.alex.pk).stage == "second-report-and-pack"


def test_nobody_decides_for_others(rowan: Rowan):
    offer, cast = offered(rowan), rowan.cast
    for stranger in (cast.nadia, cast.alice, cast.carol):
        with pytest.raises(Refused, match="Clinical decision of the hospital” is for others to say"):
            agree(offer, stranger)
    agree(offer, cast.harun)
    agree(offer, cast.harun, MONDAY_23)
    with pytest.raises(Refused, match="Prison is ready” is for others"):
        agree(offer, cast.harun)


def test_the_bed_manager_names_a_day(rowan: Rowan):
    offer = agree(offered(rowan), rowan.cast.harun)
    for no_day in (None, date(2026, 3, 19)):
        with pytest.raises(Refused, match="Name the day"):
            agree(offer, rowan.cast.harun, no_day)


def test_a_no_of_the_hospital_frees_the_bed_and_is_a_dispute(rowan: Rowan):
    offer = offered(rowan)
    offering.decline(offer=offer, reason="threshold", says="", who="", instead=CARE, by=rowan.cast.harun, at=LATER)
    assert state(rowan.beds[0]) == "free"
    assert steps(rowan)[-1] == "bed-declined"
    assert Episode.objects.get(pk=rowan.alex.pk).stage == "dispute"
    with pytest.raises(Refused, match="This offer is over: declined"):
        agree(offer, rowan.cast.harun)


def test_a_no_is_for_a_reason_of_that_decision(rowan: Rowan):
    with pytest.raises(Refused, match="“court-date” is not one of those there are"):
        offering.decline(offer=offered(rowan), reason="court-date", says="", who="", by=rowan.cast.harun, at=LATER)


def test_a_prison_that_is_not_ready_parks_the_person_and_no_clock(rowan: Rowan):
    offer, cast = offered(rowan), rowan.cast
    agree(offer, cast.harun)
    agree(offer, cast.harun, MONDAY_23)
    offering.decline(offer=offer, reason="court-date", says="", who="The Governor", by=cast.nadia, at=LATER)
    wait = Wait.objects.get(episode=rowan.alex)
    assert (wait.parked_until, wait.parked_for) == (date(2026, 4, 3), "court-date")
    assert rowan.alex.clocks.get(standard="tr-28").state == "running"
    asking.park(episode=rowan.alex, reason="court-date", until_on=NOW.date(), says="Over", by=cast.nadia, at=LATER)
    assert Wait.objects.get(episode=rowan.alex).parked_until is None


def test_accepting_one_bed_releases_the_others(rowan: Rowan):
    spare = offered(rowan, 1)
    accepted(rowan, 0)
    spare.refresh_from_db()
    assert (spare.ended, state(rowan.beds[1]), state(rowan.beds[0])) == ("released", "free", "offered")
    with pytest.raises(Refused, match="A bed was accepted for this person already"):
        offered(rowan, 2)


def test_accepted_is_not_moved_in(rowan: Rowan):
    offer = accepted(rowan)
    assert not Stay.objects.exists()
    warranted(rowan.cast, rowan.alex)
    received(rowan.cast, rowan.alex, on=23)
    offer.refresh_from_db()
    stay = Stay.objects.get()
    assert (offer.ended, stay.bed, stay.from_on, state(stay.bed)) == ("moved-in", rowan.beds[0], MONDAY_23, "occupied")
    assert not Wait.objects.get(episode=rowan.alex).open


def test_an_offer_on_which_nobody_decides_lapses(rowan: Rowan):
    offer, after = offered(rowan), NOW + timedelta(hours=49)
    with pytest.raises(Refused, match="This offer lapsed on Sunday 22 March 2026"):
        offering.agree(offer=offer, who="", by=rowan.cast.harun, at=after)
    billy = rowan.another("Billy Ashe", "B")
    offering.offer(episode=billy, bed=rowan.beds[0], by=rowan.cast.harun, at=after)
    offer.refresh_from_db()
    assert offer.ended == "lapsed"


def test_the_job_ends_what_lapsed_and_nothing_that_was_accepted(rowan: Rowan):
    accepted(rowan, 0)
    late = offered(rowan, 1, rowan.another("Billy Ashe", "B"))
    assert offering.lapse_all(at=NOW + timedelta(hours=49)) == 1
    late.refresh_from_db()
    assert late.ended == "lapsed"


def test_an_offer_is_taken_back_by_its_hospital_and_by_whoever_proposed_it(rowan: Rowan):
    offer = accepted(rowan)
    with pytest.raises(Refused, match="Only Rowan Unit and Rowan Unit take this offer back"):
        offering.withdraw(offer=offer, reason="needed", says="", by=rowan.cast.alice, at=LATER)
    offering.withdraw(offer=offer, reason="needed", says="An emergency", instead=CARE, by=rowan.cast.harun, at=LATER)
    assert state(rowan.beds[0]) == "free"
    assert steps(rowan)[-1] == "bed-declined"
    assert not Wait.objects.get(episode=rowan.alex).accepted


def test_a_hospital_that_was_not_asked_is_asked_by_the_proposal(rowan: Rowan):
    cast = rowan.cast
    alder = ward_at(cast.alice, "Thorn ward", said())
    with pytest.raises(Refused, match="Only those who take part"):
        offering.offer(episode=rowan.alex, bed=alder.beds.first(), by=cast.alice, at=NOW)
    offer = offering.offer(episode=rowan.alex, bed=alder.beds.first(), by=cast.carol, at=NOW)
    asked = rowan.alex.events.latest("number")
    assert (asked.step, asked.facts["secure-hospital"]) == ("bed-requested", cast.alice.organisation_id)
    with pytest.raises(Refused, match="for others to say"):
        agree(offer, cast.harun)
    agree(offer, cast.alice)


def test_a_withdrawn_referral_keeps_no_bed(rowan: Rowan):
    offer = accepted(rowan)
    facts = {"care-instead": "Seen weekly", "why": "Much better"}
    actions.take_step(
        episode=rowan.alex, step="withdrawn", facts=facts, happened=day(22), by=rowan.cast.nadia, at=evening(day(22))
    )
    offer.refresh_from_db()
    assert (offer.ended, state(rowan.beds[0])) == ("not-needed", "free")


def test_strangers_offer_nothing(rowan: Rowan):
    for stranger in (rowan.cast.sam, rowan.cast.alice, rowan.cast.owen):
        with pytest.raises(Refused, match="Only those who take part in a transfer"):
            offering.offer(episode=rowan.alex, bed=rowan.beds[0], by=stranger, at=NOW)


def test_the_database_itself_keeps_a_bed_to_one_offer_and_one_stay(rowan: Rowan):
    offer = offered(rowan)
    about = {"person_id": offer.person_id, "episode": rowan.alex, "by": rowan.cast.harun, "at": NOW}
    with pytest.raises(IntegrityError, match="one_live_offer_a_bed"), transaction.atomic():
        Offer.objects.create(bed=rowan.beds[0], until=LATER, **about)
    Stay.objects.create(bed=rowan.beds[0], from_on=MONDAY_23, **about)
    billy = rowan.another("Billy Ashe", "B")
    with pytest.raises(IntegrityError, match="two_stays_never_share_a_bed"), transaction.atomic():
        Stay.objects.create(bed=rowan.beds[0], from_on=MONDAY_23, **about | {"person_id": billy.person_id})
    with pytest.raises(IntegrityError, match="nobody_is_in_two_beds"), transaction.atomic():
        Stay.objects.create(bed=rowan.beds[1], from_on=MONDAY_23, **about)
