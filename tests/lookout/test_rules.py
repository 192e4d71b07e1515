"""What a Guardian is given to look at: each rule by an example, and each thing once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import Cast, live_at
from tests.episodes.conftest import refer_to_daycare
from throughcare.access.models import Emergency, Grant
from throughcare.audit import actions as audit
from throughcare.audit.models import Entry
from throughcare.lookout import actions, rules
from throughcare.lookout.models import Finding
from throughcare.organisations.acting import act
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.people.models import Person

NOON = datetime(2026, 3, 24, 12, tzinfo=UTC)
MORNING = NOON - timedelta(hours=2)


def look(by: StaffRole, person: Person, *, at: datetime = MORNING, did: str = "saw-person") -> None:
    audit.record(by=by, at=at, did=did, person_id=person.pk)


def found(rule: str) -> list[tuple[str, str, int]]:
    """Whose look, of whom and how many, of a rule."""
    actions.go_round(at=NOON)
    rows = Finding.objects.filter(rule=rule).order_by("pk")
    return [(row.by.staff.username, row.reference, row.count) for row in rows]


def test_every_rule_says_its_limit_as_a_local_default_and_why_it_is_often_nothing():
    assert [name for name, rule in rules.RULES.items() if not (rule.limit and rule.often)] == []
    assert {rule.mark for rule in rules.RULES.values()} == {"local default, unconfirmed"}


def test_a_look_by_an_organisation_without_a_part_in_the_person_s_care(cast: Cast):
    """Harun's hospital has no part in anything of Alex, who does not live there."""
    look(cast.harun, cast.people["alex"])
    look(cast.harun, cast.people["alex"], did="saw-consents")
    assert found("no-part") == [("harun", "TC-AAA-222", 2)]


def test_a_part_in_an_open_episode_is_reason_enough(cast: Cast):
    refer_to_daycare(cast)
    Grant.objects.filter(ground="placement").update(ends_at=MORNING - timedelta(days=1))
    look(cast.petra, cast.people["alex"])
    assert found("no-part") == []


def test_that_the_person_lives_there_is_reason_enough(cast: Cast):
    look(cast.owen, cast.people["alex"])
    assert found("no-part") == []


def test_many_records_within_an_hour(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rules, "MANY_IN_AN_HOUR", 2)
    people = [live_at(cast, "HMP Eastmoor", "Bo", "Hill", reference=f"TC-BBB-22{number}") for number in (2, 3, 4)]
    for person in people:
        look(cast.nadia, person)
    for minutes, person in enumerate(people):
        look(cast.petra, person, at=MORNING - timedelta(hours=minutes))
    assert found("many-in-an-hour") == [("nadia", "", 3)]


@pytest.mark.parametrize(
    ("shown", "finds"),
    [
        ("Jo Marlow", True),
        ("Alex MARLOW", True),
        ("Jo Marlow-Reid", True),
        ("Marlow Jones", False),
        ("Nadia Rahman", False),
    ],
)
def test_a_record_of_their_own_name_or_surname(cast: Cast, *, shown: str, finds: bool):
    cast.nadia.staff.display_name = shown
    cast.nadia.staff.save()
    look(cast.nadia, cast.people["alex"])
    assert bool(found("same-name")) == finds


def emergency(cast: Cast, *, review_by: date) -> Emergency:
    return Emergency.objects.create(
        person=cast.people["alex"], reference="TC-AAA-222", organisation=cast.harun.organisation, by=cast.harun,
        reason="other", says="Found unwell", at=NOON - timedelta(days=6), ends_at=NOON - timedelta(days=5),
        review_by=review_by,
    )  # fmt: skip


@pytest.mark.parametrize(("review_by", "finds"), [(date(2026, 3, 23), True), (date(2026, 3, 24), False)])
def test_an_emergency_that_nobody_reviewed_in_time(cast: Cast, *, review_by: date, finds: bool):
    made = emergency(cast, review_by=review_by)
    assert found("not-reviewed") == ([("harun", "TC-AAA-222", 1)] if finds else [])
    assert [row.emergency_id for row in Finding.objects.all()] == ([made.pk] if finds else [])


