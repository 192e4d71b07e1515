"""The two roles: an owner who changes tables, and an application that owns nothing."""

import pytest
from django.db import ProgrammingError, connection


def asked(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@pytest.mark.usefixtures("application_role")
def test_the_application_owns_no_table():
    assert asked("SELECT count(*) FROM pg_tables WHERE tableowner = current_user") == 0


@pytest.mark.usefixtures("application_role")
def test_the_application_may_write_what_migrations_made():
    assert asked("SELECT has_table_privilege('django_session', 'SELECT, INSERT, UPDATE, DELETE')") is True


@pytest.mark.usefixtures("application_role")
@pytest.mark.parametrize(
    "statement", ["CREATE TABLE mine (id int)", "DROP TABLE django_session", "TRUNCATE django_session"]
)
def test_the_application_cannot_change_tables(statement):
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_the_server_we_carry_listens_on_no_network():
    assert asked("SHOW listen_addresses") == ""
    assert asked("SHOW unix_socket_permissions") == "0700"
