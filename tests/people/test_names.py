"""What may be a name, and what a name is found by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.organisations.refusals import Fault
from throughcare.people.names import LONGEST_KEY, name_keys, read_name, sound_keys, words


@pytest.mark.parametrize("typed", ["...", "123", "a\0", "\u202eevil", "x" * 101, "\u200b"], ids=ascii)
def test_what_is_no_name_is_refused(typed: str):
    assert isinstance(read_name(typed), Fault)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("O'Neill-Díaz", ("ONEILL", "DIAZ")),
        ("O\u2019Neill", ("ONEILL",)),
        ("Łukasz Straße", ("LUKASZ", "STRASSE")),
        ("王 小明", ("王", "小明")),
        ("van der Berg", ("VAN", "DER", "BERG")),
        ("John JOHN", ("JOHN",)),
    ],
)
def test_a_name_comes_apart_into_plain_words(name: str, found: tuple[str, ...]):
    assert words(name) == found


@pytest.mark.parametrize(
    ("said", "written"),
    [("Smith", "Smyth"), ("Philips", "Fillips"), ("Catherine", "Kathryn"), ("Sean", "Shaun"), ("John", "Jhon")],
)
def test_names_misheard_or_with_letters_turned_share_a_key(said: str, written: str):
    assert set(sound_keys(said.upper())) & set(sound_keys(written.upper()))


@pytest.mark.parametrize(("one", "other"), [("Smith", "Patel"), ("John", "Mary"), ("Okafor", "Novak")])
def test_names_nobody_confuses_share_none(one: str, other: str):
    assert not set(name_keys([one])) & set(name_keys([other]))


@given(name=st.text(max_size=120))
def test_any_text_has_keys_that_fit_their_column(name: str):
    assert all(1 < len(key) <= LONGEST_KEY and "\0" not in key for key in name_keys([name]))
