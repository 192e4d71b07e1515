"""A PostgreSQL of somebody else's, and an older one: the oldest we promise to run on."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from throughcare.config import environment
from throughcare.config.database import APPLICATION, connection
from throughcare.config.embedded import lesser_account

OLDEST = 15


def installed() -> Path | None:
    """Returns the binaries of the oldest server installed that is not too old, or None."""
    found = {int(folder.parent.name): folder for folder in Path("/usr/lib/postgresql").glob("[0-9]*/bin")}
    return next((found[version] for version in sorted(found) if version >= OLDEST), None)


@pytest.fixture(scope="module")
def second_server(data_folder) -> Iterator[Path]:
    """The folder of its socket."""
    binaries = installed()
    if binaries is None:
        pytest.skip("No second PostgreSQL is installed: on Debian, apt install postgresql-15.")
    home = data_folder / "second"
    home.mkdir(mode=0o755)
    if account := lesser_account():
        os.chown(home, account.pw_uid, account.pw_gid)

    def run(program: str, *arguments: str | Path) -> None:
        who = account.pw_uid if account else None
        subprocess.run([binaries / program, "-D", home / "files", *arguments], check=True, cwd=home, user=who)

    run("initdb", "-U", "postgres", "--auth=trust", "--locale=C", "-E", "UTF8")
    # What is written there is thrown away afterwards, and need not survive the machine.
    options = ["listen_addresses=", f"unix_socket_directories={home}", "fsync=off", "synchronous_commit=off"]
    run("pg_ctl", "start", "-w", "-l", home / "log", "-o", " ".join(f"-c {option}" for option in options))
    yield home
    run("pg_ctl", "stop", "-w", "-m", "fast")


@pytest.fixture(scope="module")
def address(second_server) -> str:
    """A database there, owned by an account that may make roles and is nobody special otherwise."""
    with psycopg.connect(host=str(second_server), user="postgres", dbname="postgres", autocommit=True) as server:
        server.execute("CREATE ROLE care LOGIN CREATEROLE")
        server.execute("CREATE DATABASE care OWNER care")
    return f"postgresql://care@/care?host={second_server}"


def run(address: str, data: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "throughcare.config.commands", *command],
        env={**os.environ, "DATABASE_URL": address, "THROUGHCARE_DATA": str(data)},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def migrated(address, data_folder) -> str:
    before = run(address, data_folder, "worker", "--once")
    assert before.returncode == 1
    assert before.stderr == "The database has no tables yet: run “throughcare migrate” first.\n"
    done = run(address, data_folder, "migrate")
    assert done.returncode == 0, done.stderr
    return address


def test_every_migration_applies_and_a_second_run_changes_nothing(migrated, data_folder):
    assert "(0 changes made)" in run(migrated, data_folder, "migrate").stdout


def test_the_application_signs_in_with_the_same_address_and_owns_nothing(migrated):
    found = connection(environment.read({"DATABASE_URL": migrated}))
    with psycopg.connect(
        host=found["HOST"], user=found["USER"], dbname=found["NAME"], options=found["OPTIONS"]["options"]
    ) as asking:
        assert asking.execute("SELECT current_user").fetchone() == (APPLICATION,)
        assert asking.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user").fetchone() == (0,)
        assert asking.execute("SELECT count(*) FROM people_person").fetchone() == (0,)


def test_the_worker_begins_with_what_is_done_by_the_hour(migrated, data_folder):
    """Its hour may have passed while nobody worked, and a lead who left at midnight leads until it is noticed."""
    assert run(migrated, data_folder, "worker", "--once").returncode == 0
    with psycopg.connect(migrated) as asking:
        done = asking.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'succeeded'").fetchall()
    tasks = {name.rpartition(".")[2] for (name,) in done}
    assert {"record_lapses", "record_leads_gone", "seal_audit"} <= tasks


def test_no_extension_was_needed(migrated):
    with psycopg.connect(migrated) as asking:
        assert asking.execute("SELECT extname FROM pg_extension").fetchall() == [("plpgsql",)]


def test_what_must_never_be_false_holds_there_too(migrated, data_folder):
    checked = run(migrated, data_folder, "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_database_that_is_not_there_is_said_in_one_sentence(data_folder):
    failed = run("postgresql://nobody@127.0.0.1:1/none", data_folder, "worker", "--once")
    assert failed.returncode == 1
    assert re.fullmatch(r"The database does not answer \(.*\): check DATABASE_URL.*\.\n", failed.stderr)
