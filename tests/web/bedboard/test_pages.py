"""The pages of beds: what each sees, what is recorded there, and that none asks more of the database as it grows."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.beds.conftest import Rowan, said, ward_at
from tests.beds.test_following import moved_in
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from tests.web.upkeep.conftest import typed
from throughcare.beds.models import Bed, Confirmation, Offer, Stay, Wait, Ward
from throughcare.organisations.models import Unit
from throughcare.people.models import Person

MOST = 8


def today(name: str) -> dict[str, str]:
    return {f"{name}-day": "24", f"{name}-month": "3", f"{name}-year": "2026"}


def page_of(rowan: Rowan) -> str:
    return f"/episodes/{rowan.alex.reference}/beds"


def test_the_board_counts_beds_for_everybody_who_looks_for_one(as_: SignIn, rowan: Rowan):
    for who in ("harun", "carol", "nadia", "owen", "connie", "sam"):
        told = words(as_(who).get("/beds"))
        assert "Cedar ward" in told
        assert "3 of 3" in told
        assert "Marlow" not in told
    for who in ("gwen", "ada", "bola"):
        assert as_(who).get("/beds").status_code == 403


@pytest.mark.parametrize(
    ("query", "cedar", "hazel"),
    [
        ("level=medium", True, False),
        ("sex=2", False, True),
        ("specialty=deaf", False, False),
        ("meets=wheelchair&free=yes", True, True),
        ("collaborative=Elsewhere", False, False),
        ("level=nonsense&sex=7&page=x", True, True),
        ("page=9", False, False),
    ],
)
def test_filters_are_in_the_address(as_: SignIn, rowan: Rowan, query: str, *, cedar: bool, hazel: bool):
    rows = words(as_("nadia").get(f"/beds?{query}")).partition(" wards")[0]
    shown = as_("nadia").get(f"/beds?{query}").content.decode()
    assert ("Cedar ward<" in shown, "Hazel ward<" in shown) == (cedar, hazel), rows


def test_what_nobody_confirmed_is_said_to_be_so_and_confirming_is_one_press(as_: SignIn, rowan: Rowan):
    harun, address = as_("harun"), f"/beds/wards/{rowan.cedar.pk}"
    assert "Never confirmed" in words(harun.get(address))
    assert harun.post(f"{address}/confirm-beds", {}).status_code == 303
    assert "Confirmed Tuesday 24 March 2026 at 09:30 by Harun Aziz" in words(harun.get(address))
    assert Confirmation.objects.count() == 1


def test_one_key_confirms_one_ward(as_: SignIn, rowan: Rowan):
    key = {"submission": "4c1d8d0e-9f64-4a36-8f1e-0d6f3c1a7b21"}
    for ward in (rowan.cedar, rowan.cedar, rowan.hazel):
        as_("harun").post(f"/beds/wards/{ward.pk}/confirm-beds", key)
    assert Confirmation.objects.count() == 2


def test_prison_teams_read_whom_a_ward_admits_and_not_who_is_in_it(as_: SignIn, rowan: Rowan):
    told = words(as_("nadia").get(f"/beds/wards/{rowan.cedar.pk}"))
    assert "Men who need medium security." in told
    assert "Medium secure (207)" in told
    assert "Room 1" not in told
    assert "Room 1" in words(as_("harun").get(f"/beds/wards/{rowan.cedar.pk}"))


@pytest.mark.parametrize("page", ["describe-ward", "add-beds", "confirm-beds", "close-ward", "keep-ward-open"])
def test_a_ward_is_written_by_its_own_hospital_alone(as_: SignIn, rowan: Rowan, page: str):
    address = f"/beds/wards/{rowan.cedar.pk}/{page}"
    assert as_("harun").get(address).status_code == 200
    for who in ("alice", "carol", "nadia", "connie"):
        assert as_(who).get(address).status_code == 403
        assert as_(who).post(address, {}).status_code == 403


def test_a_ward_is_described_opened_given_beds_and_closed(as_: SignIn, rowan: Rowan):
    harun, cast = as_("harun"), rowan.cast
    about: dict[str, Any] = {
        "level": "low", "specialties": ["deaf"], "sexes": ["1", "2"], "age_from": "18", "age_to": "65",
        "meets": ["hearing"], "collaborative": "South", "criteria": "Deaf people.", "stale_after": "12",
    }  # fmt: skip
    assert harun.post(f"/beds/wards/{rowan.cedar.pk}/describe-ward", about).status_code == 303
    assert "Deaf people." in words(harun.get(f"/beds/wards/{rowan.cedar.pk}"))
    unit = Unit.objects.create(organisation=cast.harun.organisation, kind="ward", name="Elm ward")
    assert "Elm ward" in words(harun.get("/beds/wards/open"))
    assert harun.post(f"/beds/wards/open?unit={unit.pk}", about).status_code == 303
    elm = Ward.objects.get(unit=unit)
    assert harun.post(f"/beds/wards/{elm.pk}/add-beds", {"names": "Bed 1\r\nBed 2\r\n"}).status_code == 303
    closing = {"meant": "no", "says": "No staff", **today("on")}
    assert harun.post(f"/beds/wards/{elm.pk}/close-ward", closing).status_code == 303
    assert "This ward is closed." in words(harun.get(f"/beds/wards/{elm.pk}"))


def test_a_ward_with_somebody_in_it_closes_on_no_page_and_is_meant_to_on_all(as_: SignIn, rowan: Rowan):
    moved_in(rowan)
    harun, ward = as_("harun"), f"/beds/wards/{rowan.cedar.pk}"
    closing = {"says": "Builders come", **today("on")}
    refused = harun.post(f"{ward}/close-ward", {**closing, "meant": "no"})
    assert refused.status_code == 422
    assert "Cedar ward cannot close: 1 person is in it. Record that it is meant to close" in words(refused)
    assert "Builders come" in refused.content.decode(), "what was typed stays"
    assert "Meant to close" not in words(harun.get(ward))
    assert harun.post(f"{ward}/close-ward", {**closing, "meant": "yes"}).status_code == 303
    told = words(harun.get(ward))
    assert "Meant to close on Tuesday 24 March 2026 1 person is still in it. It closes once they have moved." in told
    for who in ("harun", "nadia", "connie"):
        assert "Meant to close on Tuesday 24 March 2026" in words(as_(who).get("/beds"))
    nadia = as_("nadia")
    billy = rowan.another("Billy Ashe", "B")
    offer = {"bed": str(rowan.beds[1].pk)}
    no = nadia.post(f"/episodes/{billy.reference}/beds/offer?ward={rowan.cedar.pk}", offer)
    assert no.status_code == 422
    assert "none of its beds is offered" in words(no)


def test_a_list_of_many_is_read_page_by_page_and_line_by_line(as_: SignIn, rowan: Rowan):
    """The address names the line and the page; what makes no sense is as if it had not been said."""
    nadia = as_("nadia")
    whole = words(nadia.get("/beds/waiting"))
    assert "Medium secure, men 1 waits" in whole.replace(":", "")
    for address in ("?line=medium-1", "?line=nonsense", "?page=x", "?page=0"):
        assert "Alex Marlow" in words(nadia.get(f"/beds/waiting{address}"))
    assert "There is no such page of this list." in words(nadia.get("/beds/waiting?page=7"))
    for address in ("?line=medium-1", "?page=2"):
        assert "Marlow" not in words(as_("sam").get(f"/beds/waiting{address}"))


def test_a_bed_goes_out_of_service_and_back(as_: SignIn, rowan: Rowan):
    harun, bed = as_("harun"), rowan.beds[0]
    out = {"reason": "safety", "says": "Window", **today("from_on"), **today("expected_on")}
    assert harun.post(f"/beds/{bed.pk}/withhold-bed", out).status_code == 303
    told = words(harun.get(f"/beds/wards/{rowan.cedar.pk}"))
    assert "Out of service Not safe: ligature point or fitting" in told
    refused = harun.post(f"/beds/{bed.pk}/hold-bed", {**out, "reason": "leave"})
    assert refused.status_code == 422
    assert "is out of service already" in words(refused)
    assert harun.post(f"/beds/{bed.pk}/put-bed-back", {}).status_code == 303
    assert as_("alice").get(f"/beds/{bed.pk}/withhold-bed").status_code == 403


def test_the_whole_way_from_the_offer_to_the_bed(as_: SignIn, rowan: Rowan):
    harun, nadia, page = as_("harun"), as_("nadia"), page_of(rowan)
    assert "Place 1 of 1 for medium secure, men" in words(nadia.get(page))
    assert "It takes women only." in words(nadia.get(page))
    bed = rowan.beds[0]
    assert nadia.post(f"{page}/offer?ward={rowan.cedar.pk}", {"bed": str(bed.pk)}).status_code == 303
    offer = Offer.objects.get()
    yes = f"{page}/offers/{offer.pk}/agree"
    assert nadia.get(yes).status_code == 403
    assert harun.post(yes, {"who": "Dr Okafor"}).status_code == 303
    assert harun.post(yes, {}).status_code == 422
    assert harun.post(yes, {"who": "", **typed(Person.objects.first().birth_date, "expected_on")}).status_code == 422
    assert harun.post(yes, {"who": "", **today("expected_on")}).status_code == 303
    for _ in ("prison", "accepted"):
        assert nadia.post(yes, {"who": ""}).status_code == 303
    told = words(nadia.get(page))
    assert "A bed is accepted. The move is to come." in told
    assert "Dr Okafor, recorded by Harun Aziz, Rowan Unit" in told
    assert "Date offered for the bed" in words(nadia.get(f"/episodes/{rowan.alex.reference}"))


def test_a_decision_is_offered_to_those_alone_whose_it_is(as_: SignIn, rowan: Rowan):
    page, bed = page_of(rowan), rowan.beds[0]
    as_("nadia").post(f"{page}/offer?ward={rowan.cedar.pk}", {"bed": str(bed.pk)})
    assert ("Say yes" in words(as_("harun").get(page)), "Say yes" in words(as_("nadia").get(page))) == (True, False)
    Unit.objects.filter(pk=rowan.cedar.unit_id).update(organisation=rowan.cast.places["HMP Eastmoor"])
    assert "Say yes" not in words(as_("harun").get(page))


def test_a_no_is_asked_about_once_more(as_: SignIn, rowan: Rowan):
    harun, page = as_("harun"), page_of(rowan)
    harun.post(f"{page}/offer?ward={rowan.cedar.pk}", {"bed": str(rowan.beds[0].pk)})
    no = f"{page}/offers/{Offer.objects.get().pk}/decline"
    said_no = {"reason": "threshold", "says": "", "who": "", "instead": "Seen daily"}
    assert "Say what care is proposed instead" in words(harun.post(no, {**said_no, "instead": ""}))
    again = harun.post(no, said_no)
    assert again.status_code == 422
    assert "“Bed declined” is recorded as a fact of the transfer" in words(again)
    assert Offer.objects.get().ended == ""
    assert harun.post(no, {**said_no, "looked": "risk"}).status_code == 422
    assert harun.post(no, {**said_no, "looked": "threshold"}).status_code == 303
    assert Offer.objects.get().ended == "declined"
    assert "It said no to this person lately." in words(harun.get(page))


def test_an_offer_is_withdrawn_on_its_page(as_: SignIn, rowan: Rowan):
    harun, page = as_("harun"), page_of(rowan)
    harun.post(f"{page}/offer?ward={rowan.cedar.pk}", {"bed": str(rowan.beds[0].pk)})
    address = f"{page}/offers/{Offer.objects.get().pk}/withdraw"
    assert harun.post(address, {"reason": "mistake", "says": "The wrong ward"}).status_code == 303
    assert "It was offered by mistake. The wrong ward" in words(harun.get(page))


def test_what_a_bed_must_be_and_when_they_can_move_is_said(as_: SignIn, rowan: Rowan):
    nadia, page = as_("nadia"), page_of(rowan)
    assert nadia.post(f"{page}/need", {"specialty": "deaf", "meets": ["hearing"]}).status_code == 303
    until = {"until_on-day": "30", "until_on-month": "3", "until_on-year": "2026"}
    assert nadia.post(f"{page}/park", {"reason": "court-date", "says": "", **until}).status_code == 303
    told = words(nadia.get(page))
    assert "Matched with no bed until Monday 30 March 2026: a court date comes first." in told
    assert Wait.objects.get().specialty == "deaf"
    assert "1 cannot move yet: Alex Marlow" in words(nadia.get("/beds/waiting"))


def test_whoever_may_not_see_a_person_finds_nothing_of_them(as_: SignIn, rowan: Rowan):
    for who in ("sam", "alice", "owen"):
        assert as_(who).get(page_of(rowan)).status_code == 404
        told = words(as_(who).get("/beds/waiting"))
        assert "Medium secure, men fewer than 5 0" in told
        assert "You may see nobody who waits." in told
        assert rowan.alex.reference not in told
        assert "Marlow" not in told
    told = words(as_("connie").get("/beds/waiting"))
    assert "Medium secure, men fewer than 5" in told
    assert as_("connie").get(page_of(rowan)).status_code == 403


def test_the_rule_is_there_to_read(as_: SignIn, rowan: Rowan):
    rowan.another("Billy Ashe", "B", on=5, urgent=True)
    told = words(as_("nadia").get("/beds/waiting"))
    assert "A local default, unconfirmed" in told
    assert "Place 1 is before this one. Urgency: urgent, before not urgent." in told


def test_flow_tells_no_small_number(as_: SignIn, rowan: Rowan):
    Stay.objects.create(
        person=rowan.alex.person, episode=rowan.alex, bed=rowan.beds[0], from_on=rowan.alex.stage_since,
        ready_on=rowan.alex.stage_since, by=rowan.cast.harun, at=rowan.alex.created_at,
    )  # fmt: skip
    told = words(as_("harun").get("/beds/flow"))
    assert "Alex Marlow Room 1" not in told
    assert "Alex Marlow Cedar ward, Room 1" in told
    assert "fewer than 5" in told
    assert "Marlow" not in words(as_("connie").get("/beds/flow"))


def test_the_page_of_a_transfer_leads_to_its_bed(as_: SignIn, rowan: Rowan):
    assert f'href="{page_of(rowan)}"' in as_("nadia").get(f"/episodes/{rowan.alex.reference}").content.decode()


@pytest.mark.parametrize("who", ["harun", "nadia", "carol"])
def test_no_page_asks_more_of_the_database_as_there_is_more(as_: SignIn, rowan: Rowan, who: str):
    for letter in "BCDE":
        ward_at(rowan.cast.harun, f"Ward {letter}", said(), [f"Bed {number}" for number in range(20)])
        rowan.another(f"Person {letter}", letter)
    as_("harun").post(f"{page_of(rowan)}/offer?ward={rowan.cedar.pk}", {"bed": str(Bed.objects.first().pk)})
    browser, asked = as_(who), {}
    for address in ("/beds", "/beds/waiting", "/beds/flow", f"/beds/wards/{rowan.cedar.pk}", page_of(rowan)):
        browser.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        asked[address] = len(queries(captured))
    assert max(asked.values()) <= MOST, asked
