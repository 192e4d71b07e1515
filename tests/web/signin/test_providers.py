"""Signing in through another organisation's OpenID Connect provider: a real one, on loopback."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client

from tests.cast import Cast
from tests.web.conftest import TODAY
from tests.web.pages import words
from tests.web.signin.conftest import SECRET, Hour, code
from throughcare.audit.models import Entry
from throughcare.config import entrance, environment, signing
from throughcare.config.trouble import Trouble
from throughcare.organisations.models import Staff
from throughcare.organisations.refusals import Refused
from throughcare.signin import actions

# Who can sign in there, and what the provider says of how they did.
STRONG = {"sub": "555000000001", "acr": "AAL3_ANY", "email": "nadia@example.org", "email_verified": True}
BY_KEY = {"sub": "555000000002", "amr": ["pwd", "hwk"]}
WEAK = {"sub": "555000000003", "acr": "AAL1_USERPASS", "amr": ["pwd"]}
# Seconds that a test waits for the provider. Longer than the slowest machine needs: only what hangs takes so long.
PATIENCE = 120


@pytest.fixture(scope="session")
def provider() -> Iterator[str]:
    """The address of a running provider."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    claims = [part for who in (STRONG, BY_KEY, WEAK) for part in ("--user-claims", json.dumps(who))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *claims]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    issuer = f"http://127.0.0.1:{port}"
    _wait_for(f"{issuer}/.well-known/openid-configuration", running)
    yield issuer
    running.terminate()
    running.wait(timeout=PATIENCE)


