"""What an alert is about decides who is told of it, who may act on it, and what they are asked to do."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast
from tests.responses.conftest import NOON, PLAIN, Fill, rules
from throughcare.access.seeing import seen_by
from throughcare.episodes.models import Episode
from throughcare.instruments import instrument
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.responses import alerting, setting
from throughcare.responses.models import OpenAlert, RaisedAlert

HOUR = timedelta(hours=1)
CALM: dict[str, Any] = {str(number): 0 for number in range(1, 13)}
RATED = {"filled": "clinician"}


def sees(by: StaffRole) -> bool:
    return seen_by(RaisedAlert, staff=by, as_of=NOON).exists()


# what was answered -> what it is about, to which part of the record it belongs, and who sees it beside the team
TOLD = [
    ("honos", {**CALM, "2": 2}, "self-harm", "self-harm-risk", "the wing too"),
    ("honos", {**CALM, "1": 3}, "harm-to-others", "risk-to-others", "the wing too"),
    ("dialog", {**{str(n): 4 for n in range(1, 12)}, "8": 2}, "safeguarding", "self-harm-risk", "the wing too"),
    ("dialog", {**{str(n): 4 for n in range(1, 12)}, "1": 2}, "how-they-are", "clinical", ""),
    ("wemwbs", {str(n): 2 for n in range(1, 15)}, "how-they-are", "clinical", ""),
    ("dudit", {**{str(n): 4 for n in range(1, 10)}, "10": 0, "11": 0}, "withdrawal", "clinical", ""),
]


@pytest.mark.parametrize(("name", "given", "about", "category", "wing"), TOLD)
def test_each_answer_raises_what_it_is_about(
    cast: Cast, fill: Fill, name: str, given: dict[str, Any], about: str, category: str, wing: str
):
    fill(given, name, **(RATED if name == "honos" else {}))
    alert = RaisedAlert.objects.get()
    assert (alert.about, alert.category) == (about, category)
    assert (sees(cast.petra), sees(cast.owen)) == (True, bool(wing))


def test_harm_to_others_is_told_to_the_wing_which_acts_and_the_team_closes(cast: Cast, fill: Fill):
    fill({**CALM, "1": 4}, "honos", **RATED)
    alert, late = RaisedAlert.objects.get(), NOON + HOUR
    assert alerting.escalate_all(by=clock_keeper(at=late), at=late) == 1
    assert set(OpenAlert.objects.values_list("organisation__name", flat=True)) == {
        "Eastmoor psychology",
        "HMP Eastmoor",
    }
    alerting.act(alert=alert, action="passed-to", says="The orderly officer", by=cast.owen, at=late)
    alerting.close(alert=alert, says="Moved to another landing", by=cast.petra, at=late)
    assert not OpenAlert.objects.exists()


def test_what_is_the_team_s_alone_the_wing_can_not_act_on(cast: Cast, fill: Fill):
    fill({str(n): 2 for n in range(1, 15)}, "wemwbs")
    with pytest.raises(Refused, match="may not write in this part"):
        alerting.acknowledge(alert=RaisedAlert.objects.get(), by=cast.owen, at=NOON)


def test_a_blank_and_a_form_left_are_about_what_was_asked(fill: Fill):
    fill({**CALM, "1": None}, "honos", **RATED)
    assert list(RaisedAlert.objects.values_list("rule", "about", "kind")) == [
        ("item-1-blank", "harm-to-others", "review")
    ]
    fill({"1": 2, "6": 0}, occasion="start", stopped_at="7")
    assert RaisedAlert.objects.get(rule="abandoned").about == "self-harm"


def test_what_became_worse_is_about_that(fill: Fill):
    fill(PLAIN, occasion="start")
    fill({**PLAIN, "1": 4, "4": 4, "5": 2})
    assert RaisedAlert.objects.get().about == "deterioration"


def test_no_alert_is_kept_where_those_who_must_know_do_not_see_it(cast: Cast, fill: Fill):
    fill({**CALM, "1": 3}, "honos", **RATED)
    alert = RaisedAlert.objects.get()
    alert.pk, alert.rule, alert.category = None, "other", "clinical"
    with pytest.raises(IntegrityError, match="an_alert_is_seen_by_what_it_is_about"), transaction.atomic():
        alert.save(force_insert=True)


def test_a_service_that_has_the_form_switches_a_rule_on_and_off_again(cast: Cast, treated: Episode, fill: Fill):
    """Nobody here has seen CMHS: whether its fifth item asks about self-harm is for whoever holds it."""
    said = {"service": treated.service, "owner": "Lead", "by": cast.petra, "at": NOON}
    yes, men = {str(n): 1 for n in range(1, 13)}, instrument("cmhs-m")
    assert rules(fill(yes, "cmhs-m", **RATED)) == set()
    setting.set_threshold(instrument=men, rule="self-harm-5", value=1, why="Read on the form", **said)
    assert rules(fill(yes, "cmhs-m", occasion="start", **RATED)) == {"self-harm-5"}
    assert rules(fill({**yes, "5": None}, "cmhs-m", occasion="end", **RATED)) == {"self-harm-5-blank"}
    setting.set_threshold(instrument=men, rule="self-harm-5", value=2, why="It is item 4", **said)
    assert rules(fill({**yes, "5": None}, "cmhs-m", occasion="after", **RATED)) == set()
