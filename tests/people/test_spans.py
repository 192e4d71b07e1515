"""Where a person is and under which law, over time: never two at once, whatever is recorded in which order."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import MONDAY, Cast
from tests.people.conftest import NEW_YEAR, TODAY, Move, SetStatus, day
from throughcare.organisations import actions as organisations
from throughcare.organisations.models import Unit
from throughcare.organisations.refusals import Refused
from throughcare.people import actions
from throughcare.people.models import LegalStatus, Person, Placement

pytestmark = pytest.mark.django_db


def way(person: Person) -> list[tuple[str, date, date | None]]:
    """Where the person was, from when until when."""
    rows = person.placements.select_related("organisation").order_by("from_on", "id")
    return [(row.organisation.name, row.from_on, row.until_on) for row in rows]


def test_a_placement_ends_on_the_day_the_next_begins(alex: Person, move: Move):
    move("Rowan Unit", day(10))
    assert way(alex) == [("HMP Eastmoor", NEW_YEAR, day(10)), ("Rowan Unit", day(10), None)]


def test_somebody_may_move_twice_in_one_day(alex: Person, move: Move):
    move("HMP Westfell", day(10))
    move("Rowan Unit", day(10))
    assert way(alex)[1:] == [("HMP Westfell", day(10), day(10)), ("Rowan Unit", day(10), None)]
    assert [row.organisation.name for row in alex.placements.in_force(as_of=day(10))] == ["Rowan Unit"]


def test_an_earlier_placement_may_be_entered_late_where_there_is_room(alex: Person, move: Move):
    move("HMP Westfell", date(2025, 11, 3), NEW_YEAR)
    assert way(alex)[0] == ("HMP Westfell", date(2025, 11, 3), NEW_YEAR)


def test_moving_to_another_wing_is_a_placement_of_its_own(cast: Cast, alex: Person):
    wing = Unit.objects.create(organisation=cast.places["HMP Eastmoor"], kind="wing", name="D wing")
    row = Placement(person=alex, organisation=wing.organisation, unit=wing, from_on=day(10))
    actions.move(placement=row, by=cast.nadia, at=MONDAY)
    assert len(way(alex)) == 2


@pytest.mark.parametrize(
    ("place", "on", "until_on", "field", "says"),
    [
        ("Rowan Unit", date(2026, 3, 3), None, "from_on", "Tuesday 3 March 2026 has not come yet."),
        ("Rowan Unit", date(1990, 5, 13), None, "from_on", "Sunday 13 May 1990 is before Alex Marlow was born."),
        ("Rowan Unit", day(10), day(9), "until_on", "Monday 9 February 2026 is before the first day"),
        ("Rowan Unit", day(10), day(5, 3), "until_on", "Thursday 5 March 2026 has not come yet."),
        ("Rowan Unit", date(2025, 12, 1), None, "from_on", "recorded at HMP Eastmoor from Thursday 1 January 2026."),
        ("Rowan Unit", day(3), day(5), "from_on", "recorded at HMP Eastmoor from Thursday 1 January 2026."),
        ("HMP Eastmoor", day(10), None, "organisation", "there already, from Thursday 1 January 2026."),
        ("HMP Westfell", day(10), None, "organisation", "HMP Westfell was not open on that day."),
    ],
)
def test_a_move_that_cannot_have_been_is_refused_in_words(
    cast: Cast, alex: Person, move: Move, place: str, on: date, until_on: date | None, field: str, says: str
):
    organisations.close_organisation(organisation=cast.places["HMP Westfell"], on=day(1), by=cast.ada, at=MONDAY)
    with pytest.raises(Refused) as refused:
        move(place, on, until_on)
    assert says in refused.value.reasons[field]
    assert way(alex) == [("HMP Eastmoor", NEW_YEAR, None)]


def test_a_unit_of_another_place_is_refused(cast: Cast, alex: Person):
    wing = Unit.objects.create(organisation=cast.places["HMP Westfell"], kind="wing", name="A wing")
    row = Placement(person=alex, organisation=cast.places["Rowan Unit"], unit=wing, from_on=day(10))
    with pytest.raises(Refused, match="A wing is not a unit of Rowan Unit"):
        actions.move(placement=row, by=cast.nadia, at=MONDAY)


def test_somebody_released_is_placed_nowhere(cast: Cast, alex: Person):
    placement = alex.placements.get()
    actions.end_placement(placement=placement, on=day(10), by=cast.nadia, at=MONDAY)
    assert not alex.placements.in_force(as_of=day(10)).exists()
    with pytest.raises(Refused, match="The placement ended on Tuesday 10 February 2026 already"):
        actions.end_placement(placement=placement, on=day(11), by=cast.nadia, at=MONDAY)


def test_a_sentence_follows_remand_and_the_act_is_counted_by_itself(alex: Person, set_status: SetStatus):
    set_status("sentence", "remand", NEW_YEAR)
    set_status("mental-health-act", "17", day(2))
    set_status("sentence", "determinate", day(10), date(2028, 2, 10))
    set_status("mental-health-act", "15", day(10))
    assert [(row.kind, row.code, row.until_on) for row in alex.legal_statuses.order_by("kind", "from_on")] == [
        ("mental-health-act", "17", day(10)),
        ("mental-health-act", "15", None),
        ("sentence", "remand", day(10)),
        ("sentence", "determinate", date(2028, 2, 10)),
    ]


def test_a_sentence_gives_way_before_its_planned_end(alex: Person, set_status: SetStatus):
    set_status("sentence", "determinate", NEW_YEAR, date(2028, 2, 10))
    set_status("sentence", "recall-standard", day(10), date(2027, 2, 10))
    assert [row.until_on for row in alex.legal_statuses.order_by("from_on")] == [day(10), date(2027, 2, 10)]


@pytest.mark.parametrize(
    ("kind", "code", "on", "field"),
    [
        ("sentence", "lifelong", day(10), "code"),
        ("zodiac", "remand", day(10), "kind"),
        ("sentence", "remand", day(10), "code"),
        ("sentence", "determinate", date(2025, 12, 1), "from_on"),
        ("sentence", "determinate", day(3, 3), "from_on"),
    ],
)
def test_a_legal_status_that_cannot_be_is_refused_by_field(
    set_status: SetStatus, kind: str, code: str, on: date, field: str
):
    set_status("sentence", "remand", NEW_YEAR)
    with pytest.raises(Refused) as refused:
        set_status(kind, code, on)
    assert list(refused.value.reasons) == [field]


def test_a_legal_status_ends_with_none_after_it(cast: Cast, alex: Person, set_status: SetStatus):
    set_status("sentence", "remand", NEW_YEAR)
    actions.end_legal_status(status=alex.legal_statuses.get(), on=day(10), by=cast.nadia, at=MONDAY)
    assert not alex.legal_statuses.in_force(as_of=day(10)).exists()


def test_the_database_itself_lets_no_two_placements_overlap(alex: Person, move: Move):
    placed = move("Rowan Unit", day(10))
    with pytest.raises(IntegrityError, match="placements_never_overlap"), transaction.atomic():
        Placement.objects.filter(pk=placed.pk).update(from_on=day(9))


def test_the_database_itself_lets_no_two_legal_statuses_of_one_kind_overlap(alex: Person, set_status: SetStatus):
    held = set_status("sentence", "remand", NEW_YEAR)
    row = LegalStatus(
        person=alex,
        kind="sentence",
        code="civil",
        category="x",
        from_on=day(10),
        recorded_at=MONDAY,
        recorded_by=held.recorded_by,
    )
    with pytest.raises(IntegrityError, match="legal_statuses_of_a_kind_never_overlap"), transaction.atomic():
        row.save()
    row.kind = "licence"
    row.save()


PLACES = st.sampled_from(["HMP Eastmoor", "HMP Westfell", "Rowan Unit", "Alder Unit"])
DAYS = st.integers(-90, 3).map(lambda days: TODAY + timedelta(days=days))
MOVES = st.lists(st.tuples(PLACES, DAYS, st.none() | DAYS), max_size=12)


@given(moves=MOVES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_moves_are_recorded_a_person_is_at_one_place_a_day(
    alex: Person, move: Move, moves: list[tuple[str, date, date | None]]
):
    """A move is either recorded whole or refused with a sentence; the constraint is never what says no."""
    with transaction.atomic():
        for place, on, until_on in moves:
            try_move(move, place, on, until_on)
        for days in range(100):
            assert alex.placements.in_force(as_of=TODAY - timedelta(days=days)).count() <= 1
        transaction.set_rollback(True)


def try_move(move: Move, place: str, on: date, until_on: date | None) -> None:
    try:
        move(place, on, until_on)
    except Refused as refused:
        told = refused.reasons
    else:
        told = {"": "Recorded."}
    for sentence in told.values():
        if not sentence.endswith("."):
            raise AssertionError(sentence)
