"""A copy holds where somebody waited, which groups they had a place in, and what every saving of a register said."""

from datetime import timedelta

from tests.care.conftest import NOW, THERE, Eastmoor, after, at_ten, eastmoor, session_of
from tests.copies.told import Told, one, outcome, told
from throughcare.care import booking, waiting
from throughcare.care.lines import Line
from throughcare.care.registers import save_register
from throughcare.episodes.models import Episode

__all__ = ["eastmoor"]

LATER = NOW + timedelta(days=30)


def of(eastmoor: Eastmoor, episode: Episode) -> Told:
    return told(episode.person, to=eastmoor.petra, at=LATER)


def test_a_wait_and_a_place_with_how_they_ended(eastmoor: Eastmoor):
    cohort = eastmoor.filled(1)
    blake = eastmoor.people["Blake"]
    member = cohort.members.get()
    waiting.leave(membership=member, ended="left", because="Afraid of Casey", by=eastmoor.petra, at=NOW)
    found = of(eastmoor, blake)
    assert "Need: Usual need" in one(found, "waiting list of Emotional regulation").says
    place = one(found, "A place in Tuesday group")
    assert "Left the group" in place.says
    assert "Afraid of Casey" in place.says
    assert (outcome(one(found, "waiting list")), outcome(place)) == ("release", "look")


def test_every_saving_of_a_register_and_nobody_else_of_it(eastmoor: Eastmoor):
    session = session_of(eastmoor.filled(2))
    blake, casey = (eastmoor.people[name].pk for name in ("Blake", "Casey"))
    for seen, line in enumerate([Line("refused"), Line("regime-lockdown")]):
        save_register(
            session=session, lines={blake: line, casey: THERE}, seen=seen, by=eastmoor.petra, at=after(session)
        )
    row = one(of(eastmoor, eastmoor.people["Blake"]), "Whether you were there")
    first, second = row.says.splitlines()
    assert first.endswith("Eastmoor psychology: Refused")
    assert second.endswith("Lockdown or restricted regime (lost to the regime, not counted against you)")
    assert "Casey" not in row.says
    assert (row.category, outcome(row)) == ("referral-and-stage", "release")


def test_a_session_alone_says_when_and_where(eastmoor: Eastmoor):
    blake = eastmoor.somebody(0)
    when = at_ten(NOW.date() + timedelta(days=2))
    planned = booking.Single(eastmoor.room, when, 50, [eastmoor.petra], over="He asked for it")
    booking.book(episode=blake, single=planned, by=eastmoor.petra, at=NOW)
    row = one(of(eastmoor, blake), "A session with you alone", "Group room")
    assert (row.says, outcome(row)) == ("Booked although: He asked for it", "look")


def test_nothing_is_handed_to_whoever_has_no_ground(eastmoor: Eastmoor):
    eastmoor.filled(1)
    assert told(eastmoor.people["Blake"].person, to=eastmoor.cast.sam, at=LATER) == {}
