"""One world measured: pages in turns with the floor, so that whatever else the machine does falls on all alike."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, cycle, zip_longest
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bench.asking import Request, ask, get, post

WARM_UP = 30
CROWDS = (1, 8)
# A turn of one page, in seconds. Short, so that every page meets the same minutes.
TURN = 2.5
FLOOR, STEP = "floor", "step"


@dataclass
class Taken:
    """Seconds of every answer, and how long it was asked for."""

    answers: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def row(self) -> dict[str, float | int]:
        """Milliseconds and pages a second."""
        cut = quantiles(self.answers, n=100, method="inclusive")
        middle = {f"p{n}": round(cut[n - 1] * 1000, 2) for n in (50, 95, 99)}
        return {"n": len(self.answers), **middle, "per_second": round(len(self.answers) / self.seconds, 1)}


def requests(found: Mapping[str, Any]) -> dict[str, Iterator[Request]]:
    """An endless row of requests for every page; steps end when all have been taken."""
    asked = {page: cycle([get(*pair) for pair in pairs]) for page, pairs in found["pages"].items()}
    return {**asked, STEP: iter(list(_steps(found["ways"], found["csrf"])))}


def _steps(ways: list[dict[str, Any]], csrf: str) -> Iterator[Request]:
    """Every episode's next step, then every episode's one after that: nobody meets somebody else's step."""
    rounds = zip_longest(*([(way["session"], *step) for step in way["steps"]] for way in ways))
    for session, address, form in filter(None, chain.from_iterable(rounds)):
        body = urlencode({**form, "submission": str(uuid4()), "csrfmiddlewaretoken": csrf})
        yield post(session, address, csrf, body.encode())


def measure(port: int, found: Mapping[str, Any], *, seconds: float, warm_up: float) -> dict[tuple[str, int], Taken]:
    """By page and number of those who ask at once, what was taken in `seconds` each."""
    asked, taken = requests(found), {}
    until = time.monotonic() + warm_up
    while time.monotonic() < until:
        for page, row in asked.items():
            ask(port, row, at_once=max(CROWDS), seconds=0.2 if page == STEP else 1.0)
    for size in CROWDS:
        for _ in range(max(1, round(seconds / TURN))):
            for page, row in asked.items():
                answers, lasted = ask(port, row, at_once=size, seconds=min(TURN, seconds))
                one = taken.setdefault((page, size), Taken())
                one.answers += answers
                one.seconds += lasted
    return taken
