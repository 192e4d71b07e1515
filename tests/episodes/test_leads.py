"""A lead whose role has ended leads no longer, and whom nobody holds then is on the list that says so."""

from datetime import UTC, datetime

import pytest

from tests.cast import Cast
from tests.episodes.conftest import Take, day, evening
from throughcare.episodes import actions, passing
from throughcare.episodes.checking import faults
from throughcare.episodes.models import Episode, Task
from throughcare.organisations.actions import end_role
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused

SOON_AFTER_MIDNIGHT = datetime(2026, 3, 6, 0, 5, tzinfo=UTC)


@pytest.fixture
def held(referred: Episode, cast: Cast, take: Take) -> Episode:
    """Petra has received and accepted Alex's referral, and so leads."""
    take(referred, "referral-received", by=cast.petra, on=day(3))
    return take(referred, "accepted", by=cast.petra, on=day(4), priority="routine")


def pass_time(at: datetime = SOON_AFTER_MIDNIGHT) -> None:
    keeper = clock_keeper(at=at)
    for episode in passing.led_by_nobody_there(as_of=at):
        passing.record_lead_left(episode=episode, by=keeper, at=at)


def leave(role: StaffRole, cast: Cast, *, on: int) -> None:
    end_role(held=role, on=day(on).on, by=cast.ada, at=evening(day(4)))


def test_when_the_lead_s_role_ends_the_person_is_on_the_list_of_nobody_s(held: Episode, cast: Cast):
    leave(cast.petra, cast, on=6)
    pass_time()
    held.refresh_from_db()
    assert (held.lead, held.nobody_holds) == (None, True)
    assert Task.objects.get(episode=held, organisation=cast.petra.organisation).nobody_holds
    fact = held.events.get(step="lead-left")
    assert (fact.happened_on, fact.recorded_by) == (day(6).on, clock_keeper(at=SOON_AFTER_MIDNIGHT))
    assert list(faults(as_of=SOON_AFTER_MIDNIGHT)) == []


def test_while_the_role_lasts_the_lead_leads(held: Episode, cast: Cast):
    leave(cast.petra, cast, on=7)
    pass_time()
    assert not held.events.filter(step="lead-left").exists()


def test_an_account_that_is_closed_leads_nobody(held: Episode, cast: Cast):
    cast.petra.staff.is_active = False
    cast.petra.staff.save()
    pass_time()
    held.refresh_from_db()
    assert held.nobody_holds


def test_it_is_recorded_once_however_often_time_passes(held: Episode, cast: Cast):
    leave(cast.petra, cast, on=6)
    for _ in range(3):
        pass_time()
    assert held.events.filter(step="lead-left").count() == 1


def test_a_role_ended_for_a_day_gone_by_leaves_nobody_leading_who_acted_since(held: Episode, cast: Cast):
    leave(cast.petra, cast, on=2)
    pass_time()
    held.refresh_from_db()
    assert held.nobody_holds
    assert held.events.get(step="lead-left").happened_on == day(6).on


def test_whoever_is_named_next_holds_the_person(held: Episode, cast: Cast, take: Take):
    colleague = StaffRole.objects.create(
        staff=cast.sam.staff, organisation=cast.petra.organisation, role="PMH", from_on=day(1).on
    )
    leave(cast.petra, cast, on=6)
    pass_time()
    there = cast.petra.organisation_id
    named = take(held, "lead-named", by=colleague, on=day(7), organisation=there, staff=colleague.pk)
    assert (named.lead, named.nobody_holds) == (colleague, False)
    pass_time()
    named.refresh_from_db()
    assert named.lead == colleague


def test_what_the_product_recorded_is_no_organisation_s_to_take_back(held: Episode, cast: Cast):
    leave(cast.petra, cast, on=6)
    pass_time()
    number = held.events.get(step="lead-left").number
    with pytest.raises(Refused, match="ask them to correct it"):
        actions.strike_out(episode=held, number=number, why="Still here", by=cast.nadia, at=evening(day(6)))


def test_the_check_names_a_lead_who_left_long_ago(held: Episode, cast: Cast):
    leave(cast.petra, cast, on=6)
    found = list(faults(as_of=evening(day(8))))
    assert [fault for fault in found if "whoever is named as lead has left" in fault] == [
        f"{held.reference}: whoever is named as lead has left, and it is not on the list of nobody's."
    ]
