"""The printed matrix says what runs."""

from pathlib import Path

from throughcare.sharing.printed import page

PRINTED = Path(__file__).parents[2] / "docs" / "handbook" / "access-matrix.md"


def test_the_printed_matrix_says_what_runs() -> None:
    assert PRINTED.read_text() == page()


def test_words_beside_a_letter_are_printed() -> None:
    assert "| F (escalate) |" in page()
    assert "| W\\* |" not in page()
    assert "| Victim information † | - |" in page()
