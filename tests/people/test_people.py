"""Putting people on record, correcting it, and the numbers and the death that belong to one person."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.cast import MONDAY, Cast
from tests.people.conftest import NEW_YEAR, TODAY, Move, SetStatus, day
from throughcare.audit.models import Entry
from throughcare.organisations.codes import code_list
from throughcare.organisations.refusals import Refused
from throughcare.people import actions
from throughcare.people.kinds import ALERTS, LEGAL_STATUSES, NEEDS
from throughcare.people.models import Alert, Identifier, Need, Person
from throughcare.people.references import ALPHABET, new_reference
from throughcare.sharing import CATEGORIES

pytestmark = pytest.mark.django_db

NHS = actions.Number("nhs-number", "943 476 5919", "reception screen")


def create(cast: Cast, *, among: Any = None, confirmed_not: Any = (), numbers: Any = (), **description: Any) -> Person:
    """Nadia puts Rosa Lind, born on 2 March 1984, on record, or somebody who differs from her as said."""
    described = {"family_name": "Lind", "given_names": "Rosa", "birth_date": date(1984, 3, 2)} | description
    return actions.create_person(
        person=Person(**described),
        among=Person.objects.all() if among is None else among,
        numbers=numbers,
        confirmed_not=confirmed_not,
        by=cast.nadia,
        at=MONDAY,
    )


def test_a_person_is_put_on_record_with_names_tidied_and_the_audit_says_by_whom(cast: Cast):
    rosa = create(cast, family_name="  Lind ", given_names="Rosa  Maria")
    rosa.refresh_from_db()
    assert (rosa.full_name, rosa.recorded_by, rosa.recorded_at) == ("Rosa Maria Lind", cast.nadia, MONDAY)
    assert Entry.objects.get(did="created-person", person_id=rosa.pk).by == cast.nadia


IMPOSSIBLE = [
    ("family_name", ""),
    ("family_name", "   "),
    ("family_name", "x" * 101),
    ("given_names", "Ro\0sa"),
    ("known_as", "\u202eRosa"),
    ("given_names", "123"),
    ("birth_date", date(2026, 3, 3)),
    ("birth_date", date(1784, 3, 2)),
    ("sex", "7"),
    ("ethnic_category", "Q"),
    ("language", "x" * 61),
]


@pytest.mark.parametrize(("field", "value"), IMPOSSIBLE, ids=str)
def test_what_cannot_be_is_refused_by_field_and_nothing_is_recorded(cast: Cast, field: str, value: object):
    before = Person.objects.count()
    with pytest.raises(Refused) as refused:
        create(cast, **{field: value})
    assert list(refused.value.reasons) == [field]
    assert Person.objects.count() == before


def test_all_that_is_wrong_is_told_at_once(cast: Cast):
    with pytest.raises(Refused) as refused:
        create(cast, family_name="", sex="7", numbers=[actions.Number("nomis", "A1", "letter")])
    assert refused.value.reasons.keys() == {"family_name", "sex", "nomis"}


def test_a_name_is_the_only_thing_that_must_be_known(cast: Cast):
    assert create(cast, given_names="", birth_date=None).full_name == "Lind"


@pytest.mark.parametrize(
    "description",
    [
        {},
        {"given_names": "Roza"},
        {"birth_date": date(1984, 2, 3)},
        {"given_names": "Rosa Maria"},
        {"family_name": "Rosa", "given_names": "Lind"},
    ],
    ids=str,
)
def test_who_is_probably_on_record_already_is_not_added_again_without_looking(cast: Cast, description: dict[str, Any]):
    rosa = create(cast)
    with pytest.raises(actions.ProbablyKnown) as known:
        create(cast, **description)
    assert [match.person for match in known.value.matches] == [rosa]
    assert known.value.matches[0].why
    assert create(cast, **description, confirmed_not=[rosa.pk]).pk != rosa.pk


@pytest.mark.parametrize(
    "description",
    [{"birth_date": date(1985, 7, 9)}, {"given_names": "Petra"}, {"family_name": "Okafor", "given_names": "Ines"}],
    ids=str,
)
def test_who_is_only_somewhat_like_somebody_is_added(cast: Cast, description: dict[str, Any]):
    create(cast)
    create(cast, **description)


def test_a_number_on_record_is_the_same_person_whatever_the_name(cast: Cast):
    create(cast, numbers=[NHS])
    with pytest.raises(actions.ProbablyKnown) as known:
        create(cast, family_name="Okafor", given_names="Ines", birth_date=date(1970, 1, 1), numbers=[NHS])
    assert known.value.matches[0].why == ("same NHS number 943 476 5919",)


def test_nobody_learns_of_a_person_they_may_not_see_by_trying_to_add_them(cast: Cast):
    create(cast)
    assert create(cast, among=Person.objects.none()).full_name == "Rosa Lind"


def test_a_number_of_somebody_unseen_says_that_it_is_taken_and_nothing_more(cast: Cast):
    create(cast, numbers=[NHS])
    with pytest.raises(Refused) as refused:
        create(cast, among=Person.objects.none(), family_name="Okafor", numbers=[NHS])
    [(field, says)] = refused.value.reasons.items()
    assert (field, says.startswith("NHS number: this is on another record.")) == ("nhs-number", True)
    assert "Caldicott Guardian of your organisation" in says
    assert "Rosa" not in says
    assert not Person.objects.filter(family_name="Okafor").exists()


def test_a_correction_keeps_in_the_audit_what_was_said_before(cast: Cast):
    rosa = create(cast)
    rosa.family_name = "Linde"
    actions.correct_person(person=rosa, by=cast.nadia, at=MONDAY)
    rosa.refresh_from_db()
    assert rosa.family_name == "Linde"
    assert "=LINDE" in rosa.name_keys
    assert Entry.objects.get(did="corrected-person").detail == {"was": {"family_name": "Lind"}}


def test_nobody_is_corrected_to_have_been_placed_before_birth(cast: Cast, alex: Person):
    alex.birth_date = day(1)
    with pytest.raises(Refused) as refused:
        actions.correct_person(person=alex, by=cast.nadia, at=MONDAY)
    assert list(refused.value.reasons) == ["birth_date"]


def test_references_can_be_read_aloud_and_tell_nothing():
    assert not set("01ILOU") & set(ALPHABET)
    assert len({new_reference("TC") for _ in range(500)}) == 500


def test_a_person_may_have_many_numbers_of_one_kind(cast: Cast, alex: Person):
    for typed in ("A1234BC", "b5678cd", "A1234BC"):
        number = actions.Number("nomis", typed, "prison system")
        actions.add_identifier(person=alex, number=number, by=cast.nadia, at=MONDAY)
    assert [row.value for row in alex.identifiers.all()] == ["A1234BC", "B5678CD"]


def test_a_number_given_again_and_checked_becomes_verified(cast: Cast, alex: Person):
    for verified in (False, True, False):
        number = actions.Number("nomis", "A1234BC", "prison system", verified=verified)
        held = actions.add_identifier(person=alex, number=number, by=cast.nadia, at=MONDAY)
    assert held.verified


def test_a_hospital_number_needs_its_hospital_and_two_hospitals_may_use_one(cast: Cast, alex: Person):
    rosa = create(cast)
    number = actions.Number("hospital", "H-20", "letter")
    with pytest.raises(Refused, match="which organisation gave this number out"):
        actions.add_identifier(person=alex, number=number, by=cast.nadia, at=MONDAY)
    for person, place in ((alex, "Rowan Unit"), (rosa, "Alder Unit")):
        number = actions.Number("hospital", "h-20", "letter", issuer=cast.places[place])
        actions.add_identifier(person=person, number=number, by=cast.nadia, at=MONDAY)
    assert Identifier.objects.filter(value="H-20").count() == 2


def test_there_is_no_kind_of_number_that_is_not_in_the_table(cast: Cast, alex: Person):
    number = actions.Number("passport", "1", "letter")
    with pytest.raises(Refused, match="no kind of number"):
        actions.add_identifier(person=alex, number=number, by=cast.nadia, at=MONDAY)


@pytest.mark.parametrize(("born", "died"), [(date(1990, 5, 14), date(1990, 5, 13))])
def test_the_database_lets_nobody_die_before_birth(alex: Person, born: date, died: date):
    with pytest.raises(IntegrityError, match="nobody_dies_before_birth"), transaction.atomic():
        Person.objects.filter(pk=alex.pk).update(birth_date=born, died_on=died)


def test_on_the_day_of_death_everything_holds_for_the_last_time(
    cast: Cast, alex: Person, move: Move, set_status: SetStatus
):
    set_status("sentence", "determinate", NEW_YEAR, date(2028, 1, 1))
    died = actions.record_death(person=alex, on=day(20), by=cast.nadia, at=MONDAY)
    assert died.died_on == day(20)
    for spans in (alex.placements, alex.legal_statuses):
        assert spans.in_force(as_of=day(20)).count() == 1
        assert spans.in_force(as_of=day(21)).count() == 0
    with pytest.raises(Refused, match="died on Friday 20 February 2026"):
        move("Rowan Unit", day(24))


@pytest.mark.parametrize(
    ("on", "says"),
    [(date(2026, 3, 3), "has not come yet"), (date(1990, 5, 13), "before"), (date(2025, 12, 31), "is after that")],
)
def test_an_impossible_day_of_death_is_refused(cast: Cast, alex: Person, on: date, says: str):
    with pytest.raises(Refused, match=says):
        actions.record_death(person=alex, on=on, by=cast.nadia, at=MONDAY)


def test_a_death_is_recorded_once(cast: Cast, alex: Person):
    actions.record_death(person=alex, on=day(20), by=cast.nadia, at=MONDAY)
    with pytest.raises(Refused, match="recorded already, on Friday 20 February 2026"):
        actions.record_death(person=alex, on=day(21), by=cast.nadia, at=MONDAY)


def test_a_need_is_recorded_and_met(cast: Cast, alex: Person):
    need = Need(person=alex, kind="housing", says=" A home  near Northam ", from_on=day(2))
    need = actions.add_need(need=need, by=cast.nadia, at=MONDAY)
    assert (need.says, need.category) == ("A home near Northam", "housing")
    actions.end_note(note=need, on=day(28), by=cast.nadia, at=MONDAY)
    with pytest.raises(Refused, match="ended on Saturday 28 February 2026 already"):
        actions.end_note(note=need, on=day(28), by=cast.nadia, at=MONDAY)


def an_alert(alex: Person, **facts: Any) -> Alert:
    facts = {"kind": "self-harm", "says": "No metal cutlery", "from_on": TODAY, "review_on": day(9, 3)} | facts
    return Alert(person=alex, **facts)


def test_an_alert_stands_until_somebody_has_looked_again(cast: Cast, alex: Person):
    alert = actions.add_alert(alert=an_alert(alex), by=cast.nadia, at=MONDAY)
    alert = actions.review_alert(alert=alert, next_on=day(16, 3), by=cast.nadia, at=MONDAY)
    assert (alert.category, alert.review_on) == ("self-harm-risk", day(16, 3))
    actions.end_note(note=alert, on=TODAY, by=cast.nadia, at=MONDAY)
    with pytest.raises(Refused, match="ended on Monday 2 March 2026"):
        actions.review_alert(alert=alert, next_on=day(17, 3), by=cast.nadia, at=MONDAY)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "weather"),
        ("says", " "),
        ("says", "x" * 401),
        ("says", "a\0"),
        ("from_on", day(3, 3)),
        ("from_on", date(1990, 1, 1)),
        ("review_on", day(1, 3)),
    ],
    ids=str,
)
def test_an_alert_that_cannot_be_is_refused_by_field(cast: Cast, alex: Person, field: str, value: object):
    with pytest.raises(Refused) as refused:
        actions.add_alert(alert=an_alert(alex, **{field: value}), by=cast.nadia, at=MONDAY)
    assert list(refused.value.reasons) == [field]


def test_every_kind_of_row_belongs_to_a_category_and_a_code_list_there_is():
    rows = [*NEEDS.values(), *ALERTS.values(), *LEGAL_STATUSES.values()]
    assert {row.category for row in rows} <= set(CATEGORIES)
    assert all(code_list(row.codes) for row in LEGAL_STATUSES.values())
