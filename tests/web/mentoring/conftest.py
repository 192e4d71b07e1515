"""The same scheme as in the tests of the room, in front of its pages."""

import pytest

from tests.cast import Cast
from tests.peers.conftest import Peers, kept_peers, peers

__all__ = ["kept_peers", "peers"]


@pytest.fixture
def cast(peers: Peers) -> Cast:
    """Those who sign in are those of the scheme."""
    return peers.cast
