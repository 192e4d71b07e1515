"""Numbers of a data file that need not be whole."""

import pytest

from throughcare.datafiles.read import read
from throughcare.datafiles.shape import NUMBER, REAL, REALS


@pytest.mark.parametrize(
    ("written", "held"),
    [("-2", -2), ("19.5", 19.5), ("0", 0), ("true", None), ("nan", None), ("inf", None), ("1e9", None), ('"3"', None)],
)
def test_a_number_may_be_negative_or_have_decimals_and_is_never_endless(written: str, held: float | None) -> None:
    found = read(f"least = {written}".encode(), {"least": REAL}, path="x.toml", called="instrument")
    assert found.values == {"least": held}
    told = ["x.toml:1: 'least' of the instrument is not right. It must be a number."]
    assert [str(problem) for problem in found.problems] == (told if held is None else [])


def test_a_list_of_numbers_is_whole_or_refused() -> None:
    shape = {"metric": REALS, "items": NUMBER}
    assert read(b"metric = [7, 9.51]", shape, path="x", called="instrument").values == {
        "metric": (7, 9.51),
        "items": None,
    }
    assert read(b'metric = [7, "x"]', shape, path="x", called="instrument").problems != ()


def test_a_key_that_is_unknown_is_one_of_an_instrument() -> None:
    found = read(b"leest = 1", {"least": REAL}, path="x.toml", called="instrument")
    assert str(found.problems[0]) == "x.toml:1: 'leest' is not a key of an instrument. Did you mean 'least'?"
