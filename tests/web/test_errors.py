"""What goes wrong is said in words, with a status that says whose fault it is, and never a 500."""

import pytest
from django.test import Client

from tests.web.conftest import SignIn
from throughcare.web import errors

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return response.content.decode()


def test_an_address_that_leads_nowhere(as_: SignIn):
    answer = as_("nadia").get("/nowhere")
    assert answer.status_code == 404
    assert "Nothing here that you can see" in words(answer)


@pytest.mark.parametrize("address", ["/people?q=a%00b", "/people%00", "/people?%00=1", "/people/TC-%00AA-222"])
def test_a_nul_in_an_address_never_reaches_the_database(as_: SignIn, address):
    assert as_("nadia").get(address).status_code == 400


def test_a_nul_in_the_session_cookie_never_reaches_the_database(client: Client):
    answer = client.get("/today", HTTP_COOKIE='sessionid="aaaaaaaaaa\\000"')
    assert answer.status_code == 400


@pytest.mark.parametrize("charset", ["utf-16", "unicode_escape", "rot13", "utf-7"])
def test_a_body_in_another_encoding_is_refused(client: Client, charset):
    content_type = f"multipart/form-data; boundary=x; charset={charset}"
    answer = client.generic("POST", "/sign-in", b"login=x", content_type=content_type)
    assert answer.status_code == 400
    assert "This could not be read" in words(answer)


def test_a_body_beyond_all_forms_is_too_large(client: Client):
    answer = client.post("/sign-in", {"login": "x" * 2_000_000})
    assert answer.status_code == 413
    assert "too much at once" in words(answer)


def test_a_thousand_fields_are_too_many(client: Client):
    assert client.post("/sign-in", {f"field{n}": "x" for n in range(1000)}).status_code == 413


@pytest.mark.parametrize("page", ["/sign-in", "/today"])
def test_an_address_that_asks_a_thousand_things_is_too_much(client: Client, page):
    answer = client.get(page, {f"field{n}": "x" for n in range(1000)})
    assert answer.status_code == 413
    assert "too much at once" in words(answer)


def test_broken_utf_8_is_read_as_far_as_it_can_be(as_: SignIn):
    assert as_("nadia").get("/people?q=%ff%fe%ed%a0%80").status_code == 200


def test_a_form_from_elsewhere_is_turned_away_in_words(cast):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in", {"login": "nadia", "password": "x"})
    assert answer.status_code == 403
    assert "This page was open too long" in words(answer)


def test_the_page_for_our_own_faults_needs_nothing(rf):
    answer = errors.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "The fault is ours" in words(answer)


def test_pages_carry_a_strict_policy_and_nothing_inline(as_: SignIn):
    answer = as_("nadia").get("/today")
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    assert "style=" not in words(answer)
    assert "<script>" not in words(answer)
    assert "onclick" not in words(answer)


@pytest.mark.parametrize("address", ["/today", "/people", "/people/TC-AAA-222", "/refer", "/services", "/blueprints"])
def test_a_page_that_only_shows_takes_no_form(as_: SignIn, address):
    answer = as_("nadia").post(address, {"note": "Wrote it in the wrong place"})
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert "Wrote it in the wrong place</textarea>" in words(answer)


def test_a_move_without_a_place_says_so_and_keeps_what_was_sent(as_: SignIn):
    answer = as_("nadia").post("/people/TC-AAA-222/move", {"from_on-day": "20"})
    assert answer.status_code == 422
    assert "Where is the person now?" in words(answer)
    assert ">\n20</textarea>" in words(answer)
