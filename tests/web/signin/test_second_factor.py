"""A second factor: required of everybody, set up without scripts, shown at each sign-in, never counted twice."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.cast import LONG_AGO, Cast
from tests.web.pages import words
from tests.web.signin.conftest import PASSWORD, code, factors, sign_in
from throughcare.organisations.models import Staff, StaffRole
from throughcare.oversight.urls import urlpatterns as oversight_urls
from throughcare.signin import ciphers
from throughcare.signin.standing import ENROLLING
from throughcare.signin.urls import urlpatterns as signin_urls
from throughcare.web.acting import OPEN_TO_ALL
from throughcare.web.urls import urlpatterns as web_urls

App = Callable[..., str]


def key_shown(client: Client) -> str:
    page = client.get("/account/app").content.decode()
    return unescape(re.search(r'<code class="tc-key">([^<]+)<', page)[1]).replace(" ", "")


def test_without_one_only_the_pages_to_set_one_up_are_reached(client: Client, nadia: Staff):
    sign_in(client)
    assert client.get("/today")["Location"] == "/account"
    page = words(client.get("/account"))
    assert "Set up a second factor first" in page
    assert client.get("/people/TC-AAA-222")["Location"] == "/account"
    assert client.post("/people/TC-AAA-222/add/need", {"says": "x"})["Location"] == "/account"
    assert client.get("/account/app").status_code == 200
    assert client.post("/sign-out").status_code == 302


# Something that could stand in each part of an address.
PARTS = {
    "<reference:reference>": "TC-AAA-222",
    "<int:service_id>": "1",
    "<int:number>": "1",
    "<int:pk>": "1",
    "<slug:step_id>": "bed-accepted",
    "<paper:key>": "warrant",
    "<slug:blueprint_id>": "daycare",
    "<slug:provider_id>": "cis2",
    "<addition:what>": "need",
}


def addresses() -> list[tuple[str, str]]:
    """Every address of ours: its name, and an example of it."""
    found = []
    for url in [*signin_urls, *web_urls, *oversight_urls]:
        path = str(url.pattern)
        for part, example in PARTS.items():
            path = path.replace(part, example)
        assert "<" not in path, f"say in PARTS what stands in {path}"
        found.append((url.name, f"/{path}"))
    return found


def test_that_holds_of_every_address_there_is(client: Client, nadia: Staff):
    sign_in(client)
    behind = [(name, path) for name, path in addresses() if name not in OPEN_TO_ALL | ENROLLING]
    reached = [name for name, path in behind if client.get(path).get("Location") != "/account"]
    assert len(behind) > 15
    assert reached == []


def test_from_a_password_to_two_factors_without_scripts(client: Client, nadia: Staff):
    sign_in(client, next="/people?q=marlow")
    key = key_shown(client)
    wrong = client.post("/account/app", {"code": "000000"})
    assert wrong.status_code == 422
    assert "This is not right" in words(wrong)
    done = client.post("/account/app", {"code": code(secret=key)}, follow=True)
    shown = re.findall(r"<li><code>([0-9]{4} [0-9]{4})<", done.content.decode())
    assert len(set(shown)) == 10
    assert client.get("/people?q=marlow").status_code == 200
    assert factors(nadia) == ["recovery_codes", "totp"]


def test_recovery_codes_are_shown_once(client: Client, nadia: Staff):
    sign_in(client)
    client.post("/account/app", {"code": code(secret=key_shown(client))})
    assert "They are shown this once" in words(client.get("/account/codes"))
    again = words(client.get("/account/codes"))
    assert "10 of 10 are left" in again
    assert not re.search("[0-9]{4} [0-9]{4}", again)


def test_the_picture_for_the_app_is_part_of_the_page_and_fetched_from_nowhere(client: Client, nadia: Staff):
    sign_in(client)
    assert 'src="data:image/svg+xml;base64,' in client.get("/account/app").content.decode()


def test_the_code_is_asked_for_after_the_password(client: Client, nadia: Staff, app: App):
    assert sign_in(client, next="/people")["Location"] == "/sign-in/code"
    assert client.get("/today")["Location"].startswith("/sign-in")
    wrong = client.post("/sign-in/code", {"code": "12345"})
    assert wrong.status_code == 422
    assert client.post("/sign-in/code", {"code": app()})["Location"] == "/people"
    assert client.get("/today").status_code == 200


@pytest.mark.parametrize("typed", ["", "\0", "x" * 10_000, "١٢٣٤٥٦", "<script>alert(1)</script>", "1 2 3 4 5 6"])
def test_whatever_is_typed_as_a_code_gets_words(client: Client, nadia: Staff, app: App, typed: str):
    sign_in(client)
    answer = client.post("/sign-in/code", {"code": typed})
    assert answer.status_code == 422
    assert "There is a problem" in words(answer)
    assert "<script>alert" not in answer.content.decode()


def test_whoever_is_half_way_in_can_start_again(client: Client, nadia: Staff, app: App):
    sign_in(client)
    assert client.get("/sign-in")["Location"] == "/sign-in/code"
    client.post("/sign-out")
    assert client.get("/sign-in").status_code == 200


def test_a_code_counts_once(nadia: Staff, app: App):
    shown = app()
    answers = []
    for browser in (Client(), Client()):
        sign_in(browser)
        answers.append(browser.post("/sign-in/code", {"code": shown}).status_code)
    assert answers == [302, 422]


def test_a_recovery_code_counts_once(nadia: Staff, signed_in: Client):
    signed_in.post("/account/codes/new")
    shown = re.findall(r"<li><code>([0-9 ]+)<", signed_in.get("/account/codes").content.decode())
    answers = []
    for browser in (Client(), Client()):
        sign_in(browser)
        answers.append(browser.post("/sign-in/code", {"code": shown[0]}).status_code)
    assert answers == [302, 422]
    assert "9 of 10 are left" in words(signed_in.get("/account/codes"))


def test_six_wrong_codes_are_too_many_in_whichever_browser(nadia: Staff, app: App):
    for _ in range(5):
        browser = Client()
        sign_in(browser)
        browser.post("/sign-in/code", {"code": "000000"})
    browser = Client()
    sign_in(browser)
    answer = browser.post("/sign-in/code", {"code": app()})
    assert answer.status_code == 422
    assert "Too many tries" in words(answer)


def test_the_key_of_an_app_cannot_be_read_in_the_database(client: Client, nadia: Staff):
    sign_in(client)
    key = key_shown(client)
    assert key not in str(dict(client.session.items()))
    client.post("/account/app", {"code": code(secret=key)})
    kept = Authenticator.objects.get(user=nadia, type="totp").data["secret"]
    assert key not in kept
    assert ciphers.decrypt(kept) == key


def test_another_secret_key_reads_what_the_one_before_encrypted(nadia: Staff, settings):
    kept = ciphers.encrypt("a key")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert ciphers.decrypt(kept) == "a key"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(ciphers.Unreadable):
        ciphers.decrypt(kept)


def test_an_app_whose_key_can_be_read_no_more_is_said_in_words(client: Client, nadia: Staff, app: App, settings):
    settings.SECRET_KEY = "another"
    sign_in(client)
    answer = client.post("/sign-in/code", {"code": app()})
    assert answer.status_code == 422
    assert "can be read no more" in words(answer)


def test_the_last_one_cannot_be_taken_away_where_one_is_required(nadia: Staff, signed_in: Client, settings):
    refused = signed_in.post("/account/app/remove")
    assert refused.status_code == 422
    assert "This is your last second factor" in words(refused)
    assert factors(nadia) == ["totp"]
    settings.SECOND_FACTOR_REQUIRED = False
    assert signed_in.post("/account/app/remove").status_code == 302
    assert factors(nadia) == []


def test_setting_one_up_long_after_signing_in_asks_for_the_password_again(
    nadia: Staff, signed_in: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("throughcare.signin.adapters.FRESH", 0)
    assert signed_in.get("/account/passkeys/new")["Location"] == "/confirm?next=%2Faccount%2Fpasskeys%2Fnew"
    assert signed_in.post("/confirm", {"password": "wrong"}).status_code == 422
    shown = signed_in.post("/confirm", {"password": PASSWORD, "next": "/account/passkeys/new"})
    assert shown["Location"] == "/account/passkeys/new"


def test_in_the_demo_a_password_is_enough_and_the_page_says_so(client: Client, nadia: Staff, settings):
    assert "Here a password is enough" not in words(client.get("/sign-in"))
    settings.SECOND_FACTOR_REQUIRED = False
    assert "Here a password is enough, because this is an example world" in words(client.get("/sign-in"))
    sign_in(client)
    assert client.get("/today").status_code == 200


def test_the_role_is_asked_for_after_the_second_factor_is_set_up(client: Client, nadia: Staff, cast: Cast):
    elsewhere = cast.places["Westfell mental health team"]
    StaffRole.objects.create(staff=nadia, organisation=elsewhere, role="PMH", from_on=LONG_AGO)
    sign_in(client)
    assert client.get("/role")["Location"] == "/account"
    client.post("/account/app", {"code": code(secret=key_shown(client))})
    assert client.get("/today")["Location"] == "/role"