def _wait_for(address: str, running: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert running.poll() is None, "the provider ended by itself"
        try:
            requests.get(address, timeout=PATIENCE)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the provider did not answer")


def surroundings(issuer: str) -> dict[str, str]:
    return {
        "THROUGHCARE_OIDC": "cis2, hmpps",
        "THROUGHCARE_OIDC_CIS2_ISSUER": issuer,
        "THROUGHCARE_OIDC_CIS2_CLIENT_ID": "throughcare",
        "THROUGHCARE_OIDC_CIS2_CLIENT_SECRET": "between us",
        "THROUGHCARE_OIDC_CIS2_NAME": "NHS CIS2",
        "THROUGHCARE_OIDC_CIS2_ASKS": "AAL2_OR_AAL3_ANY",
        "THROUGHCARE_OIDC_CIS2_STRONG": "AAL2_ANY, AAL3_ANY, hwk",
        "THROUGHCARE_OIDC_HMPPS_ISSUER": "https://hmpps.example",
        "THROUGHCARE_OIDC_HMPPS_CLIENT_ID": "throughcare-too",
        "THROUGHCARE_OIDC_HMPPS_CLIENT_SECRET": "between us too",
    }


@pytest.fixture
def cis2(provider: str, settings, nadia: Staff) -> str:
    read = environment.read(surroundings(provider))
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = PATIENCE
    settings.SOCIALACCOUNT_PROVIDERS = signing.providers(read.entrance.providers)
    return provider


def known_as(cast: Cast, who: dict[str, object]) -> SocialAccount:
    return actions.record_identity(
        staff=cast.nadia.staff, provider="cis2", subject=str(who["sub"]), by=cast.ada, at=TODAY
    )


def way_there(client: Client, **typed: str) -> str:
    """Presses the button, and reads from the page where the browser goes next."""
    page = client.post("/sign-in/with/cis2", typed).content.decode()
    return unescape(re.search(r'content="0; url=([^"]+)"', page)[1])


def come_back(client: Client, who: dict[str, object], **typed: str) -> HttpResponse:
    """Goes to the provider, signs in there, and follows it back to us."""
    there = requests.post(way_there(client, **typed), data={"sub": who["sub"]}, allow_redirects=False, timeout=PATIENCE)
    back = urlsplit(there.headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def test_the_page_offers_what_the_environment_names_and_nothing_else(client: Client, cis2: str):
    page = words(client.get("/sign-in"))
    assert "Sign in with NHS CIS2" in page
    assert "Sign in with hmpps" in page
    assert client.post("/sign-in/with/google").status_code == 404


def test_by_default_there_are_none(client: Client, cast: Cast):
    assert "Sign in with" not in words(client.get("/sign-in")).replace("Sign in with a passkey", "")


def test_an_identity_that_was_recorded_signs_in_and_goes_where_one_was_going(client: Client, cis2: str, cast: Cast):
    known_as(cast, STRONG)
    assert come_back(client, STRONG, next="/people?q=marlow")["Location"] == "/people?q=marlow"
    assert client.get("/people?q=marlow").status_code == 200
    entry = Entry.objects.get(did="signed-in")
    assert (entry.by, entry.detail["steps"]) == (cast.nadia, ["cis2"])


@pytest.mark.parametrize("who", [STRONG, BY_KEY], ids=["acr", "amr"])
def test_a_provider_that_asked_for_a_second_factor_satisfies_ours(client: Client, cis2: str, cast: Cast, who):
    TOTP.activate(cast.nadia.staff, SECRET)
    known_as(cast, who)
    assert come_back(client, who)["Location"] == "/"
    assert client.get("/today").status_code == 200


def test_one_that_did_not_leaves_it_to_be_asked_here(client: Client, cis2: str, cast: Cast):
    TOTP.activate(cast.nadia.staff, SECRET)
    known_as(cast, WEAK)
    assert come_back(client, WEAK)["Location"] == "/sign-in/code"
    assert client.get("/today")["Location"].startswith("/sign-in")
    assert client.post("/sign-in/code", {"code": code()})["Location"] == "/"


def test_or_to_be_set_up_here(client: Client, cis2: str, cast: Cast):
    known_as(cast, WEAK)
    come_back(client, WEAK)
    assert client.get("/today")["Location"] == "/account"


def test_what_a_provider_says_gives_nobody_an_account_and_no_account_an_identity(client: Client, cis2: str, cast: Cast):
    Staff.objects.filter(pk=cast.nadia.staff_id).update(email="nadia@example.org")
    before = Staff.objects.count()
    answer = come_back(client, STRONG)
    assert answer.status_code == 403
    assert "No account belongs to this identity" in words(answer)
    assert "555000000001" in words(answer)
    assert client.get("/today")["Location"].startswith("/sign-in")
    assert (Staff.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_an_account_that_is_closed_is_closed_to_this_too(client: Client, cis2: str, cast: Cast):
    known_as(cast, STRONG)
    Staff.objects.filter(pk=cast.nadia.staff_id).update(is_active=False)
    assert come_back(client, STRONG)["Location"] == "/account-closed"
    assert client.get("/today")["Location"].startswith("/sign-in")


def test_whoever_is_signed_in_cannot_connect_an_identity_themselves(client: Client, cis2: str, cast: Cast):
    client.force_login(cast.nadia.staff)
    page = client.post(
        "/sign-in/with/cis2?process=connect&scope=admin&auth_params=prompt%3Dnone", {"process": "connect"}
    )
    way = unescape(re.search(r'url=([^"]+)"', page.content.decode())[1])
    assert "admin" not in way
    assert "prompt" not in way
    there = requests.post(way, data={"sub": STRONG["sub"]}, allow_redirects=False, timeout=PATIENCE)
    back = urlsplit(there.headers["Location"])
    assert client.get(f"{back.path}?{back.query}").status_code == 403
    assert not SocialAccount.objects.exists()


def test_what_is_asked_of_the_provider(client: Client, cis2: str):
    way = way_there(client)
    assert way.startswith(cis2)
    assert "acr_values=AAL2_OR_AAL3_ANY" in way
    assert "code_challenge_method=S256" in way
    assert "between" not in way


def test_an_answer_that_nobody_asked_for_is_refused(client: Client, cis2: str, cast: Cast):
    known_as(cast, STRONG)
    there = requests.post(way_there(client), data={"sub": STRONG["sub"]}, allow_redirects=False, timeout=PATIENCE)
    back = urlsplit(there.headers["Location"])
    assert Client().get(f"{back.path}?{back.query}").status_code == 403
    for query in ("", "code=x", "code=x&state=y", "error=server_error"):
        answer = Client().get(f"/sign-in/with/cis2/back?{query}")
        assert answer.status_code == 403
        assert "did not answer as it should" in words(answer)


def test_a_code_that_the_provider_does_not_know_is_refused(client: Client, cis2: str, cast: Cast):
    known_as(cast, STRONG)
    state = re.search("state=([^&]+)", way_there(client))[1]
    assert client.get(f"/sign-in/with/cis2/back?code=forged&state={state}").status_code == 403


def test_whoever_stops_there_is_told_so_here(client: Client, cis2: str):
    there = requests.post(way_there(client), data={"action": "deny"}, allow_redirects=False, timeout=PATIENCE)
    back = urlsplit(there.headers["Location"])
    assert "You stopped before it was done" in words(client.get(f"{back.path}?{back.query}", follow=True))


def test_a_provider_that_is_down_is_said_in_words(client: Client, nadia: Staff, settings):
    read = environment.read(surroundings("http://127.0.0.1:9"))
    settings.SOCIALACCOUNT_PROVIDERS = signing.providers(read.entrance.providers)
    answer = client.post("/sign-in/with/cis2")
    assert answer.status_code == 502
    assert "NHS CIS2 did not answer as it should" in words(answer)


def test_a_locked_session_of_theirs_signs_in_there_again(client: Client, cis2: str, cast: Cast, hour: Hour):
    known_as(cast, STRONG)
    come_back(client, STRONG)
    hour.passes(minutes=16)
    assert client.get("/people")["Location"] == "/sign-in?next=%2Fpeople"


def test_nothing_that_the_provider_says_of_somebody_is_kept(client: Client, cis2: str, cast: Cast):
    known_as(cast, STRONG)
    come_back(client, STRONG)
    assert SocialAccount.objects.get().extra_data == {}
    assert "example.org" not in str(dict(client.session.items()))


def test_an_identity_is_recorded_once_for_one_account(cis2: str, cast: Cast):
    known_as(cast, STRONG)
    again = {"provider": "cis2", "subject": str(STRONG["sub"]), "by": cast.ada, "at": TODAY}
    with pytest.raises(Refused, match="belongs to an account already"):
        actions.record_identity(staff=cast.sam.staff, **again)
    with pytest.raises(Refused, match="no provider called “x”"):
        actions.record_identity(staff=cast.sam.staff, **{**again, "provider": "x"})
    assert Entry.objects.filter(did="recorded-identity", by=cast.ada).count() == 1


def test_forgetting_it_signs_them_out_and_lets_nobody_in(client: Client, cis2: str, cast: Cast):
    known_as(cast, STRONG)
    come_back(client, STRONG)
    actions.forget_identities(staff=cast.nadia.staff, by=cast.ada, at=TODAY)
    assert client.get("/today")["Location"].startswith("/sign-in")
    assert come_back(Client(), STRONG).status_code == 403


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"THROUGHCARE_OIDC_CIS2_CLIENT_SECRET": ""}, "THROUGHCARE_OIDC_CIS2_CLIENT_SECRET is missing"),
        ({"THROUGHCARE_OIDC_CIS2_ISSUER": "http://cis2.example"}, "begins with https://"),
        ({"THROUGHCARE_OIDC": "CIS 2"}, "short words"),
        ({"THROUGHCARE_OIDC_HMPPS_CLIENT_ID": "throughcare"}, "the same CLIENT_ID"),
    ],
)
def test_a_provider_that_is_half_described_stops_the_command(changed, says):
    with pytest.raises(Trouble, match=says):
        entrance.read({**surroundings("https://cis2.example"), **changed})
