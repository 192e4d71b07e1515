"""Alerts: raised when an answer is saved, owned, acknowledged, acted on, closed, and told to others by a clock."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.care.conftest import treated as in_treatment
from tests.cast import Cast, live_at
from tests.responses.conftest import NOON, PLAIN, Fill, rules, sheet
from throughcare.episodes.models import Blueprint, Episode
from throughcare.instruments import instrument
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.refusals import Refused
from throughcare.responses import alerting, answering, checking, setting
from throughcare.responses.models import AlertDetail, AlertEntry, OpenAlert, RaisedAlert, Watch

MINUTE = timedelta(minutes=1)


def escalate(at: object) -> int:
    return alerting.escalate_all(by=clock_keeper(at=at), at=at)  # type: ignore[arg-type]


@pytest.mark.parametrize(("value", "raised"), [(0, set()), (1, {"item-6"}), (4, {"item-6"}), (None, {"item-6-blank"})])
def test_the_risk_item_alone_decides(fill: Fill, value: int | None, raised: set[str]):
    assert rules(fill({**PLAIN, "6": value})) == raised


def test_an_alert_is_raised_also_where_nothing_can_be_scored(fill: Fill):
    response = fill({"6": 2})
    assert rules(response) == {"item-6"}
    detail = AlertDetail.objects.get()
    assert (detail.item, detail.value) == ("6", 2.0)


def test_a_form_left_after_the_risk_item_is_for_review(fill: Fill):
    given = {number: PLAIN[number] for number in ("1", "2", "3", "4", "5", "6")}
    assert rules(fill(given, stopped_at="7")) == {"abandoned"}
    assert rules(fill({"1": 2}, stopped_at="2", occasion="start")) == {"item-6-blank"}


def test_a_reliable_change_for_the_worse_is_for_review(fill: Fill):
    fill(PLAIN, completed_on=date(2026, 3, 19), entered="paper")
    same = fill({**PLAIN, "1": 4, "4": 4}, completed_on=date(2026, 3, 20), entered="paper")
    worse = fill({**PLAIN, "1": 4, "4": 4, "5": 2}, completed_on=date(2026, 3, 23), entered="paper")
    assert rules(same) == set()
    assert rules(worse) == {"reliable-deterioration"}
    alert = RaisedAlert.objects.get()
    assert (alert.category, alert.kind) == ("clinical", "review")


def test_paper_entered_late_as_the_first_brings_out_what_became_worse_since(fill: Fill):
    later = fill({**PLAIN, "1": 4, "4": 4, "5": 2}, completed_on=date(2026, 3, 23), entered="paper")
    assert rules(later) == set()
    fill(PLAIN, completed_on=date(2026, 3, 19), entered="paper")
    assert rules(later) == {"reliable-deterioration"}


def test_a_correction_raises_late_and_takes_nothing_back(cast: Cast, fill: Fill):
    response = fill(PLAIN)
    later = NOON + timedelta(days=2)
    answering.amend(response=response, given={**PLAIN, "6": 3}, seen=1, why="Misread", by=cast.petra, at=later)
    alert = RaisedAlert.objects.get()
    assert (alert.at, alert.completed_on, alert.version) == (later, date(2026, 3, 24), 2)
    answering.amend(response=response, given=PLAIN, seen=2, why="Read aright first", by=cast.petra, at=later)
    assert rules(response) == {"item-6"}
    assert list(checking.faults()) == []


def test_one_alert_a_response_and_rule_and_never_deleted(fill: Fill):
    fill({**PLAIN, "6": 1})
    alert = RaisedAlert.objects.get()
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        RaisedAlert.objects.all()._raw_delete("default")
    alert.pk = None
    with pytest.raises(IntegrityError, match="one_alert_a_response_and_rule"), transaction.atomic():
        alert.save(force_insert=True)


def test_an_alert_is_acknowledged_acted_on_and_closed(cast: Cast, fill: Fill):
    fill({**PLAIN, "6": 1})
    alert, by = RaisedAlert.objects.get(), {"by": cast.petra, "at": NOON + 5 * MINUTE}
    with pytest.raises(Refused, match="Record first what was done"):
        alerting.close(alert=alert, says="Spoke", **by)
    with pytest.raises(Refused, match="Say to whom"):
        alerting.act(alert=alert, action="passed-to", says="", **by)
    alerting.act(alert=alert, action="seen-today", says="", **by)
    alerting.close(alert=alert, says="Plan agreed with Alex", **by)
    kinds = list(AlertEntry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["acknowledged", "acted", "closed"]
    assert not OpenAlert.objects.exists()
    with pytest.raises(Refused, match="was closed on"):
        alerting.act(alert=alert, action="seen-today", says="", **by)
    assert list(checking.faults()) == []


def test_nobody_acknowledges_in_an_hour_and_the_prison_is_told(cast: Cast, fill: Fill):
    fill({**PLAIN, "6": 1})
    alert = RaisedAlert.objects.get()
    with pytest.raises(Refused, match="was not told"):
        alerting.acknowledge(alert=alert, by=cast.owen, at=NOON + MINUTE)
    assert [escalate(NOON + minutes * MINUTE) for minutes in (59, 60, 61, 600)] == [0, 1, 0, 0]
    entry = AlertEntry.objects.get(kind="escalated")
    assert entry.told == cast.places["HMP Eastmoor"]
    alerting.act(alert=alert, action="acct-opened", says="", by=cast.owen, at=NOON + 70 * MINUTE)
    assert OpenAlert.objects.filter(acknowledged_at=None).count() == 0
    assert list(checking.faults()) == []


def test_an_alert_with_which_something_is_wrong_keeps_no_other_from_being_told(cast: Cast, fill: Fill):
    """Casey's is overdue for longer, and nobody can read what the service promised when Casey was referred."""
    casey = in_treatment(cast, live_at(cast, "HMP Eastmoor", "Casey", "Archer", reference="TC-CCC-222"))
    answering.record(episode=casey, sheet=sheet({**PLAIN, "6": 1}), by=cast.petra, at=NOON - MINUTE)
    fill({**PLAIN, "6": 1})
    lost = Blueprint.objects.create(digest="dead" * 16, slug="x", version="1", title="x", text="?", adopted_at=NOON)
    Episode.objects.filter(pk=casey.pk).update(blueprint=lost)
    with pytest.raises(ExceptionGroup, match="1 could not be done, 1 were"):
        escalate(NOON + timedelta(hours=2))
    assert AlertEntry.objects.get(kind="escalated").alert.response.episode != casey


