"""The numbers people are known by. The examples are those of the published rules; none is anybody's."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.organisations.refusals import Fault
from throughcare.people.identifiers import PNC_LETTERS, RULES, canonical, nhs_check_digit, pnc_letter, spaced
from throughcare.people.kinds import IDENTIFIERS

TODAY = date(2026, 3, 2)

POSSIBLE = [
    ("nhs-number", "943 476 5919", "9434765919"),
    ("nhs-number", "999 000 0018", "9990000018"),
    ("nhs-number", "400-000-0004", "4000000004"),
    ("nomis", "a1234bc", "A1234BC"),
    ("crn", " x123456 ", "X123456"),
    ("pnc", "2003/0062845E", "2003/0062845E"),
    ("pnc", "1979/0163001B", "1979/0163001B"),
    ("pnc", "2019/1234567J", "2019/1234567J"),
    ("pnc", "03/62845E", "2003/0062845E"),
    ("pnc", "79/163001b", "1979/0163001B"),
    ("pnc", "20030062845E", "2003/0062845E"),
    ("pnc", "030062845E", "2003/0062845E"),
    ("cro", "123456/08A", "123456/08A"),
    ("cro", "12/08a", "000012/08A"),
    ("hospital", " h-204417 ", "H-204417"),
    ("local", "Day care  118", "DAY CARE 118"),
]

IMPOSSIBLE = [
    ("nhs-number", "943 476 5918", "last digit does not fit"),
    ("nhs-number", "943 476 591", "has 10 digits"),
    ("nhs-number", "٩٤٣٤٧٦٥٩١٩", "has 10 digits"),
    ("nomis", "A1234B", "a letter, 4 digits and 2 letters"),
    ("nomis", "1234ABC", "a letter, 4 digits and 2 letters"),
    ("crn", "X12345", "a letter and 6 digits"),
    ("pnc", "2003/0062845F", "last letter does not fit"),
    ("pnc", "2027/0000001A", "has not come yet"),
    ("pnc", "2003-0062845", "a year, up to 7 digits and a letter"),
    ("cro", "1234567/08A", "up to 6 digits"),
    ("local", "   ", "as it is written"),
    ("local", "x" * 41, "at most 40"),
    ("hospital", "12\0", "cannot be seen"),
    ("nhs-number", "9" * 10_000, "far too long"),
]


@pytest.mark.parametrize(("kind", "typed", "stored"), POSSIBLE)
def test_a_possible_number_is_stored_in_one_form(kind: str, typed: str, stored: str):
    assert canonical(kind, typed, as_of=TODAY) == stored


@pytest.mark.parametrize(("kind", "typed", "says"), IMPOSSIBLE)
def test_an_impossible_number_says_what_is_wrong(kind: str, typed: str, says: str):
    fault = canonical(kind, typed, as_of=TODAY)
    assert isinstance(fault, Fault)
    assert says in fault.reason


def test_every_kind_of_number_has_a_rule_that_takes_its_own_example():
    assert RULES.keys() == IDENTIFIERS.keys()
    for kind, row in IDENTIFIERS.items():
        assert isinstance(canonical(kind, row.example, as_of=TODAY), str)


def test_some_nine_digits_begin_no_nhs_number():
    assert nhs_check_digit("999123456") == 10
    assert all(isinstance(canonical("nhs-number", f"999123456{last}", as_of=TODAY), Fault) for last in range(10))


def test_an_nhs_number_is_read_out_in_three_groups():
    assert spaced("nhs-number", "9434765919") == "943 476 5919"


@given(digits=st.text("0123456789", min_size=10, max_size=10), place=st.integers(0, 9), other=st.integers(0, 9))
def test_one_wrong_digit_in_an_nhs_number_is_always_noticed(digits: str, place: int, other: int):
    if isinstance(canonical("nhs-number", digits, as_of=TODAY), str) and str(other) != digits[place]:
        wrong = digits[:place] + str(other) + digits[place + 1 :]
        assert isinstance(canonical("nhs-number", wrong, as_of=TODAY), Fault)


@given(year=st.integers(1927, 2026), serial=st.integers(1, 9_999_999))
def test_every_way_of_writing_a_pnc_number_is_stored_as_one(year: int, serial: int):
    letter = pnc_letter(year, serial)
    ways = {f"{year % 100:02}/{serial}{letter}", f"{year % 100:02}/{serial:07}{letter}", f"{year}/{serial:07}{letter}"}
    assert {canonical("pnc", way, as_of=TODAY) for way in ways} == {f"{year}/{serial:07}{letter}"}


@given(year=st.integers(1927, 2026), serial=st.integers(1, 9_999_999), letter=st.sampled_from(PNC_LETTERS))
def test_a_pnc_number_has_only_one_letter(year: int, serial: int, letter: str):
    taken = isinstance(canonical("pnc", f"{year}/{serial:07}{letter}", as_of=TODAY), str)
    assert taken == (letter == pnc_letter(year, serial))


@given(kind=st.sampled_from(sorted(RULES)), typed=st.text(max_size=50))
def test_whatever_is_typed_is_a_value_that_stays_itself_or_a_sentence(kind: str, typed: str):
    value = canonical(kind, typed, as_of=TODAY)
    if isinstance(value, Fault):
        assert value.reason.endswith(".")
    else:
        assert canonical(kind, value, as_of=TODAY) == value
        assert len(value) <= 40
