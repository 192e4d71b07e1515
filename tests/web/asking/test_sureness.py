"""What was recalled is marked on every page until a clinician confirms it there, and then says by whom and when."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.episodes.conftest import day
from tests.responses.conftest import Fill
from tests.web.conftest import SignIn
from tests.web.pages import queries, unseen, words
from throughcare.episodes.models import Episode
from throughcare.instruments import instrument, instruments
from throughcare.responses.models import FactsConfirmed, RaisedAlert, Response

# What lies below 41 on WEMWBS asks for a look, by a rule that was recalled; its bands and change were recalled too.
LOW = {str(number): 2 for number in range(1, 15)}
CONFIRM = "/instruments/wemwbs/confirm"


@pytest.fixture
def measured(fill: Fill) -> Response:
    fill({**LOW, "1": 5}, "wemwbs", occasion="start", completed_on=day(19).on, entered="paper")
    return fill(LOW, "wemwbs")


@pytest.fixture
def pages(treated: Episode, measured: Response) -> list[str]:
    """Every page on which a fact of the instrument is shown."""
    below = f"/episodes/{treated.reference}/questionnaires"
    alert = RaisedAlert.objects.filter(rule="total-low").latest("pk")
    return [
        below, f"{below}/{measured.pk}", f"{below}/wemwbs", f"{below}/wemwbs/enter", f"{below}/wemwbs/for-the-person",
        f"/alerts/{alert.pk}", "/instruments",
    ]  # fmt: skip


def test_every_page_marks_it_until_it_is_confirmed_and_says_then_by_whom(as_: SignIn, pages: list[str]):
    petra = as_("petra")
    for page in pages:
        assert "nconfirmed" in words(petra.get(page)), page
    carried = unseen(petra.get(CONFIRM))
    assert petra.post(CONFIRM, {**carried, "against": "Warwick's user guide, 2015"}).status_code == 303
    petra.post("/instruments/core-10/confirm", {**unseen(petra.get("/instruments/core-10/confirm")), "against": "Form"})
    for page in pages:
        told = words(petra.get(page))
        assert "onfirmed by Petra Novak on 24 March 2026" in told, page
        if "WEMWBS over time" in told or page.endswith("enter"):
            assert "unconfirmed" not in told, page


def test_it_is_confirmed_for_nobody_else(as_: SignIn, cast, pages: list[str]):  # type: ignore[no-untyped-def]
    petra = as_("petra")
    petra.post(CONFIRM, {**unseen(petra.get(CONFIRM)), "against": "The guide"})
    nadia = words(as_("nadia").get("/instruments"))
    assert "Petra" not in nadia
    assert "WEMWBS Edition 2026.1, file" in nadia
    assert "Look at them and confirm those of WEMWBS" in nadia
    assert "not yet checked by a clinician; signed by Throughcare, release of 2026" in nadia


def test_withdrawn_it_is_unconfirmed_again_and_both_stay_on_record(as_: SignIn, pages: list[str]):
    petra = as_("petra")
    petra.post(CONFIRM, {**unseen(petra.get(CONFIRM)), "against": "The guide"})
    held = FactsConfirmed.objects.get()
    assert as_("nadia").get(f"/instruments/confirmed/{held.pk}/withdraw").status_code == 404
    assert petra.post(f"/instruments/confirmed/{held.pk}/withdraw", {"why": ""}).status_code == 422
    assert petra.post(f"/instruments/confirmed/{held.pk}/withdraw", {"why": "Misread"}).status_code == 303
    assert "Withdrawn 24 March 2026 by Petra Novak: Misread" in words(petra.get("/instruments"))
    for page in pages:
        assert "nconfirmed" in words(petra.get(page)), page


def test_the_page_shows_each_fact_with_what_the_file_says(as_: SignIn, treated: Episode):
    petra = as_("petra")
    for one in instruments():
        page = words(petra.get(f"/instruments/{one.id}/confirm"))
        assert all(" ".join(what.split()) in page for what in one.unconfirmed), one.id
    told = words(petra.get(CONFIRM))
    assert "from 14 " in told
    assert "scale total <= 40" not in told
    assert "total <= 40: Well-being in the range" in told


@pytest.mark.parametrize(("who", "status"), [("owen", 404), ("gwen", 404), ("ada", 404), ("nadia", 200)])
def test_who_may_open_it(as_: SignIn, treated: Episode, who: str, status: int):
    assert as_(who).get(CONFIRM).status_code == status
    assert as_(who).get("/instruments/none/confirm").status_code == 404


def test_a_file_that_changed_meanwhile_is_not_confirmed(as_: SignIn, treated: Episode):
    petra = as_("petra")
    refused = petra.post(CONFIRM, {"digest": "0" * 64, "against": "The guide"})
    assert refused.status_code == 422
    assert "has changed since you opened this" in words(refused)
    assert not FactsConfirmed.objects.exists()


def test_what_was_never_in_doubt_is_not_marked(as_: SignIn, treated: Episode):
    assert not instrument("wsas-4").unconfirmed
    page = words(as_("petra").get(f"/episodes/{treated.reference}/questionnaires/wsas-4/enter"))
    assert "unconfirmed" not in page


def test_the_list_asks_as_much_of_many_as_of_few(as_: SignIn, treated: Episode):
    petra = as_("petra")
    few = _asked(petra)
    for name in ("wemwbs", "k10", "k6", "dudit"):
        petra.post(
            f"/instruments/{name}/confirm", {**unseen(petra.get(f"/instruments/{name}/confirm")), "against": "x"}
        )
    assert _asked(petra) == few <= 8


def _asked(client) -> int:  # type: ignore[no-untyped-def]
    with CaptureQueriesContext(connection) as captured:
        client.get("/instruments")
    return len(queries(captured))
