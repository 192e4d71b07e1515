"""`make bench`, or `make bench WORLDS=10k SECONDS=5 WARMUP=5`; `RECORD=yes` keeps the figures in docs/speed.json.

`WORLDS=beds` measures the bed board alone, in a small world of its own, and the matching of waits with beds.
`WORLDS=caseloads` measures caseloads of 200 people with short and with long histories.
`WORLDS=scoring` scores a million responses, without a world or a database.
`WORLDS=registers` saves registers of twelve people.
`WORLDS=10k+1m` measures two worlds side by side, in turns: what is said of growth is of the same minutes.
`WORLDS=worries` times a mentor's tap to the screens of those on call, 500 mentors and 12,500 mentees, worker included.

Worlds lie in `var/bench`, or wherever THROUGHCARE_BENCH says, and are loaded once. The tool, the server and the
database share the machine's processors.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bench import machine, report
from bench.asking import HOST
from bench.measuring import WARM_UP, World, measure
from bench.worries import reach
from throughcare.config import embedded, entrance, environment, stamp

BEDS, CASELOADS, REGISTERS, SCORING, WORRIES = "beds", "caseloads", "registers", "scoring", "worries"
# Worlds of their own small making -> the part that loads them and says what is asked.
MADE_BY = {BEDS: "bedworld", CASELOADS: "caseworld", WORRIES: "worryworld"}
ALL = ("100k", "10k+1m", "transfers", BEDS, CASELOADS, REGISTERS, SCORING, WORRIES)
WORLDS = os.environ.get("WORLDS", ",".join(ALL)).split(",")
# The world that is a part of its own -> what is asked for in it.
OF_ITS_OWN = {"transfers": "pipeline"}
SECONDS = float(os.environ.get("SECONDS", "30"))
WARMING = float(os.environ.get("WARMUP", str(WARM_UP)))
HOME = Path(os.environ.get("THROUGHCARE_BENCH", "var/bench"))
LOADED = "world-is-loaded"
# While a world is loaded it may be lost; while it is measured nothing is switched off.
LOADING = (*embedded.CARELESS, "max_wal_size=4GB", "autovacuum=off")
PATIENCE = 60
PIECE = 1 << 20


def main() -> None:
    described, rows, policies = machine.described(), [], []
    for name in WORLDS:
        if name in PRINTED:
            PRINTED[name]()
            continue
        if name in MADE_BY:
            rows += of_its_own_making(name)
            report.show(rows)
            continue
        together = name.split("+")
        rows += side_by_side(together)
        policies += [
            {"world": one, **row} for one in together if one not in OF_ITS_OWN for row in with_and_without_policies(one)
        ]
        report.show(rows)
        if policies:
            report.show_policies(policies)
    described["load_after"] = " ".join(f"{one:.2f}" for one in os.getloadavg())
    if os.environ.get("RECORD"):
        report.keep(described, rows, policies)


def is_loaded(data: Path) -> bool:
    """Whether a world lies there, in the tables of today."""
    return (data / LOADED).exists() and (data / LOADED).read_text() == stamp.tables()


def of_its_own_making(name: str) -> list[dict[str, Any]]:
    """Pages of a small world: of 10,000 beds, where every wait is matched with every bed, which is printed; or of
    caseloads.
    """
    data = HOME / name
    if not is_loaded(data):
        load(name, data)
    with embedded.held(data):
        for what in ("subjects", "match") if name == BEDS else ("subjects",):
            run(data, "-m", "bench.child", MADE_BY[name], what, str(data / f"{what}.json"))
        with served(data) as port:
            world = World(port, json.loads((data / "subjects.json").read_text()))
            measure([world], seconds=SECONDS, warm_up=WARMING)
    if name == BEDS:
        print((data / "match.json").read_text())  # noqa: T201 - a command's own words
    return report.rows(name, world.taken, world.found)


def registers() -> None:
    """Registers of twelve people saved through their page, in a world loaded anew: savings stay in it."""
    data = HOME / REGISTERS
    load("10k", data)
    with embedded.held(data):
        run(data, "-m", "bench.child", "registers", "save", str(data / "save.json"))
    print((data / "save.json").read_text())  # noqa: T201 - a command's own words


def scoring() -> None:
    """In a process of its own, so that its memory is nobody else's."""
    subprocess.run([sys.executable, "-m", "bench.scoring"], check=True)


