"""The first time a person signs in to their own record: with a code on paper, and with no telephone."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.cast import LONG_AGO, Cast
from tests.own.asked import alex
from tests.web.conftest import TODAY, Browser, SignIn
from tests.web.pages import words
from throughcare.audit.models import Entry
from throughcare.organisations.models import Staff, StaffRole
from throughcare.own import accounts
from throughcare.web import acting

CHOSEN = "three words and a lamp"


@pytest.fixture(autouse=True)
def _as_in_earnest(settings: Any, db: None, _a_password_is_enough: None) -> None:
    """Of staff a second factor is required, and every try is counted."""
    settings.SECOND_FACTOR_REQUIRED = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def slip(cast: Cast) -> accounts.Slip:
    return accounts.give(person=alex(cast), by=cast.nadia, at=TODAY)


def sign_in(slip: accounts.Slip, password: str = "") -> Client:
    client = Browser()
    client.post("/sign-in", {"login": slip.name, "password": password or slip.code})
    return client


def choose(client: Client, slip: accounts.Slip, chosen: str = CHOSEN) -> Any:
    typed = {"oldpassword": slip.code, "password1": chosen, "password2": chosen}
    return client.post("/account/password", typed)


def test_the_code_opens_the_page_to_choose_a_password_and_no_other(slip: accounts.Slip):
    mine = sign_in(slip)
    for page in ("/", "/own", "/own/seen", "/own/looked", "/account", "/account/app", "/people"):
        assert mine.get(page)["Location"] == "/account/password"
    page = words(mine.get("/account/password"))
    assert "Choose a password of your own." in page
    assert "Back to your account" not in page


def test_then_they_see_their_own_record_without_a_second_factor(slip: accounts.Slip):
    mine = sign_in(slip)
    answer = choose(mine, slip)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "Alex Marlow" in words(mine.get("/", follow=True))
    assert "Alex Marlow" in words(sign_in(slip, CHOSEN).get("/own"))
    assert sign_in(slip).get("/own").status_code == 302, "the code is good for nothing any more"
    assert Entry.objects.filter(did="changed-password").exists()


def test_the_code_itself_is_not_taken_as_a_password(slip: accounts.Slip):
    mine = sign_in(slip)
    refused = choose(mine, slip, slip.code)
    assert refused.status_code == 422
    assert "This is the password that you have now. Choose another one." in words(refused)
    assert mine.get("/own")["Location"] == "/account/password"


def test_a_code_that_has_run_out_is_refused_as_a_wrong_one_is(slip: accounts.Slip, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(acting, "now", lambda: TODAY + accounts.CODE_HOLDS)
    client = Browser()
    late = client.post("/sign-in", {"login": slip.name, "password": slip.code})
    wrong = client.post("/sign-in", {"login": slip.name, "password": "wrong"})
    assert (late.status_code, wrong.status_code) == (422, 422)
    assert words(late) == words(wrong)
    assert Entry.objects.filter(did="failed-to-sign-in").count() == 2


def test_a_new_code_signs_them_out_everywhere(slip: accounts.Slip, cast: Cast):
    mine = sign_in(slip)
    choose(mine, slip)
    accounts.renew_code(person=alex(cast), by=cast.nadia, at=TODAY)
    assert mine.get("/own")["Location"].startswith("/sign-in")


def test_on_any_computer_it_locks_as_on_a_shared_one(slip: accounts.Slip, monkeypatch: pytest.MonkeyPatch):
    mine = sign_in(slip)
    choose(mine, slip)
    monkeypatch.setattr(acting, "now", lambda: TODAY + timedelta(minutes=6))
    assert mine.get("/own")["Location"].startswith("/confirm")


def test_whoever_holds_another_role_as_well_is_asked_for_a_second_factor(slip: accounts.Slip, cast: Cast):
    mine = sign_in(slip)
    choose(mine, slip)
    staff = Staff.objects.get(username=slip.name)
    StaffRole.objects.create(staff=staff, organisation=cast.petra.organisation, role="PM", from_on=LONG_AGO)
    assert mine.get("/role")["Location"] == "/account"


def test_of_staff_a_second_factor_is_asked_as_before(as_: SignIn):
    assert as_("nadia").get("/today")["Location"] == "/account"


ACCOUNT = "/people/TC-AAA-222/own/account"


@pytest.fixture
def _a_password_does_for_staff(settings: Any, _as_in_earnest: None) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.mark.usefixtures("_a_password_does_for_staff")
class TestOnThePage:
    """What those who write who the person is do about the account."""

    def test_it_is_given_on_a_page_that_shows_the_code_once_and_is_kept_by_no_cache(self, as_: SignIn):
        nadia = as_("nadia")
        assert "Their own account" in words(nadia.get("/people/TC-AAA-222"))
        assert "They have none." in words(nadia.get(ACCOUNT))
        sent = {"submission": "3b6d3d0a-5a44-4c8e-8c59-30d1a5ad7d02"}
        made = nadia.post(ACCOUNT, sent)
        code = re.search(r"<dd>(\w{4}-\w{4}-\w{4})</dd>", made.content.decode())
        assert code
        assert made["Cache-Control"] == "no-store"
        assert "good until Tuesday 7 April 2026" in words(made)
        again = nadia.post(ACCOUNT, sent)
        assert (again.status_code, code[1] in again.content.decode()) == (200, False)
        assert "The code was shown, once" in words(again)
        page = words(nadia.get(ACCOUNT))
        assert "Since Tuesday 24 March 2026 Given by Nadia Rahman, Eastmoor mental health team" in page
        assert code[1] not in page

    def test_a_new_code_and_an_end_are_given_on_pages(self, as_: SignIn, cast: Cast):
        nadia = as_("nadia")
        first = nadia.post(ACCOUNT, {}).content.decode()
        second = nadia.post(f"{ACCOUNT}/code", {}).content.decode()
        codes = [re.findall(r"<dd>(\w{4}-\w{4}-\w{4})</dd>", page) for page in (first, second)]
        assert [len(found) for found in codes] == [1, 1]
        assert codes[0] != codes[1]
        assert "Only they give a new code" in words(as_("petra").get(ACCOUNT))
        assert as_("petra").post(f"{ACCOUNT}/code", {}).status_code == 422
        refused = nadia.post(f"{ACCOUNT}/end", {"says": ""})
        assert (refused.status_code, "Why it ends cannot be left empty." in words(refused)) == (422, True)
        assert nadia.post(f"{ACCOUNT}/end", {"says": "They asked for it"}).status_code == 303
        assert "ended by Nadia Rahman: They asked for it" in words(nadia.get(ACCOUNT))

    def test_a_second_one_and_one_of_the_dead_are_refused_in_words(self, as_: SignIn, cast: Cast):
        nadia = as_("nadia")
        nadia.post(ACCOUNT, {})
        second = nadia.post(ACCOUNT, {})
        assert (second.status_code, "has an account of their own already" in words(second)) == (422, True)
        nadia.post(f"{ACCOUNT}/end", {"says": "They asked for it"})
        person = alex(cast)
        type(person).objects.filter(pk=person.pk).update(died_on=TODAY.date())
        assert "the record of somebody who has died is opened to no account" in words(nadia.get(ACCOUNT))
        assert nadia.post(ACCOUNT, {}).status_code == 422

    @pytest.mark.parametrize("page", ["", "/code", "/end"])
    def test_whoever_may_not_is_told_and_whoever_sees_nobody_finds_nobody(self, as_: SignIn, page: str):
        for ask in ("get", "post"):
            owen = getattr(as_("owen"), ask)(f"{ACCOUNT}{page}", {})
            assert (owen.status_code, "This is not yours to write" in words(owen)) == (403, True)
            assert {getattr(as_(who), ask)(f"{ACCOUNT}{page}", {}).status_code for who in ("sam", "ada", "gwen")} == {
                404
            }
        assert "Their own account" not in words(as_("owen").get("/people/TC-AAA-222"))
