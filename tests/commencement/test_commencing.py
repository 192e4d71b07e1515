"""A day on which what is in shadow comes into force: recorded by an administrator, kept, and counted by."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import Cast
from tests.episodes.conftest import Take, day, evening
from throughcare.audit.models import Entry
from throughcare.blueprints.library import load
from throughcare.commencement import actions, counting, tasks
from throughcare.commencement.models import Commencement
from throughcare.episodes import referring
from throughcare.episodes.checking import faults
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Clock, Episode, Service
from throughcare.organisations.refusals import Refused

TRANSFER = load("hospital-transfer")
NOW = evening(day(10))


@pytest.fixture
def deferred(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was left for the worker to do."""
    left: list[dict[str, Any]] = []
    monkeypatch.setattr(tasks.count_anew, "defer", lambda **asked: left.append(asked))
    return left


def commence(
    cast: Cast, subject: str = "tr-stat28", *, at: datetime = NOW, by: Any = None, **said: Any
) -> Commencement:
    row = {
        "day": date(2026, 3, 1),
        "basis": "The Mental Health Act 2025 (Commencement No. 3) Regulations 2026",
        "approved_by": "Director of health and justice",
        "approved_on": date(2026, 2, 20),
        **said,
    }
    record = Commencement(subject=subject, **row)
    return actions.commence(blueprint=TRANSFER, record=record, by=by or cast.ada, at=at)


def work(left: list[dict[str, Any]]) -> int:
    """Do what was left; how many episodes were counted anew."""
    done = 0
    while left:
        asked = left.pop(0)
        since = date.fromisoformat(asked["since"])
        done += counting.count_anew(slug=asked["slug"], standard=asked["standard"], since=since, at=NOW)
    return done


def statutory(episode: Episode) -> Clock:
    return Clock.objects.get(episode=episode, standard="tr-stat28")


def test_a_standard_in_force_is_counted_for_clocks_that_run_already(
    cast: Cast, requested: Episode, deferred: list[dict[str, Any]]
):
    assert statutory(requested).shadow
    commence(cast)
    assert work(deferred) == 1
    assert not statutory(requested).shadow
    assert list(faults(as_of=NOW)) == []


def test_until_the_job_is_done_the_check_says_so_and_nothing_else_is_touched(
    cast: Cast, requested: Episode, deferred: list[dict[str, Any]], take: Take
):
    commence(cast)
    assert [fault for fault in faults(as_of=NOW) if "stale" in fault]
    take(requested, "first-medical-report", by=cast.nadia, on=day(10), finding="met")
    before = list(requested.events.values_list("pk", flat=True))
    work(deferred)
    assert list(requested.events.values_list("pk", flat=True)) == before
    assert list(faults(as_of=NOW)) == []


@pytest.mark.parametrize(("from_", "shadow"), [(date(2026, 3, 2), False), (date(2026, 3, 3), True)])
def test_a_clock_is_judged_by_what_was_in_force_when_it_started(
    cast: Cast, requested: Episode, deferred: list[dict[str, Any]], from_: date, shadow: object
):
    commence(cast, day=from_)
    work(deferred)
    assert statutory(requested).shadow is shadow
    assert list(faults(as_of=NOW)) == []


def test_a_day_to_come_leaves_nothing_to_do_and_holds_for_who_is_referred_then(
    cast: Cast, requested: Episode, deferred: list[dict[str, Any]]
):
    commence(cast, day=date(2027, 1, 1))
    assert deferred == []
    assert statutory(requested).shadow
    assert blueprint_of(Episode.objects.get(pk=requested.pk)).standard["tr-stat28"].effective_from == date(2027, 1, 1)
    assert list(faults(as_of=NOW)) == []


def test_a_later_record_replaces_an_earlier_one_and_both_stay(
    cast: Cast, requested: Episode, deferred: list[dict[str, Any]]
):
    commence(cast)
    commence(cast, day=None, basis="Revoked")
    work(deferred)
    assert statutory(requested).shadow
    assert actions.days_of("hospital-transfer") == {"tr-stat28": None}
    assert [row.basis[:7] for row in actions.recorded("hospital-transfer")] == ["Revoked", "The Men"]
    assert list(faults(as_of=NOW)) == []


def test_a_record_is_never_changed(cast: Cast, deferred: list[dict[str, Any]]):
    row = commence(cast)
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        Commencement.objects.filter(pk=row.pk).update(day=date(2030, 1, 1))
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        row.delete()


def test_who_approved_it_and_on_what_is_on_the_audit_record(cast: Cast, deferred: list[dict[str, Any]]):
    row = commence(cast)
    entry = Entry.objects.get(did="recorded-commencement")
    assert entry.detail["basis"] == row.basis
    assert (entry.detail["subject"], entry.detail["day"]) == ("tr-stat28", "2026-03-01")


def test_a_rule_that_has_come_into_force_bars(
    cast: Cast, requested: Episode, take: Take, deferred: list[dict[str, Any]]
):
    commence(cast, "mha-2025-48", day=date(2026, 3, 5))
    assert work(deferred) == 0
    ordered = {"doctors": 2, "place-of-safety": "prison"}
    take(requested, "hospital-order", by=cast.owen, on=day(4), **ordered)
    with pytest.raises(Refused, match="no place of safety"):
        take(requested, "hospital-order", by=cast.owen, on=day(5), **ordered)


def test_a_service_opened_later_knows_what_is_in_force(cast: Cast, deferred: list[dict[str, Any]]):
    commence(cast)
    opened = Service(
        title="Transfers, Eastmoor psychology",
        blueprint=referring.adopt(slug="hospital-transfer", by=cast.ada, at=NOW),
        organisation=cast.ada.organisation,
        opened_on=date(2026, 3, 1),
    )
    made = referring.open_service(service=opened, parties={}, by=cast.ada, at=NOW)
    assert Service.objects.get(pk=made.pk).in_force == {"tr-stat28": "2026-03-01"}
    assert Service.objects.get(pk=cast.daycare.pk).in_force == {}


REFUSED = [
    ({"subject": "tr-28"}, "Only what is in shadow"),
    ({"subject": "nothing"}, "Only what is in shadow"),
    ({"basis": " "}, "Say what it rests on"),
    ({"approved_by": ""}, "Say who approved it"),
    ({"approved_on": date(2026, 3, 11)}, "Wednesday 11 March 2026 has not come yet"),
    ({"day": None}, "No day is recorded that could be taken back"),
    ({"day": date(1066, 10, 14)}, "before the Act itself"),
    ({"basis": "9\u202e5"}, "turns text round"),
]


@pytest.mark.parametrize(("said", "says"), REFUSED)
def test_what_is_not_so_is_refused_in_words(
    cast: Cast, deferred: list[dict[str, Any]], said: dict[str, Any], says: str
):
    with pytest.raises(Refused, match=says):
        commence(cast, **said)
    assert not Commencement.objects.exists()


def test_it_is_for_an_administrator(cast: Cast, deferred: list[dict[str, Any]]):
    with pytest.raises(Refused, match="for an administrator"):
        commence(cast, by=cast.nadia)


def test_the_running_product_leaves_the_counting_to_its_worker(cast: Cast, application_role: None):
    commence(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name LIKE '%%count_anew'")
        assert [args for (args,) in cursor.fetchall()] != []
