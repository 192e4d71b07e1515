"""Short ways to say that Nadia records something about Alex, who was born on Monday 14 May 1990."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import MONDAY, Cast
from throughcare.people import actions
from throughcare.people.models import LegalStatus, Person, Placement

TODAY = date(2026, 3, 2)
NEW_YEAR = date(2026, 1, 1)


def day(number: int, month: int = 2) -> date:
    return date(2026, month, number)


@pytest.fixture
def alex(cast: Cast) -> Person:
    """At HMP Eastmoor since New Year; today is Monday 2 March 2026."""
    return cast.people["alex"]


Move = Callable[..., Placement]


@pytest.fixture
def move(cast: Cast, alex: Person) -> Move:
    """move("Rowan Unit", on) places Alex there."""

    def moved(place: str, on: date, until_on: date | None = None) -> Placement:
        row = Placement(person=alex, organisation=cast.places[place], from_on=on, until_on=until_on)
        return actions.move(placement=row, by=cast.nadia, at=MONDAY)

    return moved


SetStatus = Callable[..., LegalStatus]


@pytest.fixture
def set_status(cast: Cast, alex: Person) -> SetStatus:
    """set_status("sentence", "remand", on) records that Alex is remanded."""

    def recorded(kind: str, code: str, on: date, until_on: date | None = None) -> LegalStatus:
        row = LegalStatus(person=alex, kind=kind, code=code, from_on=on, until_on=until_on)
        return actions.set_legal_status(status=row, by=cast.nadia, at=MONDAY)

    return recorded
