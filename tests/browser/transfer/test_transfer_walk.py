"""One sentenced and one remanded person, from the first concern to hospital, back to prison and out, in the browser."""

import pytest

from tests.browser.transfer import going, returning
from tests.browser.transfer.at_work import NARROW, Diary
from tests.browser.transfer.conftest import AARON, Somebody
from tests.own.asked import account
from throughcare.own import accounts
from throughcare.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def until_the_ward(diary: Diary, somebody: Somebody) -> None:
    """From the first concern to Cedar ward, on a second warrant."""
    going.refer(somebody, diary, "Aaron Whitcombe", "Need identified", going.CONCERN)
    diary.goes_on(1)
    somebody("nadia").records("Initial request for a medical report", {**going.SENTENCED, **going.REQUEST})
    going.give_notice(somebody)
    wait_and_answer_the_ladder(diary, somebody)
    going.receive_and_report(somebody, diary, diary.days_on(2))
    somebody("piotr").records("Release date given", {"Release date": diary.days_on(300)})
    diary.goes_on(2)
    going.assess_and_offer(somebody, diary, diary.days_on(4))
    diary.goes_on(1)
    going.plan_together(somebody, diary)
    going.apply(somebody)
    somebody("maya").records("Transfer direction given", going.direction("Section 47", "W/99"))
    assert "Waiting on HMP Eastmoor: Left prison." in somebody("maya").stands
    let_the_warrant_run_out(diary, somebody)
    somebody("maya").records("Transfer direction given", going.direction("Section 47", "W/100"))
    assert "W/100" in somebody("maya").takes("/papers/warrant")
    somebody("piotr").records("Escort booked", {"Date": diary.days_on(2), "Escort by": "Northshire escorts"})
    read_his_own_page(diary, somebody)
    diary.goes_on(2)
    going.move(somebody, diary)
    live_where_he_is(somebody, "Rowan Unit", diary)


def test_a_sentenced_person_goes_to_hospital_and_back_and_is_released(diary: Diary, somebody: Somebody):
    until_the_ward(diary, somebody)
    hold_together_for_28_days(diary, somebody)
    somebody("harun").records("Tribunal finds discharge due: serving a sentence (section 74)", {
        "What the tribunal found due": "Conditional discharge",
        "The tribunal recommends staying in hospital if not discharged": "No",
    })  # fmt: skip
    assert "The Secretary of State's answer within 90 days" in somebody("harun").reads
    somebody("harun").records(
        "Clinician notifies that hospital is no longer required", {**returning.NOTICE, "Notified by": "Tribunal"}
    )
    returning.plan_return(somebody)
    somebody("maya").records("Warrant for return given", {"Section": "Section 50"})
    diary.goes_on(4)
    returning.come_back(somebody, diary)
    for days, week in ((21, "4 weeks"), (56, "12 weeks")):
        diary.goes_on(days)
        returning.follow_up(somebody, week)
    diary.goes_on(120)
    somebody("sam").records(
        "Released after the return", {"What follows": "Released", "Plan of care": "The community team"}
    )
    assert somebody("sam").stands.endswith("Released.")


def wait_and_answer_the_ladder(diary: Diary, somebody: Somebody) -> None:
    """Nobody at the hospital says anything for a week: it is told so, and answers; he is seen meanwhile."""
    diary.goes_on(1)
    somebody("nadia").records("Contact during the wait", {
        "Who met the person": "The prison's mental health team", "How": "Face to face",
        "How it went": "He spoke a little",
    })  # fmt: skip
    diary.goes_on(6)
    harun = somebody("harun").opens("/escalations")
    assert "Day 7 and no assessor is named" in harun.reads
    harun.presses("Answer for Aaron Whitcombe, day 7 of “In hospital within 28 days of referral”")
    harun.fills_in({"Your answer": "We assess him on Saturday"}).presses("Send the answer")
    assert "We assess him on Saturday" in somebody("nadia").opens_transfer().reads


def let_the_warrant_run_out(diary: Diary, somebody: Somebody) -> None:
    """From day 8 everybody is told; after day 14 nobody is moved on it, and a new one is asked for."""
    diary.goes_on(8)
    assert "1 warrant is in the second week" in somebody("nadia").opens("/today").reads
    piotr = somebody("piotr").opens("/escalations")
    assert "After day 14 nobody may be moved on it" in piotr.reads
    diary.goes_on(6)
    piotr.opens_transfer("/steps/left-prison").fills_in(going.WENT_ALONG).presses("Record")
    piotr.is_refused("It needs a new 'Transfer direction given' first.")
    piotr.records("Warrant expired", {"Why it was not used": "No escort was to be had"})


def read_his_own_page(diary: Diary, somebody: Somebody) -> None:
    """What the hospital says of itself stands there in its own words; the day that has gone by is promised no more."""
    somebody("harun").opens("/hospital/words").fills_in(going.WORDS).presses("Keep this version")
    aaron = Person.objects.get(reference=AARON)
    made = account(diary.cast, "aaron")
    accounts.link(person=aaron, account=made, by=diary.cast.nadia, at=diary.now)
    own = somebody("aaron").opens("/own/move")
    assert "You are going to Rowan Unit, Cedar ward. It is a house with a garden." in own.reads
    assert "You may keep your clothes." in own.reads


