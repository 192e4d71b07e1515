"""Answers as they come in: all right, or every faulty item named."""

import pytest

from throughcare.instruments import Refused, answers, instrument, instruments
from throughcare.instruments.reading import MOST_FAULTS

PHQ = instrument("phq-9")
# what is given for item 3, and what is told
FAULTS = [
    (4, "Item 3: 4 is not 0 to 3."),
    (-1, "Item 3: -1 is not 0 to 3."),
    (10**40, "Item 3: 10000000000000000000... is not 0 to 3."),
    (2.0, "Item 3: 2.0 is not written as a whole number."),
    (True, "Item 3: true is not a whole number."),
    ("2", "Item 3: “2” is not a whole number."),
    ("sehr\u0007lang" * 9, "Item 3: “sehr?langsehr?langse...” is not a whole number."),
    ([2], "Item 3: a list is not a whole number."),
    ({}, "Item 3: an object is not a whole number."),
]


@pytest.mark.parametrize(("given", "says"), FAULTS)
def test_an_answer_that_cannot_be_is_refused_by_its_item(given: object, says: str) -> None:
    found = answers(PHQ, {"1": 0, "3": given})
    assert isinstance(found, Refused)
    assert [(fault.item, fault.says) for fault in found.faults] == [("3", says)]
    assert found.sound["1"] == 0
    assert found.sound["3"] is None


def test_every_faulty_item_is_named_at_once() -> None:
    found = answers(PHQ, {"1": 9, "2": None, "77": 1, "9": "no", "": 0})
    assert isinstance(found, Refused)
    assert [fault.item for fault in found.faults] == ["1", "77", "9", ""]
    assert found.says == (
        "Item 1: 9 is not 0 to 3. Item “77” is not one of PHQ-9, 1 to 10. Item 9: “no” is not a whole number. "
        "Item “” is not one of PHQ-9, 1 to 10."
    )


def test_a_flood_of_faults_is_cut_off() -> None:
    found = answers(PHQ, {f"x{n}": 1 for n in range(MOST_FAULTS + 5)})
    assert isinstance(found, Refused)
    assert found.says.endswith("And 5 more.")


def test_an_item_under_two_names_is_answered_twice() -> None:
    found = answers(instrument("itq"), {"P1": 1, "1": 1})
    assert isinstance(found, Refused)
    assert found.says == "Item P1 is answered twice."


def test_what_was_not_answered_is_blank() -> None:
    assert answers(PHQ, {"1": 2, "2": None}) == {"1": 2} | dict.fromkeys(map(str, range(2, 11)))


@pytest.mark.parametrize(("value", "right"), [(0, True), (1, False), (2, True), (3, False), (4, True), (5, False)])
def test_the_last_items_of_audit_take_even_numbers_only(value: int, right: bool) -> None:  # noqa: FBT001 - a table
    found = answers(instrument("audit"), {"9": value})
    assert isinstance(found, dict) is right
    if isinstance(found, Refused):
        assert found.says == f"Item 9: {value} is not one of 0, 2, 4."


def test_honos_says_that_nine_is_not_known() -> None:
    found = answers(instrument("honos"), {"1": 5, "2": 9})
    assert isinstance(found, Refused)
    assert found.says == "Item 1: 5 is not 0 to 4, or 9 for not known."


def test_k10_as_the_nhs_counts_it_is_not_taken_for_k10() -> None:
    found = answers(instrument("k10"), {"1": 0})
    assert isinstance(found, Refused)
    assert found.says == "Item 1: 0 is not 1 to 5. If these are answers of k10-nhs, convert all of them first."
    other = answers(instrument("k10-nhs"), {"1": 5})
    assert isinstance(other, Refused)
    assert other.says.endswith("If these are answers of k10, convert all of them first.")


@pytest.mark.parametrize("of", instruments(), ids=lambda of: of.id)
def test_each_item_takes_its_values_and_nothing_beside_them(of) -> None:  # type: ignore[no-untyped-def]
    for item in of.items:
        for value in range(item.min - 2, item.max + 3):
            right = value in item.values or value == item.unknown
            assert isinstance(answers(of, {item.number: value}), dict) is right
