"""`throughcare demo`: everything at once, with an example world to look at."""

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import click
import psutil

from throughcare.config import embedded, environment, stamp, supervision, welcome
from throughcare.config.environment import Environment
from throughcare.config.listening import HOST, expect_free, expect_static
from throughcare.config.trouble import Trouble

NO_WORLD = "none"
PATIENCE = 60


@click.command()
@click.option("--world", help="Which example world: north (default), or none. Or set THROUGHCARE_WORLD.")
@click.option("--with-parent", is_flag=True, hidden=True, help="End when the process that started this one is gone.")
def command(world: str | None, *, with_parent: bool) -> None:
    """Start the database, load an example world, and serve it with a background worker until Ctrl-C."""
    # A shell that starts us in the background switches Ctrl-C off; whoever sends it still means it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    parent = os.getppid() if with_parent else None
    environment.let_a_password_be_enough()
    here = environment.read()
    with suppress(KeyboardInterrupt), _only_one(here.data), embedded.running(here), _nobody_left(here.data):
        expect_free(HOST, here.port)
        expect_static()
        _prepare(here, world or here.world)
        children = {"web server": supervision.start("serve", data=here.data)}
        _wait_until_well(here.port, children)
        # Later work can wait until the pages have had both processors to start with.
        children["background worker"] = supervision.start("worker", data=here.data)
        welcome.show(here, seconds=time.time() - psutil.Process().create_time())
        supervision.watch(children, parent=parent)
    click.echo("Stopped.")


def _prepare(here: Environment, world: str) -> None:
    known = stamp.read(here)
    if known.tables != (current := stamp.tables()):
        supervision.run("migrate", data=here.data)
        known = stamp.write(here, known, tables=current)
    if world not in {NO_WORLD, known.world}:
        supervision.run("load", world, data=here.data)
        stamp.write(here, known, world=world)


@contextmanager
def _only_one(data: Path) -> Iterator[None]:
    environment.make_folder(data)
    with (data / "demo.lock").open("a") as lock:
        deadline = time.monotonic() + supervision.PATIENCE
        while not _locked(lock.fileno()):
            # One that was told to end, or whose parent is gone, may need a moment.
            if time.monotonic() > deadline:
                raise Trouble(f"A demo already runs on {data}: stop it first, or choose another folder with DATA=.")
            time.sleep(0.2)
        yield


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _nobody_left(data: Path) -> Iterator[None]:
    # We hold the lock, so whoever bears our folder's mark now was left by a supervisor that was killed.
    supervision.end_all(data)
    try:
        yield
    finally:
        for impatient in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(impatient, signal.SIG_IGN)
        supervision.end_all(data)


def _wait_until_well(port: int, children: supervision.Children) -> None:
    deadline = time.monotonic() + PATIENCE
    while (status := _health(port)) is None:
        supervision.check(children)
        if time.monotonic() > deadline:
            raise Trouble(f"The pages did not answer within {PATIENCE} seconds.")
        time.sleep(0.05)
    if status != 200:
        raise Trouble(f"The pages answer with a fault ({status}); what they said is above.")


def _health(port: int) -> int | None:
    """Returns the status of the answer, or None while nobody answers."""
    asking = HTTPConnection(HOST, port, timeout=5)
    try:
        asking.request("GET", "/health")
        return asking.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        asking.close()
