"""What an attacker would try at the door."""

import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from tests.web.pages import words
from tests.web.signin.conftest import PASSWORD, Hour, sign_in
from tests.web.signin.test_second_factor import addresses
from throughcare.config import settings as ours
from throughcare.organisations.models import Staff
from throughcare.web.acting import OPEN_TO_ALL

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "http://localhost:9/",
    "http://testserver@evil.example/",
    "\thttps://evil.example",
    "%2F%2Fevil.example",
    "/today\r\nSet-Cookie: a=b",
    "/today\nLocation: https://evil.example",
]


@pytest.mark.parametrize("where", ELSEWHERE)
def test_signing_in_leads_only_to_a_page_of_ours(nadia: Staff, settings, where: str):
    settings.SECOND_FACTOR_REQUIRED = False
    for client in (Client(), Client()):
        answer = client.post("/sign-in", {"login": "nadia", "password": PASSWORD, "next": where})
        went = answer["Location"]
        assert went.startswith(("/", "%2F"))
        assert not went.startswith(("//", "/\\"))
        assert "\n" not in went
        assert "Set-Cookie: a=b" not in str(answer.serialize_headers())


@pytest.mark.parametrize("where", ELSEWHERE)
def test_nor_does_unlocking_or_signing_out(signed_in: Client, hour: Hour, where: str):
    hour.passes(minutes=16)
    opened = signed_in.post("/confirm", {"password": PASSWORD, "next": where})
    left = signed_in.post("/sign-out", {"next": where})
    for answer in (opened, left):
        assert not answer["Location"].startswith(("http", "//", "/\\", "\\", "java", "data"))
        assert "\n" not in answer["Location"]


def test_what_an_address_says_comes_back_as_text(client: Client, nadia: Staff):
    page = client.get("/sign-in", {"next": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page


def test_every_form_needs_the_token_of_its_page(nadia: Staff, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client = Client(enforce_csrf_checks=True)
    client.force_login(nadia)
    taken = [name for name, path in addresses() if client.post(path, {}).status_code != 403]
    assert taken == []


def test_a_session_that_somebody_else_chose_is_not_the_one_signed_in(nadia: Staff, app):
    attacker = Client()
    attacker.get("/sign-in")
    sign_in(attacker, password="wrong")
    chosen = "a" * 32
    victim = Client()
    victim.cookies["sessionid"] = chosen
    sign_in(victim)
    half_way = victim.cookies["sessionid"].value
    victim.post("/sign-in/code", {"code": app()})
    for key in (chosen, half_way):
        attacker.cookies["sessionid"] = key
        assert attacker.get("/today")["Location"].startswith("/sign-in")
        assert attacker.post("/sign-in/code", {"code": app(1)})["Location"].startswith("/sign-in")
    assert victim.get("/today").status_code == 200


def test_no_wording_tells_whether_a_name_exists(nadia: Staff):
    known = Client().post("/sign-in", {"login": "nadia", "password": "wrong"})
    unknown = Client().post("/sign-in", {"login": "nobody", "password": "wrong"})
    assert known.status_code == unknown.status_code == 422
    assert words(known) == words(unknown)
    for name in ("nadia", "nobody"):
        for _ in range(5):
            last = Client().post("/sign-in", {"login": name, "password": "wrong"})
        assert "Too many tries" in words(last)


def test_nor_roughly_does_the_time_it_takes(nadia: Staff, settings):
    """Both are asked for a password of the same cost: without that an unknown name is answered many times faster."""

    settings.PASSWORD_HASHERS = ours.PASSWORD_HASHERS
    nadia.set_password(PASSWORD)
    nadia.save()

    def takes(name: str) -> float:
        cache.clear()
        # The processor's time and not the clock's: others may be busy on this machine.
        before = time.process_time()
        Client().post("/sign-in", {"login": name, "password": "wrong"})
        return time.process_time() - before

    spent = [(takes("nadia"), takes("nobody")) for _ in range(6)]
    known, unknown = (min(times) for times in zip(*spent, strict=True))
    assert 0.5 < known / unknown < 2


def test_a_right_password_of_a_name_guessed_too_often_waits_too(nadia: Staff):
    for _ in range(5):
        sign_in(Client(), password="wrong")
    assert "Too many tries" in words(sign_in(Client()))
    cache.clear()
    assert sign_in(Client()).status_code == 302


def test_tries_are_counted_in_the_database_where_every_process_sees_them(nadia: Staff):
    sign_in(Client(), password="wrong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM signin_cache WHERE cache_key LIKE '%%login_failed%%'")
        assert cursor.fetchone()[0] >= 2
    assert ours.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] > 300


def test_the_running_product_may_count_them(nadia: Staff, settings, request: pytest.FixtureRequest):
    request.getfixturevalue("application_role")
    settings.SECOND_FACTOR_REQUIRED = False
    assert sign_in(Client(), password="wrong").status_code == 422
    assert sign_in(Client()).status_code == 302


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"])
def test_a_body_beyond_all_forms_is_refused_unread(cast, kind: str):
    part = b'--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\n'
    answer = Client().generic("POST", "/sign-in", part + b"x" * 2_000_000, content_type=kind)
    assert answer.status_code == 413


def test_a_forwarded_address_is_believed_only_from_our_own_proxies(nadia: Staff):
    def tries(**proxies: int) -> list[int]:
        cache.clear()
        with override_settings(ACCOUNT_RATE_LIMITS={"login": "2/m/ip"}, **proxies):
            made = [Client(headers={"x-forwarded-for": f"10.0.0.{n}"}).post("/sign-in", {}) for n in range(4)]
        return [answer.status_code for answer in made]

    assert tries() == [422, 422, 429, 429]
    assert tries(ALLAUTH_TRUSTED_PROXY_COUNT=1) == [422, 422, 422, 422]


JUNK = [
    "",
    "{}",
    "[]",
    "null",
    "1",
    '"x"',
    "{",
    '{"id": 1}',
    '{"response": {"userHandle": "////"}}',
    '{"response": null}',
]
JUNK += [
    '{"response": {"userHandle": "MQ", "clientDataJSON": "", "authenticatorData": "", "signature": ""}, "id": "a"}'
]


@pytest.mark.parametrize("sent", JUNK)
def test_whatever_a_browser_says_of_a_passkey_gets_words(client: Client, nadia: Staff, app, sent: str):
    client.get("/sign-in/passkey", headers={"accept": "application/json"})
    answer = client.post("/sign-in/passkey", {"credential": sent})
    assert answer.status_code == 422
    assert "This passkey could not be used" in words(answer)
    sign_in(client)
    client.get("/sign-in/code")
    assert client.post("/sign-in/code", {"credential": sent}).status_code == 422


@pytest.mark.parametrize("sent", JUNK)
def test_nor_of_a_new_one(signed_in: Client, sent: str):
    signed_in.get("/account/passkeys/new")
    answer = signed_in.post("/account/passkeys/new", {"name": "Mine", "credential": sent})
    assert answer.status_code == 422
    assert "There is a problem" in words(answer)


def test_nobody_takes_away_the_passkey_of_somebody_else(signed_in: Client):
    assert signed_in.get("/account/passkeys/1/remove").status_code == 404
    assert signed_in.post("/account/passkeys/999999999999999999/remove").status_code == 404


def test_everything_but_the_door_needs_a_session(cast):
    reached = [name for name, path in addresses() if name not in OPEN_TO_ALL and Client().get(path).status_code != 302]
    assert reached == []
    assert Client().get(reverse("today"))["Location"] == "/sign-in?next=%2Ftoday"
