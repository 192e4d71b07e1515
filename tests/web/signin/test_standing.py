"""How long a session lasts: it locks when nothing is opened, it ends in any case, on a shared device sooner."""

from datetime import timedelta
from ipaddress import ip_network
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import LONG_AGO, Cast
from tests.web.conftest import TODAY
from tests.web.pages import words
from tests.web.signin.conftest import PASSWORD, Hour, sign_in
from throughcare.organisations.models import Staff, StaffRole
from throughcare.people.models import Need
from throughcare.signin.limits import Limits, Span, Standing

OWN = Limits(lock=timedelta(minutes=15), end=timedelta(hours=10))


@pytest.mark.parametrize(
    ("rested", "lasted", "standing"),
    [(14, 14, "open"), (15, 15, "locked"), (1, 599, "open"), (1, 600, "ended"), (700, 700, "ended")],
)
def test_a_session_locks_and_ends_on_the_minute(rested: int, lasted: int, standing: str):
    seen = TODAY + timedelta(minutes=lasted - rested)
    assert Span(TODAY, seen, OWN).standing(as_of=TODAY + timedelta(minutes=lasted)) is Standing(standing)


def test_it_never_locks_later_than_it_ends():
    assert Span(TODAY, TODAY + timedelta(minutes=595), OWN).locks_at == TODAY + timedelta(minutes=600)


def test_a_locked_session_shows_nothing_asks_for_the_password_and_goes_on_where_one_was(signed_in: Client, hour: Hour):
    hour.passes(minutes=16)
    locked = signed_in.get("/people?q=marlow")
    assert locked["Location"] == "/confirm?next=%2Fpeople%3Fq%3Dmarlow"
    page = words(signed_in.get(locked["Location"]))
    assert "Nothing was opened here for a while, so it is locked" in page
    assert "Eastmoor" not in page
    wrong = signed_in.post("/confirm", {"password": "wrong", "next": "/people?q=marlow"})
    assert wrong.status_code == 422
    assert signed_in.get("/today").status_code == 302
    right = signed_in.post("/confirm", {"password": PASSWORD, "next": "/people?q=marlow"})
    assert right["Location"] == "/people?q=marlow"
    assert signed_in.get("/people?q=marlow").status_code == 200


def test_a_code_alone_does_not_open_a_locked_session(signed_in: Client, hour: Hour, app):
    hour.passes(minutes=16)
    signed_in.get("/today")
    refused = signed_in.post("/confirm/code", {"code": app(1)})
    assert (refused.status_code, "/confirm?" in refused.content.decode()) == (401, True)
    assert "Use a code instead" not in words(signed_in.get("/confirm"))
    assert signed_in.get("/today").status_code == 302


def test_putting_the_clock_back_does_not_open_it(signed_in: Client, hour: Hour):
    hour.passes(minutes=16)
    signed_in.get("/today")
    hour.passes(minutes=-16)
    assert signed_in.get("/today").status_code == 302


def test_a_form_sent_to_a_locked_session_records_nothing_and_is_answered_as_if_signed_out(
    signed_in: Client, hour: Hour, cast: Cast
):
    need = {"kind": "language", "says": "Polish"}
    hour.passes(minutes=16)
    locked = signed_in.post("/people/TC-AAA-222/add/need", need)
    signed_out = Client().post("/people/TC-AAA-222/add/need", need)
    assert locked.status_code == signed_out.status_code
    assert not Need.objects.exists()


def test_opening_pages_keeps_it_open(signed_in: Client, hour: Hour):
    for _ in range(5):
        hour.passes(minutes=14)
        assert signed_in.get("/today").status_code == 200


def test_in_the_end_everybody_signs_in_again_and_goes_on_where_they_were(signed_in: Client, hour: Hour):
    for _ in range(43):
        hour.passes(minutes=14)
        answer = signed_in.get("/people")
    assert answer["Location"] == "/sign-in?next=%2Fpeople"
    assert not Session.objects.filter(session_key=signed_in.cookies["sessionid"].value).exists()


def test_the_page_says_until_when(signed_in: Client, hour: Hour):
    assert "Locks at 09:45 if nothing is opened" in words(signed_in.get("/today"))
    hour.passes(minutes=10)
    page = signed_in.get("/today")
    assert "Locks at 09:55 if nothing is opened" in words(page)
    assert 'data-locks="900" data-ends="35400"' in page.content.decode()


