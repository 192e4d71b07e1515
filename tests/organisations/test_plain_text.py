"""Typed text: letters of any language pass, and nothing that hides or turns what stands there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Fault


@pytest.mark.parametrize(
    "line", ["Siân O'Neill", "Łukasz Żak", "Αθηνά", "王小明", "मे\u200dरा", "Nguyễn Thị Ánh", "हिन्दी"]
)
def test_names_of_any_language_pass_unchanged(line: str):
    assert read_line(line, most=100) == line


@pytest.mark.parametrize(
    "line",
    [
        "a\0b",
        "a\u202eb",
        "a\u2066b",
        "a\u200bb",
        "a\ufeffb",
        "a\u00adb",
        "a\x1bb",
        "a\ue000b",
        "a\ud800b",
        "Jos\ufffd",
        "Z\u0301\u0302\u0303\u0304",
    ],
    ids=ascii,
)
def test_what_cannot_be_seen_or_turns_text_round_is_refused(line: str):
    assert isinstance(read_line(line, most=100), Fault)


def test_spaces_and_lines_are_tidied_and_empty_stays_empty():
    assert read_line("  two \t words\n here ", most=100) == "two words here"
    assert read_line(" \n\t ", most=100) == ""


def test_a_line_too_long_says_how_long_it_may_be():
    assert read_line("x" * 101, most=100) == Fault("This is 101 characters long: use at most 100.")
    assert isinstance(read_line("x" * 100_000, most=100), Fault)


@given(typed=st.text(max_size=60))
def test_what_is_taken_once_is_taken_again_unchanged(typed: str):
    line = read_line(typed, most=200)
    if not isinstance(line, Fault):
        assert read_line(line, most=200) == line
