"""Who answers for whom on record: what is taken, what is refused in words, and what the database holds by itself."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.cast import LONG_AGO, Cast, gather
from tests.providers.conftest import SAID, TODAY, Areas, make_areas, on
from throughcare.audit.models import Entry
from throughcare.organisations.models import Organisation
from throughcare.organisations.refusals import Refused
from throughcare.providers import keeping
from throughcare.providers.kinds import ANSWERS, TRAITS
from throughcare.providers.models import Responsibility, ResponsibilityEnd


def test_a_row_says_who_recorded_it_by_what_and_who_approved_it(areas: Areas):
    row = areas.answer(areas.northshire, "Rowan Unit", level="medium", sex="1")
    assert (row.recorded_by, row.source, row.approved_by) == (areas.cast.carol, *SAID.values())
    assert Entry.objects.filter(did="answered-for-area", detail={"responsibility": row.pk}).exists()


OVERLAPS = [
    ({}, {}),
    ({"level": "medium"}, {"level": "medium"}),
    ({"level": "medium"}, {}),
    ({}, {"level": "medium", "specialty": "brain-injury", "sex": "2"}),
    ({"level": "medium", "sex": "1"}, {"specialty": "mental-illness"}),
    ({"until_on": on("2026-06-01")}, {"from_on": on("2026-05-31")}),
    ({"from_on": on("2026-06-01")}, {"from_on": on("2026-05-01"), "until_on": on("2026-06-02")}),
]
APART = [
    ({"level": "medium"}, {"level": "low"}),
    ({"sex": "1"}, {"sex": "2", "level": "high"}),
    ({"specialty": "mental-illness"}, {"specialty": "brain-injury"}),
    ({"until_on": on("2026-06-01")}, {"from_on": on("2026-06-01")}),
    ({"level": "medium", "sex": "1"}, {"level": "medium", "sex": "2"}),
]


@pytest.mark.parametrize(("first", "second"), OVERLAPS)
def test_two_rows_that_would_answer_on_one_day_are_refused_in_words(areas: Areas, first: dict, second: dict):
    row = areas.answer(areas.northshire, "Rowan Unit", **first)
    with pytest.raises(Refused) as refused:
        areas.answer(areas.northshire, "Alder Unit", **second)
    assert f"Row {row.pk} answers for Northshire Commissioning" in refused.value.reasons["from_on"]
    assert "Rowan Unit. End it first" in refused.value.reasons["from_on"]


@pytest.mark.parametrize(("first", "second"), OVERLAPS)
def test_the_database_itself_holds_no_two_answers_for_one_day(areas: Areas, first: dict, second: dict):
    held = areas.answer(areas.northshire, "Rowan Unit", **first)
    held.pk, held._state.adding = None, True
    for name, value in {"level": "", "specialty": "", "sex": "", "from_on": LONG_AGO, "until_on": None}.items():
        setattr(held, name, second.get(name, value))
    with pytest.raises(IntegrityError, match="nobody_is_answered_for_twice_on_a_day"), transaction.atomic():
        held.save(force_insert=True)


@pytest.mark.parametrize(("first", "second"), APART)
def test_rows_that_never_answer_the_same_stand_side_by_side(areas: Areas, first: dict, second: dict):
    areas.answer(areas.northshire, "Rowan Unit", **first)
    areas.answer(areas.northshire, "Alder Unit", **second)
    areas.answer(areas.council, "Alder Unit", **second)
    areas.answer(areas.northshire, areas.northshire, answers="commissioner", **first)
    assert Responsibility.objects.count() == 4


def test_no_two_words_of_a_trait_are_compared_as_one(db: None):
    """The constraint compares words by their hash."""
    with connection.cursor() as cursor:
        for words in (ANSWERS, *TRAITS.values()):
            cursor.execute("SELECT count(DISTINCT hashtext(word)) FROM unnest(%s::text[]) AS word", [list(words)])
            assert cursor.fetchone() == (len(words),)


IMPOSSIBLE = {
    "answers": ({"answers": "bed"}, "Nobody asks for “bed”."),
    "organisation": ({"organisation": "HMP Eastmoor"}, "HMP Eastmoor cannot be a responsible provider."),
    "area": ({"area": "HMP Eastmoor"}, "HMP Eastmoor is not an area that somebody can live in."),
    "level": ({"level": "sky"}, "There is no level called “sky”."),
    "until_on": ({"until_on": LONG_AGO}, "It would end before it begins."),
    "source": ({"source": " "}, "This cannot be empty."),
    "approved_by": ({"approved_by": "Director\u202e"}, "turns text round"),
}


@pytest.mark.parametrize("field", IMPOSSIBLE)
def test_what_cannot_be_is_refused_at_its_field(areas: Areas, field: str):
    said, words = IMPOSSIBLE[field]
    places = {name: areas.cast.places[said[name]] for name in ("organisation", "area") if name in said}
    row = Responsibility(
        answers="provider",
        area=areas.northshire,
        organisation=areas.cast.places["Rowan Unit"],
        **{"from_on": LONG_AGO, **SAID},
    )
    for name, value in {**said, **places}.items():
        setattr(row, name, value)
    with pytest.raises(Refused) as refused:
        keeping.answer_for(row=row, by=areas.cast.carol, at=TODAY)
    assert words in refused.value.reasons[field]
    assert not Responsibility.objects.exists()


@pytest.mark.parametrize("who", ["nadia", "harun", "maya", "gwen", "ada", "piotr"])
def test_only_case_managers_and_commissioners_keep_rows(areas: Areas, who: str):
    held = areas.answer(areas.northshire, "Rowan Unit")
    by = areas.cast.staff[who]
    row = Responsibility(
        answers="provider", area=areas.fenland, organisation=held.organisation, from_on=LONG_AGO, **SAID
    )
    with pytest.raises(Refused, match="Case managers and commissioners"):
        keeping.answer_for(row=row, by=by, at=TODAY)
    with pytest.raises(Refused, match="Case managers and commissioners"):
        keeping.end(row=held, on=TODAY.date(), by=by, at=TODAY, **SAID)


def test_whoever_keeps_rows_does_so_in_their_own_region(areas: Areas):
    areas.fenland.region = "East"
    areas.fenland.save()
    areas.connie.organisation.region = "North"
    areas.connie.organisation.save()
    row = Responsibility(answers="provider", area=areas.fenland, organisation=areas.cast.places["Rowan Unit"])
    row.from_on = LONG_AGO
    with pytest.raises(Refused, match="lies in East"):
        keeping.answer_for(row=row, by=areas.connie, at=TODAY)


def test_a_row_ends_once_and_keeps_until_when_it_was_to_hold(areas: Areas):
    row = areas.answer(areas.northshire, "Rowan Unit", until_on=on("2027-04-01"))
    keeping.end(row=row, on=on("2026-04-01"), by=areas.connie, at=TODAY, **SAID)
    ended = ResponsibilityEnd.objects.get(responsibility=row)
    assert (ended.before, ended.on, ended.recorded_by) == (on("2027-04-01"), on("2026-04-01"), areas.connie)
    areas.answer(areas.northshire, "Alder Unit", from_on=on("2026-04-01"))
    with pytest.raises(Refused, match="ended before"):
        keeping.end(row=row, on=on("2026-05-01"), by=areas.connie, at=TODAY, **SAID)


@pytest.mark.parametrize(("day", "says"), [("2019-12-31", "begins on"), ("2027-04-02", "holds until")])
def test_a_row_ends_within_its_days(areas: Areas, day: str, says: str):
    row = areas.answer(areas.northshire, "Rowan Unit", until_on=on("2027-04-01"))
    with pytest.raises(Refused, match=says):
        keeping.end(row=row, on=on(day), by=areas.connie, at=TODAY, **SAID)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE providers_responsibility SET organisation_id = area_id",
        "UPDATE providers_responsibility SET approved_by = 'Somebody else'",
        "DELETE FROM providers_responsibility",
        "DELETE FROM providers_responsibilityend",
        "UPDATE providers_responsibilityend SET source = 'Another'",
    ],
)
def test_not_even_the_owner_changes_what_a_row_said(areas: Areas, change: str):
    row = areas.answer(areas.northshire, "Rowan Unit")
    keeping.end(row=row, on=on("2026-04-01"), by=areas.connie, at=TODAY, **SAID)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Two connections at the same moment."""

    def test_of_many_that_answer_the_same_one_is_taken(self):
        areas = make_areas(gather())
        said = at_once(
            lambda number: areas.answer(areas.northshire, "Rowan Unit", from_on=date(2026, 1, 1 + number), sex="1")
        )
        assert said.count("done") == 1
        assert all("answers for Northshire Commissioning" in one for one in said if one != "done")
        assert Responsibility.objects.count() == 1

    def test_a_row_is_ended_by_one_of_many(self):
        areas = make_areas(gather())
        row = areas.answer(areas.northshire, "Rowan Unit")
        said = at_once(
            lambda number: keeping.end(row=row, on=date(2026, 4, 1 + number), by=areas.connie, at=TODAY, **SAID)
        )
        assert sorted(said)[-1] == "done"
        assert said.count("done") == ResponsibilityEnd.objects.count() == 1


def at_once(act: Callable[[int], object]) -> list[str]:
    def attempt(number: int) -> str:
        try:
            act(number)
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(attempt, range(4)))


def test_the_running_product_keeps_rows_with_its_own_rights(cast: Cast, request: pytest.FixtureRequest):
    areas = make_areas(cast)
    request.getfixturevalue("application_role")
    row = areas.answer(areas.northshire, "Rowan Unit")
    keeping.end(row=row, on=on("2026-04-01"), by=areas.connie, at=TODAY, **SAID)
    assert Organisation.objects.filter(answered__until_on=on("2026-04-01")).exists()
