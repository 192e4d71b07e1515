"""Words that somebody typed, given back in a sentence."""

import pytest

from throughcare.pathways import as_typed

TYPED = [
    ("recieved", "'recieved'"),
    ("", "''"),
    ("x" * 40, f"'{'x' * 40}'"),
    ("x" * 41, f"'{'x' * 40}...'"),
    ("caf\u00e9 \U0001f600", "'caf\u00e9 \U0001f600'"),
    ("\x1b[2Jgone\0\n\u202e", "'\ufffd[2Jgone\ufffd\ufffd\ufffd'"),
]


@pytest.mark.parametrize(("words", "shown"), TYPED)
def test_typed_words_are_short_and_harmless(words: str, shown: str) -> None:
    assert as_typed(words) == shown