def worries() -> None:
    """A tap of a mentor to the screens of those on call, in a world loaded anew: taps stay in it."""
    data = HOME / WORRIES
    load(WORRIES, data)
    with embedded.held(data):
        run(data, "-m", "bench.child", MADE_BY[WORRIES], "subjects", str(data / "subjects.json"))
        found = json.loads((data / "subjects.json").read_text())
        with served(data) as port, working(data):
            print(json.dumps({**found["world"], **reach(port, found)}))  # noqa: T201 - a command's own words


# Parts that print what they measured, and add no row to the table.
PRINTED = {REGISTERS: registers, SCORING: scoring, WORRIES: worries}


def load(name: str, data: Path) -> None:
    shutil.rmtree(data, ignore_errors=True)
    with embedded.held(data, options=LOADING):
        run(data, "-m", "throughcare.config.commands", "migrate")
        part = (MADE_BY[name], "load") if name in MADE_BY else ("worlds", name)
        run(data, "-m", "bench.child", *part, as_owner=True)
    (data / LOADED).write_text(stamp.tables())


def side_by_side(names: list[str]) -> list[dict[str, Any]]:
    """What was taken in each world, all of them served at once; the largest is read last, so that it is remembered."""
    for name in names:
        if not is_loaded(HOME / name):
            load(name, HOME / name)
    with ExitStack() as held:
        worlds = {name: held.enter_context(asked(HOME / name, OF_ITS_OWN.get(name, "subjects"))) for name in names}
        measure(list(worlds.values()), seconds=SECONDS, warm_up=WARMING)
        return [row for name, world in worlds.items() for row in report.rows(name, world.taken, world.found)]


@contextmanager
def asked(data: Path, part: str) -> Iterator[World]:
    """A world with its database and its server, and what is to be asked of it."""
    with embedded.held(data):
        recall(data)
        run(data, "-m", "bench.child", part, str(data / "subjects.json"))
        with served(data) as port:
            yield World(port, json.loads((data / "subjects.json").read_text()))


def recall(data: Path) -> None:
    """Reads a world once from the disk, largest files first: one loaded yesterday is in memory like one loaded today.

    What does not fit is forgotten again, so that the small tables and indexes that every page asks are there.
    """
    files = [file for file in (data / "postgres" / "files" / "base").rglob("*") if file.is_file()]
    for file in sorted(files, key=lambda one: -one.stat().st_size):
        with file.open("rb") as read:
            while read.read(PIECE):
                pass


def with_and_without_policies(name: str) -> list[dict[str, Any]]:
    """What the policies cost the pages that are asked for most."""
    data = HOME / name
    with embedded.held(data):
        run(
            data,
            "-m",
            "bench.child",
            "policies",
            str(data / "subjects.json"),
            str(data / "policies.json"),
            as_owner=True,
        )
    return list(json.loads((data / "policies.json").read_text()))


@contextmanager
def served(data: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "bench.child", "serving", str(port)], env=surroundings(data))
    try:
        wait_until_well(port)
        yield port
    finally:
        server.terminate()
        server.wait(PATIENCE)


@contextmanager
def working(data: Path) -> Iterator[None]:
    """The product's worker beside the server."""
    worker = subprocess.Popen([sys.executable, "-m", "throughcare.config.commands", "worker"], env=surroundings(data))
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(PATIENCE)


def wait_until_well(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as attempt:
            if attempt.connect_ex((HOST, port)) == 0:
                break
        time.sleep(0.1)
    asked = HTTPConnection(HOST, port, timeout=PATIENCE)
    asked.request("GET", "/health")
    asked.getresponse()


def run(data: Path, *arguments: str, as_owner: bool = False) -> None:
    subprocess.run([sys.executable, *arguments], env=surroundings(data, as_owner=as_owner), check=True)


def surroundings(data: Path, *, as_owner: bool = False) -> dict[str, str]:
    own = {environment.DATA: str(data), "DJANGO_SETTINGS_MODULE": "bench.settings"}
    # A long measurement opens some sessions late.
    own |= {entrance.LOCK_AFTER: "600"}
    return {**os.environ, **own, **({environment.CONNECT_AS: "owner"} if as_owner else {})}


if __name__ == "__main__":
    main()
