"""A record of the time when a grant was of one category: brought up to date, it shows what it showed before."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps
from pytest_django import DjangoDbBlocker

NAME = "before_lists"
BEFORE = [
    ("access", "0009_looks_by_pages"),
    ("beds", "0002_policies"),
    ("episodes", "0011_rungs"),
    ("ladder", "0001_tables"),
    ("own", "0005_copies_due"),
]
AFTER = [("access", "0010_categories_in_a_row")]
SINCE, ENDED = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)
# What is granted, at which level, on what ground, and what else the row says.
GRANTED = (
    ("identity-and-location", "write", "placement", {}),
    ("clinical", "write", "placement", {}),
    ("housing", "read", "placement", {}),
    ("clinical", "read", "involvement", {"episode_id": 7, "ends_at": ENDED}),
    ("clinical", "read", "agreement", {"source_id": 3}),
    ("housing", "read", "agreement", {"source_id": 3}),
)


def fill(apps: StateApps) -> None:
    """A nurse of a prison, somebody who lives there, and six grants of that time."""

    def made(room: str, model: str, **columns: Any) -> Any:
        return apps.get_model(room, model).objects.using(NAME).create(**columns)

    prison = made("organisations", "Organisation", kind="prison", name="HMP Eastmoor")
    nadia = made("organisations", "Staff", username="nadia", display_name="Nadia")
    nurse = made("organisations", "StaffRole", staff=nadia, organisation=prison, role="PMH", from_on=SINCE.date())
    alex = made(
        "people", "Person", reference="TC-AAA-222", family_name="Marlow", given_names="Alex",
        birth_date=date(1990, 1, 1), recorded_at=SINCE, recorded_by=nurse,
    )  # fmt: skip
    for category, level, ground, more in GRANTED:
        opened = {"category": category, "level": level, "ground": ground, "starts_at": SINCE, **more}
        made("access", "Grant", person=alex, organisation=prison, **opened)


@pytest.fixture
def before(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[BaseDatabaseWrapper]:
    """A database of its own, with the tables of that time and six grants."""
    with django_db_blocker.unblock(), connections["default"].cursor() as server:
        server.execute(f"CREATE DATABASE {NAME}")
        connections.settings[NAME] = connections["default"].settings_dict | {"NAME": NAME}
        try:
            then = MigrationExecutor(connections[NAME]).migrate(BEFORE)
            fill(then.apps)
            yield connections[NAME]
        finally:
            connections[NAME].close()
            del connections[NAME], connections.settings[NAME]
            server.execute(f"DROP DATABASE {NAME}")


def shown(database: BaseDatabaseWrapper, *, on: str) -> set[str]:
    """Whom a nurse of the prison sees, of what the policies and the functions ask."""
    told = {"organisation": "1", "staff": "1", "role": "PMH", "purposes": "{direct-care}", "as_of": f"{on} 12:00+00"}
    rights = {"sees": "{identity-and-location}", "reads": "{identity-and-location}", "flags": "{}"}
    with database.cursor() as cursor:
        cursor.execute("BEGIN")
        for name, value in (told | rights).items():
            cursor.execute("SELECT set_config(%s, %s, true)", [f"throughcare.{name}", value])
        cursor.execute("SELECT ground || ' ' || category || ' ' || level FROM access_told(1)")
        found = {line for (line,) in cursor.fetchall()}
        cursor.execute("SET LOCAL ROLE throughcare_app")
        cursor.execute("SELECT family_name FROM people_person")
        found |= {name for (name,) in cursor.fetchall()}
        cursor.execute("ROLLBACK")
    return found


def test_what_was_shown_before_is_shown_after_in_fewer_rows(before: BaseDatabaseWrapper):
    days = ("2026-03-01", "2026-03-05", "2026-03-20")
    seen = [shown(before, on=day) for day in days]
    assert [("Marlow" in each, len(each)) for each in seen] == [(False, 0), (True, 7), (True, 6)]
    MigrationExecutor(before).migrate(AFTER)
    assert [shown(before, on=day) for day in days] == seen
    with before.cursor() as cursor:
        cursor.execute("SELECT ground, level, categories FROM access_grant ORDER BY 1, 2, 3")
        assert cursor.fetchall() == [
            ("agreement", "read", ["clinical"]),
            ("agreement", "read", ["housing"]),
            ("involvement", "read", ["clinical"]),
            ("placement", "read", ["housing"]),
            ("placement", "write", ["clinical", "identity-and-location"]),
        ]
