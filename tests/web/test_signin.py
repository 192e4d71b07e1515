"""Signing in, choosing a role, and being told plainly when that is not possible."""

from datetime import date

import pytest
from django.test import Client

from tests.cast import LONG_AGO, Cast
from tests.web.conftest import SignIn
from throughcare.organisations.models import StaffRole

PASSWORD = "a long enough password"


@pytest.fixture
def nadia_with_password(cast: Cast) -> Cast:
    staff = cast.staff["nadia"].staff
    staff.set_password(PASSWORD)
    staff.save()
    return cast


def words(response) -> str:
    return response.content.decode()


def test_whoever_is_not_signed_in_is_asked_to_and_then_sent_where_they_were_going(client: Client, nadia_with_password):
    asked = client.get("/people?q=marlow")
    assert asked.status_code == 302
    assert asked["Location"] == "/sign-in?next=%2Fpeople%3Fq%3Dmarlow"
    answer = client.post(asked["Location"], {"login": "nadia", "password": PASSWORD, "next": "/people?q=marlow"})
    assert answer["Location"] == "/people?q=marlow"


def test_a_wrong_password_is_refused_in_words_and_keeps_the_username(client: Client, nadia_with_password):
    answer = client.post("/sign-in", {"login": "nadia", "password": "wrong"})
    assert answer.status_code == 422
    assert "There is a problem" in words(answer)
    assert 'value="nadia"' in words(answer)
    assert "wrong" not in words(answer).split("<main")[1]


@pytest.mark.parametrize("typed", ["na\0dia", "x" * 10_000, "<script>alert(1)</script>", "نادية", "\ud7ff"])
def test_whatever_is_typed_as_a_name_gets_words(client: Client, nadia_with_password, typed):
    answer = client.post("/sign-in", {"login": typed, "password": "wrong\0"})
    assert answer.status_code == 422
    assert "<script>alert" not in words(answer)


def test_signing_out_ends_the_session_on_the_server(client: Client, nadia_with_password):
    client.post("/sign-in", {"login": "nadia", "password": PASSWORD})
    kept = client.cookies["sessionid"].value
    client.post("/sign-out")
    client.cookies["sessionid"] = kept
    assert client.get("/today").status_code == 302


def test_an_account_that_is_closed_cannot_sign_in(client: Client, nadia_with_password):
    staff = nadia_with_password.staff["nadia"].staff
    staff.is_active = False
    staff.save()
    answer = client.post("/sign-in", {"login": "nadia", "password": PASSWORD}, follow=True)
    assert "This account is closed" in words(answer)
    assert client.get("/today")["Location"].startswith("/sign-in")


def test_the_only_role_is_acted_in_without_asking(as_: SignIn):
    page = words(as_("nadia").get("/today"))
    assert "Nadia Rahman" in page
    assert "Prison mental health practitioner" in page
    assert "Eastmoor mental health team" in page
    assert "invented" in page
    assert "Act in another role" not in page


def test_with_several_roles_one_is_chosen_and_kept(as_: SignIn, cast: Cast):
    second = StaffRole.objects.create(
        staff=cast.nadia.staff, organisation=cast.places["Westfell mental health team"], role="PMH", from_on=LONG_AGO
    )
    nadia = as_("nadia")
    assert nadia.get("/today")["Location"] == "/role"
    assert "Westfell mental health team" in words(nadia.get("/role"))
    assert nadia.post("/role", {"role": ""}).status_code == 422
    assert nadia.post("/role", {"role": str(cast.sam.pk)}).status_code == 422
    assert nadia.post("/role", {"role": str(second.pk)}).status_code == 303
    page = words(nadia.get("/today"))
    assert "Westfell mental health team" in page
    assert "Act in another role" in page


def test_a_role_that_has_ended_is_no_longer_acted_in(as_: SignIn, cast: Cast):
    StaffRole.objects.filter(pk=cast.nadia.pk).update(until_on=date(2026, 3, 24))
    answer = as_("nadia").get("/today")
    assert answer.status_code == 403
    assert "You have no role today" in words(answer)
