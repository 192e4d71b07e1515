"""Worries on the first page, as a list that looks again, and one by one; a mentor sees none of it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from tests.worries.conftest import Scheme, escalate
from throughcare.access.models import Grant
from throughcare.web import acting
from throughcare.worries import answering, raising
from throughcare.worries.models import OnCall, Worry, WorryEntry
from throughcare.worries.whom import Tapped

KNOWN = re.compile(r'data-known="([^"]+)"')


@pytest.mark.usefixtures("worry")
def test_the_first_page_says_so_first_of_all(as_: SignIn, monkeypatch: pytest.MonkeyPatch):
    for who in ("owen", "nadia", "cora"):
        assert "1 worry of a mentor that nobody has acknowledged" in words(as_(who).get("/today"))
    later = TODAY + timedelta(minutes=6)
    escalate(later)
    monkeypatch.setattr(acting, "now", lambda: later)
    said = words(as_("owen").get("/today"))
    assert "Overdue. 1 worry of a mentor that nobody has acknowledged, 1 of them sent up" in said
    for other in ("sam", "piotr", "petra", "milo"):
        assert "worry of a mentor" not in words(as_(other).get("/today"))


def test_one_press_on_the_list_acknowledges_it(as_: SignIn, worry: Worry):
    owen = as_("owen")
    said = words(owen.get("/worries"))
    assert "Alex, C wing, HMP Eastmoor , worry" in said
    assert "10 minutes since 09:20 · passed on by Milo" in said
    assert "To be acknowledged by 09:35" in said
    assert owen.post(f"/worries/{worry.pk}/acknowledge", {}).status_code == 303
    assert "Somebody has it since 09:30. To be seen by 13:00" in words(owen.get("/worries"))
    assert owen.post(f"/worries/{worry.pk}/act", {"action": "x"}).status_code == 422
    acted = {"action": "acct-opened", "acct": "E-104/26", "says": "Cell searched"}
    assert owen.post(f"/worries/{worry.pk}/act", acted).status_code == 303
    assert owen.post(f"/worries/{worry.pk}/hear", {"says": "He saved up tablets"}).status_code == 303
    said = words(as_("nadia").get(f"/worries/{worry.pk}"))
    assert "what was done: ACCT opened. Cell searched" in said
    assert "number of the acct: E-104/26" in said
    assert "He saved up tablets" in said
    coordinator = words(as_("cora").get(f"/worries/{worry.pk}"))
    assert "tablets" not in coordinator
    assert "What was heard is for those who read self-harm risk" in coordinator
    assert owen.post(f"/worries/{worry.pk}/close", {"says": "An ACCT is open"}).status_code == 303
    assert "No worry is open." in words(owen.get("/worries"))


def test_worries_of_one_acct_stand_beside_each_other(as_: SignIn, scheme: Scheme, worry: Worry):
    """Those that led to it or were looked at in it, for whoever was told of them, however its number is written."""
    owen, another_one = as_("owen"), another(scheme, 1)
    for one, action in ((worry, "acct-opened"), (another_one, "acct-reviewed")):
        answering.act(worry=one, action=action, acct="E-104/26", says="", by=scheme.cast.owen, at=TODAY)
    opened = owen.get(f"/worries/{worry.pk}").content.decode()
    assert 'href="/worries/acct?number=E-104/26"' in opened
    found = owen.get("/worries/acct?number=e-104/26").content.decode()
    assert [f'href="/worries/{one.pk}"' in found for one in (worry, another_one)] == [True, True]
    assert "No worry that you were told of has the number E-105/26" in words(owen.get("/worries/acct?number=E-105/26"))
    elsewhere = as_("sam").get("/worries/acct?number=E-104/26")
    assert "No worry that you were told of" in words(elsewhere)
    assert as_("milo").get("/worries/acct?number=E-104/26").status_code == 403


def test_only_whoever_takes_part_in_a_scheme_is_led_to_its_slips_and_figures(as_: SignIn, worry: Worry):
    for who, status in (("owen", 200), ("petra", 404)):
        page = as_(who).get("/worries").content.decode()
        for address in ("/worries/slip", "/worries/figures"):
            assert (f'href="{address}"' in page) is (status == 200), (who, address)
            assert as_(who).get(address).status_code == status, (who, address)


def test_the_list_that_looks_again_is_sent_nothing_while_nothing_changed(
    as_: SignIn, worry: Worry, monkeypatch: pytest.MonkeyPatch
):
    owen = as_("owen")
    known = KNOWN.search(owen.get("/worries").content.decode())
    assert known is not None
    with CaptureQueriesContext(
        connection,
    ) as captured:
        again = owen.get("/worries/now", {"known": known[1]})
    assert (again.status_code, again.content) == (204, b"")
    light = [sql for sql in queries(captured) if "worries_" in sql]
    assert len(light) == 1
    assert " JOIN " not in light[0]
    monkeypatch.setattr(acting, "now", lambda: TODAY + timedelta(minutes=1))
    assert "11 minutes" in words(owen.get("/worries/now", {"known": known[1]}))
    answering.acknowledge(worry=worry, by=as_cora(worry), at=TODAY)
    assert "Somebody has it" in words(owen.get("/worries/now", {"known": known[1]}))


def as_cora(worry: Worry):
    return worry.service.organisation.staff_roles.get(role="MC")


def test_every_page_asks_few_questions_however_many_worries_there_are(as_: SignIn, scheme: Scheme, worry: Worry):
    owen = as_("owen")
    for minute in range(30):
        another(scheme, minute)
    for address in ("/worries", "/worries/now", f"/worries/{worry.pk}", f"/services/{scheme.support.pk}/worries",
                    "/worries/figures", "/worries/slip", "/worries/acct?number=E-104/26"):  # fmt: skip
        with CaptureQueriesContext(connection) as captured:
            assert owen.get(address).status_code == 200, address
        assert len(queries(captured)) <= 8, [address, *queries(captured)]


@pytest.mark.usefixtures("_screen")
def test_the_pages_of_those_who_set_it_and_each_deed_ask_few_questions_too(as_: SignIn, scheme: Scheme, worry: Worry):
    for minute in range(10):
        another(scheme, minute)
    row = OnCall.objects.create(
        service=scheme.support, rung=0, organisation=scheme.organisation, title="Cora at home", starts_at=TODAY,
        by=scheme.cora, at=TODAY,
    )  # fmt: skip
    at, its = f"/services/{scheme.support.pk}/worries", f"/worries/{worry.pk}"
    pages = {"cora": (at, f"{at}/watch", f"{at}/on-call", f"{at}/on-call/{row.pk}/end", "/worries/figures"),
             "owen": (f"{its}/act", f"{its}/see", "/worries/slip"), "milo": ("/worries/passed-on",)}  # fmt: skip
    for who, addresses in pages.items():
        browser = as_(who)
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert browser.get(address).status_code == 200, address
            assert len(queries(captured)) <= 8, [address, *queries(captured)]


def another(scheme: Scheme, minute: int) -> Worry:
    at = TODAY - timedelta(minutes=minute)
    return raising.tap(tapped=Tapped(scheme.mentor, None), key=uuid4(), by=scheme.milo, at=at).worry


@pytest.mark.parametrize("who", ["sam", "piotr", "milo", "gwen", "ada", "harun"])
def test_who_was_not_told_is_answered_as_if_it_were_not_there(as_: SignIn, worry: Worry, who: str):
    for address in (f"/worries/{worry.pk}", f"/worries/{worry.pk}/act"):
        assert as_(who).get(address).status_code == 404
    assert as_(who).post(f"/worries/{worry.pk}/acknowledge", {}).status_code == 404
    assert not WorryEntry.objects.exists()


def test_who_was_told_sees_it_also_when_grants_have_ended(as_: SignIn, worry: Worry):
    """Alex has gone: nothing shows Owen his record any more, and the worry is still to be answered."""
    Grant.objects.update(ends_at=TODAY - timedelta(days=1))
    owen = as_("owen")
    assert "Alex, C wing" in words(owen.get("/worries"))
    said = words(owen.get(f"/worries/{worry.pk}"))
    assert "Marlow" not in said
    assert owen.post(f"/worries/{worry.pk}/act", {"action": "moved", "says": ""}).status_code == 303
    assert owen.post(f"/worries/{worry.pk}/close", {"says": "Westfell was told"}).status_code == 303


def test_a_list_that_only_looks_does_not_put_off_the_locking(
    as_: SignIn, worry: Worry, monkeypatch: pytest.MonkeyPatch, settings
):
    owen = as_("owen")
    owen.get("/worries")
    seen = owen.session["seen"]
    half = settings.SESSION_LIMITS.lock / 2
    monkeypatch.setattr(acting, "now", lambda: TODAY + half)
    assert owen.get("/worries/now").status_code == 200
    assert owen.session["seen"] == seen
    owen.get("/today")
    assert owen.session["seen"] != seen


def test_figures_leave_small_numbers_out_and_name_no_mentor(as_: SignIn, scheme: Scheme):
    for minute in range(8):
        another(scheme, minute + 20)
    said = words(as_("cora").get("/worries/figures"))
    assert "All 8 none acknowledged 0 of 8" in said
    assert "C wing 8" in said
    assert "Milo" not in said


def test_figures_of_worries_about_few_people_are_not_shown(as_: SignIn, scheme: Scheme):
    """Eight worries, and all about Alex: whoever knows of one of them would know of all."""
    for number in range(8):
        tapped, at = Tapped(scheme.mentor, scheme.mentee), TODAY - timedelta(minutes=20 + 10 * number)
        raising.tap(tapped=tapped, key=uuid4(), by=scheme.milo, at=at)
    said = words(as_("cora").get("/worries/figures"))
    assert "Not shown: some number of it is under 5" in said
    assert "All 8" not in said
