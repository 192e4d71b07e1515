"""What Alex says of themselves: asked and never inferred, and no answer is an answer too."""

from datetime import date

import pytest
from django.db import IntegrityError, connection

from tests.cast import MONDAY, Cast
from tests.people.conftest import TODAY, day
from throughcare.audit.models import Entry
from throughcare.organisations.codes import code_list
from throughcare.organisations.refusals import Refused
from throughcare.people import actions
from throughcare.people.kinds import CHARACTERISTICS, DECLINED, NOT_ASKED
from throughcare.people.models import Characteristic, Person


def say(cast: Cast, on: date = TODAY, source: str = "person", **said: str) -> list[Characteristic]:
    answers = {kind.replace("_", "-"): code for kind, code in said.items()}
    return actions.record_characteristics(
        person=cast.people["alex"], said=answers, source=source, from_on=on, by=cast.nadia, at=MONDAY
    )


def kept(alex: Person) -> list[tuple[str, str, date, date | None]]:
    return list(alex.characteristics.values_list("kind", "code", "from_on", "until_on"))


def test_every_question_has_two_ways_not_to_answer_and_they_are_not_the_same():
    for row in CHARACTERISTICS.values():
        ways = [entry.within for entry in code_list(row.codes).values() if entry.within != "stated"]
        assert sorted(ways) == [DECLINED, NOT_ASKED], row.title


def test_several_are_said_at_once_and_who_wrote_them_down_is_kept(cast: Cast, alex: Person):
    say(cast, religion="C", gender_at_birth="Y", orientation="Z")
    assert kept(alex) == [
        ("gender-at-birth", "Y", TODAY, None), ("orientation", "Z", TODAY, None), ("religion", "C", TODAY, None),
    ]  # fmt: skip
    assert {row.recorded_by for row in alex.characteristics.all()} == {cast.nadia}
    told = Entry.objects.get(did="recorded-characteristics").detail
    assert told["kinds"] == ["religion", "gender-at-birth", "orientation"]
    assert "C" not in str(told["kinds"]), "the audit record says of what, and not what"


def test_a_new_answer_ends_the_one_before_which_stays_on_record(cast: Cast, alex: Person):
    say(cast, day(1), pregnancy="pregnant")
    say(cast, day(20), pregnancy="maternity")
    assert kept(alex) == [("pregnancy", "pregnant", day(1), day(20)), ("pregnancy", "maternity", day(20), None)]


def test_what_was_written_down_wrongly_is_put_right_from_its_first_day(cast: Cast, alex: Person):
    say(cast, day(1), religion="G")
    say(cast, day(1), religion="D")
    assert kept(alex) == [("religion", "G", day(1), day(1)), ("religion", "D", day(1), None)]


def test_to_say_nothing_any_more_is_an_answer_of_its_own(cast: Cast, alex: Person):
    say(cast, day(1), marriage="P")
    say(cast, marriage="N")
    assert kept(alex)[-1] == ("marriage", "N", TODAY, None)


def test_what_is_on_record_already_is_not_written_twice(cast: Cast, alex: Person):
    say(cast, day(1), religion="C", marriage="S")
    [row] = say(cast, religion="C", marriage="M")
    assert row.kind == "marriage"
    with pytest.raises(Refused, match="Nothing here differs"):
        say(cast, religion="C", marriage="M")
    assert len(kept(alex)) == 3


def test_what_another_record_said_counts_anew_once_the_person_says_it(cast: Cast, alex: Person):
    say(cast, day(1), source="record", religion="J")
    [row] = say(cast, religion="J")
    assert row.source == "person"


@pytest.mark.parametrize(
    ("said", "on", "field"),
    [
        ({"religion": "Z"}, TODAY, "religion"),
        ({"shoe_size": "44"}, TODAY, "shoe-size"),
        ({"religion": "C"}, date(2026, 3, 3), "from_on"),
        ({"religion": "C"}, date(1990, 5, 13), "from_on"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(cast: Cast, said: dict[str, str], on: date, field: str):
    with pytest.raises(Refused) as refused:
        say(cast, on, **said)
    assert set(refused.value.reasons) == {field}
    assert not Characteristic.objects.exists()


def test_one_that_is_impossible_keeps_none_of_them(cast: Cast):
    say(cast, religion="C")
    with pytest.raises(Refused) as refused:
        say(cast, day(1), religion="D", marriage="S")
    assert "on record from Monday 2 March 2026" in refused.value.reasons["religion"]
    assert Characteristic.objects.count() == 1


def test_a_source_that_there_is_none_of_is_refused(cast: Cast):
    with pytest.raises(Refused) as refused:
        say(cast, source="guess", religion="C")
    assert set(refused.value.reasons) == {"source"}


def test_the_database_takes_no_code_of_another_question(cast: Cast, alex: Person):
    stamp = {"person": alex, "recorded_at": MONDAY, "recorded_by": cast.nadia}
    with pytest.raises(IntegrityError, match="characteristic_is_a_code_of_its_kind"):
        Characteristic.objects.create(kind="pregnancy", code="C", source="person", from_on=TODAY, **stamp)


@pytest.mark.django_db
def test_no_two_kinds_are_the_same_to_the_constraint():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT hashtext(word)) FROM unnest(%s::text[]) word", [list(CHARACTERISTICS)])
        assert cursor.fetchone() == (len(CHARACTERISTICS),)


def test_with_a_death_it_holds_for_the_last_time(cast: Cast, alex: Person):
    say(cast, day(1), religion="B")
    actions.record_death(person=alex, on=TODAY, by=cast.nadia, at=MONDAY)
    assert kept(alex) == [("religion", "B", day(1), date(2026, 3, 3))]
    with pytest.raises(Refused):
        say(cast, religion="C")
