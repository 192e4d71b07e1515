"""The same scheme as in the tests of the room, in front of its pages; as the cast, with Mina."""

import pytest

from tests.cast import Cast
from tests.cover.conftest import Eastmoor, kept_scheme, scheme

__all__ = ["kept_scheme", "scheme"]


@pytest.fixture
def cast(scheme: Eastmoor) -> Cast:
    return scheme.cast
