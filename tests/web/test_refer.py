"""Referring: from a paper slip to a receipt, the open one found first, what fits shown and never decided."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, live_at
from tests.episodes.conftest import REFERRAL, day, evening
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.episodes import actions, referring
from throughcare.episodes.models import Episode

SENT = {
    "submission": "0b0f6f0a-6c26-4a43-8f43-2f6b7e1d9a10",
    "happened-day": "24",
    "happened-month": "3",
    "happened-year": "2026",
    "happened-time": "",
}


def daycare(cast: Cast, rest: str = "") -> str:
    return f"/refer/{cast.daycare.pk}?person=TC-AAA-222{rest}"


def transfer(cast: Cast, rest: str = "") -> str:
    return f"/refer/{cast.transfer.pk}?person=TC-AAA-222{rest}"


def test_from_a_slip_to_a_receipt_in_three_pages(as_: SignIn, cast: Cast):
    nadia = as_("nadia")
    assert "/refer?person=TC-AAA-222" in nadia.get("/refer?q=marlow 14/5/1990").content.decode()
    assert f"/refer/{cast.daycare.pk}?person=TC-AAA-222" in nadia.get("/refer?person=TC-AAA-222").content.decode()
    assert "Main reason" in words(nadia.get(daycare(cast)))
    answer = nadia.post(daycare(cast), {**SENT, **REFERRAL})
    episode = Episode.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/episodes/{episode.reference}/receipt")
    receipt = words(nadia.get(answer["Location"]))
    assert f"Reference {episode.reference}" in receipt
    assert "Waiting on Eastmoor psychology : Referral received" in receipt
    assert "No clock runs until they have received it." in receipt


def test_the_same_referral_sent_twice_is_one(as_: SignIn, cast: Cast):
    once, again = (as_("nadia").post(daycare(cast), {**SENT, **REFERRAL}) for _ in range(2))
    assert Episode.objects.count() == 1
    assert (once.status_code, again.status_code) == (303, 303)
    assert once["Location"] == again["Location"] == f"/episodes/{Episode.objects.get().reference}/receipt"


def test_the_open_one_is_found_at_the_start(as_: SignIn, cast: Cast):
    as_("nadia").post(daycare(cast), {**SENT, **REFERRAL})
    reference = Episode.objects.get().reference
    assert f"Open already. Go on with {reference}" in words(as_("nadia").get("/refer?person=TC-AAA-222"))
    page = words(as_("nadia").get(daycare(cast)))
    assert f"Go on with {reference}" in page
    assert "Main reason" not in page


def test_criteria_are_met_unmet_or_unknown_as_was_ticked(as_: SignIn, cast: Cast):
    unsaid = words(as_("nadia").get("/refer?person=TC-AAA-222"))
    assert unsaid.count("Fit not known") == 2
    said = words(as_("nadia").get("/refer?person=TC-AAA-222&acute=yes&willing=yes"))
    assert "May not fit" in said
    assert "Speaks against: Needs hospital assessment now" in said
    assert "Met: The person knows about the referral" in said
    assert said.index("Transfer to hospital, Eastmoor") < said.index("Day care, Eastmoor")


def test_how_long_it_takes_is_a_median_with_its_number(as_: SignIn, cast: Cast):
    for number, until in enumerate((4, 5, 9)):
        person = live_at(cast, "HMP Eastmoor", "Given", f"Family{number}", reference=f"TC-BBB-22{number + 2}")
        episode = referring.refer(
            person=person,
            service=cast.transfer,
            facts={"section": "section-47", "held-as": "sentenced", "why": "Unwell"},
            begin="initial-request-for-medical-report",
            happened=day(2),
            by=cast.nadia,
            at=evening(day(2)),
        )
        finding = {"finding": "met"}
        actions.take_step(
            episode=episode,
            step="first-medical-report",
            facts=finding,
            happened=day(until),
            by=cast.nadia,
            at=evening(day(until)),
        )
    page = words(as_("nadia").get("/refer?person=TC-AAA-222"))
    assert "First medical report within 14 days of referral: half took 3 days or fewer (n = 3)" in page


def test_a_referral_with_something_missing_says_what_and_keeps_the_rest(as_: SignIn, cast: Cast):
    answer = as_("nadia").post(daycare(cast), {**SENT, "reason": "low-mood", "worry": "Not <eating>"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "How soon cannot be left empty." in page
    assert "Not &lt;eating&gt;" in page
    assert Episode.objects.count() == 0


def test_a_draft_may_leave_anything_out_and_is_sent_once_it_is_whole(as_: SignIn, cast: Cast):
    nadia = as_("nadia")
    answer = nadia.post(daycare(cast), {**SENT, "reason": "low-mood", "draft": "yes"})
    episode = Episode.objects.get()
    assert "Draft kept" in words(nadia.get(answer["Location"]))
    seen = {**SENT, "submission": "0b0f6f0a-6c26-4a43-8f43-2f6b7e1d9a11", "seen": 1}
    refused = nadia.post(f"/episodes/{episode.reference}/steps/referral-sent", seen)
    assert refused.status_code == 422
    assert "Answer 'How soon'." in words(refused)
    typed = {**SENT, **REFERRAL, "submission": "0b0f6f0a-6c26-4a43-8f43-2f6b7e1d9a12", "why_corrected": "Finished"}
    assert nadia.post(f"/episodes/{episode.reference}/facts/1/correct", typed).status_code == 303
    seen["submission"] = "0b0f6f0a-6c26-4a43-8f43-2f6b7e1d9a13"
    assert nadia.post(f"/episodes/{episode.reference}/steps/referral-sent", seen).status_code == 303


def test_a_transfer_begins_at_once_with_the_step_that_is_chosen(as_: SignIn, cast: Cast):
    page = words(as_("nadia").get(transfer(cast)))
    assert "Begin with: Need identified or Initial request for a medical report" in page
    first = as_("nadia").post(transfer(cast, "&begin=need-identified"), {**SENT, "why": "Hears voices"})
    receipt = words(as_("nadia").get(first["Location"]))
    assert "Hospital may be needed." in receipt
    assert "No clock runs until" not in receipt
    assert "Your health team thinks a hospital may help you." in receipt


def test_what_to_tell_the_person_names_the_day(as_: SignIn, cast: Cast):
    typed = {
        **SENT,
        "section": "section-47",
        "held-as": "sentenced",
        "why": "Acutely unwell",
        "secure-hospital": cast.places["Rowan Unit"].pk,
    }
    receipt = words(as_("nadia").get(as_("nadia").post(transfer(cast), typed)["Location"]))
    assert "A doctor has been asked to see you and to write a report by Tuesday 7 April 2026." in receipt


def test_whom_one_may_not_see_one_cannot_refer(as_: SignIn, cast: Cast):
    assert as_("sam").get("/refer?person=TC-AAA-222").status_code == 404
    assert as_("sam").get(daycare(cast)).status_code == 404
    assert as_("nadia").get("/refer/999999999999999999999?person=TC-AAA-222").status_code == 404
    assert as_("nadia").get(f"/refer/{cast.daycare.pk}").status_code == 404


def test_whoever_plays_no_part_is_told_who_may_refer(as_: SignIn, cast: Cast):
    page = words(as_("petra").get(transfer(cast)))
    assert (
        "Eastmoor psychology cannot refer to this service: it takes referrals from Prison mental health team." in page
    )
    assert "Transfer to hospital" not in words(as_("petra").get("/refer?person=TC-AAA-222"))
    refused = as_("petra").post(
        transfer(cast), {**SENT, "section": "section-47", "held-as": "sentenced", "why": "Unwell"}
    )
    assert refused.status_code == 403
    assert "cannot refer" in words(refused)
    assert "Unwell</textarea>" in refused.content.decode()
    assert Episode.objects.count() == 0


def test_the_choice_of_services_takes_few_queries(as_: SignIn, cast: Cast):
    nadia = as_("nadia")
    nadia.get("/refer?person=TC-AAA-222")
    with CaptureQueriesContext(connection) as asked:
        nadia.get("/refer?person=TC-AAA-222")
    assert len(queries(asked)) <= 12, "\n".join(queries(asked))
