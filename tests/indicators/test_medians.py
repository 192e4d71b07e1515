"""Median waits of wings beside each other: right, with their intervals, and nothing small follows from them."""

from collections import Counter
from collections.abc import Iterable
from statistics import median as plain_median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughcare.indicators.medians import (
    Group,
    Median,
    _of_median,
    _of_quartiles,
    _ranges,
    gives_away,
    median,
    told_medians,
)
from throughcare.indicators.waits import nth_of

WAITS = st.lists(st.integers(0, 60), min_size=1, max_size=60)


def days(waits: Iterable[int]) -> dict[int, int]:
    return dict(Counter(waits))


@given(WAITS)
@settings(max_examples=60)
def test_it_is_the_median(waits: list[int]):
    found = median(days(waits))
    assert found is not None
    assert (found.n, found.half) == (len(waits), plain_median(waits))


# The places of the limits, as tables of the sign test have them (Conover 1999, table A3).
PLACES = {6: (1, 6), 10: (2, 9), 12: (3, 10), 20: (6, 15), 25: (8, 18), 30: (10, 21)}


@pytest.mark.parametrize("n", PLACES)
def test_the_limits_are_those_of_the_sign_test(n: int):
    found = median(days(range(1, n + 1)))
    assert found is not None
    assert (found.low, found.high) == PLACES[n]


def test_of_fewer_than_six_there_is_no_interval_and_of_nobody_no_median():
    assert median(days([3, 5, 8, 9, 20])) == Median(5, 8, None, None)
    assert median({}) is None


def whole_of(*parts: list[int], names: str = "ABC") -> Group:
    groups = [Group(name, days(waits)) for name, waits in zip(names, parts, strict=False)]
    return Group("", days(wait for part in parts for wait in part), groups)


def quartiles_of(whole: Group) -> dict[str, float]:
    return {name: nth_of(whole.days, p) for name, p in (("quarter", 0.25), ("half", 0.5), ("three quarters", 0.75))}


def test_of_twenty_and_more_it_is_told_and_of_nineteen_it_is_not():
    whole = whole_of(list(range(20, 60)), list(range(1, 20)), list(range(30, 50)))
    assert set(told_medians(whole, quartiles_of(whole), among="ABC")) == {"A", "C"}
    assert set(told_medians(whole, quartiles_of(whole), among="A")) == {"A"}


def test_where_a_small_number_follows_the_smaller_group_gives_way():
    """Fourteen of B started before a quarter of all had: so one of A at most did."""
    whole = whole_of(list(range(50, 70)), list(range(1, 41)))
    both = {name: of(waits) for name, waits in (("A", list(range(50, 70))), ("B", list(range(1, 41))))}
    assert gives_away(whole, both, quartiles_of(whole))
    assert not gives_away(whole, both, None)
    assert set(told_medians(whole, quartiles_of(whole), among="AB")) <= {"B"}


def of(waits: list[int]) -> Median:
    found = median(days(waits))
    assert found is not None
    return found


BIG = st.lists(st.integers(0, 40), min_size=20, max_size=45)


@given(st.lists(BIG, min_size=2, max_size=3))
@settings(max_examples=60, deadline=None)
def test_nothing_small_follows_from_the_medians_that_are_told(parts: list[list[int]]):
    whole = whole_of(*parts)
    quartiles = quartiles_of(whole)
    assert not gives_away(whole, told_medians(whole, quartiles, among="ABC"), quartiles)


def counts(waits: list[int], day: int) -> int:
    return sum(1 for wait in waits if wait <= day)


@given(st.lists(BIG, min_size=2, max_size=2), st.integers(0, 40))
@settings(max_examples=60, deadline=None)
def test_the_ranges_that_are_tried_hold_the_truth(parts: list[list[int]], day: int):
    """What somebody works out from all that is told is never wrong: each range has the number that it is of."""
    whole = whole_of(*parts)
    known = {one.name: [*_of_median(of(part))] for one, part in zip(whole.parts, parts, strict=True)}
    known[""] = [*_of_quartiles(whole.n, quartiles_of(whole))]
    ranges = _ranges(whole, known, day, below=False)
    truth = [counts([*parts[0], *parts[1]], day), *(counts(part, day) for part in parts)]
    assert all(low <= number <= high for (low, high, _), number in zip(ranges, truth, strict=True))
