"""The edges: of every band, of every age band, of every step of points; value by value, as the source has them."""

from datetime import date
from decimal import Decimal

import pytest

from tests.predictors.people import result
from throughcare.predictors.coefficients import at_least, points
from throughcare.predictors.next_generation import band
from throughcare.predictors.ogrs3 import BANDS
from throughcare.predictors.rounding import half_up, logistic, months_between, whole_percent, years_between

# first age, men, women
OGRS3_AGES = """
    10      0         .785
    12       .08392   .61385
    14       .07578   .66952
    16      -.0616   -.9592
    18      -.6251   -.8975
    21     -1.0515  -1.0285
    25     -1.1667  -1.0528
    30     -1.326   -1.1291
    35     -1.368   -1.4219
    40     -1.4997  -1.5247
    50     -2.0253  -2.4498
"""
AGES = [[float(one) for one in line.split()] for line in OGRS3_AGES.split("\n") if line.strip()]


def of_age(age: int, sex: str) -> float:
    """What OGRS3 weighs an age at the start of follow-up on 1 June 2030."""
    born = date(2030 - age, 6, 1)
    convicted = date(2030 - age + 10, 6, 1) if age < 30 else date(2029, 1, 1)
    given = {
        "sex": sex,
        "date_of_birth": born.isoformat(),
        "follow_up_start": "2030-06-01",
        "age_at_first_sanction": 10,
    }
    return result("ogrs3", **given, conviction_date=convicted.isoformat()).terms[0].weight


@pytest.mark.parametrize(("first", "men", "women"), AGES)
def test_each_age_band_of_ogrs3_begins_where_the_paper_says(first: float, men: float, women: float):
    age = int(first)
    before = [row for row in AGES if row[0] < first][-1:]
    assert (of_age(age, "male"), of_age(age, "female"), of_age(age + 1, "male")) == (men, women, men)
    if before:
        assert of_age(age - 1, "male") == before[0][1]


@pytest.mark.parametrize("months", [-1, 0, 1])
def test_an_age_is_of_whole_years_at_the_birthday(months: int):
    day = date(2021, 7, 17 + months)
    assert years_between(date(1991, 7, 17), day) == (29 if months < 0 else 30)


LAST = ["Low", "Medium", "High", "Very high"]


@pytest.mark.parametrize(("model", "edges"), [("ogrs3", (50, 75, 90)), ("ogp", (34, 67, 85)), ("ovp", (30, 60, 80))])
def test_the_bands_of_whole_per_cent(model: str, edges: tuple[int, ...]):
    bands = BANDS if model == "ogrs3" else points(model)["bands"]
    for edge, lower, upper in zip(edges, LAST, LAST[1:], strict=False):
        assert [at_least(bands, percent) for percent in (edge - 1, edge, edge + 1)] == [lower, upper, upper]


@pytest.mark.parametrize(
    ("model", "edges"), [("arp", ("50", "75", "90")), ("vrp", ("30", "60", "80")), ("svrp", ("1", "3", "6.9"))]
)
def test_the_bands_of_scores_hold_their_lower_bound(model: str, edges: tuple[str, ...]):
    for edge, lower, upper in zip(map(Decimal, edges), LAST, LAST[1:], strict=False):
        tick = Decimal("0.01")
        assert [band(model, score) for score in (edge - tick, edge, edge + tick)] == [lower, upper, upper]


OVP_STEPS = [
    ("age", {18: 20, 19: 20, 20: 17, 21: 17, 22: 14, 23: 14, 24: 12, 25: 12, 26: 10, 30: 10, 31: 8, 35: 8, 36: 6}),
    ("age", {40: 6, 41: 4, 45: 4, 46: 2, 50: 2, 51: 0, 99: 0}),
    ("other_sanctions", {0: 0, 2: 0, 3: 2, 4: 2, 5: 3, 10: 3, 11: 4, 20: 4, 21: 5, 999: 5}),
    ("violent_sanctions", {0: 0, 1: 4, 2: 7, 3: 9, 4: 11, 5: 12, 16: 23, 17: 24, 18: 25, 999: 25}),
]


@pytest.mark.parametrize(("part", "steps"), OVP_STEPS)
def test_the_points_of_ovp_step_where_the_manual_says(part: str, steps: dict[int, int]):
    assert {number: at_least(points("ovp")[part], number) for number in steps} == steps


@pytest.mark.parametrize(("sum_of_two", "counts"), list(enumerate([0, 3, 5, 8, 10])))
def test_alcohol_counts_two_and_a_half_times_rounded_up(sum_of_two: int, counts: int):
    given = {"drinking": min(2, sum_of_two), "binge_drinking": max(0, sum_of_two - 2)}
    assert {one.id: one.weight for one in result("ovp", **given).terms}["alcohol"] == counts


@pytest.mark.parametrize(("sum_of_two", "counts"), list(enumerate([0, 4, 8, 11, 15])))
def test_drugs_count_three_and_three_quarters_half_up(sum_of_two: int, counts: int):
    given = {"drug_misuse": min(2, sum_of_two), "drug_motivation": max(0, sum_of_two - 2)}
    assert {one.id: one.weight for one in result("ogp", **given).terms}["drugs"] == counts


@pytest.mark.parametrize(("sum_of_three", "counts"), list(enumerate([0, 1, 2, 3, 3, 4, 5])))
def test_thinking_counts_five_sixths_half_up(sum_of_three: int, counts: int):
    """Three of six are two and a half points: three."""
    levels = [min(2, max(0, sum_of_three - 2 * before)) for before in range(3)]
    given = dict(zip(("problem_solving", "consequences", "others_views"), levels, strict=True))
    assert {one.id: one.weight for one in result("ogp", **given).terms}["thinking"] == counts


def test_a_half_goes_up_whatever_the_binary_fraction():
    assert [half_up(2.5), half_up(0.125, 2), half_up(1.005, 2)] == [Decimal(3), Decimal("0.13"), Decimal("1.01")]


@pytest.mark.parametrize(
    ("probability", "percent"), [(0, 1), (0.004, 1), (0.014999, 2), (0.015, 2), (0.494, 49), (0.4949951, 50), (1, 99)]
)
def test_a_probability_is_rounded_to_five_places_and_then_to_a_whole_per_cent(probability: float, percent: int):
    assert whole_percent(probability) == percent


def test_no_sum_is_too_large_or_too_small_for_a_probability():
    assert (logistic(-100_000), logistic(0), logistic(100_000)) == (0, 0.5, 1)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2021-12-12", "2022-01-11", 0),
        ("2021-12-12", "2022-01-12", 1),
        ("2022-01-31", "2022-02-28", 0),
        ("2019-02-28", "2022-02-28", 36),
    ],
)
def test_months_without_an_offence_are_whole(start: str, end: str, months: int):
    assert months_between(date.fromisoformat(start), date.fromisoformat(end)) == months


@pytest.mark.parametrize(
    ("assessed", "says"),
    [
        ("2021-12-11", "Not in the community yet at the assessment"),
        ("2021-12-12", "0 months in the community (36 at most)"),
        ("2024-12-12", "36 months in the community (36 at most)"),
        ("2030-12-12", "36 months in the community (36 at most)"),
    ],
)
def test_at_most_thirty_six_months_count(assessed: str, says: str):
    terms = {one.id: one for one in result("arp", assessment_date=assessed).terms}
    assert terms["free-months"].says == says
    assert (terms["free-months"].weight == 0) == (says.startswith(("Not", "0")))
