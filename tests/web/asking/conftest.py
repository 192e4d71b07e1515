"""Alex is in treatment; Petra, and nobody else here, reads and writes what Alex answers."""

from typing import Any

import pytest

from tests.episodes.conftest import referred, take
from tests.responses.conftest import Fill, fill, treated
from tests.seals import broken_later, mended, ours
from throughcare.episodes.models import Episode
from throughcare.instruments import instrument

__all__ = ["broken_later", "fill", "mended", "ours", "referred", "take", "treated"]

ITEMS: dict[str, Any] = {f"item-{n}": str(v) for n, v in enumerate((2, 2, 2, 1, 1, 0, 2, 1, 1, 0), 1)}


def filled(**more: Any) -> dict[str, Any]:
    """CORE-10 as the page sends it, of which some is said otherwise."""
    return {"occasion": "between", "filled": "alone", "stopped_at": "", "digest": digest("core-10"), **ITEMS, **more}


def digest(name: str) -> str:
    return instrument(name).hash


def on_paper(day: str = "20", month: str = "3", year: str = "2026", **more: Any) -> dict[str, Any]:
    return filled(**{"completed_on-day": day, "completed_on-month": month, "completed_on-year": year}, **more)


@pytest.fixture
def place(treated: Episode) -> str:
    return f"/episodes/{treated.reference}/questionnaires"


@pytest.fixture
def alerted(fill: Fill) -> Fill:
    """Alex has said, on 24 March, that they made plans to end their life sometimes."""
    fill({"1": 2, "2": 2, "3": 2, "4": 1, "5": 1, "6": 2, "7": 2, "8": 1, "9": 1, "10": 0})
    return fill
