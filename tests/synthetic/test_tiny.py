"""The smallest example world, loaded for real by the verbs: nothing is amiss in it, and the cast can sign in."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.contrib.auth import authenticate
from django.db import transaction

from throughcare.access.anew import faults as faults_of_grants
from throughcare.audit.verifying import broken_links
from throughcare.blueprints.library import shipped
from throughcare.episodes.checking import faults
from throughcare.episodes.models import Episode, Event, Service, Task
from throughcare.episodes.passing import led_by_nobody_there
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.people.models import Person
from throughcare.people.references import drawn_from, new_reference
from throughcare.stories.cast import PASSWORD, WHO_CAN_SIGN_IN
from throughcare.stories.chance import stream
from throughcare.stories.planning import SEED, plan
from throughcare.stories.scales import SCALES
from throughcare.synthetic.actions import Loaded, load_world

MORNING = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Loaded]:
    """The world, once for the tests of this file; taken back at their end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_world(name="tiny", at=MORNING)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _in_the_world(loaded: Loaded, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def test_nothing_is_amiss() -> None:
    assert [*faults(as_of=MORNING), *faults_of_grants(), *broken_links()] == []


def test_whoever_has_left_leads_nobody() -> None:
    """The clock keeper has gone round, so that nobody who left is still named where others look for whom to ask."""
    assert StaffRole.objects.filter(until_on__lte=MORNING).exists()
    assert led_by_nobody_there(as_of=MORNING) == []


def test_it_has_a_few_people_and_every_service(loaded: Loaded) -> None:
    assert 15 <= Person.objects.count() <= 40
    assert {service.blueprint.slug for service in Service.objects.all()} == set(shipped())
    assert loaded.counts["recorded facts"] == Event.objects.count() > 100
    assert Task.objects.exists()


def test_everything_in_it_is_marked_as_made_up() -> None:
    assert not Person.objects.filter(fictional=False).exists()


def test_whoever_is_in_the_table_and_in_this_world_can_sign_in(loaded: Loaded) -> None:
    usernames = {account["username"] for account in loaded.accounts}
    assert {"nurse", "psychologist", "officer", "hospital", "casemanager", "mhcs", "commissioner", "admin"} <= usernames
    assert usernames <= {member.username for member in WHO_CAN_SIGN_IN}
    assert authenticate(username="nurse", password=PASSWORD)


def test_everybody_who_recorded_anything_was_in_the_role_they_did_it_in() -> None:
    acting = StaffRole.objects.filter(pk__in=Event.objects.values("recorded_by"))
    assert acting.count() > 10
    assert not acting.filter(organisation__fictional=False).exclude(staff__username="clock-keeper").exists()


def test_there_is_work_waiting_today() -> None:
    assert Episode.objects.filter(closed_on=None).count() >= 3


def test_a_world_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="choose north or tiny"):
        load_world(name="south", at=MORNING)


def test_the_same_world_has_the_same_references() -> None:
    key = "daycare-wolderby-0"
    born = next(deed for deed in plan(SCALES["tiny"], ends_on=MORNING.date()).deeds if deed.person == key)
    with drawn_from(stream(SEED, "reference", key, "")):
        reference = new_reference("TC")
    assert Person.objects.get(reference=reference).birth_date == born.says["identity"].born
