"""The north as a plan, made once for all tests of its shape."""

import pytest

from tests.synthetic.rehearsal import LAST_DAY, Rehearsed, rehearse
from throughcare.stories.planning import Plan, plan
from throughcare.stories.scales import SCALES


@pytest.fixture(scope="session")
def north() -> Plan:
    return plan(SCALES["north"], ends_on=LAST_DAY)


@pytest.fixture(scope="session")
def episodes(north: Plan) -> dict[str, Rehearsed]:
    """Every episode of the north, rehearsed without a database."""
    return rehearse(north)


@pytest.fixture(scope="session")
def transfers(episodes: dict[str, Rehearsed]) -> list[Rehearsed]:
    return [episode for episode in episodes.values() if episode.service.blueprint == "hospital-transfer"]


@pytest.fixture(scope="session")
def daycare(episodes: dict[str, Rehearsed]) -> list[Rehearsed]:
    """Referrals to the day-care service that has most of them."""
    return [episode for episode in episodes.values() if episode.service.key == "hmp-wolderby/daycare"]
