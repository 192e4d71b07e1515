"""Putting a person on record, placing and recognising them: who may see them then."""

from datetime import UTC, date, datetime

import pytest

from tests.cast import MONDAY, Cast
from throughcare.access import actions
from throughcare.access.seeing import seen_by
from throughcare.audit.models import Entry
from throughcare.organisations.refusals import Refused
from throughcare.people.models import Person, Placement
from throughcare.people.numbers import Number

NUMBER = Number(kind="nomis", typed="A1234BC", source="reception")


@pytest.fixture
def robin(cast: Cast) -> Person:
    described = Person(given_names="Robin", family_name="Sedge", birth_date=date(1988, 7, 1), fictional=True)
    return actions.record_person(person=described, by=cast.nadia, at=MONDAY, numbers=[NUMBER])


def sees(cast: Cast, name: str, person: Person) -> bool:
    return seen_by(Person, staff=cast.staff[name], as_of=MONDAY).filter(pk=person.pk).exists()


def test_whoever_records_a_person_sees_them_and_nobody_else_does(cast: Cast, robin: Person):
    assert [name for name in cast.staff if sees(cast, name, robin)] == ["nadia"]


def test_placing_a_person_lets_those_there_see_them(cast: Cast, robin: Person):
    westfell = cast.places["HMP Westfell"]
    actions.place(
        placement=Placement(person=robin, organisation=westfell, from_on=date(2026, 3, 1)), by=cast.nadia, at=MONDAY
    )
    assert sees(cast, "sam", robin)


def test_leaving_lets_the_grants_of_the_place_run_out(cast: Cast):
    alex = cast.people["alex"]
    actions.leave(placement=alex.placements.get(), on=date(2026, 3, 2), by=cast.nadia, at=MONDAY)
    assert sees(cast, "owen", alex)
    assert not seen_by(Person, staff=cast.owen, as_of=datetime(2026, 4, 2, tzinfo=UTC)).exists()


def test_a_number_and_a_date_of_birth_are_enough_to_recognise_somebody(cast: Cast, robin: Person):
    found = actions.recognise(number=NUMBER, birth_date=date(1988, 7, 1), by=cast.harun, at=MONDAY)
    assert found == robin
    assert sees(cast, "harun", robin)
    assert Entry.objects.filter(did="recognised-person", person_id=robin.pk, by=cast.harun).exists()


def test_a_number_alone_tells_nothing(cast: Cast, robin: Person):
    with pytest.raises(Refused, match="Nobody is on record with this number and this date of birth"):
        actions.recognise(number=NUMBER, birth_date=date(1988, 7, 2), by=cast.harun, at=MONDAY)
    assert not sees(cast, "harun", robin)