def live_where_he_is(somebody: Somebody, place: str, diary: Diary) -> None:
    nadia = somebody("nadia").opens(f"/people/{AARON}/move").fills_in({"Prison or hospital": place}).presses("Continue")
    nadia.fills_in({"First day there": diary.today}).presses("Record the move")
    assert somebody("harun").opens_transfer().page.locator("h1").inner_text() == f"Aaron Whitcombe, {place}"


def hold_together_for_28_days(diary: Diary, somebody: Somebody) -> None:
    """The prison's manager keeps the sentence plan; after 28 days the hospital holds him alone."""
    somebody("piotr").records("Sentence plan looked at with the hospital", {
        "What was agreed about the sentence plan": "It is kept open until he comes back",
    })  # fmt: skip
    diary.goes_on(28)
    assert somebody("nadia").opens_transfer().stands.startswith("Held jointly by Rowan Unit and Eastmoor")
    diary.goes_on(1)
    assert somebody("nadia").opens_transfer().stands.startswith("Held by Rowan Unit since")
    somebody("harun").records("Work done in hospital reported", {
        "Written for": "Sentence plan",
        "Work done and what came of it, as agreed with the person": "Twelve meetings on hearing voices",
    })  # fmt: skip


class TestNarrowAndWithoutScripts:
    @pytest.fixture
    def window(self) -> tuple[int, bool]:
        return (NARROW, False)

    def test_a_remanded_person_goes_to_hospital_and_back_to_the_court(self, diary: Diary, somebody: Somebody):
        wrong = {**going.REQUEST, **going.BY_MAGISTRATES, "Route": "Section 47: serving a sentence"}
        nadia = somebody("nadia")
        going_wrong(nadia, wrong)
        nadia.fills_in({"Route": "Section 48: not serving a sentence"}).presses("Send")
        diary.reference = nadia.page.locator(".nhsuk-panel__body").inner_text().split()[-1]
        diary.goes_on(1)
        going.give_notice(somebody)
        going.receive_and_report(somebody, diary, diary.days_on(1))
        going.assess_and_offer(somebody, diary, diary.days_on(7))
        going.plan_together(somebody, diary)
        going.apply(somebody)
        direct_a_remanded_person(diary, somebody)
        somebody("piotr").records("Escort booked", {"Date": diary.days_on(1)})
        diary.goes_on(1)
        going.move(somebody, diary)
        diary.goes_on(30)
        somebody("harun").records(
            "Clinician notifies that hospital is no longer required",
            {**returning.NOTICE, "Notified by": "Responsible clinician"},
        )
        returning.plan_return(somebody)
        return_after_the_crown_court(somebody)
        diary.goes_on(2)
        returning.come_back(somebody, diary)
        somebody("sam").records(
            "End the follow-up", {"Why it ends": "The person does not wish it", "What goes on": "Seen when he asks"}
        )
        assert somebody("sam").stands.endswith("Returned to prison.")


def going_wrong(nadia, wrong) -> None:
    nadia.opens("/refer").fills_in({"Who is it about?": "bilal hussain"}).presses("Search").presses("Bilal Hussain")
    nadia.presses("Transfer to hospital, Eastmoor").fills_in(wrong).presses("Send")
    nadia.is_refused("Section 47 is only for somebody who serves a sentence.")
    assert nadia.page.get_by_label("Why hospital is needed").input_value() == going.REQUEST["Why hospital is needed"]


def direct_a_remanded_person(diary: Diary, somebody: Somebody) -> None:
    """The Casework Section asks for more, and then directs: with restriction, for that is not a choice here."""
    maya = somebody("maya").records(
        "Query from the Mental Health Casework Section", {"What is missing": "The day of the next hearing"}
    )
    assert "Waiting for the second report and the application." in maya.stands
    somebody("nadia").records("Complete application to the Mental Health Casework Section", {"Reference": "A/18"})
    free = {**going.direction("Section 48", "W/7"), "With restriction (section 49)": "No"}
    maya.tries("Transfer direction given", free).is_refused("section 49 leaves no choice")
    maya.fills_in({"With restriction (section 49)": "Yes"}).presses("Record")
    assert "Section 48" in maya.takes("/papers/warrant")


def return_after_the_crown_court(somebody: Somebody) -> None:
    """Until he is sent to the Crown Court the Secretary of State does not return him."""
    maya = somebody("maya").opens_transfer()
    assert "Somebody remanded by magistrates is not returned by the Secretary of State" in maya.reads
    maya.opens_transfer("/steps/remission-warrant-given").fills_in({"Section": "Section 51"}).presses("Record")
    maya.is_refused("until they are sent to the Crown Court: ask the court")
    # The prison that he left has no part in it any more once another has agreed to take him.
    somebody("harun").records(
        "Held differently from now on", {"How the person is held now": "On remand to the Crown Court"}
    )
    maya.records("Warrant for return given", {"Section": "Section 51"})
