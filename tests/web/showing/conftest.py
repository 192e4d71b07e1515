"""The scheme at Eastmoor, with Connie, who commissions and sees figures alone; seven supported since March."""

from datetime import UTC, datetime

import pytest

from tests.cast import Cast
from tests.peers.conftest import NOW, TODAY, Peers, joins, kept_peers, on, peers
from throughcare.peers import contacts
from throughcare.peers.contacts import Met

__all__ = ["kept_peers", "peers"]

HARM = {"self-reported": "now", "recorded": "before", "suicide-12-months": "thoughts", "attempts-recorded": "1"}


@pytest.fixture
def cast(peers: Peers) -> Cast:
    joins(peers.cast, "connie", "Connie Frost", "COMM", peers.cast.places["Northshire Commissioning"])
    return peers.cast


@pytest.fixture
def lived(cast: Cast, peers: Peers) -> Peers:
    """Robin supports Blake and Casey; how self-harm stands was recorded of Blake twice."""
    peers.takes(peers.mentee("Blake").episode, "self-harm-recorded", "nadia", on(4, 3), at(4), **HARM)
    for name in ("Blake", "Casey"):
        made = peers.match("Robin", name)
        contacts.log_contact(match=made, met=Met(NOW.date(), 30, "art"), by=peers.mina, at=NOW)
    episode = peers.mentee("Blake").episode
    later = {**HARM, "self-reported": "stopped", "suicide-since": "reduced"}
    peers.takes(episode, "self-harm-recorded", "nadia", TODAY, NOW, **later)
    said = {"continue": "yes", "engagement": "more", "work": "part-time", "family": "same"}
    peers.takes(episode, "support-reviewed", "mina", TODAY, NOW, **said)
    return peers


def at(day: int) -> datetime:
    return datetime(2026, 3, day, 12, tzinfo=UTC)


UNTIL_TODAY = {
    "since-day": "1", "since-month": "4", "since-year": "2025",
    "until-day": "24", "until-month": "3", "until-year": "2026",
}  # fmt: skip
