"""What is due when on an ACCT: dated rows with their sources, none of which anybody who may has confirmed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

INTERVIEW, FIRST_REVIEW, POST_CLOSURE = "interview", "first-review", "post-closure"
DATA = resources.files("throughcare.acct").joinpath("data/limits.toml")


@dataclass(frozen=True, slots=True)
class Limit:
    """`within` counts in `unit`, hours or days, from when the ACCT was opened or closed."""

    id: str
    title: str
    within: int
    unit: str
    effective_from: date
    source: str
    confirmed: bool

    @property
    def length(self) -> timedelta:
        return timedelta(**{self.unit: self.within})

    @property
    def says(self) -> str:
        """`24 hours`."""
        return f"{self.within} {self.unit}"


@cache
def limits() -> tuple[Limit, ...]:
    """Every row, the newest of a kind last."""
    rows: list[Mapping[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["limit"]
    return tuple(sorted((Limit(**row) for row in rows), key=lambda one: one.effective_from))


def limit(what: str, *, on: date) -> Limit:
    """The one in force on a day; of a day before all of them, the first there was."""
    kind = [one for one in limits() if one.id == what]
    return next((one for one in reversed(kind) if one.effective_from <= on), kind[0])
