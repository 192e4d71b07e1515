"""What the policies of the database cost a page: the same pages, asked in turns by their two roles, in one process.

The application's role is held by the policies. The owner of the tables is not, and the same questions ask the door
instead, by grants, of every row they are about.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from psycopg import sql

from throughcare.config.database import APPLICATION, OWNER

PAGES = ("today", "person")
ROLES = {"with": APPLICATION, "without": OWNER}
WARM, TURNS = 20, 200


def main(subjects: str, file: str) -> None:
    found = json.loads(Path(subjects).read_text())["pages"]
    Path(file).write_text(json.dumps([row(page, found[page]) for page in PAGES]))


def row(page: str, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Medians in milliseconds, of the whole page and of its questions alone, and what one is of the other."""
    asked: dict[str, list[float]] = {name: [] for name in ROLES}
    answered: dict[str, list[float]] = {name: [] for name in ROLES}
    for number, pair in enumerate(islice(cycle(pairs), WARM + TURNS)):
        # Whoever asks second finds in memory what the first had to have read.
        for name in list(ROLES)[:: 1 if number % 2 else -1]:
            page_took, questions_took = timed(*pair, role=ROLES[name])
            if number >= WARM:
                answered[name].append(page_took)
                asked[name].append(questions_took)
    return {"page": page, "n": TURNS, **compared("page", answered), **compared("questions", asked)}


def compared(what: str, took: dict[str, list[float]]) -> dict[str, float]:
    middle = {name: median(seconds) * 1000 for name, seconds in took.items()}
    said = {f"{what} {name} ms": round(value, 2) for name, value in middle.items()}
    return {**said, f"{what} ratio": round(middle["with"] / middle["without"], 2)}


def timed(session: str, address: str, *, role: str) -> tuple[float, float]:
    """Seconds of a page and, of those, seconds in which the database was waited for."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))
    # The way into Django is set up by the first request of a client; asked first for what costs nothing.
    client.get("/health")
    with waited_for() as waits:
        began = perf_counter()
        answer = client.get(address)
        took = perf_counter() - began
    if answer.status_code != 200:
        raise AssertionError(f"{address} answers {answer.status_code} to {role}")
    return took, sum(waits)


@contextmanager
def waited_for() -> Iterator[list[float]]:
    waits: list[float] = []

    def wait(execute: Any, *given: Any) -> Any:
        began = perf_counter()
        try:
            return execute(*given)
        finally:
            waits.append(perf_counter() - began)

    with connection.execute_wrapper(wait):
        yield waits
