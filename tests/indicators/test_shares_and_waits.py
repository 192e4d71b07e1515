"""Intervals and waits against answers that others have printed."""

from collections import Counter

import pytest

from throughcare.indicators import kaplan_meier, nth_of, share


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        # Newcombe 1998, and a peer scheme's 38 of 60 and 8 of 14.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (38, 60, 0.5068, 0.7438),
        (8, 14, 0.3259, 0.7862),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_wilsons_interval_is_that_of_the_books(k: int, n: int, low: float, high: float):
    found = share(k, n)
    assert (found.value, found.low, found.high) == pytest.approx((k / n, low, high), abs=6e-5)


@pytest.mark.parametrize(("k", "n"), [(1, 0), (0, 0), (-1, 3), (4, 3)])
def test_what_is_no_share_is_refused(k: int, n: int):
    with pytest.raises(ValueError, match="is no share"):
        share(k, n)


@pytest.mark.parametrize(
    ("days", "median", "nine_in_ten"),
    [([7], 7, 7), ([3, 9], 6, 9), ([1, 2, 3, 4], 2.5, 4), ([5, 5, 5, 40], 5, 40), (range(1, 11), 5.5, 9.5)],
)
def test_half_and_nine_in_ten_of_waits(days: list[int], median: float, nine_in_ten: float):
    assert (nth_of(Counter(days), 0.5), nth_of(Counter(days), 0.9)) == (median, nine_in_ten)


def test_of_no_waits_there_is_no_median():
    with pytest.raises(ValueError, match="no waits"):
        nth_of({}, 0.5)


# Remission of acute myelogenous leukaemia (Miller 1981), weeks; a plus is still in remission. Medians and intervals as
# R's survfit prints them.
MAINTAINED = "9 13 13+ 18 23 28+ 31 34 45+ 48 161+"
NOT_MAINTAINED = "5 5 8 8 12 16+ 23 27 30 33 43 45"


def followed(text: str) -> Counter[tuple[int, bool]]:
    return Counter((int(one.rstrip("+")), not one.endswith("+")) for one in text.split())


def test_the_median_of_those_who_still_wait_too_is_that_of_the_books():
    maintained, others = kaplan_meier(followed(MAINTAINED)), kaplan_meier(followed(NOT_MAINTAINED))
    assert (maintained.n, maintained.median, maintained.low, maintained.high) == (11, 31, 18, None)
    assert (others.n, others.median, others.low, others.high) == (12, 23, 8, None)


def test_where_the_curve_rests_on_one_half_the_median_is_the_middle_of_that_rest():
    assert kaplan_meier(followed("2 4 6 9")).median == 5
    assert kaplan_meier(followed("2 4 6+ 9+")).median == 4


def test_who_only_waits_gives_no_median():
    assert kaplan_meier(followed("40+ 50+ 60+")).median is None
    assert kaplan_meier(followed("10 40+ 50+ 60+")).median is None
