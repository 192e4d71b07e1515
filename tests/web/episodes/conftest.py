"""An episode to look at: Alex's transfer, as Nadia has recorded it so far; and a short way to its addresses."""

import pytest

from tests.cast import Cast
from tests.episodes.conftest import day, evening, refer_to_daycare, request_for
from throughcare.episodes import actions, referring
from throughcare.episodes.models import Episode

SEEN = {"seen": 2, "submission": "4c1d8d0e-9f64-4a36-8f1e-0d6f3c1a7b21"}
A_DAY = {"happened-day": "20", "happened-month": "3", "happened-year": "2026", "happened-time": ""}


@pytest.fixture
def transfer(cast: Cast) -> Episode:
    """Nadia asked for the first report on Monday 2 March and wrote it down the day after; it was made on the 17th."""
    episode = referring.refer(
        person=cast.people["alex"],
        service=cast.transfer,
        facts=request_for(cast),
        begin="initial-request-for-medical-report",
        happened=day(2),
        by=cast.nadia,
        at=evening(day(3)),
    )
    return take(
        episode,
        "first-medical-report",
        by=cast.nadia,
        on=day(17),
        finding="met",
        doctor="Dr Iqbal",
        approved="yes",
        disorder="Psychosis",
    )


@pytest.fixture
def referred(cast: Cast) -> Episode:
    return refer_to_daycare(cast)


def take(episode: Episode, step: str, *, by, on, **facts) -> Episode:
    return actions.take_step(episode=episode, step=step, facts=facts, happened=on, by=by, at=evening(on))


def at(episode: Episode, rest: str = "") -> str:
    return f"/episodes/{episode.reference}{rest}"
