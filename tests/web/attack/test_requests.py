"""Requests that no page of ours sends: without a token, from elsewhere, too large, with paths that climb."""

import re
from itertools import cycle, islice
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import LONG_AGO, Cast
from tests.web.attack.conftest import patterns
from tests.web.conftest import Browser, SignIn
from throughcare.offline.blueprint_files import find
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.organisations.registers.sheets import read_file

EXAMPLES = {
    "<reference:reference>": "TC-AAA-222", "<addition:what>": "need", "<slug:provider_id>": "none",
    "<file:kind>": "pdf", "<paper:key>": "warrant", "<model:model>": "lds", "<alert_deed:deed>": "act",
    "<account_deed:deed>": "give", "<of_scheme:kind>": "mentor", "<worry_deed:deed>": "act",
    "<acct_deed:deed>": "closed",
}  # fmt: skip


def addresses() -> list[str]:
    """Every address of the project, with something that could stand in it."""
    found = []
    for _, written in patterns():
        for part, said in EXAMPLES.items():
            written = written.replace(part, said)
        found.append("/" + re.sub("<[^>]+>", "1", written))
    assert len(found) > 40
    return found


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_no_unsafe_request_is_taken_without_the_token_of_its_page(cast: Cast, method: str):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.nadia.staff)
    browser.get("/people/TC-AAA-222/add/need")
    assert "csrftoken" in browser.cookies
    taken = {address: browser.generic(method, address).status_code for address in addresses()}
    assert {address for address, status in taken.items() if status != 403} == set()


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://testserver.evil.example", "http://testserver@evil"]
)
def test_nor_with_it_from_a_page_elsewhere(cast: Cast, origin: str):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.nadia.staff)
    page = browser.get("/people/TC-AAA-222/add/need").content.decode()
    [token, *_] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    sent = {"csrfmiddlewaretoken": token, "says": "x"}
    assert browser.post("/people/TC-AAA-222/add/need", sent).status_code == 422
    assert browser.post("/people/TC-AAA-222/add/need", sent, headers={"origin": origin}).status_code == 403


def test_a_method_that_no_page_has_changes_nothing_and_breaks_nothing(as_: SignIn):
    """Each address is asked with two of them, and its neighbours with the next."""
    nadia, methods = as_("nadia"), cycle(["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "PROPFIND", "X" * 200])
    for address in addresses():
        for method in islice(methods, 2):
            assert nadia.generic(method, address).status_code < 500, (method, address)


def test_a_body_beyond_all_forms_is_refused_at_every_address(cast: Cast):
    """As a browser sends it, whose token is looked for in the body first."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.nadia.staff)
    browser.get("/people/TC-AAA-222/add/need")
    fields = "&".join(f"field{number}=x" for number in range(1000))
    for address in addresses():
        for body in ("a=" + "x" * 1_100_000, fields):
            answer = browser.generic("POST", address, body, content_type="application/x-www-form-urlencoded")
            assert answer.status_code == 413, address
            assert b"too much at once" in answer.content


def test_nor_does_one_without_a_token_break_the_page_that_says_so(cast: Cast):
    """That page would show what was typed, and reads the body for it."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.nadia.staff)
    fields = "&".join(f"field{number}=x" for number in range(1000))
    for address in addresses():
        answer = browser.generic("POST", address, fields, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 403, address


@pytest.mark.parametrize(
    "body", [b"\x00" * 100, b"%" * 1000, b"a" * 100_000, b"&" * 400, b"\xff\xfe=\xff", b'{"a":' * 5000]
)
@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data", "application/json", "x\r\ny", ""]
)
def test_a_body_that_is_no_form_is_answered_in_words(as_: SignIn, body: bytes, kind: str):
    nadia = as_("nadia")
    for address in ("/people/TC-AAA-222/add/need", "/people/new?q=x", "/emergency", "/role", "/sign-in", "/stay"):
        assert nadia.generic("POST", address, body, content_type=kind).status_code < 500


CLIMBS = [
    "../../../etc/passwd",
    "..%2f..%2f..%2fetc/passwd",
    "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "....//....//etc/passwd",
]
CLIMBS += [
    "//etc/passwd",
    "..\\..\\..\\etc\\passwd",
    "%00/etc/passwd",
    "throughcare/../../../settings.py",
    "/etc/passwd",
]


@pytest.mark.parametrize("path", CLIMBS)
def test_no_address_climbs_out_of_its_folder(as_: SignIn, path: str):
    nadia = as_("nadia")
    for before in ("/static/", "/blueprints/", "/", "/blueprints/compare?b=daycare&a="):
        answer = nadia.get(before + path)
        assert answer.status_code in {200, 400, 404}
        said = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"root:" not in said
        assert b"SECRET_KEY" not in said


NO_FILES = ["../../../../../../etc", "/dev/zero", "/dev/stdin", "no/such/file", "x" * 5000, "a\0b", "", "/"]


@pytest.mark.parametrize("path", NO_FILES)
def test_a_command_says_of_what_is_no_file_that_it_is_none(path: str):
    reading = find(path)
    assert reading.blueprint is None
    assert len(reading.problems) == 1
    with pytest.raises(Refused):
        read_file(Path(path))


def test_the_session_is_another_one_once_a_role_is_chosen(cast: Cast):
    """Whoever planted a session before the choice holds none after it."""
    place = cast.places["HMP Westfell"]
    second = StaffRole.objects.create(staff=cast.nadia.staff, organisation=place, role="OPS", from_on=LONG_AGO)
    browser = Browser()
    browser.force_login(cast.nadia.staff)
    before = browser.cookies["sessionid"].value
    answer = browser.post(reverse("choose_role"), {"role": second.pk, "next": "//evil.example"})
    assert answer["Location"] == "/today"
    assert browser.cookies["sessionid"].value != before
    planted = Browser()
    planted.cookies["sessionid"] = before
    assert planted.get("/today")["Location"].startswith("/sign-in")


@pytest.mark.parametrize("role", ["sam", "nobody"])
def test_nobody_chooses_a_role_that_is_somebody_else_s(cast: Cast, as_: SignIn, role: str):
    chosen = cast.staff[role].pk if role in cast.staff else 99_999_999
    nadia = as_("nadia")
    assert nadia.post("/role", {"role": chosen}).status_code == 422
    assert b"Eastmoor mental health team" in nadia.get("/today").content
