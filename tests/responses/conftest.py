"""Alex is in treatment at the day-care service from Wednesday 18 March 2026, and answers CORE-10."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.cast import Cast
from tests.episodes.conftest import day, referred, take
from throughcare.episodes.models import Episode
from throughcare.instruments import instrument
from throughcare.responses import answering
from throughcare.responses.answering import Sheet
from throughcare.responses.models import RaisedAlert, Response

__all__ = ["day", "referred", "take"]

NOON = datetime(2026, 3, 24, 12, tzinfo=UTC)
TODAY = date(2026, 3, 24)
# Tense sometimes, able to cope, no plans to end their life: 12 of 40.
PLAIN = {"1": 2, "2": 2, "3": 2, "4": 1, "5": 1, "6": 0, "7": 2, "8": 1, "9": 1, "10": 0}

Fill = Callable[..., Response]


def sheet(given: dict[str, Any], name: str = "core-10", **more: Any) -> Sheet:
    said: dict[str, Any] = {"entered": "staff", "filled": "alone", "completed_on": TODAY, "occasion": "between"}
    return Sheet(instrument=name, digest=instrument(name).hash, given=given, **(said | more))


def rules(response: Response) -> set[str]:
    return set(RaisedAlert.objects.filter(response=response).values_list("rule", flat=True))


@pytest.fixture
def treated(cast: Cast, referred: Episode, take: Callable[..., Episode]) -> Episode:
    take(referred, "referral-received", by=cast.petra, on=day(2))
    take(referred, "accepted", by=cast.petra, on=day(3))
    return take(referred, "pathway-started", by=cast.petra, on=day(18), pathway="mood")


@pytest.fixture
def fill(cast: Cast, treated: Episode) -> Fill:
    """fill({"6": 1, ...}, "core-10", completed_on=...): Petra enters what Alex answered, on 24 March at noon."""

    def filled(given: dict[str, Any], name: str = "core-10", *, at: datetime = NOON, **more: Any) -> Response:
        return answering.record(episode=treated, sheet=sheet(given, name, **more), by=cast.petra, at=at)

    return filled
