"""An account of a person's own: who gives it, to whom it belongs, when it ends, and what the database shows it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.access.asked import answer
from tests.access.test_policies import about_people
from tests.cast import Cast, live_at
from tests.episodes.conftest import refer_to_daycare
from tests.own.asked import FEW_DAYS_AGO, TODAY, account, alex, gathered, in_plain_sql, linked, note, warn
from throughcare.access.models import Disclosure, Grant
from throughcare.access.owning import close_own, open_own
from throughcare.access.seeing import may_read, may_write, seen_by
from throughcare.access.writing import record_death
from throughcare.audit.models import Entry
from throughcare.organisations.refusals import Refused
from throughcare.people.models import Person


def test_the_account_sees_its_own_person_and_no_other(cast: Cast):
    live_at(cast, "HMP Eastmoor", "Jamie", "Hollis", reference="TC-BBB-222")
    mine = linked(cast)
    assert in_plain_sql(mine, "SELECT reference FROM people_person") == [("TC-AAA-222",)]
    assert [person.reference for person in seen_by(Person, staff=mine, as_of=TODAY)] == ["TC-AAA-222"]


def test_an_account_that_belongs_to_nobody_sees_nobody(cast: Cast):
    refer_to_daycare(cast)
    gathered(cast)
    nobodys = account(cast)
    found = {table: in_plain_sql(nobodys, f"SELECT 1 FROM {table}") for table in about_people()}
    assert [table for table, rows in found.items() if rows] == []


def test_no_table_tells_the_account_anything_of_somebody_else(cast: Cast):
    """Jamie lives beside Alex, was asked, and is held by the same team: of none of it is there a row."""
    refer_to_daycare(cast)
    note(cast, "A quiet room")
    mine = account(cast)
    jamie = live_at(cast, "HMP Eastmoor", "Jamie", "Hollis", reference="TC-BBB-222")
    open_own(person=jamie, account=mine, by=cast.nadia, at=FEW_DAYS_AGO)
    answer(cast, "given", by=cast.nadia)
    gathered(cast)
    tables = [table for table in about_people() if table != "people_person"]
    assert [t for t in tables if in_plain_sql(mine, f"SELECT 1 FROM {t} WHERE person_id <> {jamie.pk}")] == []


def test_security_and_victims_are_in_no_row_of_it(cast: Cast):
    warn(cast, "keep-apart", "Keep apart from B wing")
    warn(cast, "self-harm", "Somebody looks in every hour")
    mine = linked(cast)
    assert in_plain_sql(mine, "SELECT says FROM people_alert") == [("Somebody looks in every hour",)]
    told = in_plain_sql(mine, f"SELECT DISTINCT category, ground FROM access_told({alex(cast).pk})")
    assert not {"security-intelligence", "victim"} & {category for category, _ in told}


def test_a_disclosure_that_names_what_they_are_never_shown_is_in_no_row_of_it(cast: Cast):
    for categories in (["housing"], ["housing", "security-intelligence"]):
        Disclosure.objects.create(
            person=alex(cast), to="Police", categories=categories, purpose="safeguarding", basis="Duty", form="mail",
            by=cast.nadia, at=FEW_DAYS_AGO,
        )  # fmt: skip
    assert in_plain_sql(linked(cast), "SELECT categories FROM access_disclosure") == [(["housing"],)]


def test_of_a_copy_the_person_sees_no_item_before_it_is_given(cast: Cast):
    gathered(cast)
    mine = linked(cast)
    for table in ("own_copy", "own_item", "own_preparation"):
        assert in_plain_sql(mine, f"SELECT 1 FROM {table}") == []


def test_it_writes_nothing_and_opens_nothing_to_colleagues(cast: Cast):
    mine = linked(cast)
    others = [
        row for row in (cast.gwen, cast.ada) if may_read("housing", person_id=alex(cast).pk, staff=row, as_of=TODAY)
    ]
    assert others == []
    assert not may_write("protected-characteristics", person_id=alex(cast).pk, staff=mine, as_of=TODAY)
    Grant.objects.filter(organisation=cast.nadia.organisation, staff=None).delete()
    assert not may_write("protected-characteristics", person_id=alex(cast).pk, staff=cast.nadia, as_of=TODAY)


def test_who_may_write_who_the_person_is_gives_it_and_it_is_audited(cast: Cast):
    made = account(cast)
    for nobody in (cast.owen, cast.sam, cast.gwen):
        with pytest.raises(Refused, match="Only those who may write who somebody is"):
            open_own(person=alex(cast), account=made, by=nobody, at=TODAY)
    open_own(person=alex(cast), account=made, by=cast.nadia, at=TODAY)
    entry = Entry.objects.get(did="opened-own-record")
    assert (entry.by, entry.person_id, entry.detail) == (cast.nadia, alex(cast).pk, {"account": made.pk})


def test_an_account_is_of_one_person_and_a_person_has_one(cast: Cast):
    mine = linked(cast)
    jamie = live_at(cast, "HMP Eastmoor", "Jamie", "Hollis", reference="TC-BBB-222")
    with pytest.raises(Refused, match="belongs to somebody already"):
        open_own(person=jamie, account=mine, by=cast.nadia, at=TODAY)
    with pytest.raises(Refused, match="has an account of their own already"):
        open_own(person=alex(cast), account=account(cast, "alexagain"), by=cast.nadia, at=TODAY)
    first = Grant.objects.of("identity-and-location").get(ground="own")
    for clash in ({"person": jamie}, {"staff": account(cast, "another")}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Grant.objects.create(**{**_columns(first), **clash})


def _columns(grant: Grant) -> dict[str, object]:
    names = ("person", "organisation", "staff", "categories", "level", "ground", "purpose", "starts_at")
    return {name: getattr(grant, name) for name in names}


def test_only_an_account_for_people_who_use_the_service_is_given_and_only_of_ones_own_organisation(cast: Cast):
    for other in (cast.owen, account(cast, "elsewhere", at=cast.harun)):
        with pytest.raises(Refused, match="Choose an account for people who use the service"):
            open_own(person=alex(cast), account=other, by=cast.nadia, at=TODAY)


def test_ended_it_shows_nothing_from_that_moment(cast: Cast):
    mine = linked(cast)
    close_own(person=alex(cast), by=cast.nadia, at=TODAY)
    assert in_plain_sql(mine, "SELECT 1 FROM people_person") == []
    with pytest.raises(Refused, match="No account is open"):
        close_own(person=alex(cast), by=cast.nadia, at=TODAY)
    open_own(person=alex(cast), account=mine, by=cast.nadia, at=TODAY + timedelta(hours=1))


def test_it_ends_with_the_person_s_death_and_is_not_given_after_it(cast: Cast):
    mine = linked(cast)
    record_death(person=alex(cast), on=date(2026, 3, 23), by=cast.nadia, at=TODAY)
    assert in_plain_sql(mine, "SELECT 1 FROM people_person") == []
    with pytest.raises(Refused, match="has died"):
        open_own(person=alex(cast), account=mine, by=cast.nadia, at=TODAY)
