"""A changed entry is found wherever it lies: among the new at once, among the old within a week, by `check` always."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.audit.test_audit import record, tamper
from throughcare.audit import actions, hourly, verifying
from throughcare.audit.models import Seal, Verification
from throughcare.audit.verifying import Place, broken_links, walk

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "STRETCH", 3)
    monkeypatch.setattr(hourly, "LEAST", 2)


def seal(count: int, *, of: int = 2) -> None:
    for _ in range(count):
        record(of)
        actions.seal(at=NOON)


def change(*, under: int) -> None:
    """Somebody with the keys to the database changes the first entry under a seal."""
    entry = Seal.objects.get(number=under).entries[0]
    tamper(f"UPDATE audit_entry SET did = 'nothing' WHERE id = {entry}")


def hours(count: int) -> list[Verification]:
    return [actions.verify(at=NOON + number * HOUR) for number in range(count)]


def test_the_first_look_is_at_everything_and_the_next_at_what_is_new():
    seal(4)
    first = actions.verify(at=NOON)
    assert (first.seal, first.entries, first.service, first.again_from) == (4, 8, "checker", None)
    seal(3)
    second = actions.verify(at=NOON + HOUR)
    assert (second.seal, second.again_from, second.again_until) == (7, 1, 2)
    assert second.entries == 3 * 2 + 2 * 2
    assert second.faults == []


def test_what_is_changed_among_the_new_is_found_within_the_hour():
    seal(3)
    actions.verify(at=NOON)
    seal(2)
    change(under=5)
    assert actions.verify(at=NOON + HOUR).faults == ["Seal 5 of the audit chain does not match its 2 entries."]


def test_what_is_changed_among_the_old_is_found_when_its_turn_comes():
    seal(7)
    actions.verify(at=NOON)
    change(under=5)
    assert [bool(found.faults) for found in hours(3)] == [False, False, True]


def test_every_old_seal_has_its_turn_and_then_the_first_again():
    seal(5)
    turns = [(found.again_from, found.again_until) for found in hours(5)]
    assert turns == [(None, None), (1, 2), (3, 4), (5, 5), (1, 2)]


def test_of_a_long_chain_a_slice_is_long_enough_for_all_to_be_read_within_a_week():
    long = Verification(seal=168 * 300, root="0" * 64, again_until=600)
    assert hourly.slice_after(long) == (601, 900)


def test_what_was_found_at_fault_is_said_until_it_is_mended():
    seal(6)
    entry = Seal.objects.get(number=1).entries[0]
    tamper(f"UPDATE audit_entry SET did = 'nothing' WHERE id = {entry}")
    assert all(found.faults for found in hours(3)), "also in the hours in which it is the turn of others"
    tamper(f"UPDATE audit_entry SET did = 'saw-person' WHERE id = {entry}")
    assert actions.verify(at=NOON + 4 * HOUR).faults == []


def test_an_entry_slipped_in_among_the_old_is_found_when_its_turn_comes_and_said_from_then_on():
    seal(3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('audit_entry', 'id'))")
        (gap,) = cursor.fetchone()
    seal(3)
    actions.verify(at=NOON)
    slip_in = "INSERT INTO audit_entry (id, at, did, ground, detail) VALUES (%s, %s, 'saw-person', '', '{}')"
    with connection.cursor() as cursor:
        cursor.execute(slip_in, [gap, NOON])
        cursor.execute("DELETE FROM audit_unsealed")
    says = [f"Audit entry {gap} is neither sealed nor waiting to be."]
    assert [found.faults for found in hours(4)] == [[], says, says, says]


def test_an_entry_slipped_past_the_queue_is_said_from_then_on_by_its_number():
    seal(2)
    record(1)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_unsealed RETURNING entry_id")
        (stray,) = cursor.fetchone()
    seal(2)
    says = [f"Audit entry {stray} is neither sealed nor waiting to be."]
    assert [found.faults for found in hours(3)] == [says, says, says]
    assert list(broken_links()) == says


def test_a_chain_cut_short_is_found_though_what_is_left_follows_from_itself():
    seal(4)
    actions.verify(at=NOON)
    last = Seal.objects.get(number=4)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_seal DISABLE TRIGGER audit_seal_is_append_only")
        cursor.execute("DELETE FROM audit_seal WHERE number = 4")
    tamper(f"DELETE FROM audit_entry WHERE id IN ({last.entries[0]}, {last.entries[1]})")
    assert list(broken_links()) == []
    seal(1)
    found = hours(2)
    assert "Seal 4 of the audit chain is not there as it was when it was last looked at." in found[1].faults


def test_a_missing_seal_is_named():
    seal(6)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_seal DISABLE TRIGGER audit_seal_is_append_only")
        cursor.execute("DELETE FROM audit_seal WHERE number = 4")
    assert "The audit chain lacks seal 4: the next one found is 5." in list(broken_links())
    assert "2 audit entries are neither sealed nor waiting" in " ".join(broken_links())


def test_an_entry_that_was_long_in_the_writing_is_no_stray():
    """Its number is lower than those sealed before it: its transaction ended late."""
    record(1)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_unsealed RETURNING entry_id")
        (late,) = cursor.fetchone()
    seal(9)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO audit_unsealed VALUES (%s)", [late])
    assert list(broken_links()) == []
    actions.seal(at=NOON)
    assert list(broken_links()) == []
    assert [found.faults for found in hours(6)] == [[]] * 6


def test_a_stretch_is_all_that_is_held_at_once():
    """Each asks the same few questions of as many seals; none of what it read is kept for the next."""
    seal(9)
    stretches = list(walk(Place()))
    assert [looked.seals for looked in stretches] == [3, 3, 3, 0]
    with CaptureQueriesContext(connection) as asked:
        next(walk(Place()))
    assert len(asked) == 1 + 3 + 1


def test_that_it_was_looked_at_is_never_changed():
    actions.verify(at=NOON)
    for deed in (lambda: Verification.objects.update(faults=[]), lambda: Verification.objects.all().delete()):
        with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
            deed()


def test_the_application_verifies_as_a_named_service(application_role: None):
    assert actions.verify(at=NOON).service == "checker"
