"""What must not be taken: refused in words on the page, with what was typed kept, and no dead end."""

import pytest

from tests.browser.transfer import going
from tests.browser.transfer.at_work import Diary
from tests.browser.transfer.conftest import Somebody
from tests.episodes.conftest import day as moment
from tests.papers.story import Story
from throughcare.beds.models import Ward
from throughcare.episodes.models import Episode
from throughcare.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def aaron(diary: Diary) -> Story:
    """Nadia asked for the first report on Monday 2 March; what follows is recorded by the tests."""
    story = Story(diary.cast, Person.objects.get(family_name="Whitcombe"), "section-47").begun()
    diary.reference = story.episode.reference
    return story


def test_a_second_doctor_equal_to_the_first_and_a_warrant_older_than_its_reports(
    diary: Diary, somebody: Somebody, aaron: Story
):
    aaron.take("first-medical-report", by=diary.cast.nadia, on=moment(9), finding="met", gmc="7654321", approved="yes")
    harun = somebody("harun").tries("Second medical report", going.SECOND)
    harun.is_refused("The second report must be by another doctor than the first")
    assert harun.page.get_by_label("GMC number").input_value() == "7654321"
    harun.fills_in({"GMC number": "1111111"}).presses("Record")
    assert "It is on record." in harun.reads
    somebody("nadia").records("Complete application to the Mental Health Casework Section")
    maya = somebody("maya").tries("Transfer direction given", {
        **going.direction("Section 47", "W/1"), "When it happened": diary.days_on(-5),
    })  # fmt: skip
    maya.is_refused("The direction is dated before a report that it rests on: check the two days.")


def test_nobody_is_admitted_without_a_direction_and_a_no_says_what_care_there_is_instead(
    diary: Diary, somebody: Somebody, aaron: Story
):
    aaron.assessed().applied()
    harun = somebody("harun").opens_transfer("/steps/received-into-hospital").presses("Record")
    harun.is_refused("'Received into hospital' is not possible in 'Applied, waiting for the warrant'")
    maya = somebody("maya").tries("Direction refused").is_refused("Plan of care instead cannot be left empty.")
    maya.fills_in({"Plan of care instead": "Seen every day by the prison's team"}).presses("Record")
    assert "Direction refused" in maya.stands
    assert "Refer again" in somebody("nadia").opens_transfer().reads


def test_one_bed_is_never_offered_to_two_people(diary: Diary, somebody: Somebody, aaron: Story):
    alex = Story(diary.cast, diary.cast.people["alex"], "section-47")
    alex.episode = Episode.objects.get(person=alex.person, service=diary.cast.transfer)
    for one in (aaron, alex):
        one.take("bed-requested", by=diary.cast.nadia, on=moment(18), secure_hospital=one.rowan, level="medium")
    carol, harun = somebody("carol"), somebody("harun")
    carol.opens(f"/episodes/{alex.episode.reference}/beds").presses("Offer a bed on Cedar ward, Rowan Unit")
    harun.opens_transfer("/beds").presses("Offer a bed on Cedar ward, Rowan Unit")
    harun.fills_in({"Which bed": "Room 1"}).presses("Offer it")
    assert "The bed is offered" in harun.reads
    carol.fills_in({"Which bed": "Room 1"}).presses("Offer it")
    carol.is_refused("This bed is not free any more. Choose another.")


def test_a_ward_with_somebody_in_it_does_not_close(diary: Diary, somebody: Somebody, aaron: Story):
    aaron.assessed().applied().moved()
    harun = somebody("harun").opens_transfer("/beds").presses("Say which bed they are in")
    harun.fills_in({"Which bed": "Room 1, Cedar ward", "In this bed since": diary.days_on(-4)}).presses("Record it")
    assert "In Room 1, Cedar ward, Rowan Unit" in harun.reads
    harun.opens(f"/beds/wards/{Ward.objects.get().pk}/close-ward")
    harun.fills_in({"What is recorded": "It closes today, and nobody is in it", "Day": diary.today, "Why": "Repairs"})
    harun.presses("Record it").is_refused("in it")
    assert harun.page.get_by_label("Why").input_value() == "Repairs"


def test_nobody_returns_without_a_ground(diary: Diary, somebody: Somebody, aaron: Story):
    aaron.assessed().applied().moved()
    harun = somebody("harun").tries(
        "Clinician notifies that hospital is no longer required", {"In support": "Well for weeks"}
    )
    harun.is_refused("Ground cannot be left empty.")
    assert harun.page.get_by_label("In support").input_value() == "Well for weeks"


def test_no_clock_is_set_by_hand_but_by_a_corrected_fact_with_its_reason(
    diary: Diary, somebody: Somebody, aaron: Story
):
    nadia = somebody("nadia").opens_transfer()
    assert "Day 22 of 28" in nadia.reads
    nadia.presses("Correct fact 1").fills_in({"When it happened": diary.days_on(-12)}).presses("Correct")
    nadia.is_refused("Why it is corrected cannot be left empty.")
    nadia.fills_in({"Why it is corrected": "The letter is of the 12th"}).presses("Correct")
    assert "Day 12 of 28" in nadia.reads
    assert "Correction: The letter is of the 12th." in nadia.reads
