"""Alerts on the first page, as a list and one by one; an officer is told what to do and not what was answered."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.responses.conftest import NOON, PLAIN, Fill
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.organisations.keeper import clock_keeper
from throughcare.responses import alerting
from throughcare.responses.models import AlertEntry, OpenAlert, RaisedAlert

EARLIER = TODAY - timedelta(hours=2)


@pytest.fixture
def alerted(fill: Fill) -> int:
    fill({**PLAIN, "6": 2}, at=EARLIER)
    return RaisedAlert.objects.get().pk


@pytest.fixture
def escalated(alerted: int) -> int:
    at = EARLIER + timedelta(hours=1)
    alerting.escalate_all(by=clock_keeper(at=at), at=at)
    return alerted


def test_the_first_page_says_so_first_of_all(as_: SignIn, alerted: int):
    page = words(as_("petra").get("/today"))
    assert "Today, Tuesday 24 March 2026 Overdue. 1 alert from questionnaires that nobody has acknowledged" in page
    for other in ("nadia", "owen", "sam"):
        assert "questionnaires that nobody" not in words(as_(other).get("/today"))


def test_it_is_acknowledged_acted_on_and_closed_by_forms(as_: SignIn, alerted: int):
    petra = as_("petra")
    page = words(petra.get(f"/alerts/{alerted}"))
    assert "Plans to end their life" in page
    assert "Item or scale 6: 2" in page
    assert "never takes the place of an ACCT" in page
    assert petra.post(f"/alerts/{alerted}/acknowledge", {}).status_code == 303
    refused = petra.post(f"/alerts/{alerted}/act", {"action": "passed-to", "says": ""})
    assert refused.status_code == 422
    assert "Say to whom" in words(refused)
    assert (
        petra.post(f"/alerts/{alerted}/act", {"action": "seen-today", "says": "Spoke for an hour"}).status_code == 303
    )
    assert petra.post(f"/alerts/{alerted}/close", {"says": ""}).status_code == 422
    assert petra.post(f"/alerts/{alerted}/close", {"says": "Plan agreed"}).status_code == 303
    assert "Spoke for an hour" in words(petra.get(f"/alerts/{alerted}"))
    assert "No alert is open." in words(petra.get("/alerts"))


def test_an_officer_who_was_told_sees_what_to_do_and_not_the_answer(as_: SignIn, escalated: int):
    owen = as_("owen")
    assert "1 alert from questionnaires" in words(owen.get("/today"))
    for page in ("/alerts", f"/alerts/{escalated}"):
        answer = owen.get(page)
        assert answer.status_code == 200
        assert "Alex Marlow" in words(answer)
        assert "Plans to end" not in words(answer)
        assert "Item or scale" not in words(answer)
        assert "item-6" not in words(answer)
    assert "The answer itself is for those who read therapy content." in words(owen.get(f"/alerts/{escalated}"))
    assert owen.post(f"/alerts/{escalated}/act", {"action": "acct-opened", "says": ""}).status_code == 303
    told = words(as_("petra").get(f"/alerts/{escalated}"))
    assert "told to others, because nobody had acknowledged it: HMP Eastmoor" in told
    assert "ACCT opened" in told


def test_before_they_are_told_an_alert_is_on_nobody_else_s_list(as_: SignIn, alerted: int):
    assert "No alert is open." in words(as_("owen").get("/alerts"))
    assert as_("owen").get(f"/alerts/{alerted}/act").status_code == 404
    assert as_("owen").post(f"/alerts/{alerted}/act", {"action": "seen-today", "says": ""}).status_code == 422
    assert not AlertEntry.objects.exists()


@pytest.mark.parametrize("who", ["sam", "harun", "gwen", "ada"])
def test_strangers_find_nothing(as_: SignIn, escalated: int, who: str):
    for page in (f"/alerts/{escalated}", f"/alerts/{escalated}/act", "/alerts/999999"):
        assert as_(who).get(page).status_code == 404
    assert "Alex" not in words(as_(who).get("/alerts"))


def test_a_piece_of_paper_that_became_worse_is_not_shown_to_officers(as_: SignIn, fill: Fill):
    fill(PLAIN, at=NOON, occasion="start")
    fill({**PLAIN, "1": 4, "4": 4, "5": 2})
    alert = RaisedAlert.objects.get(rule="reliable-deterioration")
    assert as_("owen").get(f"/alerts/{alert.pk}").status_code == 404
    assert "Worse by" in words(as_("petra").get(f"/alerts/{alert.pk}"))


def test_the_list_asks_as_much_of_many_as_of_few(as_: SignIn, fill: Fill, alerted: int):
    petra = as_("petra")
    few = asked(petra, "/alerts"), asked(petra, f"/alerts/{alerted}"), asked(petra, "/alerts/figures")
    for number in range(2, 9):
        fill({**PLAIN, "6": 1}, occasion="session", nth=number, at=EARLIER)
    assert OpenAlert.objects.count() == 8
    lots = asked(petra, "/alerts"), asked(petra, f"/alerts/{alerted}"), asked(petra, "/alerts/figures")
    assert few == lots
    assert max(lots) <= 8


def asked(client: object, address: str) -> int:
    client.get(address)  # type: ignore[attr-defined]
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200  # type: ignore[attr-defined]
    return len(queries(captured))


def test_figures_say_how_many_how_soon_and_how_sure(as_: SignIn, alerted: int):
    alerting.acknowledge(
        alert=RaisedAlert.objects.get(), by=RaisedAlert.objects.get().by, at=EARLIER + timedelta(minutes=20)
    )
    page = words(as_("petra").get("/alerts/figures"))
    assert "All 1 20 minutes 1 of 1 (100%) 95% interval 21% to 100%" in page
    assert "Not shown: some number of it is under 5" in words(as_("petra").get("/alerts/figures?for=others"))
