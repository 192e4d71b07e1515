"""Where the policies of the database keep the door, it is not asked twice; and a mistake about that shows nothing."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.episodes.conftest import refer_to_daycare
from tests.own.asked import note, warn
from throughcare.access.models import Consent, Disclosure
from throughcare.access.seeing import CATEGORY_IN_ROW, CATEGORY_OF, seen_by
from throughcare.organisations.acting import act, asked_by, door_kept_for, serving
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def names(staff: StaffRole, *, at: datetime = NOON) -> tuple[list[str], bool]:
    """Whom somebody sees, and whether the question itself looked at grants."""
    with CaptureQueriesContext(connection) as captured:
        found = [person.family_name for person in seen_by(Person, staff=staff, as_of=at)]
    return found, "access_grant" in captured.captured_queries[-1]["sql"]


def test_whoever_acts_is_shown_what_the_policies_show(cast: Cast, application_role: None):
    act(staff=cast.nadia, as_of=NOON)
    assert names(cast.nadia) == (["Marlow"], False)


def test_for_anybody_else_or_another_moment_the_door_is_asked(cast: Cast, application_role: None):
    act(staff=cast.nadia, as_of=NOON)
    assert names(cast.sam) == ([], True)
    assert names(cast.nadia, at=NOON.replace(hour=13)) == (["Marlow"], True)


def test_so_it_is_by_the_owner_of_the_tables_whom_no_policy_holds(cast: Cast):
    act(staff=cast.sam, as_of=NOON)
    assert names(cast.sam) == ([], True)


def test_within_a_verb_or_as_a_service_the_door_is_asked(cast: Cast, application_role: None):
    act(staff=cast.sam, as_of=NOON)
    with serving("recorder"):
        assert names(cast.sam) == ([], True)
    with serving("recorder"):
        act(staff=cast.sam, as_of=NOON)
        assert names(cast.sam) == ([], True)
    act(staff=cast.sam, as_of=NOON)
    assert names(cast.sam) == ([], False)


def test_a_mistake_about_who_acts_shows_nothing(cast: Cast, request: pytest.FixtureRequest):
    asked = asked_by(cast.nadia, as_of=NOON)
    with door_kept_for(asked):
        assert names(cast.nadia) == ([], False), "by the owner, whom no policy holds"
    request.getfixturevalue("application_role")
    act(staff=cast.owen, as_of=NOON)
    with door_kept_for(asked):
        assert names(cast.nadia) == ([], False), "while somebody else acts"
    act(staff=cast.nadia, as_of=NOON.replace(hour=13))
    with door_kept_for(asked):
        assert names(cast.nadia) == ([], False), "of another moment"
    act(staff=cast.nadia, as_of=NOON)
    with serving("checker"), door_kept_for(asked):
        assert names(cast.nadia) == ([], False), "for whom a service reads everything"


def tell_everything(cast: Cast) -> None:
    """Alex is asked, on behalf of those who see nothing else of them, and something is disclosed of what they said."""
    alex = cast.people["alex"]
    note(cast, "A quiet room")
    warn(cast, "self-harm", "Somebody looks in every hour")
    for asked_for in (cast.sam, cast.bola, cast.owen):
        Consent.objects.create(
            person=alex, organisation=asked_for.organisation, category="clinical", purpose="direct-care",
            state="given", how="in-person", at=NOON, recorded_by=cast.nadia, recorded_at=NOON,
        )  # fmt: skip
    for by in (cast.nadia, cast.sam):
        Disclosure.objects.create(
            person=alex, to="The hostel", categories=["housing"], purpose="direct-care", basis="Consent", form="mail",
            by=by, at=NOON,
        )  # fmt: skip


@pytest.mark.parametrize("model", sorted({*CATEGORY_OF, *CATEGORY_IN_ROW}, key=lambda model: model.__name__))
def test_of_every_table_door_and_policies_show_each_the_same(cast: Cast, request: pytest.FixtureRequest, model):
    refer_to_daycare(cast)
    tell_everything(cast)
    request.getfixturevalue("application_role")
    for staff in StaffRole.objects.select_related("organisation", "staff"):
        act(staff=staff, as_of=NOON)
        by_policies = set(seen_by(model, staff=staff, as_of=NOON).values_list("pk", flat=True))
        with door_kept_for(None):
            by_door = set(seen_by(model, staff=staff, as_of=NOON).values_list("pk", flat=True))
        assert by_policies == by_door, staff
