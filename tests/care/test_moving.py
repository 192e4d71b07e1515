"""A booked session is given another time, room or staff, by the same rules as it was booked, and what was stays."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.care.conftest import FIRST, NOW, Eastmoor, session_of
from tests.care.test_booking import MONDAY, booked, keep
from throughcare.calendars import feeds
from throughcare.care import cancelling, moving
from throughcare.care.models import Facilitation, Session, SessionChange
from throughcare.care.moving import Moved
from throughcare.episodes.models import Event
from throughcare.organisations.refusals import Refused
from throughcare.people.lives import london_day
from throughcare.regimes import places

AN_HOUR = timedelta(hours=1)


def moved(eastmoor: Eastmoor, session: Session, at: datetime = MONDAY + AN_HOUR, **more: Any) -> Session:
    said: dict[str, Any] = {"room": eastmoor.room, "minutes": 60, "givers": [eastmoor.petra], "why": "A hearing"}
    return moving.move(session=session, moved=Moved(starts_at=at, **said | more), by=eastmoor.petra, at=NOW)


def test_what_was_booked_before_stays_on_record_with_why(eastmoor: Eastmoor):
    session = booked(eastmoor, eastmoor.somebody(0))
    quiet = places.add_room(
        place=eastmoor.room.place, name="Quiet room", holds=3, needs="any", by=eastmoor.petra, at=NOW
    )
    moved(eastmoor, session, room=quiet, givers=[eastmoor.petra])
    session = Session.objects.get(pk=session.pk)
    assert (session.room, session.starts_at, session.minutes) == (quiet, MONDAY + AN_HOUR, 60)
    assert list(Facilitation.objects.values_list("staff__display_name", "starts_at")) == [
        ("Petra Novak", MONDAY + AN_HOUR)
    ]
    change = SessionChange.objects.get()
    assert (change.why, change.by) == ("A hearing", eastmoor.petra)
    assert change.before["room"] == "Group room"
    assert change.before["givers"] == ["Petra Novak"]
    assert datetime.fromisoformat(change.before["starts_at"]) == MONDAY


def test_a_group_lasts_until_its_last_session_as_it_is_booked_now(eastmoor: Eastmoor):
    """A list of groups says of one that it has ended: not of one whose last session was put off."""
    cohort = eastmoor.group()
    last = session_of(cohort, 12)
    a_week_later = london_day(last.starts_at) + timedelta(days=7)
    moved(eastmoor, last, last.starts_at + timedelta(days=7))
    cohort.refresh_from_db()
    assert (cohort.from_on, cohort.until_on) == (FIRST, a_week_later)
    moved(eastmoor, session_of(cohort, 1))
    cohort.refresh_from_db()
    assert cohort.from_on == london_day(MONDAY)


def test_a_calendar_program_is_told_when_it_was_moved(eastmoor: Eastmoor):
    """It keeps an event that it has until one comes with a later stamp."""
    session = booked(eastmoor, eastmoor.somebody(0))
    secret, later = feeds.open_feed(by=eastmoor.petra, at=NOW), NOW + AN_HOUR
    new = Moved(eastmoor.room, MONDAY + AN_HOUR, 60, [eastmoor.petra], why="A hearing")
    moving.move(session=session, moved=new, by=eastmoor.petra, at=later)
    (entry,) = feeds.entries(secret, as_of=later) or ()
    assert (entry.starts_at, entry.stamp) == (MONDAY + AN_HOUR, later)


def test_it_is_no_fact_of_anybodys_treatment(eastmoor: Eastmoor):
    session = booked(eastmoor, eastmoor.somebody(0))
    before = Event.objects.count()
    moved(eastmoor, session)
    assert Event.objects.count() == before


def test_a_session_does_not_stand_against_itself(eastmoor: Eastmoor):
    """Half an hour later in the same room, with the same person and the same staff; and one of a group."""
    cohort = eastmoor.filled(3)
    session = booked(eastmoor, eastmoor.somebody(3))
    assert moved(eastmoor, session, MONDAY + AN_HOUR / 2).starts_at == MONDAY + AN_HOUR / 2
    first = session_of(cohort, 1)
    later = first.starts_at + AN_HOUR / 2
    assert moved(eastmoor, first, later, minutes=first.minutes).starts_at == later


def test_a_group_is_not_in_two_of_its_own_sessions_at_once(eastmoor: Eastmoor):
    """In another room and held by somebody else: those who come are still the same."""
    cohort = eastmoor.filled(3)
    quiet = places.add_room(
        place=eastmoor.room.place, name="Large room", holds=16, needs="any", by=eastmoor.petra, at=NOW
    )
    with pytest.raises(Refused, match="Blake Archer"):
        moved(eastmoor, session_of(cohort, 1), session_of(cohort, 2).starts_at, room=quiet, givers=[])


@pytest.mark.parametrize(
    ("what", "says"), [("closed", "is closed on Monday 9 March 2026"), ("court", "has to be elsewhere from 10:00")]
)
def test_what_stands_against_the_new_time_is_judged_as_for_any_other(eastmoor: Eastmoor, what: str, says: str):
    blake = eastmoor.somebody(0)
    session = booked(eastmoor, blake, MONDAY + timedelta(days=1))
    keep(eastmoor, what, blake)
    with pytest.raises(Refused, match=says):
        moved(eastmoor, session, MONDAY)
    assert Session.objects.get(pk=session.pk).starts_at == MONDAY + timedelta(days=1)
    assert not SessionChange.objects.exists()


def test_a_room_that_somebody_else_has_is_not_to_be_had(eastmoor: Eastmoor):
    session = booked(eastmoor, eastmoor.somebody(0))
    booked(eastmoor, eastmoor.somebody(1), MONDAY + AN_HOUR)
    with pytest.raises(Refused, match="Group room is taken then: a single session"):
        moved(eastmoor, session)


REFUSED = [
    ({"why": " "}, "Say why it is booked otherwise."),
    ({"minutes": 2}, "A session takes between 5 and"),
    ({"at": NOW - AN_HOUR}, "This time has passed."),
    ({"at": MONDAY}, "It is booked like that already."),
]


@pytest.mark.parametrize(("said", "says"), REFUSED, ids=[says for _, says in REFUSED])
def test_what_says_nothing_or_cannot_be_is_refused_in_words(eastmoor: Eastmoor, said: dict[str, Any], says: str):
    session = booked(eastmoor, eastmoor.somebody(0))
    with pytest.raises(Refused, match=says):
        moved(eastmoor, session, **said)


def test_one_that_was_cancelled_or_has_begun_is_not_moved(eastmoor: Eastmoor):
    session = booked(eastmoor, eastmoor.somebody(0))
    with pytest.raises(Refused, match="This session has begun"):
        moving.move(
            session=session, moved=Moved(eastmoor.room, MONDAY + AN_HOUR * 3, 60, [eastmoor.petra], why="Late"),
            by=eastmoor.petra, at=MONDAY + AN_HOUR / 2,
        )  # fmt: skip
    cancelling.cancel(session=session, why="room", by=eastmoor.petra, at=NOW)
    with pytest.raises(Refused, match="was cancelled"):
        moved(eastmoor, session)


def test_nobody_moves_a_session_of_others(eastmoor: Eastmoor):
    session = booked(eastmoor, eastmoor.somebody(0))
    for stranger in (eastmoor.cast.sam, eastmoor.cast.owen):
        with pytest.raises(Refused, match="Only the clinicians of the service"):
            moving.move(
                session=session, moved=Moved(eastmoor.room, MONDAY + AN_HOUR, 60, [], why="x"), by=stranger, at=NOW
            )
