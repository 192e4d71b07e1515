"""XmR charts against what NHSRplotthedots 0.2.2 (MIT) drew of 128 points.

`xmr_expected.csv` holds twenty random values and three series of attendances of NHSRdatasets (CC0), each point with the
mean, limits, special cause and colour that the package gave it. The package's own test vectors are below.
"""

import csv
from itertools import groupby
from pathlib import Path

import pytest

from throughcare.indicators.indicator import Better
from throughcare.indicators.xmr import Assurance, Cause, Point, assurance, limits, points, shift, trend, two_in_three

ROWS = list(csv.DictReader((Path(__file__).parent / "xmr_expected.csv").read_text().splitlines()))
SERIES = {name: list(rows) for name, rows in groupby(ROWS, lambda row: row["series"])}
CAUSES = {
    "Common Cause": (Cause.COMMON, 0),
    "Above UCL": (Cause.OUTSIDE, 1),
    "Below LCL": (Cause.OUTSIDE, -1),
    "2 in 3 Above CL": (Cause.TWO_OF_THREE, 1),
    "2 in 3 Below CL": (Cause.TWO_OF_THREE, -1),
    "7 Points Above CL": (Cause.SHIFT, 1),
    "7 Points Below CL": (Cause.SHIFT, -1),
}
COLOURS = {"common_cause": None, "special_cause_improvement": True, "special_cause_concern": False}


@pytest.mark.parametrize("name", SERIES)
def test_a_series_has_the_limits_and_causes_of_the_reference(name: str):
    rows = SERIES[name]
    values = [float(row["y"]) for row in rows]
    within = limits(values, screen=True)
    expected = [float(rows[0][column]) for column in ("mean", "low", "high")]
    assert [within.mean, within.low, within.high] == pytest.approx(expected, rel=1e-9)
    found = points(values, within)
    assert [(point.cause, point.side) for point in found] == [CAUSES[row["cause"]] for row in rows]
    assert [point.improves(Better(rows[0]["better"])) for point in found] == [COLOURS[row["colour"]] for row in rows]


ONE_OUTLIER = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]


def test_an_outlier_is_screened_out_once_where_that_is_asked_for():
    screened, not_screened = limits(ONE_OUTLIER, screen=True), limits(ONE_OUTLIER, screen=False)
    assert (screened.mean, screened.low, screened.high) == pytest.approx((1.9444444, -0.7155556, 4.6044444))
    assert (not_screened.low, not_screened.high) == pytest.approx((-3.0626144, 6.9515033))


def test_a_baseline_is_the_first_values_and_needs_two():
    assert limits([1, 3, 1, 99], screen=False, first=3).mean == pytest.approx(5 / 3)
    with pytest.raises(ValueError, match="two values"):
        limits([1], screen=True)


def test_where_nothing_moves_there_is_nothing_to_screen():
    assert limits([4, 4, 4], screen=True).high == 4


@pytest.mark.parametrize(
    ("values", "flags"),
    [
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7),
        ([1, 2, 3, 4, 5, 6, 7], [1] * 7),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0, *[1] * 7, 0]),
        ([7, 6, 5, 4, 3, 2, 1], [-1] * 7),
        ([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], [*[1] * 6, *[-1] * 7]),
    ],
)
def test_a_trend_is_seven_points_without_a_tie(values: list[int], flags: list[int]):
    assert trend(values) == flags


def test_a_trend_within_the_limits_is_told_before_a_shift():
    within = limits([0, 10] * 9, screen=False)
    assert {point.cause for point in points([1, 2, 3, 4, 4.5, 4.6, 4.7], within)} == {Cause.TREND}


def test_a_shift_is_seven_on_one_side_and_one_on_the_mean_breaks_it():
    assert shift([1] * 6) == [0] * 6
    assert shift([*[1] * 8, -1]) == [*[1] * 8, 0]
    assert shift([*[-1] * 4, 0, *[-1] * 4]) == [0] * 9


def test_two_of_three_close_to_a_limit_and_all_three_on_one_side():
    assert two_in_three([True, False, True], [1, 1, 1]) == [True, False, True]
    assert two_in_three([True, False, True], [1, -1, 1]) == [False] * 3


@pytest.mark.parametrize(
    ("low_high", "target", "higher", "lower"),
    [
        ((1, 3), 4, Assurance.FAILS, Assurance.PASSES),
        ((5, 7), 4, Assurance.PASSES, Assurance.FAILS),
        ((1, 5), 4, Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
    ],
)
def test_what_may_be_expected_of_a_target(low_high, target, higher, lower):
    middle = sum(low_high) / 2
    within = limits([middle, middle], screen=False)
    within = type(within)(middle, *low_high, *low_high)
    assert assurance(target, within, Better.HIGHER) is higher
    assert assurance(target, within, Better.LOWER) is lower


def test_what_only_describes_is_neither_better_nor_assured():
    within = limits([1, 2], screen=False)
    assert assurance(1, within, Better.NEITHER) is assurance(None, within, Better.LOWER) is None
    assert Point(9, Cause.OUTSIDE, 1).improves(Better.NEITHER) is None
