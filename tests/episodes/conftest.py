"""What happens in the tests of episodes: days of March 2026, and short ways to say that somebody records something."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import pytest

from tests.cast import Cast
from throughcare.episodes import actions, referring
from throughcare.episodes.models import Episode
from throughcare.pathways import Moment


def day(number: int, month: int = 3) -> Moment:
    """A day of 2026 as the moment of a fact."""
    return Moment(on=date(2026, month, number))


def evening(moment: Moment) -> datetime:
    """Recorded in the evening of the day on which it happened."""
    return datetime.combine(moment.on, time(18), tzinfo=UTC)


Take = Callable[..., Episode]


@pytest.fixture
def take() -> Take:
    """take(episode, step, by=cast.petra, on=day(3), facts...) records a step on the evening of its day."""

    def taken(episode: Episode, step: str, *, by: Any, on: Moment, **facts: Any) -> Episode:
        return actions.take_step(episode=episode, step=step, facts=facts, happened=on, by=by, at=evening(on))

    return taken


@pytest.fixture
def referred(cast: Cast) -> Episode:
    """Nadia refers Alex to day care on Monday 2 March; nobody there has looked yet."""
    return refer_to_daycare(cast)


@pytest.fixture
def requested(cast: Cast) -> Episode:
    """Nadia asks for the first medical report on Monday 2 March, naming Rowan Unit."""
    assert cast.transfer is not None
    return referring.refer(
        person=cast.people["alex"],
        service=cast.transfer,
        facts=request_for(cast),
        begin="initial-request-for-medical-report",
        happened=day(2),
        by=cast.nadia,
        at=evening(day(2)),
    )


def refer_to_daycare(cast: Cast, *, submission: UUID | None = None) -> Episode:
    assert cast.daycare is not None
    return referring.refer(
        person=cast.people["alex"],
        service=cast.daycare,
        facts=REFERRAL,
        happened=day(2),
        by=cast.nadia,
        at=evening(day(2)),
        submission=submission,
    )


REFERRAL: dict[str, Any] = {"reason": "low-mood", "priority": "routine", "self-harm-now": "no"}


def request_for(cast: Cast) -> dict[str, Any]:
    held = {"section": "section-47", "held-as": "sentenced"}
    return {**held, "why": "Acutely unwell", "secure-hospital": cast.places["Rowan Unit"].pk}


@pytest.fixture
def directed(cast: Cast, requested: Episode, take: Take) -> Episode:
    """The direction is given on 17 March; Rowan Unit is named."""
    take(requested, "first-medical-report", by=cast.nadia, on=day(9), finding="met", doctor="Dr Iqbal", approved="yes")
    take(requested, "access-assessment-done", by=cast.harun, on=day(11), result="accepted")
    take(requested, "bed-accepted", by=cast.harun, on=day(12))
    take(requested, "second-medical-report", by=cast.harun, on=day(13), finding="met", doctor="Dr Ilori")
    take(requested, "application-to-mhcs", by=cast.nadia, on=day(16))
    return take(
        requested,
        "transfer-direction-given",
        by=cast.maya,
        on=day(17),
        section="section-47",
        restricted="yes",
        **{"secure-hospital": cast.places["Rowan Unit"].pk},
    )
