"""The group of Eastmoor that began on 10 March, seen on Tuesday 24 March: two sessions were held."""

import pytest

from tests.care.conftest import THERE, Eastmoor, after, furnish, session_of
from tests.cast import Cast
from throughcare.care.lines import Line
from throughcare.care.models import Cohort
from throughcare.care.registers import save_register

FROM_NOW_ON = "24"


@pytest.fixture
def eastmoor(cast: Cast) -> Eastmoor:
    return furnish(cast)


@pytest.fixture
def tuesday(eastmoor: Eastmoor) -> Cohort:
    """Three in the group, one who waits; Drew was lost to the regime in the first session."""
    cohort = eastmoor.filled(3)
    save(eastmoor, cohort, 1, {"Drew": Line("no-escort")})
    eastmoor.waits(eastmoor.somebody(3))
    return cohort


def save(eastmoor: Eastmoor, cohort: Cohort, number: int, lines: dict[str, Line]) -> None:
    session = session_of(cohort, number)
    said = {episode.pk: lines.get(name, THERE) for name, episode in eastmoor.people.items()}
    save_register(session=session, lines=said, seen=0, by=eastmoor.petra, at=after(session))
