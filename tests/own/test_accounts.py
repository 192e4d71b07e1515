"""Giving a person an account of their own: the facts of it, and the code that is told once."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth import authenticate
from django.db import DatabaseError, transaction

from tests.cast import Cast
from tests.own.asked import TODAY, alex, in_plain_sql
from throughcare.access.writing import record_death
from throughcare.audit.models import Entry
from throughcare.organisations.models import Staff, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.own import accounts
from throughcare.own.models import AccountCode, AccountEnd, OwnAccount

LATER = TODAY + timedelta(hours=1)


def given(cast: Cast, *, by: StaffRole | None = None, at: datetime = TODAY) -> accounts.Slip:
    return accounts.give(person=alex(cast), by=by or cast.nadia, at=at)


def the_account() -> StaffRole:
    return OwnAccount.objects.get(end=None).account


def test_the_system_makes_a_name_that_tells_nothing_and_a_code(cast: Cast):
    slip = given(cast)
    staff = authenticate(username=slip.name, password=slip.code)
    assert staff == the_account().staff
    assert in_plain_sql(the_account(), "SELECT reference FROM people_person") == [("TC-AAA-222",)]
    assert not {"alex", "marlow", "aaa", "222"} & set(
        f"{slip.name} {the_account().staff.display_name}".lower().split("-")
    )
    assert (the_account().organisation, the_account().role) == (cast.nadia.organisation, "SU")


def test_since_when_and_by_whom_are_facts_and_the_code_is_in_none_of_them(cast: Cast):
    slip = given(cast)
    row = OwnAccount.objects.get()
    assert (row.by, row.at, row.codes.get().until) == (cast.nadia, TODAY, TODAY + accounts.CODE_HOLDS)
    told = list(Entry.objects.filter(person_id=alex(cast).pk).values_list("did", flat=True))
    assert {"opened-own-record", "gave-own-code"} <= set(told)
    kept = " ".join(str(values) for table in (Entry, OwnAccount, AccountCode) for values in table.objects.values_list())
    assert slip.code not in kept
    for table in (OwnAccount, AccountCode):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            table.objects.update(at=LATER)


@pytest.mark.parametrize("who", ["owen", "sam", "gwen", "ada", "maya"])
def test_only_those_who_write_who_somebody_is_give_renew_or_end_it(cast: Cast, who: str):
    by, before = cast.staff[who], Staff.objects.count()
    with pytest.raises(Refused, match="Only those who may write who somebody is"):
        given(cast, by=by)
    assert Staff.objects.count() == before, "nothing is left of an account that was refused"
    given(cast)
    for deed in (
        lambda: accounts.renew_code(person=alex(cast), by=by, at=LATER),
        lambda: accounts.end(person=alex(cast), says="I say so", by=by, at=LATER),
    ):
        with pytest.raises(Refused, match="Only those who may write who somebody is"):
            deed()


def test_a_person_has_one_account_and_the_dead_none(cast: Cast):
    given(cast)
    with pytest.raises(Refused, match="has an account of their own already"):
        given(cast)
    record_death(person=alex(cast), on=date(2026, 3, 23), by=cast.nadia, at=TODAY)
    assert in_plain_sql(the_account(), "SELECT 1 FROM people_person") == []
    for deed in (accounts.give, accounts.renew_code):
        with pytest.raises(Refused, match="has died"):
            deed(person=alex(cast), by=cast.nadia, at=LATER)


def test_a_new_code_ends_the_old_one(cast: Cast):
    first = given(cast)
    second = accounts.renew_code(person=alex(cast), by=cast.nadia, at=LATER)
    assert (first.name, first.code == second.code) == (second.name, False)
    assert authenticate(username=first.name, password=first.code) is None
    assert authenticate(username=first.name, password=second.code) is not None
    assert AccountCode.objects.count() == 2


def test_a_new_code_is_given_by_the_organisation_that_gave_the_account(cast: Cast):
    given(cast)
    with pytest.raises(Refused, match="Eastmoor mental health team gave this account"):
        accounts.renew_code(person=alex(cast), by=cast.petra, at=LATER)
    accounts.end(person=alex(cast), says="Works with us now", by=cast.petra, at=LATER)
    given(cast, by=cast.petra, at=LATER)
    assert the_account().organisation == cast.petra.organisation


def test_it_ends_with_a_reason_and_nobody_signs_in_with_it_again(cast: Cast):
    slip = given(cast)
    with pytest.raises(Refused, match="Say why the account ends"):
        accounts.end(person=alex(cast), says=" ", by=cast.nadia, at=LATER)
    account = the_account()
    accounts.end(person=alex(cast), says="They asked for it", by=cast.nadia, at=LATER)
    assert AccountEnd.objects.get().says == "They asked for it"
    assert authenticate(username=slip.name, password=slip.code) is None
    assert in_plain_sql(account, "SELECT 1 FROM people_person", at=LATER) == []
    for deed in (accounts.renew_code, lambda **said: accounts.end(says="Again", **said)):
        with pytest.raises(Refused, match="has no account"):
            deed(person=alex(cast), by=cast.nadia, at=LATER)


def test_in_plain_sql_whoever_sees_who_it_is_sees_that_they_have_one(cast: Cast):
    given(cast)
    sees = {who: bool(in_plain_sql(staff, "SELECT 1 FROM own_ownaccount")) for who, staff in cast.staff.items()}
    assert {"nadia", "petra", "owen"} <= {who for who, seen in sees.items() if seen}
    assert not any(sees[who] for who in ("sam", "gwen", "ada", "carol"))
