"""The mentor's own door: first name, wing and aim of whom they support now, and nothing of anybody else by any path."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from tests.access.test_policies import about_people
from tests.peers.conftest import NOW, Peers
from throughcare.access.models import Grant
from throughcare.audit.models import Entry
from throughcare.config.database import APPLICATION
from throughcare.organisations.acting import act
from throughcare.organisations.models import StaffRole
from throughcare.peers import accounts, door, pairing, schemes
from throughcare.peers.door import Supported
from throughcare.peers.models import Match
from throughcare.people import dated
from throughcare.people.models import Person, Placement

NOON = NOW.replace(hour=12, minute=0)
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def robin(peers: Peers) -> StaffRole:
    """The account of Robin, who supports Blake and Casey."""
    peers.match("Robin", "Blake")
    peers.match("Robin", "Casey")
    schemes.set_wish(mentee=peers.mentee("Blake"), hours=["evening"], prefers="cell-door", by=peers.mina, at=NOW)
    return accounts.give(mentor=peers.mentor("Robin"), by=peers.mina, at=NOW).account.account


@contextmanager
def acting(staff: StaffRole, *, at: datetime) -> Iterator[None]:
    """As pages run: with the rights of the product, and the database told who acts."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        act(staff=staff, as_of=at)
        yield
        cursor.execute("RESET ROLE")


def shown(staff: StaffRole, *, at: datetime = NOW) -> list[Supported]:
    with acting(staff, at=at):
        return door.supported(staff, at=at)


def asked(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_a_mentor_is_told_no_surname_however_somebody_is_called(peers: Peers, robin: StaffRole):
    called = {"Blake": " Danny Archer", "Casey": ""}
    for given, known_as in called.items():
        Person.objects.filter(pk=peers.mentee(given).person_id).update(known_as=known_as)
    assert [one.first_name for one in shown(robin)] == ["Casey", "Danny"]


def test_a_mentor_is_told_first_name_wing_aim_and_how_to_meet(peers: Peers, robin: StaffRole):
    blake, casey = shown(robin)
    assert (blake.first_name, blake.wing, blake.aim) == ("Blake", "C wing", "To leave my cell once a day")
    assert (blake.prefers, casey.prefers) == ("At the cell door", "Nothing said")
    assert Supported.__slots__ == ("match", "first_name", "wing", "aim", "prefers")


def test_the_database_gives_a_mentor_no_other_column(robin: StaffRole):
    with acting(robin, at=NOW), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM peers_mentees()")
        columns = [column.name for column in cursor.description or ()]
    assert columns == ["match", "first_name", "wing", "aim", "prefers"]


def test_each_look_is_on_the_record_of_each_of_them(peers: Peers, robin: StaffRole):
    shown(robin)
    looks = Entry.objects.filter(did="saw-as-mentor", by=robin, ground="match").values_list("person_id", flat=True)
    assert set(looks) == {peers.mentee(name).person_id for name in ("Blake", "Casey")}


def test_a_mentor_released_at_noon_sees_nothing_at_a_minute_past(peers: Peers, robin: StaffRole):
    """Nobody has told the scheme, no job has run: where the person is decides."""
    assert len(shown(robin, at=NOON - A_MINUTE)) == 2
    here = Placement.objects.get(person=peers.mentor("Robin").person)
    dated.end_placement(placement=here, on=NOON.date(), by=peers.cast.nadia, at=NOON)
    assert peers.mentor("Robin").active
    assert shown(robin, at=NOON + A_MINUTE) == []
    with acting(robin, at=NOON + A_MINUTE):
        assert door.own() is None


def test_a_mentor_moved_to_another_prison_sees_nobody_and_whoever_moves_is_seen_no_longer(
    peers: Peers, robin: StaffRole
):
    there = Placement(
        person=peers.mentee("Blake").person, organisation=peers.cast.places["HMP Westfell"], from_on=NOW.date()
    )
    dated.move(placement=there, by=peers.cast.nadia, at=NOW)
    assert [one.first_name for one in shown(robin)] == ["Casey"]
    there = Placement(
        person=peers.mentor("Robin").person, organisation=peers.cast.places["HMP Westfell"], from_on=NOW.date()
    )
    dated.move(placement=there, by=peers.cast.nadia, at=NOW)
    assert shown(robin) == []


def test_a_mentor_who_is_suspended_sees_nobody_and_still_where_they_stand(peers: Peers, robin: StaffRole):
    peers.mentor_takes("Robin", "suspended", "owen", reason="security")
    assert shown(robin) == []
    with acting(robin, at=NOW):
        mine = door.own()
    assert mine is not None
    assert (mine.first_name, mine.stage, mine.active) == ("Robin", "Suspended", False)


def test_a_match_that_ended_and_an_account_that_ended_show_nothing(peers: Peers, robin: StaffRole):
    first = shown(robin)[0]
    pairing.unmatch(match=Match.objects.get(pk=first.match), why="person-asked", by=peers.mina, at=NOW)
    assert [one.first_name for one in shown(robin)] == ["Casey"]
    accounts.end(mentor=peers.mentor("Robin"), by=peers.mina, at=NOW)
    assert shown(robin) == []


def test_nobody_else_is_answered_at_this_door(peers: Peers, robin: StaffRole):
    """Not staff, not another mentor, and not the same account in another role."""
    for staff in (peers.mina, peers.cast.nadia, peers.cast.owen):
        assert shown(staff) == []
        with acting(staff, at=NOW):
            assert door.own() is None
    robin.role = "MC"
    assert shown(robin) == []


def test_no_row_of_anybody_is_there_for_a_mentor_in_any_table(peers: Peers, robin: StaffRole):
    """Their organisation holds grants of everybody in the scheme and of whoever lives there; theirs are none."""
    assert Grant.objects.filter(organisation=robin.organisation_id, level="write").exists()
    own, blake = peers.mentor("Robin").episode_id, peers.mentee("Blake").person_id
    with acting(robin, at=NOW):
        assert [table for table in about_people() if asked(f"SELECT 1 FROM {table} LIMIT 1")] == []
        assert asked(f"SELECT * FROM peers_facts({own})") == asked(f"SELECT * FROM episodes_flags({blake})") == []
    assert not Grant.objects.filter(staff=robin).exists()
