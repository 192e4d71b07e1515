"""When two names are one doctor."""

import pytest

from throughcare.law.answered import same_name

PAIRS = [
    ("Dr Ann Hart", "Ann Hart", True),
    ("DR. ANN  HART", "ann hart", True),
    ("Prof. Ann Hart", "Dr Hart, Ann", True),
    ("Zoë O'Hara", "Zoe O\u2019HARA", True),
    ("Ann Hart-Lee", "Ann Hart Lee", True),
    ("Ann Hart", "Bo Hart", False),
    ("A. Hart", "Ann Hart", False),
    ("Dr", "Doctor", False),
    ("", "", False),
    ("7000001", "7000001", True),
]


@pytest.mark.parametrize(("one", "other", "same"), PAIRS)
def test_case_accents_titles_and_order_make_no_other_doctor(one: str, other: str, same: object) -> None:
    assert same_name(one, other) is same_name(other, one) is same
