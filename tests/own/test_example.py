"""In an example world one of the invented people signs in and sees their own record."""

from django.contrib.auth import authenticate

from tests.cast import Cast
from tests.episodes.conftest import refer_to_daycare
from tests.own.asked import TODAY, in_plain_sql
from throughcare.organisations.models import StaffRole
from throughcare.own.example import give_account


def test_whoever_the_nurse_works_with_most_signs_in(cast: Cast):
    refer_to_daycare(cast)
    told = give_account(nurse=cast.nadia, at=TODAY)
    staff = authenticate(username=told["username"], password=told["password"])
    account = StaffRole.objects.get(staff=staff)
    assert in_plain_sql(account, "SELECT reference FROM people_person") == [("TC-AAA-222",)]


def test_where_nobody_is_with_a_service_the_account_sees_nobody(cast: Cast):
    told = give_account(nurse=cast.nadia, at=TODAY)
    account = StaffRole.objects.get(staff__username=told["username"])
    assert in_plain_sql(account, "SELECT 1 FROM people_person") == []
