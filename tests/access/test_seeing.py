"""Nobody sees anybody but through a grant: the door, before the policies of the database stand behind it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db.models import Model

from tests.cast import MONDAY, Cast, live_at
from throughcare.access import granting
from throughcare.access.door import SHOWS_ROWS
from throughcare.access.models import Consent, Disclosure, Emergency, EmergencyReview, EmergencyTold, Grant
from throughcare.access.placement import SEES_BY_PLACEMENT
from throughcare.access.seeing import CATEGORY_IN_ROW, CATEGORY_OF, may_write, seen_by
from throughcare.episodes.models import Outbox
from throughcare.organisations.kinds import KINDS
from throughcare.people.models import Person, Placement
from throughcare.sharing import CATEGORIES, IDENTITY, LEVELS

LATER = datetime(2026, 3, 20, tzinfo=UTC)


def test_those_at_the_place_see_who_lives_there(cast: Cast):
    seen = {name for name, staff in cast.staff.items() if seen_by(Person, staff=staff, as_of=MONDAY).exists()}
    assert seen == {"nadia", "petra", "owen", "piotr"}, "Ada works there too, and an administrator sees nobody"


def test_a_move_lets_the_new_place_see_at_once_and_the_old_one_for_28_days_more(cast: Cast):
    alex = cast.people["alex"]
    granting.grant_by_placement(person=alex, place=cast.places["HMP Westfell"], at=MONDAY)
    assert seen_by(Person, staff=cast.sam, as_of=MONDAY).exists()
    assert seen_by(Person, staff=cast.nadia, as_of=MONDAY + timedelta(days=27)).exists()
    assert not seen_by(Person, staff=cast.nadia, as_of=MONDAY + timedelta(days=28)).exists()


def test_a_grant_for_one_person_opens_no_other_record(cast: Cast):
    other = live_at(cast, "HMP Westfell", "Robin", "Sedge", reference="TC-BBB-222")
    assert list(seen_by(Person, staff=cast.sam, as_of=MONDAY)) == [other]


def test_a_flag_shows_no_rows(cast: Cast):
    Grant.objects.all().delete()
    granting.grant(
        person=cast.people["alex"],
        organisation=cast.sam.organisation,
        levels={IDENTITY: "flag"},
        ground="identified",
        at=MONDAY,
    )
    assert not seen_by(Person, staff=cast.sam, as_of=LATER).exists()


def test_a_grant_of_one_category_opens_no_other(cast: Cast):
    Grant.objects.all().delete()
    granting.grant(
        person=cast.people["alex"],
        organisation=cast.sam.organisation,
        levels={"housing": "read"},
        ground="identified",
        at=MONDAY,
    )
    assert not seen_by(Placement, staff=cast.sam, as_of=LATER).exists()


def test_the_same_grant_is_made_once(cast: Cast):
    before = Grant.objects.count()
    granting.grant_by_placement(person=cast.people["alex"], place=cast.places["HMP Eastmoor"], at=LATER)
    assert Grant.objects.count() == before


def test_writing_needs_a_grant_to_write(cast: Cast):
    alex = cast.people["alex"]
    assert may_write(IDENTITY, person_id=alex.pk, staff=cast.nadia, as_of=MONDAY)
    assert not may_write(IDENTITY, person_id=alex.pk, staff=cast.owen, as_of=MONDAY)


def test_a_table_that_has_not_said_its_category_has_no_door(cast: Cast):
    with pytest.raises(KeyError):
        seen_by(Outbox, staff=cast.nadia, as_of=MONDAY)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("category", [IDENTITY, "housing"])
@pytest.mark.parametrize("ends", [None, 0, 1])
@pytest.mark.parametrize("starts", [-1, 0, 1])
def test_the_door_in_sql_says_what_live_grants_say(
    cast: Cast, starts: int, ends: int | None, category: str, level: str
):
    Grant.objects.all().delete()
    Grant.objects.create(
        person=cast.people["alex"],
        organisation=cast.sam.organisation,
        categories=[category],
        level=level,
        ground="identified",
        starts_at=LATER + timedelta(microseconds=starts),
        ends_at=None if ends is None else LATER + timedelta(microseconds=max(starts, ends)),
    )
    live = Grant.objects.live(as_of=LATER).of(IDENTITY).filter(level__in=SHOWS_ROWS).exists()
    assert seen_by(Person, staff=cast.sam, as_of=LATER).exists() == live
    assert seen_by(Placement, staff=cast.sam, as_of=LATER).exists() == live
    assert not seen_by(Person, staff=cast.nadia, as_of=LATER).exists()


@pytest.mark.parametrize("kind", SEES_BY_PLACEMENT)
def test_the_table_of_placement_names_known_kinds_categories_and_levels(kind: str):
    assert kind in KINDS
    assert set(SEES_BY_PLACEMENT[kind]) <= set(CATEGORIES)
    assert set(SEES_BY_PLACEMENT[kind].values()) <= set(LEVELS)


def test_every_table_of_a_persons_record_has_said_its_category():
    """What is left out has policies of its own, or is the product's own bookkeeping."""
    own = {Grant, Outbox, Consent, Disclosure, Emergency, EmergencyReview, EmergencyTold}
    said = set(CATEGORY_OF) | CATEGORY_IN_ROW | own
    assert {model for model in _of_a_person() if model not in said} == set()


def _of_a_person() -> list[type[Model]]:
    rooms = {"people", "access", "episodes"}
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in rooms and any(field.attname == "person_id" for field in model._meta.concrete_fields)
    ]
