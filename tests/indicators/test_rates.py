"""Rates against answers that others have published or worked out: the table of known answers names where from."""

import json
from math import inf
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.indicators.rates import (
    Interval,
    counted,
    difference,
    exact_share,
    rate,
    ratio,
    tells_apart,
    wilson,
)

KNOWN = json.loads((Path(__file__).parent / "known_answers.json").read_text(encoding="utf-8"))
COUNTS = st.integers(0, 400)
EXPOSURES = st.floats(0.5, 5000)


def limits(found: Interval) -> list[float]:
    return [found.low, found.high]


@pytest.mark.parametrize("row", KNOWN["poisson_exact"], ids=lambda row: f"{row['events']} events")
def test_a_count_has_the_exact_poisson_interval(row: dict):
    assert limits(counted(row["events"])) == pytest.approx(row["ci"], abs=1e-6)


def test_a_rate_is_per_so_many_of_its_exposure():
    row = KNOWN["rate_per_1000"]
    found = rate(row["events"], row["person_days"], per=1000)
    assert [found.value, *limits(found)] == pytest.approx([row["rate"], *row["ci"]], abs=1e-5)


def test_a_ratio_of_rates_has_the_exact_conditional_interval():
    row = KNOWN["rate_ratio_exact"]
    found = ratio(*row["a"], *row["b"])
    assert found is not None
    assert [found.value, *limits(found)] == pytest.approx([row["ratio"], *row["ci"]], abs=1e-6)


@pytest.mark.parametrize("row", KNOWN["newcombe_single"], ids=lambda row: f"{row['k']} of {row['n']}")
def test_a_share_has_both_intervals(row: dict):
    k, n = row["k"], row["n"]
    assert limits(wilson(k, n)) == pytest.approx(row["wilson"], abs=5.1e-5)
    assert limits(exact_share(k, n)) == pytest.approx(row["clopper_pearson"], abs=5.1e-5)


@pytest.mark.parametrize("row", KNOWN["newcombe_diff"], ids=lambda row: "{} of {} and {} of {}".format(*row["x"]))
def test_shares_differ_by_newcombe_s_interval(row: dict):
    a, m, b, n = row["x"]
    assert limits(difference(wilson(a, m), wilson(b, n))) == pytest.approx(row["diff_ci"], abs=5.1e-5)


def test_where_nothing_happened_in_either_there_is_no_ratio():
    assert ratio(0, 10, 0, 20) is None


def test_where_nothing_happened_in_the_reference_nothing_bounds_the_ratio():
    found = ratio(5, 10, 0, 20)
    assert found is not None
    assert (found.value, found.high) == (inf, inf)
    assert found.low > 0


@pytest.mark.parametrize(("k", "exposure"), [(-1, 10), (3, 0), (3, -2)])
def test_what_is_no_rate_is_refused(k: int, exposure: float):
    with pytest.raises(ValueError, match=r"no count|happens to"):
        rate(k, exposure)


@given(COUNTS, EXPOSURES, COUNTS, EXPOSURES)
def test_every_interval_holds_its_value_and_a_ratio_turned_round_is_its_inverse(k, t, of, u):
    one, other = rate(k, t), rate(of, u)
    for found in (one, other, difference(one, other)):
        assert found.low <= found.value <= found.high
    there, back = ratio(k, t, of, u), ratio(of, u, k, t)
    if there and back and k > 0 and of > 0:
        assert there.low * back.high == pytest.approx(1, rel=1e-6)
        assert there.low <= there.value <= there.high


@given(st.integers(1, 60), st.integers(1, 60))
def test_the_same_rate_in_two_places_is_never_told_apart(k, times):
    found = ratio(k, 10, k * times, 10 * times)
    assert found is not None
    assert not tells_apart(found, none=1)


def test_many_events_are_as_exact_as_few():
    # scipy 1.17.1: chi2.ppf(.025, 40000) / 2, chi2.ppf(.975, 40002) / 2
    assert limits(counted(20_000)) == pytest.approx([19723.767600607054, 20279.133627926407], rel=1e-12)