def test_many_refusals_in_a_day(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rules, "VAIN_IN_A_DAY", 2)
    for number in range(3):
        audit.record(by=cast.sam, at=MORNING - timedelta(hours=number), did="was-refused", detail={"status": 404})
        audit.record(by=cast.petra, at=MORNING - timedelta(days=number), did="was-refused", detail={"status": 404})
    assert found("in-vain") == [("sam", "", 3)]


def test_each_is_found_once_however_often_it_is_looked_for(cast: Cast):
    look(cast.harun, cast.people["alex"])
    first = actions.go_round(at=NOON)
    look(cast.harun, cast.people["alex"], at=NOON - timedelta(minutes=1))
    second = actions.go_round(at=NOON + timedelta(hours=1))
    assert (first.found, second.found, Finding.objects.count()) == (1, 0, 1)
    look(cast.harun, cast.people["alex"], at=NOON + timedelta(days=1))
    assert actions.go_round(at=NOON + timedelta(days=1, hours=1)).found == 1, "another day is another question"


def test_a_round_goes_on_where_the_last_one_ended(cast: Cast):
    rounds = [actions.go_round(at=NOON), actions.go_round(at=NOON + timedelta(hours=5))]
    assert [one.since for one in rounds] == [NOON - actions.FIRST, NOON - actions.AGAIN]
    assert rounds[1].service == "checker"


def test_the_running_product_looks_with_its_own_rights(cast: Cast, application_role: None):
    assert actions.go_round(at=NOON).found == 0


@pytest.fixture
def finding(cast: Cast) -> Finding:
    look(cast.nadia, live_at(cast, "HMP Westfell", "Bo", "Hill", reference="TC-BBB-222"))
    actions.go_round(at=NOON)
    return Finding.objects.get()


def test_only_the_guardian_of_the_organisation_sees_it(cast: Cast, finding: Finding, request: pytest.FixtureRequest):
    request.getfixturevalue("application_role")
    seen = {}
    for name in ("gwen", "nadia", "owen", "sam", "ada"):
        with transaction.atomic():
            act(staff=cast.staff[name], as_of=NOON)
            seen[name] = Finding.objects.count()
            transaction.set_rollback(True)
    assert seen == {"gwen": 1, "nadia": 0, "owen": 0, "sam": 0, "ada": 0}


def test_it_is_acknowledged_once_with_a_reason_and_that_is_noted(cast: Cast, finding: Finding):
    with pytest.raises(Refused, match="Say what you found"):
        actions.acknowledge(finding=finding, says=" ", by=cast.gwen, at=NOON)
    actions.acknowledge(finding=finding, says="Covered a clinic there", by=cast.gwen, at=NOON)
    assert Entry.objects.get(did="acknowledged-finding").detail == {"finding": finding.pk, "rule": "no-part"}
    with pytest.raises(Refused, match="acknowledged already"):
        actions.acknowledge(finding=finding, says="Again", by=cast.gwen, at=NOON)
    assert not actions.to_look_at(cast.gwen.organisation).exists()


def test_nobody_else_acknowledges_it_and_nobody_what_was_found_of_themselves(cast: Cast, finding: Finding):
    with pytest.raises(Refused, match="It is for the Caldicott Guardian of the organisation"):
        actions.acknowledge(finding=finding, says="Fine", by=cast.sam, at=NOON)
    cast.nadia.role = "CG"
    cast.nadia.save()
    with pytest.raises(Refused, match="Nobody acknowledges what was found of themselves"):
        actions.acknowledge(finding=finding, says="Fine", by=cast.nadia, at=NOON)


@pytest.mark.parametrize("table", ["finding", "round", "acknowledgement"])
@pytest.mark.parametrize("deed", ["DELETE FROM lookout_{}", "TRUNCATE lookout_{} CASCADE"])
def test_none_of_it_is_removed_by_the_owner_neither(cast: Cast, finding: Finding, deed: str, table: str):
    actions.acknowledge(finding=finding, says="Covered a clinic there", by=cast.gwen, at=NOON)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
            cursor.execute(deed.format(table))
