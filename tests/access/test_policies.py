"""What the database itself holds back: the same tables asked in plain SQL, on the application's own connection."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from tests.cast import Cast
from tests.episodes.conftest import refer_to_daycare
from throughcare.access.models import Grant
from throughcare.access.parts import SERVICES
from throughcare.organisations.acting import act, serving
from throughcare.organisations.models import StaffRole

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def ask(sql: str, *given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()


def names(staff: StaffRole | None, *, at: datetime = NOON) -> list[str]:
    """Whom a bare question for all people brings."""
    with transaction.atomic():
        if staff:
            act(staff=staff, as_of=at)
        found = [name for (name,) in ask("SELECT family_name FROM people_person ORDER BY 1")]
        transaction.set_rollback(True)
    return found


def about_people() -> list[str]:
    """Every table of ours whose rows are about a person."""
    models = [model for model in apps.get_models() if model.__module__.startswith("throughcare.")]
    return sorted(
        model._meta.db_table
        for model in models
        if model._meta.db_table == "people_person"
        or any(column.attname == "person_id" for column in model._meta.concrete_fields)
    )


def test_every_table_about_people_is_secured(db: None):
    """The catalogue is asked, so that a table that somebody adds tomorrow is missed today."""
    secured = {name for (name,) in ask("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")}
    with_policies = {
        name
        for (name,) in ask(
            "SELECT tablename FROM pg_policies WHERE 'throughcare_app' = ANY (roles) GROUP BY 1 HAVING count(*) >= 2"
        )
    }
    assert [table for table in about_people() if table not in secured & with_policies] == []
    assert "people_person" in about_people()


@pytest.mark.usefixtures("cast", "application_role")
def test_without_anybody_acting_nobody_s_record_is_there():
    assert [table for table in about_people() if ask(f"SELECT 1 FROM {table} LIMIT 1")] == []


def test_each_sees_those_they_have_a_grant_for(cast: Cast, application_role: None):
    assert names(cast.nadia) == names(cast.owen) == ["Marlow"]
    assert names(cast.sam) == names(cast.harun) == []
    assert names(None) == []


def test_a_grant_holds_from_its_first_moment_until_its_last(cast: Cast, request: pytest.FixtureRequest):
    Grant.objects.filter(organisation=cast.nadia.organisation).update(ends_at=NOON)
    request.getfixturevalue("application_role")
    assert names(cast.nadia, at=NOON - timedelta(seconds=1)) == ["Marlow"]
    assert names(cast.nadia, at=NOON) == []
    assert names(cast.nadia, at=datetime(2025, 12, 31, tzinfo=UTC)) == []


@pytest.mark.parametrize("level", ["flag"])
def test_a_flag_opens_no_row(cast: Cast, request: pytest.FixtureRequest, level: str):
    Grant.objects.filter(organisation=cast.nadia.organisation).update(level=level)
    request.getfixturevalue("application_role")
    assert names(cast.nadia) == []


def test_one_who_acts_after_another_sees_their_own_and_no_more(cast: Cast, application_role: None):
    with transaction.atomic():
        act(staff=cast.nadia, as_of=NOON)
        act(staff=cast.sam, as_of=NOON)
        assert ask("SELECT family_name FROM people_person") == []


def test_who_acted_is_forgotten_with_the_transaction(cast: Cast, application_role: None):
    assert names(cast.nadia) == ["Marlow"]
    assert ask("SELECT family_name FROM people_person") == []


WRITES = {
    "add": "INSERT INTO people_need (person_id, kind, category, says, from_on, recorded_at, recorded_by_id)"
    " SELECT id, 'x', 'housing', 'A room', now(), now(), recorded_by_id FROM people_person",
    "change": "UPDATE people_person SET family_name = 'Changed'",
    "remove": "DELETE FROM episodes_task",
    "grant": "UPDATE access_grant SET ends_at = NULL",
}


@pytest.mark.parametrize("write", ["change", "remove", "grant"])
def test_whoever_only_reads_changes_nothing(cast: Cast, request: pytest.FixtureRequest, write: str):
    refer_to_daycare(cast)
    request.getfixturevalue("application_role")
    act(staff=cast.nadia, as_of=NOON)
    with connection.cursor() as cursor:
        cursor.execute(WRITES[write])
        assert cursor.rowcount == 0


def test_whoever_only_reads_adds_nothing(cast: Cast, application_role: None):
    act(staff=cast.nadia, as_of=NOON)
    with pytest.raises(DatabaseError, match="row-level security"), connection.cursor() as cursor, transaction.atomic():
        cursor.execute(WRITES["add"])


def test_a_verb_writes_and_lays_its_pen_down(cast: Cast, application_role: None):
    act(staff=cast.nadia, as_of=NOON)
    episode = refer_to_daycare(cast)
    assert ask("SELECT reference FROM episodes_episode") == [(episode.reference,)]
    assert ask("SELECT current_setting('throughcare.service', true)") == [("",)]


def test_what_the_audit_holds_is_read_by_nobody_who_only_acts(cast: Cast, application_role: None):
    act(staff=cast.nadia, as_of=NOON)
    refer_to_daycare(cast)
    assert ask("SELECT 1 FROM audit_entry") == []
    assert ask("SELECT 1 FROM episodes_outbox") == []


# Kind of what a service reads -> a table of it in which there is a row that no narrower kind shows.
PROBES = {
    "record": "episodes_task",
    "audit": "audit_entry",
    "counted": "episodes_event",
    "decisions": "people_person",
}


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_a_service_reads_what_its_table_says(cast: Cast, request: pytest.FixtureRequest, service: str):
    refer_to_daycare(cast)
    request.getfixturevalue("application_role")
    with serving(service):
        kinds = {kind for kind, table in PROBES.items() if ask(f"SELECT 1 FROM {table} LIMIT 1")}
    said = SERVICES[service].reads | SERVICES[service].writes
    # Whoever reads whole records reads what is counted of them too, and whoever counts them all, decisions.
    implied = {"counted", "decisions"} if "record" in said else {"decisions"} if "counted" in said else set()
    assert kinds == said | implied


@pytest.mark.usefixtures("cast", "application_role")
def test_a_service_that_nobody_knows_sees_nothing():
    with serving("somebody"):
        assert ask("SELECT 1 FROM people_person") == []
