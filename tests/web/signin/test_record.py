"""What happens at the door is on the audit record, and no secret is."""

import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.web.conftest import TODAY
from tests.web.signin.conftest import PASSWORD, SECRET, Hour, code, sign_in
from throughcare.audit.models import Entry
from throughcare.organisations.models import Staff


def recorded(did: str) -> list[Entry]:
    return list(Entry.objects.filter(did=did).order_by("id"))


def test_signing_in_and_out(signed_in: Client, cast: Cast):
    signed_in.post("/sign-out")
    came, went = *recorded("signed-in"), *recorded("signed-out")
    assert (came.by, came.at) == (cast.nadia, TODAY)
    assert came.detail == {"staff": cast.nadia.staff_id, "steps": ["password", "totp"], "shared": False}
    assert went.detail == {"staff": cast.nadia.staff_id}


def test_half_way_in_is_not_in(client: Client, nadia: Staff, app):
    sign_in(client)
    assert recorded("signed-in") == []


def test_a_wrong_password_of_an_account_that_exists(client: Client, nadia: Staff, cast: Cast):
    client.post("/sign-in", {"login": "NADIA", "password": "wrong"})
    [entry] = recorded("failed-to-sign-in")
    assert entry.detail == {"staff": nadia.pk, "username": "NADIA"}


@pytest.mark.parametrize("typed", ["nobody", "my password by mistake", "x" * 10_000])
def test_whatever_else_is_typed_as_a_name_is_not_kept(client: Client, nadia: Staff, typed: str):
    client.post("/sign-in", {"login": typed, "password": "wrong"})
    assert recorded("failed-to-sign-in") == []
    assert not Entry.objects.filter(detail__icontains=typed[:20]).exists()


def test_a_wrong_code_a_recovery_code_and_what_was_set_up_or_taken_away(signed_in: Client, nadia: Staff):
    signed_in.post("/account/codes/new")
    shown = re.findall(r"<li><code>([0-9 ]+)<", signed_in.get("/account/codes").content.decode())
    browser = Client()
    sign_in(browser)
    browser.post("/sign-in/code", {"code": "000000"})
    browser.post("/sign-in/code", {"code": shown[0]})
    assert [entry.detail["kind"] for entry in recorded("failed-second-factor")] == ["totp"]
    assert len(recorded("used-recovery-code")) == 1
    assert [entry.detail["kind"] for entry in recorded("added-second-factor")] == ["totp", "recovery_codes"]
    signed_in.post("/account/codes/new")
    assert [entry.detail["kind"] for entry in recorded("removed-second-factor")] == ["recovery_codes"]


def test_a_lock_once(signed_in: Client, hour: Hour):
    hour.passes(minutes=20)
    for _ in range(3):
        signed_in.get("/today")
    assert len(recorded("locked")) == 1


def test_another_password(signed_in: Client):
    new = {"oldpassword": PASSWORD, "password1": "three words apart", "password2": "three words apart"}
    signed_in.post("/account/password", new)
    assert len(recorded("changed-password")) == 1


def test_no_secret_is_on_it(client: Client, nadia: Staff, app):
    client.post("/sign-in", {"login": "nadia", "password": "a wrong secret"})
    sign_in(client)
    client.post("/sign-in/code", {"code": "271828"})
    shown = code()
    client.post("/sign-in/code", {"code": shown})
    everything = str([entry.detail for entry in Entry.objects.all()])
    assert not {PASSWORD, "a wrong secret", "271828", shown, SECRET, client.session.session_key} & set(
        re.findall(r"[^'\" ,:{}\[\]]+", everything)
    )
    assert "secret" not in everything
