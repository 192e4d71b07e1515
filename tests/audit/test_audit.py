"""What is recorded about looking and doing can be neither changed nor removed, and shows it if it was."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from throughcare.audit import actions
from throughcare.audit.models import Entry, Seal, Unsealed
from throughcare.audit.verifying import broken_links
from throughcare.organisations.acting import serving

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def record(count: int) -> None:
    for number in range(count):
        actions.record(by=None, at=NOON, did="saw-person", person_id=number)


def tamper(sql: str) -> None:
    """What only somebody with the keys to the database could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_is_append_only")
        cursor.execute(sql)
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_is_append_only")


def test_entries_wait_for_a_seal_and_then_have_one():
    record(3)
    assert Unsealed.objects.count() == 3
    seal = actions.seal(at=NOON)
    assert seal is not None
    assert seal.number == 1
    assert Unsealed.objects.count() == 0
    assert actions.seal(at=NOON) is None


def test_each_seal_follows_the_one_before_it():
    record(2)
    first = actions.seal(at=NOON)
    record(2)
    second = actions.seal(at=NOON)
    assert first is not None
    assert second is not None
    assert (second.number, second.previous) == (2, first.root)
    assert list(broken_links()) == []


@pytest.mark.parametrize(
    "change",
    ["UPDATE audit_entry SET did = 'x' WHERE person_id = 1", "UPDATE audit_entry SET detail = '{\"a\": 1}'"],
)
def test_a_changed_entry_breaks_the_chain(change: str):
    record(3)
    actions.seal(at=NOON)
    tamper(change)
    assert list(broken_links()) == ["Seal 1 of the audit chain does not match its 3 entries."]


def test_a_removed_entry_breaks_the_chain():
    record(3)
    actions.seal(at=NOON)
    tamper("DELETE FROM audit_entry WHERE person_id = 1")
    assert any("does not match" in fault for fault in broken_links())


def test_an_entry_slipped_past_the_queue_is_noticed():
    record(2)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_unsealed")
    first = Entry.objects.earliest("id").pk
    says = f"2 audit entries are neither sealed nor waiting to be, the first of them entry {first}."
    assert list(broken_links()) == [says]


@pytest.mark.parametrize("model", [Entry, Seal])
def test_even_the_owner_cannot_change_or_delete(model: type[Entry] | type[Seal]):
    record(1)
    actions.seal(at=NOON)
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        model.objects.all().delete()


def test_the_application_has_no_right_to_change_or_delete(application_role: None):
    with serving("recorder"):
        record(1)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Entry.objects.update(did="nothing")


def test_the_application_can_seal(application_role: None):
    with serving("recorder"):
        record(1)
    assert actions.seal(at=NOON) is not None
