"""The page of an episode: where it stands, by which rule, what can be done, and by whom."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import grants
from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.web.conftest import TODAY, SignIn
from tests.web.episodes.conftest import at, take
from tests.web.pages import queries, words
from throughcare.audit.models import Entry
from throughcare.episodes import actions
from throughcare.episodes.models import Episode
from throughcare.organisations.models import StaffRole


def test_the_sentence_of_truth_says_who_holds_what_is_due_and_on_whom_it_waits(as_: SignIn, transfer: Episode):
    page = words(as_("nadia").get(at(transfer)))
    assert "Held by Eastmoor mental health team since Monday 2 March 2026." in page
    assert "'In hospital within 28 days of referral' is due by Monday 30 March 2026" in page
    assert (
        "(28 days, national guidance; day 0 was Monday 2 March 2026, because 'Initial request for a medical report'"
        " happened then)"
    ) in page
    assert "'Notice of the referral within 2 working days' was due by Wednesday 4 March 2026" in page
    assert "Waiting on Eastmoor mental health team : Criteria met: go on or Bed requested." in page


def test_every_standard_stands_beside_the_others_with_its_force(as_: SignIn, transfer: Episode):
    page = words(as_("nadia").get(at(transfer)))
    assert "28 days, law, not in force" in page
    assert "14 days, local default, not a national standard" in page
    assert "Due by Sunday 29 March 2026" in page
    assert (
        "Day 1 was Monday 2 March 2026, because 'Initial request for a medical report' happened then;"
        " recorded on Tuesday 3 March 2026"
    ) in page
    assert "Was 1 day late" in page


def test_steps_are_mine_theirs_or_not_yet_and_each_says_why(as_: SignIn, transfer: Episode):
    page = as_("nadia").get(at(transfer)).content.decode()
    assert at(transfer, "/steps/criteria-met") in page
    assert at(transfer, "/steps/bed-accepted") not in page
    said = words(as_("nadia").get(at(transfer)))
    assert "Bed accepted : Rowan Unit" in said
    assert "needs 'Second medical report' first" in said
    assert "The person needs this to get on" in said


def test_whom_nobody_holds_is_said_first_with_the_form_to_name_a_lead(as_: SignIn, referred: Episode, cast: Cast):
    take(referred, "referral-received", by=cast.petra, on=day(3))
    offer = {"party": "daycare", "organisation": cast.places["Westfell mental health team"].pk}
    take(referred, "handover-offered", by=cast.petra, on=day(4), **offer)
    StaffRole.objects.filter(pk=cast.sam.pk).update(until_on=date(2026, 3, 20))
    Episode.objects.filter(pk=referred.pk).update(nobody_holds=True)
    page = words(as_("petra").get(at(referred)))
    assert page.index("Nobody holds this") < page.index("Held by")
    assert "Name who holds this person" in page


def test_corrections_show_both_values_and_who_said_so(as_: SignIn, transfer: Episode, cast: Cast):
    actions.correct(
        episode=transfer,
        number=2,
        facts={"disorder": "Mania"},
        happened=day(16),
        why="Read the wrong line",
        by=cast.nadia,
        at=evening(day(18)),
    )
    html = as_("nadia").get(at(transfer)).content.decode()
    page = words(as_("nadia").get(at(transfer)))
    assert "<s>First medical report, Tuesday 17 March 2026</s>" in html
    assert "Corrected by fact 3" in page
    assert "Correction: Read the wrong line. When it happened was Tuesday 17 March 2026 ." in page
    assert "Disorder, its nature or degree was Psychosis ." in page
    assert "Met on day 14" in page


def test_what_was_struck_out_stays_struck_through(as_: SignIn, transfer: Episode, cast: Cast):
    actions.strike_out(episode=transfer, number=2, why="Another person", by=cast.nadia, at=evening(day(18)))
    assert "Struck out as recorded in error: Another person" in words(as_("nadia").get(at(transfer)))


def test_answers_of_a_category_without_a_grant_are_absent_and_the_page_says_so(as_: SignIn, transfer: Episode):
    page = words(as_("piotr").get(at(transfer)))
    assert "Psychosis" not in page
    assert "Acutely unwell" not in page
    assert "Your organisation is not shown:" in page
    assert "Diagnosis and medication" in page.split("Your organisation is not shown:")[1]
    assert "Psychosis" in words(as_("nadia").get(at(transfer)))


def test_whom_a_summary_is_enough_for_is_told_what_is_not_shown(as_: SignIn, transfer: Episode):
    """A case manager is granted what the assessment says, and their role is shown a summary of it."""
    page = words(as_("carol").get(at(transfer)))
    assert "Acutely unwell" not in page
    assert "Clinical assessment and notes" in page.split("Your organisation is not shown:")[1]


def test_without_the_category_of_identity_nobody_is_named(as_: SignIn, transfer: Episode, cast: Cast):
    grants.of("identity-and-location", organisation=cast.piotr.organisation).update(ends_at=TODAY)
    page = words(as_("piotr").get(at(transfer)))
    assert "Marlow" not in page
    assert transfer.reference in page
    assert "Who this is about is not shown" in page


def test_those_who_may_not_see_it_find_nothing(as_: SignIn, transfer: Episode):
    for address in ("", "/steps/criteria-met", "/facts/1/correct", "/facts/1/strike-out", "/receipt"):
        assert as_("sam").get(at(transfer, address)).status_code == 404


def test_delays_and_days_lost_stand_with_reason_and_party(as_: SignIn, transfer: Episode, cast: Cast):
    delay = {"reason": "no-assessor", "from": "2026-03-10", "until": "2026-03-16"}
    take(transfer, "delay-recorded", by=cast.nadia, on=day(17), **delay)
    page = words(as_("nadia").get(at(transfer)))
    assert "Lost 7 days: No assessor (Secure hospital or provider collaborative)" in page
    assert "excuses no breach by itself" in page
    assert "not answered yet" in page


def test_a_shortage_that_comes_of_something_exceptional_may_excuse(as_: SignIn, transfer: Episode, cast: Cast):
    delay = {"reason": "no-bed", "from": "2026-03-10", "cause": "infection-outbreak"}
    take(transfer, "delay-recorded", by=cast.nadia, on=day(17), **delay)
    page = words(as_("nadia").get(at(transfer)))
    assert "No bed, which comes of: Outbreak of infection" in page
    assert "may excuse a breach after review" in page
    form = words(as_("nadia").get(at(transfer, "/steps/delay-recorded")))
    assert "Only for “No bed” or “Not enough hospital staff”, which excuses no breach unless" in form


def test_a_release_date_is_counted_to_and_people_are_told_before_it(as_: SignIn, transfer: Episode, cast: Cast):
    """Today is 24 March: 20 May is in 57 days, and 18 May in 55."""
    take(transfer, "release-date-given", by=cast.piotr, on=day(17), **{"release-date": "2026-05-20"})
    page = words(as_("nadia").get(at(transfer)))
    assert "Aftercare ready by the release date by the day given" in page
    assert "57 days left" in page
    assert "90 days to the release date" in page
    assert "56 days to the release date" not in page
    take(transfer, "release-date-given", by=cast.piotr, on=day(18), **{"release-date": "2026-05-18"})
    page = words(as_("nadia").get(at(transfer)))
    assert "55 days left" in page
    assert "56 days to the release date" in page


def test_whoever_must_be_told_is_named_with_the_day(as_: SignIn, transfer: Episode):
    page = words(as_("nadia").get(at(transfer)))
    assert "Monday 23 March 2026, day 21 of “In hospital within 28 days of referral”. Day 21 and no bed" in page


def test_an_ended_episode_says_how_it_ended_and_offers_a_new_referral(as_: SignIn, transfer: Episode, cast: Cast):
    take(transfer, "withdrawn", by=cast.nadia, on=day(20), **{"care-instead": "Seen daily"})
    page = words(as_("nadia").get(at(transfer)))
    assert "Ended on Friday 20 March 2026: Withdrawn on clinical grounds ." in page
    assert "Refer again" in page
    assert "What can happen next" not in page


def test_the_page_for_printing_opens_everything(as_: SignIn, transfer: Episode):
    whole = as_("nadia").get(at(transfer, "?print")).content.decode()
    page = whole[whole.index("<main") :]
    assert "<details" in page
    assert page.count("<details") == page.count('<details class="nhsuk-details" open')


def test_seeing_an_episode_is_on_the_audit_record(as_: SignIn, transfer: Episode, cast: Cast):
    as_("nadia").get(at(transfer))
    entry = Entry.objects.get(did="saw-episode")
    assert (entry.by, entry.person_id, entry.episode_id) == (cast.nadia, cast.people["alex"].pk, transfer.pk)


@pytest.mark.parametrize("page", ["", "/steps/criteria-met", "/facts/2/correct", "/facts/2/strike-out", "/receipt"])
def test_so_is_seeing_it_behind_a_form(as_: SignIn, transfer: Episode, page: str):
    assert as_("nadia").get(at(transfer, page)).status_code == 200
    assert Entry.objects.filter(did="saw-episode", episode_id=transfer.pk).count() == 1


def test_the_number_of_queries_does_not_grow_with_the_facts(as_: SignIn, transfer: Episode, cast: Cast):
    nadia = as_("nadia")
    nadia.get(at(transfer))
    with CaptureQueriesContext(connection) as few:
        nadia.get(at(transfer))
    for number in range(25):
        take(transfer, "escalation-recorded", by=cast.carol, on=day(18), told=f"Manager {number}")
    with CaptureQueriesContext(connection) as many:
        nadia.get(at(transfer))
    assert len(queries(many)) == len(queries(few)) <= 8, "\n".join(queries(many))
