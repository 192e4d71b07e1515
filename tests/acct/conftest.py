"""Alex's ACCT at Eastmoor: Owen, an officer there, mirrors what the document says from Monday 2 March 2026 on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.cast import Cast
from throughcare.acct import mirroring
from throughcare.acct.mirroring import Said
from throughcare.acct.models import Acct, AcctStanding
from throughcare.acct.words import CLOSED, OPENED, REVIEWED

BEGAN = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NUMBER = "E-114/26"


def opened(at: datetime = BEGAN, number: str = NUMBER, opened_as: str = "officer") -> Said:
    return Said(OPENED, at, number=number, opened_as=opened_as)


def reviewed(at: datetime, *, following: datetime | None = None, **more: Any) -> Said:
    return Said(REVIEWED, at, next_at=following or at + 3 * DAY, **{"health_attended": True, **more})


def closed(at: datetime) -> Said:
    return Said(CLOSED, at)


Mirror = Callable[..., Acct]


@pytest.fixture
def mirror(cast: Cast) -> Mirror:
    """mirror(*said): the ACCT of Alex, opened on 2 March at 14:05, with what else is said of it."""

    def made(*said: Said, begin: Said | None = None, person: str = "alex") -> Acct:
        first = begin or opened()
        who = cast.people[person]
        acct = mirroring.begin(person=who, said=first, by=cast.owen, at=first.happened_at + HOUR)
        for one in said:
            mirroring.add(acct=acct, said=one, by=cast.owen, at=one.happened_at + HOUR)
        return acct

    return made


def standing(acct: Acct) -> AcctStanding:
    return AcctStanding.objects.get(acct=acct)
