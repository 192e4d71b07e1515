"""The web's Tuesday morning: Milo tapped at 9:20, ten minutes ago."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.web.conftest import TODAY
from tests.worries.conftest import Scheme, scheme
from throughcare.episodes.models import Episode
from throughcare.organisations.models import StaffRole
from throughcare.worries import raising
from throughcare.worries.models import Worry
from throughcare.worries.whom import HERE, SCREENS, WHOM, Tapped

__all__ = ["scheme"]


@pytest.fixture
def worry(scheme: Scheme) -> Worry:
    at = TODAY - timedelta(minutes=10)
    return raising.tap(tapped=Tapped(scheme.mentor, scheme.mentee), key=uuid4(), by=scheme.milo, at=at).worry


@pytest.fixture
def _screen(scheme: Scheme) -> Iterator[None]:
    """As the room of mentors does: Milo is matched with Alex, and with nobody else."""

    def whom(staff: StaffRole, reference: str, _at: object) -> Tapped | None:
        mentees: dict[str, Episode | None] = {"": None, scheme.mentee.reference: scheme.mentee}
        known = staff.pk == scheme.milo.pk and reference in mentees
        return Tapped(scheme.mentor, mentees[reference]) if known else None

    def here() -> bool:
        return True

    HERE.append(here)
    WHOM.append(whom)
    SCREENS.append("today")
    yield
    HERE.remove(here)
    WHOM.remove(whom)
    SCREENS.remove("today")
