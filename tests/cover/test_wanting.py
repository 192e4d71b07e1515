"""When wings want how many mentors: said by those who work there, and no number that a wing cannot want."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.cover.conftest import NOW, Eastmoor
from throughcare.cover import wanting
from throughcare.cover.models import WeekWanted
from throughcare.organisations.refusals import Refused
from throughcare.rota.gaps import Hours

HOURS: dict[str, tuple[Any, str]] = {
    "around the clock": ({day: [Hours(0, 1440)] for day in range(7)}, ""),
    "across midnight": ({4: [Hours(1320, 1800)]}, ""),
    "two times a day": ({0: [Hours(480, 720), Hours(840, 1020, 3)]}, ""),
    "nobody": ({}, ""),
    "four at once": ({0: [Hours(480, 720, 4)]}, ""),
    "five at once": ({0: [Hours(480, 720, 5)]}, "from 1 to 4 mentors at once"),
    "none at once": ({0: [Hours(480, 720, 0)]}, "from 1 to 4 mentors at once"),
    "from later to earlier": ({0: [Hours(720, 480)]}, "follow one another"),
    "times that meet": ({0: [Hours(480, 720), Hours(700, 900)]}, "follow one another"),
    "an eighth day": ({7: [Hours(480, 720)]}, "follow one another"),
    "longer than a day": ({0: [Hours(0, 1500)]}, "follow one another"),
}


@pytest.mark.parametrize("name", HOURS)
def test_a_wing_says_when_it_wants_somebody(scheme: Eastmoor, name: str):
    hours, wrong = HOURS[name]
    said: dict[str, Any] = {"unit": scheme.wings["D wing"], "hours": hours, "by": scheme.cast.owen, "at": NOW}
    if not wrong:
        assert wanting.week(wanting.say_wanted(**said).hours) == hours
    else:
        with pytest.raises(Refused, match=wrong):
            wanting.say_wanted(**said)


@pytest.mark.parametrize(
    ("hours", "fine"),
    [([[1320, 1800]], "fine"), ([[1320, 1800, 4]], "fine"), ([[480, 720, 1], [840, 900, 0]], ""),
     ([[1320, 1800, 5]], ""), ([[1320, 1800, 1.5]], ""), ([[1320, 1800, "two"]], "")],
)  # fmt: skip
def test_the_database_holds_no_number_of_mentors_that_a_wing_cannot_want(scheme: Eastmoor, hours: Any, fine: str):
    unit = scheme.wings["D wing"]
    row = WeekWanted(place_id=unit.organisation_id, unit=unit, hours={"4": hours}, by=scheme.mina, at=NOW)
    if fine:
        row.save()
        assert wanting.week(row.hours)[4][0] == Hours(1320, 1800, hours[0][2] if len(hours[0]) > 2 else 1)
    else:
        with pytest.raises(IntegrityError, match="a_wing_wants_some_mentors_at_once"), transaction.atomic():
            row.save()


@pytest.mark.parametrize("who", ["sam", "harun", "ada", "carol"])
def test_when_a_wing_wants_somebody_is_for_those_who_work_there(scheme: Eastmoor, who: str):
    with pytest.raises(Refused, match="Only those who work at this prison"):
        wanting.say_wanted(unit=scheme.wings["D wing"], hours={}, by=scheme.cast.staff[who], at=NOW)
