"""What every test may rely on: a database of its own on an embedded server, and no way out to the network."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management.commands import flush
from django.db import connection, connections
from django.test import override_settings
from hypothesis import HealthCheck, settings
from psycopg import sql
from pytest_django import DjangoDbBlocker

from tests import ground
from tests.cast import Cast, gather, open_services
from tests.kept import Kept, keep
from throughcare.config import database, embedded, environment
from throughcare.organisations.acting import door_kept_for

# The first draws the same pages without a window's furniture, in half the time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)

# A slow machine makes examples late, not wrong. What else the profile says is Hypothesis's own: where CI is set, the
# examples are the same every time; elsewhere one that fails is kept in .hypothesis and tried first the next time.
settings.register_profile("patient", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

# Rows go, and tables stay as they are: to truncate two hundred tables takes a second, and most have nothing in them.
# What Django itself fills once, names of models and permissions, stays too, so that nobody has to fill it again.
EMPTYING = """
    DO $$ DECLARE its regclass; has_rows boolean; filled regclass[] := '{}'; BEGIN
        FOR its IN SELECT oid::regclass FROM pg_class
            WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            AND relname NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
        LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM %s)', its) INTO has_rows;
            IF has_rows THEN filled := filled || its; END IF;
        END LOOP;
        FOREACH its IN ARRAY filled LOOP EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', its); END LOOP;
        FOREACH its IN ARRAY filled LOOP EXECUTE format('DELETE FROM %s', its); END LOOP;
        SET CONSTRAINTS ALL IMMEDIATE;
        FOREACH its IN ARRAY filled LOOP EXECUTE format('ALTER TABLE %s ENABLE TRIGGER USER', its); END LOOP;
    END $$
"""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # One process begins with those that need no tables, while the other makes the tables that both will need.
    items.sort(key=_needs_tables)
    if not CHROMIUM:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no Chromium"))


def _needs_tables(item: pytest.Item) -> bool:
    asks: set[str] = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db")) or not asks.isdisjoint({"django_db_setup", "database_server"})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    missed = [report for report in terminalreporter.stats.get("skipped", []) if "no Chromium" in str(report.longrepr)]
    if missed:
        said = f"NO CHROMIUM FOUND: {len(missed)} BROWSER TESTS DID NOT RUN. Install chromium and run again."
        terminalreporter.write_sep("!", said, red=True, bold=True)


@pytest.fixture(scope="session")
def data_folder() -> Iterator[Path]:
    """A data folder outside the tree, for this session alone, gone at its end."""
    ground.sweep()
    folder = Path(tempfile.mkdtemp(prefix=ground.FOLDERS))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def database_server(data_folder: Path, pytestconfig: pytest.Config) -> Iterator[Path]:
    """A running embedded server with all tables made; the value is its data folder. `--create-db` makes them anew."""
    ground.copy_database(data_folder, anew=pytestconfig.getvalue("create_db"))
    with embedded.held(data_folder, options=embedded.CARELESS):
        yield data_folder


@pytest.fixture(scope="session")
def django_db_setup(database_server: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Sends Django to this session's own server, as the owner: tests set up worlds that no page could make."""
    here = environment.read({environment.DATA: str(database_server), environment.CONNECT_AS: "owner"})
    connections["default"].settings_dict.update(database.connection(here) | {"CONN_MAX_AGE": 0})
    # Between tests that commit, Django empties every table. The owner passes by the triggers that refuse it.
    operations = type(connections["default"].ops)
    empty = operations.execute_sql_flush
    operations.execute_sql_flush = lambda self, statements: empty(self, [EMPTYING])
    flush.emit_post_migrate_signal = lambda *_, **__: None
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture
def application_role(db: None) -> Iterator[None]:
    """The rest of the test has the rights of the running product and no more: it owns nothing."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(database.APPLICATION)))
    yield
    # A test inside one transaction gives the role back when that is rolled back.
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture(autouse=True)
def _nobody_acts_yet() -> Iterator[None]:
    """Who acted in one test is forgotten before the next, as it is between two pages."""
    with door_kept_for(None):
        yield


@pytest.fixture(scope="session", autouse=True)
def _plain_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Pages name their files as they are called in the tree: no test waits for them to be gathered."""
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(autouse=True)
def _a_password_is_enough(settings: Any) -> None:
    """As in the demo: most tests are about what lies behind the door. Those about the door say what it asks for."""
    settings.SECOND_FACTOR_REQUIRED = False


def _is_near(address: Any) -> bool:
    return not isinstance(address, tuple) or address[0] in {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if not _is_near(address):
            raise OSError(f"A test tried to reach {address[0]}: tests stay on this machine.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


# The product must not be pointed at a database of the developer's by what their shell happens to hold.
for variable in environment.VARIABLES:
    os.environ.pop(variable, None)


@pytest.fixture(scope="session")
def kept_cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Kept:
    with django_db_blocker.unblock():
        return keep(lambda: open_services(gather()))


@pytest.fixture
def cast(kept_cast: Kept, db: None) -> Cast:
    """The people and places of all tests, with both services open: see tests/cast.py."""
    found: Cast = kept_cast.lay_out()
    return found
