"""The areas of the room's own tests, and Alex's transfer as Nadia has recorded it."""

import pytest

from tests.cast import Cast
from tests.providers.conftest import Areas, make_areas
from tests.web.episodes.conftest import A_DAY, SEEN, at, take, transfer  # noqa: F401 - a fixture, and short ways


@pytest.fixture
def areas(cast: Cast) -> Areas:
    return make_areas(cast)


@pytest.fixture
def answered(areas: Areas) -> Areas:
    """Rowan Unit answers for men of Northshire, Alder Unit for everybody of Fenland and at any level."""
    areas.answer(areas.northshire, "Rowan Unit", level="medium", sex="1")
    areas.answer(areas.northshire, areas.northshire, answers="commissioner")
    areas.answer(areas.fenland, "Alder Unit")
    return areas
