"""The scheme of an example world is made by the same verbs as any other."""

import pytest

from tests.peers.conftest import NOW, Peers
from throughcare.peers import example
from throughcare.peers.checking import faults
from throughcare.peers.models import Contact, Match


def test_those_who_wait_longest_are_matched_and_some_still_wait(peers: Peers, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(example, "STILL_WAIT", 1)
    assert [one.pk for one in example.open_all(at=NOW)] == [peers.scheme.pk]
    assert example.pair_up(at=NOW) == 2
    assert (Match.objects.count(), Contact.objects.count()) == (2, 1)
    assert list(faults(as_of=NOW)) == []
