"""What ends a transfer by itself: where the person is, told as values."""

from datetime import date

import pytest

from throughcare.transfers.whereabouts import ENDS, Placed, Whereabouts


def march(day: int) -> date:
    return date(2026, 3, day)


EASTMOOR = Placed("eastmoor", "prison", date(2025, 6, 1))
TODAY = march(20)


def until(day: int, one: Placed = EASTMOOR) -> Placed:
    return Placed(one.organisation, one.kind, one.since, march(day))


def brings(*placed: Placed, died: date | None = None, moving: bool = False, today: date = TODAY) -> dict[str, date]:
    """What has ended the episode, by the word of the blueprint. It began on 2 March; Eastmoor and Rowan take part."""
    who = Whereabouts(placed, died, march(2), frozenset({"eastmoor", "rowan"}), moving)
    return {word: day for word, rule in ENDS.items() if (day := rule(who, today))}


WESTFELL = Placed("westfell", "prison", march(10))
ROWAN = Placed("rowan", "secure-hospital", march(10))
ALDER = Placed("alder", "secure-hospital", march(10))
CASES = {
    "still where they were": (brings(EASTMOOR), {}),
    "another wing of the same prison": (brings(until(10), Placed("eastmoor", "prison", march(10))), {}),
    "another prison": (brings(until(10), WESTFELL), {"move": march(10)}),
    "back again": (brings(until(10), until(15, WESTFELL), Placed("eastmoor", "prison", march(15))), {}),
    "the hospital that takes part": (brings(until(10), ROWAN), {}),
    "a hospital that takes none": (brings(until(10), ALDER), {"admission": march(10)}),
    "no longer anywhere": (brings(until(10)), {"release": march(10)}),
    "left yesterday": (brings(until(19)), {}),
    "on the way to hospital": (brings(until(10), moving=True), {}),
    "died": (brings(EASTMOOR, died=march(12)), {"death": march(12)}),
    "died, and no longer anywhere": (brings(until(12), died=march(12)), {"death": march(12), "release": march(12)}),
    "a move that is still to come": (brings(until(25), Placed("westfell", "prison", march(25))), {}),
    "nobody knows where they are": (brings(), {}),
    "in a hospital since before": (brings(Placed("alder", "secure-hospital", date(2026, 1, 1))), {}),
}


@pytest.mark.parametrize("case", CASES)
def test_where_somebody_is_says_what_has_ended(case: str):
    found, expected = CASES[case]
    assert found == expected
