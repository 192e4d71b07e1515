"""Search before create: one box, and every match says why it is one."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker
from pytest_django.asserts import assertNumQueries

from tests.cast import MONDAY, Cast
from tests.kept import Kept, keep
from throughcare.access.seeing import seen_by
from throughcare.people import actions
from throughcare.people.asked import read_asked
from throughcare.people.models import Person
from throughcare.people.names import name_keys
from throughcare.people.search import MOST_CANDIDATES, Among, search

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "typed",
    [
        "02/03/1984",
        "2.3.84",
        "2-3-1984",
        "2 3 1984",
        "1984-03-02",
        "2 March 1984",
        "2nd mar 84",
        "02031984",
        "19840302",
    ],
)
def test_a_date_of_birth_is_read_in_the_ways_people_write_it(typed: str):
    assert read_asked(typed, as_of=TODAY).birth_dates == (date(1984, 3, 2),)


@pytest.mark.parametrize("typed", ["31/02/1990", "12/13/1990", "1/1/2030", "0/1/1990"])
def test_a_day_on_which_nobody_was_born_is_told(typed: str):
    asked = read_asked(typed, as_of=TODAY)
    assert asked.birth_dates == ()
    assert asked.notes == (f"{typed} is not a date on which anybody can have been born.",)


def test_one_box_takes_numbers_names_and_a_date_in_any_order():
    asked = read_asked("Okafor, John 943 476 5919 2/3/84 a1234bc x123456 2003/0062845E 12/08A H-20", as_of=TODAY)
    assert asked.identifiers == (
        ("nhs-number", "9434765919"),
        ("nomis", "A1234BC"),
        ("crn", "X123456"),
        ("cro", "000012/08A"),
        ("pnc", "2003/0062845E"),
    )
    assert asked.birth_dates == (date(1984, 3, 2),)
    assert asked.names == ("OKAFOR", "JOHN")
    assert asked.numbers == ("H-20",)


def test_a_number_that_cannot_be_right_is_told():
    asked = read_asked("943 476 5918", as_of=TODAY)
    assert asked.identifiers == ()
    assert asked.notes[0].startswith("943 476 5918: This is not a possible NHS number")


@pytest.mark.parametrize(
    "typed", ["", "   ", "\0", "\u202e", "'; DROP TABLE people_person; --", "x" * 10_000, "%_\\", "🙂"]
)
@pytest.mark.django_db
def test_hostile_text_finds_nobody_and_breaks_nothing(typed: str):
    assert search(Among(Person.objects.all()), typed, as_of=TODAY).matches == ()


@pytest.fixture
def john(cast: Cast) -> Person:
    """John Okafor, called Jonny, born on 2 March 1984, NHS number 943 476 5919, hospital number H-20 of Rowan Unit."""
    person = Person(family_name="Okafor", given_names="John", known_as="Jonny", birth_date=date(1984, 3, 2))
    numbers = [
        actions.Number("nhs-number", "943 476 5919", "letter"),
        actions.Number("hospital", "h-20", "letter", issuer=cast.places["Rowan Unit"]),
    ]
    return actions.create_person(person=person, among=Person.objects.none(), numbers=numbers, by=cast.nadia, at=MONDAY)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("9434765919", ("same NHS number 943 476 5919",)),
        ("H-20", ("same hospital number H-20",)),
        ("okafor john", ("same family name", "same given name")),
        ("Okafor 02/03/1984", ("same date of birth", "same family name")),
        ("Okafour Jon", ("Okafour sounds like family name Okafor", "Jon sounds like given name John")),
        ("Ofakor John", ("Ofakor is spelt like family name Okafor", "same given name")),
        ("jonny okafor", ("same everyday name", "same family name")),
        ("J Okafor", ("J could stand for given name John", "same family name")),
        (
            "Okafor 03/02/1984",
            ("born on Friday 2 March 1984: day and month the other way round", "same family name"),
        ),
        ("Smith 2/3/84 9434765919", ("same NHS number 943 476 5919", "same date of birth")),
    ],
)
def test_each_match_says_why(john: Person, typed: str, why: tuple[str, ...]):
    (match,) = search(Among(Person.objects.all()), typed, as_of=TODAY).matches
    assert match.person == john
    assert match.why == why


def test_a_reference_finds_its_record(john: Person):
    (match,) = search(Among(Person.objects.all()), john.reference.lower(), as_of=TODAY).matches
    assert match.why == (f"this is record {john.reference}",)


@pytest.mark.parametrize(
    "typed", ["Patel", "Okafor Mary", "4000000004", "H-21", "5/5/1984", "James Okafor", "Patel 2/3/1984"]
)
def test_who_is_not_like_it_is_not_found(john: Person, typed: str):
    assert search(Among(Person.objects.all()), typed, as_of=TODAY).matches == ()


def test_the_best_match_comes_first(cast: Cast, john: Person):
    for given, born in (("Jon", date(1984, 3, 2)), ("John", date(1990, 1, 1))):
        other = Person(family_name="Okafor", given_names=given, birth_date=born)
        actions.create_person(person=other, among=Person.objects.none(), by=cast.nadia, at=MONDAY)
    found = search(Among(Person.objects.all()), "John Okafor 2/3/1984", as_of=TODAY)
    assert [(match.person.given_names, match.person.birth_date.year) for match in found.matches] == [
        ("John", 1984),
        ("Jon", 1984),
        ("John", 1990),
    ]


def test_only_those_whom_the_searcher_may_see_are_found(cast: Cast, john: Person):
    seen = seen_by(Person, staff=cast.sam, as_of=MONDAY)
    for typed in ("9434765919", "Okafor John", "2/3/1984", john.reference):
        found = search(Among(seen), typed, as_of=TODAY)
        assert (found.matches, found.more) == ((), False)


def test_everything_in_the_box_at_once_takes_four_queries(john: Person):
    with assertNumQueries(4):
        search(Among(Person.objects.all()), f"{john.reference} John Okafor 2/3/1984 9434765919 H-20", as_of=TODAY)


FAMILY = ("Smith", "Patel", "Okafor", "Novak", "Byrne", "Aziz", "Quill", "Marsh", "Tran", "Weiss", "Lind", "Doyle")
GIVEN = ("John", "Mary", "Amir", "Rosa", "Liam", "Noor", "Petra", "Owen", "Bola", "Ines", "Hugo")


@pytest.fixture(scope="module")
def kept_crowd(kept_cast: Kept, django_db_blocker: DjangoDbBlocker) -> Kept:
    with django_db_blocker.unblock():
        return keep(lambda: make_crowd(kept_cast.lay_out()))


@pytest.fixture
def crowd(kept_crowd: Kept, db: None) -> SimpleNamespace:
    """Six thousand people of 132 names, five hundred of them to each family name, born over forty years."""
    kept_crowd.lay_out()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE people_person")
    return SimpleNamespace(people=Person.objects.all())


def make_crowd(cast: Cast) -> None:
    Person.objects.bulk_create(
        (
            Person(
                reference=f"TC-{number // 500 + 222}-{number % 500 + 222}".replace("0", "A").replace("1", "B"),
                family_name=FAMILY[number % 12],
                given_names=GIVEN[number % 11],
                birth_date=date.fromordinal(date(1960, 1, 1).toordinal() + number * 7 % 14_000),
                name_keys=name_keys([FAMILY[number % 12], GIVEN[number % 11]]),
                recorded_at=MONDAY,
                recorded_by=cast.nadia,
            )
            for number in range(6_000)
        ),
        batch_size=1_000,
    )


def test_a_name_many_share_says_that_there_are_more(crowd: SimpleNamespace):
    found = search(Among(crowd.people), "Smith", as_of=TODAY)
    assert found.more
    assert len(found.matches) == 20
    assert all(match.why == ("same family name",) for match in found.matches)


def test_whoever_is_called_just_that_is_found_among_many_who_sound_alike(crowd: SimpleNamespace):
    """More sound like them than can be compared: the last of them would not be reached."""
    exact = Person.objects.create(
        reference="TC-ZZZ-999", family_name="Smyth", given_names="Zeno", birth_date=date(1984, 3, 2),
        name_keys=name_keys(["Smyth", "Zeno"]), recorded_at=MONDAY, recorded_by=crowd.people[0].recorded_by,
    )  # fmt: skip
    found = search(Among(crowd.people), "Smyth", as_of=TODAY)
    assert found.more
    assert found.matches[0].person == exact


@pytest.mark.parametrize(
    ("question", "index"),
    [
        ({"name_keys__contains": ["=SMITH", "=JOHN"]}, "person_name_keys"),
        ({"name_keys__overlap": ["=SMYTHE", "mSM0", "nSNYTH"]}, "person_name_keys"),
        ({"birth_date__in": [date(1984, 3, 2), date(1984, 2, 3)]}, "person_birth_date"),
    ],
)
def test_every_question_is_answered_by_its_index(crowd: SimpleNamespace, question: dict[str, object], index: str):
    plan = crowd.people.filter(**question)[: MOST_CANDIDATES + 1].explain()
    assert index in plan
    assert "Seq Scan" not in plan
