"""Every kind of answer carries the strict headers: pages, files, refusals, redirects, faults and health."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse

from tests.web.conftest import SignIn
from throughcare.web import today

STRICT = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def lacking(answer: HttpResponse) -> list[str]:
    """What an answer should carry and does not."""
    lacks = [name for name, value in STRICT.items() if answer.headers.get(name) != value]
    policy = answer.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy or "http" in policy or "*" in policy:
        lacks.append("Content-Security-Policy")
    if "camera=()" not in answer.headers.get("Permissions-Policy", ""):
        lacks.append("Permissions-Policy")
    return lacks


@pytest.fixture
def page(as_: SignIn, settings: Any) -> Client:
    settings.SECOND_FACTOR_REQUIRED = False
    return as_("nadia")


def test_pages(page: Client):
    for address in ("/sign-in", "/today", "/people/TC-AAA-222", "/account", "/account/app"):
        answer = page.get(address)
        assert lacking(answer) == [], address
        assert "no-store" in answer["Cache-Control"] or answer.status_code == 302


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        ({"path": "/health"}, 200),
        ({"path": "/today"}, 302),
        ({"path": "/nowhere"}, 404),
        ({"path": "/people%00"}, 400),
        ({"path": "/health", "headers": {"host": "elsewhere.example"}}, 400),
        ({"path": "/sign-in", "query_params": {f"field{n}": "x" for n in range(1000)}}, 413),
        ({"path": "/static/none.css"}, 404),
    ],
)
def test_answers_to_somebody_who_is_not_signed_in(cast, ask: dict[str, Any], status: int):
    answer = Client().get(**ask)
    assert answer.status_code == status
    assert lacking(answer) == []
    assert "no-store" in answer["Cache-Control"]


def test_a_form_that_was_forged(cast):
    answer = Client(enforce_csrf_checks=True).post("/sign-in", {})
    assert answer.status_code == 403
    assert lacking(answer) == []


def test_a_form_that_was_refused_and_one_that_was_taken(page: Client):
    answers = [page.post("/people/TC-AAA-222/add/need", {}), page.post("/sign-out")]
    assert [answer.status_code for answer in answers] == [422, 302]
    assert [lacking(answer) for answer in answers] == [[], []]


def test_a_fault_of_ours(page: Client, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(today, "render", broken)
    page.raise_request_exception = False
    answer = page.get("/today")
    assert answer.status_code == 500
    assert "The fault is ours" in answer.content.decode()
    assert "ZeroDivisionError" not in answer.content.decode()
    assert lacking(answer) == []


def test_a_file(cast, tmp_path: Path):
    (tmp_path / "plain.css").write_text("p {}")
    with override_settings(STATIC_ROOT=tmp_path):
        answer = Client().get("/static/plain.css")
    answer.close()
    assert answer.status_code == 200
    assert lacking(answer) == []
    assert "no-store" not in answer["Cache-Control"]


@pytest.mark.parametrize("address", ["/sign-in", "/today", "/nowhere", "/health", "/people%00"])
def test_under_https_every_answer_insists_on_it(cast, address: str):
    answer = Client().get(address, secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_pages_load_nothing_from_elsewhere_and_hold_nothing_inline(page: Client, cast):
    for address in ("/sign-in", "/today", "/account", "/account/app", "/account/passkeys/new", "/confirm", "/stay"):
        html = page.get(address, follow=True).content.decode().replace("http://www.w3.org/", "")
        for inline in ("<script>", "<style", " style=", " onclick=", "javascript:", "//"):
            assert inline not in html.split("data:image")[0], f"{inline} in {address}"


def test_there_is_no_admin_and_nothing_is_debugged():
    assert not apps.is_installed("django.contrib.admin")
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")
    assert settings.DEBUG is False
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
