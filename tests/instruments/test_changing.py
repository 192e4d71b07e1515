"""Reliable and clinically significant change: the worked examples, the classes, and what cannot be told."""

import pytest

from tests.instruments.answering import alike, scored
from throughcare.instruments import change, instrument
from throughcare.instruments.changing import CLASSES, between
from throughcare.instruments.jacobson_truax import (
    Z90,
    Spread,
    cut_a,
    cut_b,
    cut_c,
    difference_error,
    reliable_change,
    smallest_change,
    standard_error,
)  # fmt: skip

# 30 couples before and after marital therapy: Jacobson and Truax 1991, Table 2 (cran/rciplot, MIT)
COUPLES = (
    "90.5 97 74 124 97 97.5 73.5 88 61 96.5 66.5 62.5 68.5 112.5 88.5 103.5 88.5 90 68.5 82.5 98 105 80.5 99.5"
    " 89.5 112.5 91.5 101 83.5 99.5 60.5 79.5 83 88 88 100.5 98.5 119 78.5 116 99.5 116 79.5 129 84.5 113 92.5 118"
    " 93 92 85 114 64 68 61 52 80 60.5 82.5 104.5"
)
SD_BEFORE, RELIABILITY = 11.825661, 0.88


def couples() -> list[tuple[float, float]]:
    numbers = [float(word) for word in COUPLES.split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_the_worked_example_of_the_paper() -> None:
    sick, well = Spread(40, 7.5), Spread(60, 7.5)
    assert (cut_a(sick, direction=1), cut_b(well, direction=1), cut_c(sick, well)) == (55, 45, 50)
    assert standard_error(7.5, 0.8) == pytest.approx(3.354102, abs=1e-6)
    assert difference_error(7.5, 0.8) == pytest.approx(4.743416, abs=1e-6)
    assert reliable_change(32.5, 47.5, sd=7.5, reliability=0.8) == pytest.approx(3.162278, abs=1e-6)


def test_thirty_couples_are_19_better_1_worse_10_neither() -> None:
    assert difference_error(SD_BEFORE, RELIABILITY) == pytest.approx(5.793367, abs=1e-5)
    least = smallest_change(SD_BEFORE, RELIABILITY)
    assert least == pytest.approx(11.354791, abs=1e-4)
    differences = [after - before for before, after in couples()]
    up, down = sum(each > least for each in differences), sum(each < -least for each in differences)
    assert (len(differences), up, down) == (30, 19, 1)


def test_the_figures_of_core_10_follow_from_its_norms() -> None:
    core = instrument("core-10")
    sick, well = core.norms
    spreads = Spread(sick.mean, sick.sd), Spread(well.mean, well.sd)
    assert cut_c(*spreads) == pytest.approx(10.46, abs=0.005)
    computed = [one.threshold for one in core.changes if one.source == "jacobson-truax"]
    assert sick.alpha is not None
    assert computed == [
        pytest.approx(smallest_change(sick.sd, sick.alpha), abs=5e-4),
        pytest.approx(smallest_change(sick.sd, sick.alpha, z=Z90), abs=5e-4),
    ]


# instrument, before, after, reliable, clinically significant
CASES = [
    ("phq-9", 15, 9, "improved", "recovered"),
    ("phq-9", 15, 10, "no", "unchanged"),
    ("phq-9", 20, 14, "improved", "improved"),
    ("phq-9", 9, 3, "improved", "improved"),
    ("phq-9", 10, 5, "no", "unchanged"),
    ("phq-9", 9, 15, "worse", "harmed"),
    ("phq-9", 10, 16, "worse", "deteriorated"),
    ("phq-9", 2, 8, "worse", "deteriorated"),
    ("gad-7", 8, 4, "improved", "recovered"),
    ("gad-7", 8, 5, "no", "unchanged"),
    ("core-10", 16, 10, "improved", "recovered"),
    ("core-10", 16, 11, "no", "unchanged"),
    ("core-10", 10, 16, "worse", "harmed"),
    ("reqol-10", 20, 25, "improved", "recovered"),
    ("reqol-10", 25, 20, "worse", "harmed"),
    ("pcl-5", 35, 30, "improved", "recovered"),
    ("pcl-5", 35, 31, "no", "unchanged"),
]


@pytest.mark.parametrize(("id_", "before", "after", "reliable", "significant"), CASES)
def test_a_change_has_a_class(id_: str, before: int, after: int, reliable: str, significant: str) -> None:
    found = between(instrument(id_), before, after)
    assert (found.reliable, found.clinically_significant, found.because) == (reliable, significant, "")
    assert found.difference == after - before


def test_every_class_has_a_row_for_either_side_before_and_after() -> None:
    sides = {(before, after) for before in (True, False) for after in (True, False)}
    assert {reliable: set(rows) for reliable, rows in CLASSES.items()} == dict.fromkeys(CLASSES, sides)


def test_a_threshold_comes_with_its_source_and_another_can_be_chosen() -> None:
    core = instrument("core-10")
    own = between(core, 20, 15)
    nhs = between(core, 20, 15, threshold=next(one for one in core.changes if one.source == "mhsds"))
    assert (own.threshold, own.op, own.source, own.confirmed, own.reliable) == (6, ">=", "zen", True, "no")
    assert (nhs.threshold, nhs.op, nhs.source, nhs.confirmed, nhs.reliable) == (5, ">=", "mhsds", True, "improved")


def test_a_recalled_threshold_says_that_nobody_confirmed_it() -> None:
    assert not between(instrument("core-om"), 20, 10).confirmed


def test_scores_that_were_divided_meet_a_threshold_exactly() -> None:
    core = instrument("core-10")
    assert between(core, 170 / 9, 170 / 9 - 6).reliable == "improved"
    assert between(core, 0.1 + 0.2 + 6, 0.3).reliable == "improved"


def test_without_a_clinical_cut_off_the_change_is_told_and_the_rest_is_not() -> None:
    found = between(instrument("wemwbs"), 30, 45)
    assert (found.reliable, found.clinically_significant) == ("improved", None)
    assert found.because == "Whether it is clinically significant cannot be told: no clinical cut-off is known."


def test_without_a_threshold_nothing_is_called_reliable() -> None:
    found = between(instrument("itq"), 30, 10)
    assert (found.reliable, found.difference) == (None, -20)
    assert found.because == "No threshold of change is known for “Severity of both”."


def test_a_score_that_was_refused_cannot_be_compared() -> None:
    phq = instrument("phq-9")
    whole, part = scored("phq-9", alike(phq, 2)), scored("phq-9", {"1": 2})
    assert change(phq, part, whole).because.startswith("The first set of answers has no score. Not scored: 8 of the 9")
    assert change(phq, whole, part).reliable is None


def test_scores_of_two_instruments_are_never_compared() -> None:
    five, four = scored("wsas", alike(instrument("wsas"), 8)), scored("wsas-4", alike(instrument("wsas-4"), 1))
    found = change(instrument("wsas"), five, four)
    assert (found.reliable, found.because) == (None, "The last score is of wsas-4 2026.1, not of wsas 2026.1.")
    nhs, ours = (scored(id_, alike(instrument(id_), 2)) for id_ in ("k10-nhs", "k10"))
    assert change(instrument("k10"), nhs, ours).because == "The first score is of k10-nhs 2026.1, not of k10 2026.1."


def test_a_scale_that_is_not_there_is_said_to_be_missing() -> None:
    phq = instrument("phq-9")
    same = scored("phq-9", alike(phq, 2))
    assert change(phq, same, same, "syndrome").because == "PHQ-9 gives no score “syndrome”."


def test_goals_compare_only_over_the_same_goals() -> None:
    gbo = instrument("gbo")
    begun, ended = scored("gbo", {"1": 2, "2": 4}), scored("gbo", {"1": 6, "2": 6})
    assert change(gbo, begun, ended).reliable == "improved"
    assert change(gbo, begun, ended, "goal-1").reliable == "improved"
    assert change(gbo, begun, ended, "goal-2").reliable == "no"
    other = scored("gbo", {"1": 6, "3": 6})
    assert change(gbo, begun, other, "goal-1").reliable == "improved"
    assert "Other goals were rated" in change(gbo, begun, other).because