def test_a_page_that_is_left_open_can_ask_to_stay(signed_in: Client, hour: Hour):
    hour.passes(minutes=13)
    assert signed_in.post("/stay").json() == {"locks": 900, "ends": 35220}
    hour.passes(minutes=13)
    assert signed_in.get("/today").status_code == 200
    hour.passes(minutes=16)
    assert signed_in.post("/stay").status_code != 200


def test_noting_that_a_page_was_opened_is_written_once_a_minute(signed_in: Client, hour: Hour):
    def written() -> int:
        with CaptureQueriesContext(connection) as asked:
            signed_in.get("/blueprints")
        return sum('UPDATE "django_session"' in query["sql"] for query in asked.captured_queries)

    assert written() == 0
    hour.passes(seconds=59)
    assert written() == 0
    hour.passes(seconds=1)
    assert written() == 1
    assert written() == 0


def test_a_shared_device_locks_and_ends_sooner(client: Client, nadia: Staff, hour: Hour, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    sign_in(client, shared="on")
    assert "Locks at 09:35" in words(client.get("/today"))
    hour.passes(minutes=5)
    assert client.get("/today")["Location"].startswith("/confirm")
    client.post("/confirm", {"password": PASSWORD})
    hour.passes(minutes=56)
    assert client.get("/today")["Location"].startswith("/sign-in")


def test_the_choice_of_a_shared_device_outlives_the_second_step(client: Client, nadia: Staff, app, hour: Hour):
    sign_in(client, shared="on")
    client.post("/sign-in/code", {"code": app()})
    assert "Locks at 09:35" in words(client.get("/today"))


def test_a_network_can_be_shared_whatever_is_ticked(client: Client, nadia: Staff, hour: Hour, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    settings.SHARED_NETWORKS = (ip_network("127.0.0.0/8"),)
    sign_in(client)
    assert "Locks at 09:35" in words(client.get("/today"))
    assert "Clear-Site-Data" in client.post("/sign-out").headers


def test_signing_out_of_a_shared_device_leaves_nothing_on_it(client: Client, nadia: Staff, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    sign_in(client, shared="on")
    assert client.get("/today")["Cache-Control"] == "no-store"
    answer = client.post("/sign-out")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    sign_in(client)
    assert "Clear-Site-Data" not in client.post("/sign-out").headers


def test_every_step_gives_the_session_another_key(client: Client, nadia: Staff, app, cast: Cast):
    elsewhere = cast.places["Westfell mental health team"]
    role = StaffRole.objects.create(staff=nadia, organisation=elsewhere, role="PMH", from_on=LONG_AGO)
    client.cookies["sessionid"] = "chosenbysomebodyelse0123456789ab"
    keys = ["chosenbysomebodyelse0123456789ab"]
    for address, typed in [
        ("/sign-in", {"login": "nadia", "password": PASSWORD}),
        ("/sign-in/code", {"code": app()}),
        ("/role", {"role": role.pk}),
        ("/confirm", {"password": PASSWORD}),
    ]:
        client.post(address, typed)
        keys.append(client.cookies["sessionid"].value)
    assert len(set(keys)) == 5
    assert client.get("/today").status_code == 200
    for key in keys[:-1]:
        other = Client()
        other.cookies["sessionid"] = key
        assert other.get("/today")["Location"].startswith("/sign-in")


def test_another_password_ends_every_other_session(signed_in: Client, nadia: Staff, app):
    elsewhere = Client()
    sign_in(elsewhere)
    elsewhere.post("/sign-in/code", {"code": app()})
    assert elsewhere.get("/today").status_code == 200
    new = {"oldpassword": PASSWORD, "password1": "three words apart", "password2": "three words apart"}
    assert signed_in.post("/account/password", new).status_code == 302
    assert signed_in.get("/today").status_code == 200
    assert elsewhere.get("/today")["Location"].startswith("/sign-in")


def test_a_weak_password_is_refused_in_words(signed_in: Client):
    new = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    answer = signed_in.post("/account/password", new)
    assert answer.status_code == 422
    assert "at least 12 characters" in words(answer)


def test_where_one_was_is_only_ever_here(signed_in: Client, hour: Hour):
    hour.passes(minutes=16)
    answer = signed_in.post("/confirm", {"password": PASSWORD, "next": "//evil.example/today"})
    assert urlsplit(answer["Location"]).netloc == ""
    assert parse_qs(urlsplit(answer["Location"]).query) == {}
