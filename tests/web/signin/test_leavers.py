"""Joiners, movers, leavers: what a role gives begins and ends with its day, on London's clock, at the next request."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.cast import Cast
from tests.web.conftest import TODAY
from tests.web.pages import words
from tests.web.signin.conftest import Hour, factors, sign_in
from throughcare.audit.models import Entry
from throughcare.organisations import actions
from throughcare.organisations.models import Staff, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.signin.actions import forget_second_factors

ALEX = "/people/TC-AAA-222"
THE_30TH = date(2026, 6, 30)


@pytest.fixture
def asks(nadia: Staff, settings) -> Client:
    """Nadia's browser, signed in at whatever hour it is, with a password alone."""
    settings.SECOND_FACTOR_REQUIRED = False
    client = Client()
    sign_in(client)
    return client


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        (datetime(2026, 6, 29, 22, 59, tzinfo=UTC), 200),
        (datetime(2026, 6, 29, 23, 0, tzinfo=UTC), 403),
    ],
    ids=["a minute before midnight in London", "midnight in London, eleven in Greenwich"],
)
def test_a_role_gives_nothing_from_the_day_it_ends(nadia: Staff, cast: Cast, hour: Hour, settings, moment, status):
    settings.SECOND_FACTOR_REQUIRED = False
    actions.end_role(held=cast.nadia, on=THE_30TH, by=cast.ada, at=TODAY)
    hour.now = moment
    client = Client()
    sign_in(client)
    answer = client.get("/today")
    assert answer.status_code == status
    assert ("You have no role today" in words(answer)) == (status == 403)


def test_midnight_ends_it_in_a_session_that_is_open(nadia: Staff, cast: Cast, hour: Hour, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    actions.end_role(held=cast.nadia, on=THE_30TH, by=cast.ada, at=TODAY)
    hour.now = datetime(2026, 6, 29, 22, 59, 59, tzinfo=UTC)
    client = Client()
    sign_in(client)
    assert client.get(ALEX).status_code == 200
    hour.passes(seconds=1)
    assert client.get(ALEX).status_code == 403
    assert client.get(ALEX)["Location"].startswith("/sign-in"), "and then nobody is signed in any more"


def test_a_role_gives_nothing_before_its_day(nadia: Staff, cast: Cast, hour: Hour, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    StaffRole.objects.filter(pk=cast.nadia.pk).update(from_on=THE_30TH)
    client = Client()
    sign_in(client)
    assert client.get("/today").status_code == 403
    hour.now = datetime(2026, 6, 29, 23, 0, tzinfo=UTC)
    sign_in(client)
    assert client.get("/today").status_code == 200


def test_after_a_move_the_very_next_request_sees_nothing_of_the_old_place(asks: Client, cast: Cast):
    assert asks.get(ALEX).status_code == 200
    westfell = cast.places["Westfell mental health team"]
    begun = actions.move_staff(held=cast.nadia, to=westfell, on=TODAY.date(), by=cast.ada, at=TODAY)
    assert asks.get(ALEX).status_code == 404
    page = words(asks.get("/today"))
    assert "Westfell mental health team" in page
    assert "Eastmoor" not in page
    assert (begun.from_on, begun.role) == (TODAY.date(), "PMH")
    assert StaffRole.objects.get(pk=cast.nadia.pk).until_on == TODAY.date()


def test_a_move_is_told_as_a_beginning_and_an_end(cast: Cast):
    westfell = cast.places["Westfell mental health team"]
    actions.move_staff(held=cast.nadia, to=westfell, on=THE_30TH, by=cast.ada, at=TODAY)
    assert list(Entry.objects.order_by("id").values_list("did", flat=True))[-2:] == ["gave-role", "ended-role"]


def test_nobody_moves_to_where_they_are_or_to_a_place_that_is_closed(cast: Cast):
    with pytest.raises(Refused, match="works at Eastmoor mental health team already"):
        actions.move_staff(held=cast.nadia, to=cast.nadia.organisation, on=THE_30TH, by=cast.ada, at=TODAY)
    shut = cast.places["Alder Unit"]
    actions.close_organisation(organisation=shut, on=THE_30TH, by=cast.ada, at=TODAY)
    shut.refresh_from_db()
    with pytest.raises(Refused, match="Alder Unit is closed"):
        actions.move_staff(held=cast.harun, to=shut, on=THE_30TH, by=cast.ada, at=TODAY)
    assert StaffRole.objects.get(pk=cast.harun.pk).until_on is None


def test_a_move_that_cannot_begin_does_not_end_anything(cast: Cast):
    westfell = cast.places["Westfell mental health team"]
    StaffRole.objects.create(staff=cast.nadia.staff, organisation=westfell, role="PMH", from_on=THE_30TH)
    with pytest.raises(Refused, match="has this role at Westfell mental health team already"):
        actions.move_staff(held=cast.nadia, to=westfell, on=TODAY.date(), by=cast.ada, at=TODAY)
    assert StaffRole.objects.get(pk=cast.nadia.pk).until_on is None


def test_the_end_of_the_last_role_ends_every_session(asks: Client, cast: Cast):
    assert asks.get("/today").status_code == 200
    actions.end_role(held=cast.nadia, on=TODAY.date(), by=cast.ada, at=TODAY)
    assert asks.get("/today")["Location"].startswith("/sign-in")


def test_the_end_of_one_of_two_roles_ends_none(asks: Client, cast: Cast):
    westfell = cast.places["Westfell mental health team"]
    StaffRole.objects.create(staff=cast.nadia.staff, organisation=westfell, role="PMH", from_on=date(2020, 1, 1))
    asks.post("/role", {"role": cast.nadia.pk})
    actions.end_role(held=cast.nadia, on=TODAY.date(), by=cast.ada, at=TODAY)
    assert "Westfell mental health team" in words(asks.get("/today"))


def test_closing_an_account_ends_its_sessions_and_roles_and_lets_nobody_in(asks: Client, cast: Cast):
    later = StaffRole.objects.create(
        staff=cast.nadia.staff, organisation=cast.places["HMP Westfell"], role="OPS", from_on=THE_30TH
    )
    actions.close_account(staff=cast.nadia.staff, by=cast.ada, at=TODAY)
    assert asks.get("/today")["Location"].startswith("/sign-in")
    assert sign_in(Client())["Location"] == "/account-closed"
    assert StaffRole.objects.get(pk=cast.nadia.pk).until_on == TODAY.date()
    assert StaffRole.objects.get(pk=later.pk).until_on == THE_30TH
    with pytest.raises(Refused, match="is closed already"):
        actions.close_account(staff=cast.nadia.staff, by=cast.ada, at=TODAY)


def test_opening_it_again_brings_no_session_back(asks: Client, cast: Cast):
    actions.close_account(staff=cast.nadia.staff, by=cast.ada, at=TODAY)
    Staff.objects.filter(pk=cast.nadia.staff_id).update(is_active=True)
    StaffRole.objects.filter(pk=cast.nadia.pk).update(until_on=None)
    assert asks.get("/today")["Location"].startswith("/sign-in")


def test_a_lost_telephone_is_forgotten_and_its_owner_sets_up_another(signed_in: Client, cast: Cast):
    forget_second_factors(staff=cast.nadia.staff, by=cast.ada, at=TODAY)
    assert factors(cast.nadia.staff) == []
    assert signed_in.get("/today")["Location"].startswith("/sign-in")
    sign_in(signed_in)
    assert signed_in.get("/today")["Location"] == "/account"
    assert Entry.objects.filter(did="forgot-second-factors", by=cast.ada).count() == 1
