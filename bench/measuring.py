"""Worlds measured: pages in turns with the floor, so that whatever else the machine does falls on all alike."""

import time
from collections.abc import Iterator, Mapping, Sequence
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


@dataclass
class World:
    """One world that is being asked: where its server is, what is asked for, and what was taken so far."""

    port: int
    found: Mapping[str, Any]
    taken: dict[tuple[str, int], Taken] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.asked = requests(self.found)

    def warm_up(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for page, row in self.asked.items():
                ask(self.port, row, at_once=max(CROWDS), seconds=0.2 if page == STEP else 1.0)

    def turn(self, page: str, size: int, *, seconds: float) -> None:
        answers, lasted = ask(self.port, self.asked[page], at_once=size, seconds=seconds)
        one = self.taken.setdefault((page, size), Taken())
        one.answers += answers
        one.seconds += lasted


def measure(worlds: Sequence[World], *, seconds: float, warm_up: float) -> None:
    """Every page of every world for `seconds` with each number of askers at once.

    Worlds take turns as pages do: a page of a million stands beside the same page of ten thousand, not beside what the
    machine did ten minutes earlier.
    """
    for world in worlds:
        world.warm_up(warm_up)
    for size in CROWDS:
        for _ in range(max(1, round(seconds / TURN))):
            for page in worlds[0].asked:
                for world in worlds:
                    world.turn(page, size, seconds=min(TURN, seconds))
