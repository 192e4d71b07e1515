"""How long a tap of a mentor takes to the screens of those on call, in the world of `worryworld`.

A part of the load tool, which knows neither Django nor the database.
"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from random import Random
from re import compile as pattern
from statistics import median, quantiles
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from bench.asking import HOST

A_SECOND, PATIENCE = 3.0, 10.0
SHOWN = pattern(r"Mentee(\d+),")
KNOWN = pattern(r'data-known="([^"]+)"')


@dataclass
class Heard:
    """When each tap was sent and answered, and when a screen of its scheme first showed it; by number of the mentee."""

    sent: dict[int, float] = field(default_factory=dict)
    answered: dict[int, float] = field(default_factory=dict)
    shown: dict[int, float] = field(default_factory=dict)
    looks: list[float] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        """Seconds from the tap to the screen, and milliseconds of each answer."""
        reach = [self.shown[one] - sent for one, sent in self.sent.items() if one in self.shown]
        taps = [1000 * (self.answered[one] - sent) for one, sent in self.sent.items()]
        looks = [1000 * one for one in self.looks]
        cut = quantiles(reach, n=20)
        return {
            "taps": len(self.sent), "never shown": len(self.sent) - len(reach), "median s": round(median(reach), 2),
            "p95 s": round(cut[-1], 2), "slowest s": round(max(reach), 2), "over 2 s": sum(one > 2 for one in reach),
            "tap answered, median ms": round(median(taps), 1), "looks": len(looks),
            "look answered, median ms": round(median(looks), 1),
        }  # fmt: skip


def reach(port: int, found: Mapping[str, Any]) -> dict[str, Any]:
    """Every scheme has a screen that looks again every second, and mentors tap, one after another."""
    heard, over = Heard(), threading.Event()
    screens = [threading.Thread(target=_look, args=(port, one, heard, over)) for one in found["screens"]]
    for screen in screens:
        screen.start()
    time.sleep(3)
    for number, session, reference in found["taps"]:
        _tap(port, session, found["csrf"], reference, number, heard)
        time.sleep(1 / A_SECOND)
    time.sleep(PATIENCE)
    over.set()
    for screen in screens:
        screen.join()
    return {"screens": len(screens), **heard.row()}


def _look(port: int, session: str, heard: Heard, over: threading.Event) -> None:
    """As throughcare/web/static/oncall.js does: a second after each answer, with what is there already."""
    known, line = "", HTTPConnection(HOST, port, timeout=30)
    time.sleep(Random(session).random())
    while not over.is_set():
        began = time.perf_counter()
        line.request("GET", f"/worries/now?known={quote(known)}", headers={"Cookie": f"sessionid={session}"})
        answer = line.getresponse()
        body, came = answer.read().decode(), time.perf_counter()
        heard.looks.append(came - began)
        if answer.status == 200:
            for number in map(int, SHOWN.findall(body)):
                heard.shown.setdefault(number, came)
            known = KNOWN.findall(body)[0]
        time.sleep(1)


def _tap(port: int, session: str, csrf: str, reference: str, number: int, heard: Heard) -> None:
    line = HTTPConnection(HOST, port, timeout=30)
    body = urlencode({"about": reference, "submission": str(uuid4()), "csrfmiddlewaretoken": csrf})
    head = {"Cookie": f"sessionid={session}; csrftoken={csrf}", "Content-Type": "application/x-www-form-urlencoded"}
    heard.sent[number] = time.perf_counter()
    line.request("POST", "/worries/escalate", body=body, headers=head)
    answer = line.getresponse()
    heard.answered[number] = time.perf_counter()
    assert answer.status == 303, answer.status
    line.close()
