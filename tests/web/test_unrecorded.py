"""A form that comes too late, twice or to the wrong hands loses nothing of what was typed: the answer shows it."""

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.cast import LONG_AGO, Cast
from tests.episodes.conftest import REFERRAL
from tests.web.conftest import SignIn
from tests.web.episodes.conftest import A_DAY, SEEN, at, referred, transfer
from tests.web.pages import words
from tests.web.test_refer import SENT
from throughcare.episodes.models import Episode
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Need
from throughcare.web import errors

__all__ = ["referred", "transfer"]

WORRY = "Not <eating>,\nwill not say \u202ewhy"
NEED = {"kind": "language", "says": "Tigrinya & Arabic", "from_on-day": "20", "from_on-month": "3"}

NEEDED = "What is needed"


def kept(answer: HttpResponse) -> dict[str, str]:
    """The texts that a page still shows, by their labels."""
    label = r'<label[^>]* for="(unrecorded-\d+)">([^<]*)</label>\s*<textarea[^>]* id="\1"[^>]* readonly>\n([^<]*)<'
    return {unescape(name): unescape(text) for _, name, text in re.findall(label, answer.content.decode())}


def test_a_second_referral_keeps_what_was_written(as_: SignIn, cast: Cast):
    slip = f"/refer/{cast.daycare.pk}?person=TC-AAA-222"
    nadia = as_("nadia")
    nadia.post(slip, {**SENT, **REFERRAL})
    answer = nadia.post(slip, {**SENT, **REFERRAL, "submission": SEEN["submission"], "worry": WORRY})
    assert answer.status_code == 409
    assert f"Go on with {Episode.objects.get().reference}" in words(answer)
    texts = kept(answer)
    assert texts["What has happened"] == WORRY
    assert texts["When it happened"] == "24 3 2026"
    assert texts["Self-harm or talk of suicide in the last month, or an open ACCT"] == "No"
    assert not {"Submission", "Csrfmiddlewaretoken"} & texts.keys()
    assert Episode.objects.count() == 1


def test_a_step_that_is_no_longer_mine_keeps_what_was_written(as_: SignIn, transfer: Episode, cast: Cast):
    answer = as_("nadia").post(at(transfer, "/steps/bed-accepted"), {**SEEN, **A_DAY, "ward": "Elm"})
    assert answer.status_code == 403
    assert "not yours to record any more: it is for Rowan Unit" in words(answer)
    assert kept(answer) == {"Ward": "Elm", "When it happened": "20 3 2026"}
    typed = {**SEEN, **A_DAY, "secure-hospital": cast.places["Alder Unit"].pk}
    answer = as_("piotr").post(at(transfer, "/steps/criteria-met"), typed)
    assert answer.status_code == 403
    # A hospital is chosen again in a moment, and its number in the list tells nobody anything.
    assert kept(answer) == {"When it happened": "20 3 2026"}


def test_a_fact_that_is_not_mine_keeps_the_reason(as_: SignIn, transfer: Episode):
    answer = as_("harun").post(at(transfer, "/facts/2/strike-out"), {**SEEN, "why": "Wrong person"})
    assert answer.status_code == 403
    assert kept(answer) == {"Why it was recorded in error": "Wrong person"}


def test_a_form_sent_after_signing_out_keeps_what_was_written_and_leads_back(client: Client, transfer: Episode):
    address = at(transfer, "/steps/second-medical-report")
    answer = client.post(address, {**SEEN, **A_DAY, "treatment": "Clozapine <b>"})
    assert answer.status_code == 401
    page = answer.content.decode()
    assert "You are signed out" in page
    assert kept(answer)["Treatment available"] == "Clozapine <b>"
    assert f'href="/sign-in?next={address.replace("/", "%2F")}" target="_blank"' in page
    assert "Alex" not in page


def test_a_form_sent_before_a_role_is_chosen_keeps_what_was_written(as_: SignIn, transfer: Episode, cast: Cast):
    westfell = cast.places["Westfell mental health team"]
    StaffRole.objects.create(staff=cast.nadia.staff, organisation=westfell, role="PMH", from_on=LONG_AGO)
    answer = as_("nadia").post(at(transfer, "/steps/second-medical-report"), {**SEEN, **A_DAY, "doctor": "Dr Iqbal"})
    assert answer.status_code == 403
    assert "Choose a role first" in words(answer)
    assert kept(answer)["Doctor"] == "Dr Iqbal"


def test_a_form_without_its_token_keeps_what_was_written(cast: Cast):
    nadia = Client(enforce_csrf_checks=True)
    nadia.force_login(cast.nadia.staff)
    answer = nadia.post("/people/TC-AAA-222/add/need", {**NEED, "csrfmiddlewaretoken": "stale"})
    assert answer.status_code == 403
    assert "This page was open too long" in words(answer)
    texts = {"What it is about": "language", "What is needed": "Tigrinya & Arabic", "Since": "20 3"}
    assert kept(answer) == texts
    assert not Need.objects.exists()


def test_words_that_another_site_sends_are_not_shown_under_our_name(cast: Cast):
    answer = Client(enforce_csrf_checks=True).post(
        "/people/TC-AAA-222/add/need", {"says": "Ring this number"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert "Ring this number" not in words(answer)


def test_a_record_that_is_not_theirs_to_write_in_keeps_what_was_written(as_: SignIn):
    answer = as_("owen").post("/people/TC-AAA-222/add/need", NEED)
    assert answer.status_code == 403
    assert kept(answer)[NEEDED] == "Tigrinya & Arabic"


def test_a_page_that_is_gone_keeps_what_was_written(as_: SignIn):
    answer = as_("sam").post("/people/TC-AAA-222/add/need", NEED)
    assert answer.status_code == 404
    assert kept(answer)[NEEDED] == "Tigrinya & Arabic"


def test_a_fault_of_ours_keeps_what_was_written(rf):
    answer = errors.server_error(rf.post("/people/TC-AAA-222/add/need", NEED))
    assert answer.status_code == 500
    assert kept(answer)["Says"] == "Tigrinya & Arabic"


@pytest.mark.parametrize("address", ["/sign-in", "/sign-out", "/role"])
def test_nothing_of_signing_in_is_ever_shown_again(cast: Cast, address: str):
    typed = {"login": "nadia", "password": "a long secret", "note": "a long secret"}
    assert "a long secret" not in words(Client(enforce_csrf_checks=True).post(address, typed))
    assert "a long secret" not in words(Client().post("/today", {"password": "a long secret"}))


def test_what_was_never_typed_by_hand_is_cut(client: Client, cast: Cast):
    answer = client.post("/people/TC-AAA-222/add/need", {"says": "é" * 200_000, **{f"f{n}": "x" for n in range(200)}})
    assert answer.status_code == 401
    assert 60_000 < len(answer.content.decode()) < 80_000


def test_a_page_that_keeps_a_form_does_not_say_it_twice(as_: SignIn):
    answer = as_("nadia").post("/people/TC-AAA-222/add/need", NEED)
    assert answer.status_code == 422
    assert kept(answer) == {}
    assert "Tigrinya &amp; Arabic" in answer.content.decode()
