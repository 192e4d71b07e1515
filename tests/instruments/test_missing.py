"""What blank and unknown answers do: refused with a reason in words, or made up for as the instrument says."""

import pytest

from tests.instruments.answering import alike, read, scored
from throughcare.instruments import instrument, instruments, score

COMPLETE_ONLY = (
    "phq-9",
    "gad-7",
    "pcl-5",
    "audit",
    "itq",
    "swemwbs",
    "k10",
    "k6",
    "wsas",
    "dudit",
    "qpr-15",
    "ders-36",
)


@pytest.mark.parametrize("id_", COMPLETE_ONLY)
def test_one_blank_item_refuses_the_score(id_: str) -> None:
    of = instrument(id_)
    given = alike(of, 1)
    for number in of.scale[of.main_scale].items or of.scale["raw"].items:
        found = scored(id_, {other: value for other, value in given.items() if other != number})
        assert not found.scores
        assert not found.bands
        assert not found.labels
        assert f"is blank ({number}), and every one must be answered." in str(found.refused)


# instrument, which items are left blank of answers that are all alike, the score or None
BLANKS = [
    ("core-10", 2, 1, {"total": 20}),
    ("core-10", 2, 2, None),
    ("core-om", 2, 3, {"total": 20}),
    ("core-om", 2, 4, None),
    ("wemwbs", 3, 3, {"total": 42}),
    ("wemwbs", 3, 4, None),
    ("reqol-10", 3, 1, {"total": 30}),
    ("reqol-10", 3, 2, None),
    ("honos", 2, 2, {"total": 20}),
    ("honos", 2, 3, None),
    ("dialog", 5, 2, {"total": 5}),
    ("dialog", 5, 3, None),
]


@pytest.mark.parametrize(("id_", "value", "blank", "scores"), BLANKS)
def test_so_many_blanks_are_made_up_for(id_: str, value: int, blank: int, scores: dict[str, float] | None) -> None:
    of = instrument(id_)
    given = dict(list(alike(of, value).items())[blank:])
    found = scored(id_, given)
    if scores is None:
        assert not found.scores
        assert found.refused
    else:
        assert found.scores["total"] == scores["total"]
        assert found.incomplete


def test_a_blank_of_core_10_is_taken_to_be_the_mean() -> None:
    given = {str(n): 2 for n in range(1, 10)} | {"1": 1}
    assert scored("core-10", given).scores["total"] == pytest.approx(170 / 9)


def test_a_blank_of_wemwbs_is_taken_to_be_the_persons_own_mean() -> None:
    given = {str(n): 3 for n in range(1, 14)} | {"1": 4}
    assert scored("wemwbs", given).scores["total"] == pytest.approx(40 * 14 / 13)


def test_not_known_in_honos_adds_nothing_and_marks_the_total() -> None:
    given = alike(instrument("honos"), 1)
    known = scored("honos", given)
    unknown = scored("honos", given | {"12": 9})
    assert (known.scores["total"], known.incomplete) == (12, False)
    assert (unknown.scores["total"], unknown.incomplete) == (11, True)


def test_a_scale_beside_the_main_one_says_why_it_has_no_score() -> None:
    found = scored("dialog", {str(n): 5 for n in range(1, 9)})
    assert dict(found.scores) == {"total": 5}
    assert set(found.unscored) == {"treatment"}
    assert "items of “Satisfaction with treatment" in found.unscored["treatment"]


def test_the_reason_counts_many_blanks_and_names_the_first() -> None:
    assert scored("pcl-5", {}).refused == (
        "Not scored: 20 of the 20 items of “Post-traumatic stress” are blank "
        "(1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and others), and every one must be answered."
    )


def test_a_skipped_item_that_was_answered_all_the_same_counts_as_answered() -> None:
    assert scored("audit", {"1": 0, "9": 2}).scores["total"] == 2


def test_no_more_than_the_first_answer_lets_audit_be_skipped() -> None:
    assert scored("audit", {"1": 1}).refused
    assert scored("audit", {"1": 1, "2": 0, "3": 0}).refused
    assert scored("audit", {"1": 1, "2": 0, "3": 0, "9": 0, "10": 0}).scores == {"total": 1}


@pytest.mark.parametrize("of", instruments(), ids=lambda of: of.id)
def test_scoring_changes_no_answer(of) -> None:  # type: ignore[no-untyped-def]
    given = read(of, alike(of, of.items[0].values[1]))
    before = dict(given)
    score(of, given)
    assert given == before
