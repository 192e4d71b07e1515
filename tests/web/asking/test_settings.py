"""What a service sets of its alerts, what was answered of what was due, and the wording that a site brings."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.episodes.conftest import Take, day
from tests.responses.conftest import NOON, PLAIN, Fill
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.episodes.models import Episode
from throughcare.instruments import instrument
from throughcare.responses.models import AlertThreshold, SiteText, Watch

SAID = {"owner": "Clinical lead", "why": "Agreed on 3 March"}


@pytest.fixture
def service(treated: Episode) -> str:
    return f"/services/{treated.service_id}"


def test_rules_are_shown_with_their_values_and_whose_they_are(as_: SignIn, service: str):
    page = words(as_("petra").get(f"{service}/alerts"))
    assert "item 6 >= 1" in page
    assert "local default of the product, unconfirmed" in page
    assert "Prison (regime and safer custody)" in page


def test_a_value_and_a_watch_are_set_with_an_owner(as_: SignIn, service: str):
    petra = as_("petra")
    refused = petra.post(f"{service}/alerts/core-10/item-6", {"value": "9", **SAID})
    assert refused.status_code == 422
    assert "nothing would ever be raised" in words(refused)
    assert petra.post(f"{service}/alerts/core-10/item-6", {"value": "2", **SAID}).status_code == 303
    assert AlertThreshold.objects.get().value == 2
    said = {"team": "Duty", "out_of_hours": "Hotel 3", "alert_minutes": "20", "review_minutes": "600"}
    assert petra.post(f"{service}/alerts/watch", {**said, "then": "prison", **SAID}).status_code == 303
    assert Watch.objects.get().then == ["prison"]
    page = words(petra.get(f"{service}/alerts"))
    assert "20 minutes" in page
    assert "item 6 >= 2 Set here" in page


def test_a_party_that_a_newer_blueprint_does_not_know_is_told_next_by_nobody(
    as_: SignIn, cast: Cast, treated: Episode, service: str
):
    said = {"team": "Duty", "out_of_hours": "Hotel 3", "alert_minutes": 20, "review_minutes": 600}
    Watch.objects.create(
        **said, service=treated.service, then=["prison", "gone"], owner="x", why="x", by=cast.petra, at=NOON
    )
    assert "Prison (regime and safer custody)" in words(as_("petra").get(f"{service}/alerts"))
    assert as_("petra").get(f"{service}/alerts/watch").status_code == 200


@pytest.mark.parametrize("who", ["nadia", "owen", "sam"])
def test_others_have_no_such_page(as_: SignIn, service: str, who: str):
    for page in ("/alerts", "/alerts/watch", "/alerts/core-10/item-6", "/completion"):
        assert as_(who).get(service + page).status_code == 404
    assert as_("petra").get(f"{service}/alerts/core-10/item-7").status_code == 404


def test_completion_is_a_result_with_its_interval(
    as_: SignIn, cast: Cast, treated: Episode, service: str, fill: Fill, take: Take
):
    fill(PLAIN, occasion="start", completed_on=day(18).on, entered="paper")
    page = words(as_("petra").get(f"{service}/completion"))
    assert "CORE-10 1 1 100% (95% interval 21% to 100%)" in page
    assert "Petra Novak 3 1" in page
    assert "often do worse than those whose scores are there" in page
    others = words(as_("petra").get(f"{service}/completion?for=others"))
    assert "Petra Novak 3" not in others
    assert others.count("Not shown: some number of it is under 5") == 3
    petra = as_("petra")
    petra.get(f"{service}/completion")
    with CaptureQueriesContext(connection) as captured:
        petra.get(f"{service}/completion")
    assert len(queries(captured)) <= 8


def test_wording_is_brought_used_and_withdrawn(as_: SignIn, treated: Episode):
    petra, wemwbs = as_("petra"), instrument("wemwbs")
    texts = json.dumps({number: f"Invented line {number}" for number in wemwbs.item}).encode()
    licence = {"licence_holder": "Eastmoor psychology", "licence_reference": "REG-1"}
    wrong = petra.post("/wording/wemwbs", {"file": SimpleUploadedFile("w.json", b"{"), **licence})
    assert wrong.status_code == 422
    assert "cannot be read" in words(wrong)
    assert petra.post("/wording/wemwbs", {"file": SimpleUploadedFile("w.json", texts), **licence}).status_code == 303
    enter = f"/episodes/{treated.reference}/questionnaires/wemwbs/enter"
    assert "3. Invented line 3" in words(petra.get(enter))
    assert "Invented line" not in words(as_("nadia").get(enter))
    held = SiteText.objects.get().pk
    assert as_("nadia").get(f"/wording/{held}/withdraw").status_code == 404
    assert petra.post(f"/wording/{held}/withdraw", {"why": "The licence ended"}).status_code == 303
    assert "Invented line" not in words(petra.get(enter))
    assert "Withdrawn: The licence ended" in words(petra.get("/wording"))
    assert as_("owen").get("/wording").status_code == 404
