"""What a site brings or chooses: cut-offs, answers in other numbers, wording under its own licence."""

import pytest

from tests.instruments.answering import read, scored
from throughcare.instruments import instrument, score
from throughcare.instruments.cutting import met
from throughcare.instruments.recoding import recoded
from throughcare.instruments.texts import checked


def told(id_: str, total: float, **asked) -> dict[str, bool | None]:  # type: ignore[no-untyped-def]
    found = met(instrument(id_), {"total": total}, **asked)
    return {f"{one.cutoff.meaning} {one.cutoff.sex}".strip(): one.met for one in found}


# drug use, of whom: what it is
@pytest.mark.parametrize(
    ("total", "sex", "problems"),
    [
        (1, "women", False),
        (2, "women", True),
        (5, "men", False),
        (6, "men", True),
        (3, "men", False),
        (3, "women", True),
    ],
)
def test_drug_use_is_judged_by_sex(total: int, sex: str, problems: bool) -> None:  # noqa: FBT001 - a table
    assert told("dudit", total, sex=sex) == {f"drug-related problems {sex}": problems, "dependence": False}


def test_without_a_sex_nothing_that_needs_one_is_told() -> None:
    assert told("dudit", 25) == {
        "drug-related problems men": None, "drug-related problems women": None, "dependence": True,
    }  # fmt: skip


@pytest.mark.parametrize(("total", "us", "nice"), [(3, False, False), (4, False, True), (5, True, True)])
def test_the_screen_for_women_refers_where_the_site_has_said(total: int, us: bool, nice: bool) -> None:  # noqa: FBT001
    assert told("cmhs-w", total) == {"refer": us}
    assert told("cmhs-w", total, chosen={"refer": 4}) == {"refer": nice}


def test_a_site_cannot_choose_what_nobody_proposed() -> None:
    with pytest.raises(ValueError, match=r"The cut-off “refer” cannot be 2: it may be 4, 5\."):
        told("cmhs-w", 3, chosen={"refer": 2})
    with pytest.raises(ValueError, match=r"The cut-off “clinical” cannot be 9: it may be 10 alone\."):
        told("phq-9", 9, chosen={"clinical": 9})


def test_what_was_not_scored_meets_nothing() -> None:
    assert [one.met for one in met(instrument("phq-9"), {})] == [None]


def test_k10_is_turned_into_the_numbers_of_the_nhs_on_purpose() -> None:
    ours, nhs = instrument("k10"), instrument("k10-nhs")
    given = read(ours, {str(n): 3 for n in range(1, 10)})
    turned = recoded(given, of=ours, to=nhs)
    assert turned == {str(n): 2 for n in range(1, 10)} | {"10": None}
    assert recoded(turned, of=nhs, to=ours) == given
    whole = recoded(read(ours, {str(n): 3 for n in range(1, 11)}), of=ours, to=nhs)
    assert (score(nhs, whole).scores, score(nhs, whole).bands) == ({"total": 20}, {"total": "severe"})
    assert scored("k10", {str(n): 3 for n in range(1, 11)}).bands == {"total": "severe"}


def test_other_instruments_are_not_turned_into_each_other() -> None:
    with pytest.raises(ValueError, match=r"Answers of K6 cannot be turned into answers of K10\."):
        recoded({}, of=instrument("k6"), to=instrument("k10"))


def test_wording_of_a_licensed_site_is_whole_or_every_fault_is_named() -> None:
    of = instrument("wsas")
    good = {str(n): f" Text {n} " for n in range(1, 6)}
    assert checked(of, good).faults == ()
    assert checked(of, good).texts["1"] == "Text 1"
    bad = checked(of, {"1": "", "2": 3, "3": "x" * 2001, "4": "a\u0000b", "6": "Six"})
    assert [fault.says for fault in bad.faults] == [
        "'6' is no item of WSAS.",
        "Item 1 is empty.",
        "Item 2 is not text.",
        "Item 3 is longer than 2,000 characters.",
        "Item 4 holds characters that cannot be shown.",
        "Item 5 has no wording.",
    ]
