"""What an offender manager answers about Alex, as typed into the form of each model."""

from typing import Any

import pytest

from tests.cast import Cast
from tests.estimates.record import described
from throughcare.people.models import Person

ALEX = "/people/TC-AAA-222"
OGRS3 = {
    "conviction_date-day": "5", "conviction_date-month": "8", "conviction_date-year": "2021",
    "follow_up_start-day": "12", "follow_up_start-month": "12", "follow_up_start-year": "2021",
    "sanctions": "2", "age_at_first_sanction": "21", "offence_group": "other-offence",
}  # fmt: skip


@pytest.fixture
def alex(cast: Cast) -> Person:
    return described(cast)


def instead(**typed: Any) -> dict[str, str]:
    return OGRS3 | {name.replace("__", "-"): value for name, value in typed.items()}
