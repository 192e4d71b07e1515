"""The verbs of organisations, accounts and roles, and what the database itself will not have."""

from datetime import date

import pytest
from django.db import IntegrityError, connection

from tests.cast import MONDAY, Cast
from throughcare.audit.models import Entry
from throughcare.organisations import actions
from throughcare.organisations.codes import code_list, names
from throughcare.organisations.keeper import NAMES, clock_keeper, operator
from throughcare.organisations.kinds import KINDS, filling
from throughcare.organisations.models import Code, Organisation, Staff, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.organisations.roles import ROLES
from throughcare.organisations.spans import meets

pytestmark = pytest.mark.django_db

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def a_role(cast: Cast, from_on: date, until_on: date | None = None, role: str = "OPS") -> StaffRole:
    return StaffRole(
        staff=cast.nadia.staff,
        organisation=cast.places["HMP Westfell"],
        role=role,
        from_on=from_on,
        until_on=until_on,
    )


def test_an_organisation_no_register_names_is_added_with_its_name_tidied(cast: Cast):
    row = Organisation(kind="prison", name="  HMP   Northmoor ", fictional=True)
    assert actions.add_organisation(organisation=row, by=cast.ada, at=MONDAY).name == "HMP Northmoor"
    assert Entry.objects.filter(did="added-organisation", by=cast.ada).count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", " "), ("name", "HMP \0"), ("name", "x" * 201), ("kind", "castle"), ("town", "a\u202eb")],
)
def test_an_organisation_that_cannot_be_is_refused_by_field(cast: Cast, field: str, value: str):
    row = Organisation(**{"kind": "prison", "name": "HMP Northmoor", field: value})
    with pytest.raises(Refused) as refused:
        actions.add_organisation(organisation=row, by=cast.ada, at=MONDAY)
    assert list(refused.value.reasons) == [field]


def test_a_closed_organisation_names_who_took_over_and_is_open_no_more(cast: Cast):
    old, new = cast.places["HMP Westfell"], cast.places["HMP Eastmoor"]
    actions.close_organisation(organisation=old, on=APRIL, successor=new, by=cast.ada, at=MONDAY)
    old.refresh_from_db()
    assert old.successor == new
    assert old in Organisation.objects.open_on(MARCH)
    assert old not in Organisation.objects.open_on(APRIL)


def test_an_organisation_cannot_close_before_it_opened_nor_follow_itself(cast: Cast):
    place = cast.places["HMP Westfell"]
    Organisation.objects.filter(pk=place.pk).update(opened_on=APRIL)
    with pytest.raises(Refused) as refused:
        actions.close_organisation(organisation=place, on=MARCH, successor=place, by=cast.ada, at=MONDAY)
    assert refused.value.reasons.keys() == {"on", "successor"}


def test_a_unit_has_a_name_of_its_own(cast: Cast):
    place = cast.places["HMP Eastmoor"]
    actions.add_unit(organisation=place, kind="wing", name="D wing", by=cast.ada, at=MONDAY)
    with pytest.raises(Refused, match="has a unit called D wing already"):
        actions.add_unit(organisation=place, kind="wing", name=" D  wing", by=cast.ada, at=MONDAY)


def test_nobody_can_sign_in_to_an_account_without_a_password(cast: Cast):
    staff = actions.add_staff(username="rosa", display_name="Rosa Lind", by=cast.ada, at=MONDAY)
    assert not staff.has_usable_password()


def test_usernames_differ_in_more_than_their_capitals(cast: Cast):
    with pytest.raises(Refused) as refused:
        actions.add_staff(username="NADIA", display_name="Another Nadia", by=cast.ada, at=MONDAY)
    assert list(refused.value.reasons) == ["username"]


def test_a_role_is_held_from_its_first_day_until_the_day_it_ends(cast: Cast):
    held = actions.appoint(held=a_role(cast, MARCH, APRIL), by=cast.ada, at=MONDAY)
    for day, holds in ((date(2026, 2, 28), False), (MARCH, True), (date(2026, 3, 31), True), (APRIL, False)):
        assert (held in StaffRole.objects.in_force(as_of=day)) is holds