def test_what_is_acknowledged_is_told_to_nobody_else(cast: Cast, fill: Fill):
    fill({**PLAIN, "6": 1})
    alerting.acknowledge(alert=RaisedAlert.objects.get(), by=cast.petra, at=NOON + MINUTE)
    assert escalate(NOON + timedelta(days=1)) == 0


def test_a_score_that_became_worse_is_not_the_prison_s(fill: Fill):
    fill(PLAIN, completed_on=date(2026, 3, 19), entered="paper")
    fill({**PLAIN, "1": 4, "4": 4, "5": 2})
    assert escalate(NOON + timedelta(days=30)) == 0


def test_nobody_escalates_by_hand(cast: Cast):
    with pytest.raises(Refused):
        alerting.escalate_all(by=cast.petra, at=NOON)


def test_a_service_sets_its_clock_and_its_values(cast: Cast, treated: Episode, fill: Fill):
    watch = Watch(team="Day-care duty", out_of_hours="Hotel 3", alert_minutes=15, review_minutes=600, then=["prison"])
    watch.owner, watch.why = "Clinical lead", "Agreed locally"
    setting.set_watch(service=treated.service, watch=watch, parties=["prison"], by=cast.petra, at=NOON)
    said = {"service": treated.service, "owner": "Clinical lead", "why": "Pilot", "by": cast.petra, "at": NOON}
    setting.set_threshold(instrument=instrument("core-10"), rule="item-6", value=2, **said)
    assert rules(fill({**PLAIN, "6": 1})) == set()
    fill({**PLAIN, "6": 2}, occasion="start")
    alert = RaisedAlert.objects.get()
    assert (alert.within, alert.team) == (15, "Day-care duty")
    assert alert.ruled_by.startswith("2026.1 set ")
    assert list(checking.faults()) == []


def test_no_value_switches_a_rule_off_and_strangers_set_none(cast: Cast, treated: Episode):
    said = {"service": treated.service, "owner": "Lead", "why": "Quiet", "at": NOON}
    with pytest.raises(Refused, match="nothing would ever be raised"):
        setting.set_threshold(instrument=instrument("core-10"), rule="item-6", value=5, by=cast.petra, **said)
    with pytest.raises(Refused, match="Eastmoor psychology sets this"):
        setting.set_threshold(instrument=instrument("core-10"), rule="item-6", value=1, by=cast.nadia, **said)


@pytest.mark.parametrize("value", [0, 40.5, float("inf"), float("nan")])
def test_no_value_keeps_everybody_from_being_called_worse(cast: Cast, treated: Episode, value: float):
    """No two scores of CORE-10 are more than 40 points apart."""
    said = {"service": treated.service, "owner": "Lead", "why": "Quiet", "at": NOON, "by": cast.petra}
    about = {"instrument": instrument("core-10"), "rule": "reliable-deterioration"}
    setting.set_threshold(**about, value=40, **said)
    with pytest.raises(Refused) as refused:
        setting.set_threshold(**about, value=value, **said)
    assert refused.value.reasons.keys() == {"value"}


def test_phq_9_raises_by_its_ninth_item_alone_from_one_on(fill: Fill):
    nothing = {str(number): 0 for number in range(1, 10)}
    assert rules(fill({**nothing, "9": 0}, "phq-9")) == set()
    assert rules(fill({**nothing, "9": 1}, "phq-9", occasion="start")) == {"item-9"}
