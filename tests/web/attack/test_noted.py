"""Refusals leave a trace: an entry on the audit record, a line in the log, and nobody's name or number in either."""

import io
import logging
from typing import Any

import pytest
from django.test import Client

from tests.cast import LONG_AGO, Cast
from tests.web.attack.conftest import Hidden, patterns
from tests.web.conftest import Browser, SignIn
from throughcare.audit.models import Entry
from throughcare.config.settings import LOGGING
from throughcare.organisations.models import Staff, StaffRole
from throughcare.sharing import MATRIX
from throughcare.web.acting import OPEN_TO_ALL, OWN_ACCOUNT, WITHOUT_ROLE

ROLES = tuple(next(iter(MATRIX.values())))
NUMBER_TRIED = {
    "kind": "nomis", "number": "A1234BC", "birth_date-day": "1", "birth_date-month": "1", "birth_date-year": "1980",
    "reason": "risk-to-life", "says": "x",
}  # fmt: skip


def refusals() -> list[tuple[Any, dict[str, Any]]]:
    entries = Entry.objects.filter(did="was-refused").order_by("id")
    assert not entries.exclude(person_id=None, episode_id=None).exists()
    return [(entry.by, entry.detail) for entry in entries]


def test_asking_for_whom_one_may_not_see_is_noted_as_asking_for_nobody_is(as_: SignIn, hidden: Hidden):
    hidden.make()
    nadia = as_("nadia")
    for reference in ("TC-WWW-222", "TC-ZZZ-999"):
        nadia.get(f"/people/{reference}")
    by, detail = hidden.cast.nadia, {"page": "person", "status": 404, "sent": False}
    assert refusals() == [(by, detail), (by, detail)]


@pytest.mark.parametrize("page", ["/people/recognise", "/emergency"])
def test_a_number_tried_in_vain_is_noted_without_the_number(as_: SignIn, hidden: Hidden, page: str):
    hidden.make()
    answer = as_("nadia").post(page, NUMBER_TRIED)
    assert answer.status_code == 422
    [(by, detail)] = refusals()
    assert by == hidden.cast.nadia
    assert (detail["status"], detail["sent"]) == (422, True)
    assert "A1234BC" not in str(detail)


def test_a_number_that_is_taken_is_noted_when_it_is_tried_for_somebody_else(as_: SignIn, hidden: Hidden):
    hidden.make()
    typed = {"kind": "nomis", "typed": "A1234BC", "source": "A list"}
    answer = as_("nadia").post("/people/TC-AAA-222/add/identifier", typed)
    assert answer.status_code == 422
    assert b"Hollis" not in answer.content
    assert [detail["page"] for _, detail in refusals()] == ["add_to_record"]


def test_a_form_without_its_token_is_noted(cast: Cast):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.nadia.staff)
    assert browser.post("/people/TC-AAA-222/add/need", {"says": "x"}).status_code == 403
    account = cast.nadia.staff.pk
    detail = {"page": "add_to_record", "status": 403, "sent": True, "account": account}
    assert refusals() == [(None, detail)]


def test_visitors_and_addresses_that_lead_nowhere_fill_no_record(as_: SignIn):
    Client().get("/people/TC-AAA-222")
    Client().post("/today")
    as_("nadia").get("/wp-login.php")
    assert refusals() == []


@pytest.mark.parametrize("address", ["/people/TC-WWW-222", "/people/Hollis", "/Jamie-Hollis", "/guardian"])
def test_the_log_says_which_page_was_refused_and_not_whose(as_: SignIn, address: str):
    said = logged(lambda: as_("nadia").get(f"{address}?q=Hollis"))
    assert "WARNING django.request:" in said
    assert not any(word in said for word in ("TC-WWW-222", "Hollis", "Nadia"))


def test_nor_does_it_of_a_form_without_its_token(cast: Cast):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.nadia.staff)
    said = logged(lambda: browser.post("/people/TC-AAA-222/add/need", {"says": "x"}))
    assert "Forbidden (CSRF cookie not set.): people/<reference:reference>/add/<addition:what>" in said
    assert "TC-AAA-222" not in said


def logged(deed: Any) -> str:
    """What the product's own handler writes while something is done."""
    stream = io.StringIO()
    configured = logging.config.DictConfigurator(dict(LOGGING))
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("{asctime} {levelname} {name}: {message}", style="{"))
    named = LOGGING["handlers"]["stderr"]["filters"]
    for name in named:
        handler.addFilter(configured.configure_filter(dict(LOGGING["filters"][name])))
    logging.getLogger().addHandler(handler)
    try:
        deed()
    finally:
        logging.getLogger().removeHandler(handler)
    return stream.getvalue()


@pytest.fixture
def mentor(cast: Cast) -> StaffRole:
    """Max, a peer mentor on the wing where Alex lives."""
    staff = Staff.objects.create(username="max", display_name="Max Orton", password="!")
    place = cast.places["HMP Eastmoor"]
    return StaffRole.objects.create(staff=staff, organisation=place, role="PM", from_on=LONG_AGO)


SEARCHES = [
    "/people",
    "/people?q=Marlow",
    "/people/new",
    "/people/new?q=x",
    "/people/recognise",
    "/refer?q=Marlow",
    "/refer",
]
OTHERS = ["/emergency", "/guardian", "/guardian/matrix", "/services/open"]


@pytest.mark.parametrize("page", [*SEARCHES, *OTHERS])
def test_a_peer_mentor_is_refused_every_search_and_it_is_noted(mentor: StaffRole, page: str):
    browser = Browser()
    browser.force_login(mentor.staff)
    for answer in (browser.get(page), browser.post(page, NUMBER_TRIED)):
        assert answer.status_code in {403, 404, 405}, page
        assert b"TC-AAA-222" not in answer.content
        assert b"Alex" not in answer.content
    noted = refusals()
    assert noted
    assert all(by == mentor and detail["status"] in {403, 404} for by, detail in noted)


def test_nothing_clinical_reaches_a_peer_mentor_on_any_page(mentor: StaffRole, cast: Cast, hidden: Hidden):
    """Every page there is, of Alex too, who lives on the mentor's wing and may be known to them by name."""
    browser = Browser()
    browser.force_login(mentor.staff)
    for name, written in patterns():
        if name in OPEN_TO_ALL | WITHOUT_ROLE or name.startswith(OWN_ACCOUNT):
            continue
        address = written
        for part, said in {"<reference:reference>": "TC-AAA-222", "<slug:blueprint_id>": "daycare"}.items():
            address = address.replace(part, said)
        answer = browser.get("/" + address.replace("<addition:what>", "need").split("<")[0].rstrip("/"))
        assert answer.status_code < 500
        assert not any(word in answer.content for word in (b"Penicillin", b"Acutely unwell", b"NHS number"))