def test_one_role_at_one_place_is_never_held_twice_at_once(cast: Cast):
    actions.appoint(held=a_role(cast, MARCH, MAY), by=cast.ada, at=MONDAY)
    with pytest.raises(Refused, match="already during these days"):
        actions.appoint(held=a_role(cast, APRIL), by=cast.ada, at=MONDAY)
    actions.appoint(held=a_role(cast, APRIL, role="POM"), by=cast.ada, at=MONDAY)
    actions.appoint(held=a_role(cast, MAY), by=cast.ada, at=MONDAY)


def test_the_database_refuses_the_same_role_twice_at_once(cast: Cast):
    a_role(cast, MARCH, MAY).save()
    with pytest.raises(IntegrityError, match="staff_role_never_twice_at_once"):
        a_role(cast, APRIL).save()


def test_a_role_ends_once_and_not_before_it_began(cast: Cast):
    held = actions.appoint(held=a_role(cast, APRIL), by=cast.ada, at=MONDAY)
    with pytest.raises(Refused, match="began on Wednesday 1 April 2026"):
        actions.end_role(held=held, on=MARCH, by=cast.ada, at=MONDAY)
    actions.end_role(held=held, on=MAY, by=cast.ada, at=MONDAY)
    with pytest.raises(Refused, match="ended on Friday 1 May 2026"):
        actions.end_role(held=held, on=MAY, by=cast.ada, at=MONDAY)


@pytest.mark.parametrize("words", [ROLES, {"sentence": 0, "mental-health-act": 0, "licence": 0}])
def test_no_two_words_compared_by_a_constraint_hash_alike(words: dict[str, object]):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT hashtext(word)) FROM unnest(%s::text[]) word", [list(words)])
        assert cursor.fetchone() == (len(words),)


@pytest.mark.parametrize(
    ("from_on", "until_on", "shares"),
    [
        (date(2026, 2, 1), MARCH, 0),
        (date(2026, 2, 1), date(2026, 3, 2), 1),
        (MARCH, None, 1),
        (APRIL, None, 0),
        (date(2026, 3, 31), date(2026, 4, 2), 1),
        (date(2026, 3, 9), date(2026, 3, 9), 0),
    ],
)
def test_spans_meet_when_they_share_a_day(cast: Cast, from_on: date, until_on: date | None, shares: int):
    a_role(cast, MARCH, APRIL).save()
    assert StaffRole.objects.filter(meets(from_on, until_on), role="OPS", staff=cast.nadia.staff).count() == shares


def test_a_part_meant_for_probation_can_be_taken_by_a_delivery_unit():
    assert set(filling("probation")) == {"probation", "probation-region", "probation-unit"}
    assert all(set(row.also) <= set(KINDS) for row in KINDS.values())


def test_roles_are_held_at_kinds_of_organisation_there_are():
    assert {kind for role in ROLES.values() for kind in role.kinds} <= set(KINDS)


@pytest.mark.parametrize("keeper", [clock_keeper, operator])
def test_the_product_acts_in_parts_nobody_can_sign_in_as(keeper):
    role = keeper(at=MONDAY)
    assert keeper(at=MONDAY) == role
    assert role.staff.username in NAMES
    assert not role.staff.is_active
    assert not role.staff.has_usable_password()


def test_our_own_code_lists_load_like_any_other_and_twice_change_nothing(cast: Cast):
    first = actions.load_shipped_codes(by=cast.ada, at=MONDAY)
    again = actions.load_shipped_codes(by=cast.ada, at=MONDAY)
    assert first.added == Code.objects.count() == sum(len(code_list(name)) for name in names())
    assert (again.added, again.changed, again.closed, first.refused) == (0, 0, 0, [])


def test_a_transfer_with_restrictions_is_known_from_one_without():
    statuses = code_list("mha-legal-status")
    assert [code for code, entry in statuses.items() if entry.within == "part-3-restricted"] == ["09", "15", "17"]
    assert all(entry.source for name in names() for entry in code_list(name).values())


def test_two_accounts_never_share_an_address():
    Staff.objects.create(username="one", email="a@example.org", password="!")
    with pytest.raises(IntegrityError):
        Staff.objects.create(username="two", email="A@example.org", password="!")
