"""What stands against a session is said before it is booked; what is booked is never booked twice."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.care.conftest import NOW, THERE, Eastmoor, after, at_ten, session_of
from throughcare.care import absences, booking, cancelling
from throughcare.care.lines import Line
from throughcare.care.models import Attendance, Facilitation, Room, Session
from throughcare.care.reading import with_made_up
from throughcare.care.registers import save_register
from throughcare.episodes.models import Clock, Episode
from throughcare.organisations.models import StaffRole, Unit
from throughcare.organisations.refusals import Refused
from throughcare.people.models import Placement
from throughcare.regimes import places, prison

MONDAY = at_ten(date(2026, 3, 9))
HOURS = {day: [(510, 705), (810, 1005)] for day in range(5)}


def booked(eastmoor: Eastmoor, episode: Episode, at: datetime = MONDAY, **more: Any) -> Session:
    about: dict[str, Any] = {"room": eastmoor.room, "minutes": 60, "givers": [eastmoor.petra]}
    single = booking.Single(starts_at=at, **about | more)
    return booking.book(episode=episode, single=single, by=eastmoor.petra, at=NOW)


def test_a_group_is_laid_out_a_week_apart_around_bank_holidays_and_closed_days(eastmoor: Eastmoor):
    place = eastmoor.cast.places["HMP Eastmoor"]
    places.close_day(place=place, on=date(2026, 3, 16), says="Staff training", by=eastmoor.petra, at=NOW)
    cohort = eastmoor.group(first=date(2026, 3, 9))
    days = [session.starts_at.date() for session in cohort.sessions.all()]
    # 16 March is closed; 6 April is Easter Monday, 4 May and 25 May are bank holidays.
    assert days[:5] == [date(2026, 3, day) for day in (9, 23, 30)] + [date(2026, 4, 13), date(2026, 4, 20)]
    assert len(days) == 12
    assert not {date(2026, 3, 16), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25)} & set(days)
    modules = [session.module for session in cohort.sessions.all()]
    assert modules == ["Understanding emotions"] * 4 + ["Riding the wave"] * 5 + ["Keeping going"] * 3


def test_a_group_goes_on_at_ten_when_the_clocks_change(eastmoor: Eastmoor):
    cohort = eastmoor.group()
    assert {session.starts_at.astimezone(UTC).hour for session in cohort.sessions.all()} == {9, 10}


def test_a_room_is_never_taken_twice(eastmoor: Eastmoor):
    booked(eastmoor, eastmoor.somebody(0))
    nadia = eastmoor.cast.nadia
    with pytest.raises(Refused, match="Group room is taken then: a single session"):
        booked(eastmoor, eastmoor.somebody(1), MONDAY + timedelta(minutes=30))
    with pytest.raises(IntegrityError, match="a_room_has_one_session_at_a_time"), transaction.atomic():
        Session.objects.bulk_create(
            Session(
                organisation=nadia.organisation, place=eastmoor.room.place, room=eastmoor.room,
                starts_at=MONDAY, ends_at=MONDAY + timedelta(minutes=5), by=nadia, at=NOW,
            )
            for _ in range(1)
        )  # fmt: skip


def test_nobody_holds_two_sessions_at_once(eastmoor: Eastmoor):
    first = booked(eastmoor, eastmoor.somebody(0))
    other = places.add_room(
        place=eastmoor.room.place, name="Quiet room", holds=3, needs="any", by=eastmoor.petra, at=NOW
    )
    with pytest.raises(Refused, match="Petra Novak has another session then"):
        booked(eastmoor, eastmoor.somebody(1), room=other)
    later = booked(eastmoor, eastmoor.somebody(2), first.ends_at, room=other)
    with pytest.raises(IntegrityError, match="nobody_holds_two_sessions_at_once"), transaction.atomic():
        Facilitation.objects.filter(session=later).update(starts_at=first.starts_at)


def test_a_cancelled_session_frees_room_and_staff_and_says_why(eastmoor: Eastmoor):
    first = booked(eastmoor, eastmoor.somebody(0))
    cancelling.cancel(session=first, why="too-few", by=eastmoor.petra, at=NOW)
    booked(eastmoor, eastmoor.somebody(1))
    with pytest.raises(Refused, match="was cancelled: too few could come"):
        cancelling.cancel(session=first, why="room", by=eastmoor.petra, at=NOW)


def conflicts(eastmoor: Eastmoor, episode: Episode, at: datetime = MONDAY) -> list[tuple[bool, str]]:
    found = booking.against_one(
        episode=episode, room=eastmoor.room, givers=[eastmoor.petra], starts_at=at, ends_at=at + timedelta(hours=1)
    )
    return [(one.hard, one.says) for one in found]


def keep(eastmoor: Eastmoor, what: str, episode: Episode) -> None:
    """One thing that stands against ten o'clock on Monday 9 March."""
    cast, place, petra = eastmoor.cast, eastmoor.room.place, eastmoor.petra
    times: dict[str, Any] = {"starts_at": MONDAY, "ends_at": MONDAY + timedelta(minutes=30), "at": NOW}
    if what == "regime":
        places.say_regime(place=place, unit=None, hours={0: [(810, 1005)]}, by=cast.owen, at=NOW)
    elif what == "closed":
        places.close_day(place=place, on=MONDAY.date(), says="Search of the wing", by=cast.owen, at=NOW)
    elif what == "away":
        absences.say_away(role=petra, by=petra, **times)
    else:
        prison.say_commitment(person=episode.person, kind=what, by=cast.piotr, **times)


AGAINST = [
    ("regime", True, "The regime of HMP Eastmoor on that day runs from 13:30 to 16:45, and this is outside it."),
    ("closed", True, "HMP Eastmoor is closed on Monday 9 March 2026: Search of the wing."),
    ("away", True, "Petra Novak is away then."),
    ("court", True, "Blake Archer has to be elsewhere from 10:00 to 10:30: court."),
    ("legal-visit", True, "Blake Archer has to be elsewhere from 10:00 to 10:30: legal visit."),
    ("social-visit", False, "Blake Archer has something else on from 10:00 to 10:30: social visit."),
    ("work", False, "Blake Archer has something else on from 10:00 to 10:30: work or education."),
]


@pytest.mark.parametrize(("what", "hard", "says"), AGAINST, ids=[row[0] for row in AGAINST])
def test_what_stands_against_it_is_said_first(eastmoor: Eastmoor, what: str, says: str, *, hard: bool):
    blake = eastmoor.somebody(0)
    assert conflicts(eastmoor, blake) == []
    keep(eastmoor, what, blake)
    assert conflicts(eastmoor, blake) == [(hard, says)]
    with pytest.raises(Refused) as refused:
        booked(eastmoor, blake)
    assert says in str(refused.value)


@pytest.mark.parametrize("until", [None, date(2026, 3, 11)], ids=["until further notice", "until Wednesday"])
def test_a_wing_that_is_locked_then_stands_against_whoever_lives_there(eastmoor: Eastmoor, until: date | None):
    blake, place = eastmoor.somebody(0), eastmoor.room.place
    wing = Unit.objects.create(organisation=place, kind="wing", name="C wing")
    Placement.objects.filter(person=blake.person).update(unit=wing, until_on=until)
    places.say_regime(place=place, unit=wing, hours={0: [(810, 1005)]}, by=eastmoor.cast.owen, at=NOW)
    says = "Blake Archer's wing is unlocked from 13:30 to 16:45 on that day, and this is outside it."
    assert conflicts(eastmoor, blake) == [(False, says)]


def test_what_is_soft_is_booked_over_by_whoever_says_why(eastmoor: Eastmoor):
    blake = eastmoor.somebody(0)
    keep(eastmoor, "work", blake)
    assert booked(eastmoor, blake, over="The workshop agrees").over == "The workshop agrees"


def test_a_group_that_meets_when_the_wings_are_locked_is_not_opened(eastmoor: Eastmoor):
    places.say_regime(place=eastmoor.room.place, unit=None, hours=HOURS, by=eastmoor.cast.owen, at=NOW)
    eastmoor.group()
    with pytest.raises(Refused, match="from 08:30 to 11:45 and from 13:30 to 16:45, and this is outside it"):
        eastmoor.group(starts=time(12), title="Noon group")


def instead_of(lost: Attendance, eastmoor: Eastmoor, *, days: int) -> booking.Single:
    """An hour with Petra so many days after the session that was lost."""
    starts = lost.session.starts_at + timedelta(days=days)
    return booking.Single(eastmoor.room, starts_at=starts, minutes=60, givers=[eastmoor.petra], instead_of=lost)


def test_what_was_lost_is_made_up_for_once_and_its_clock_stops(eastmoor: Eastmoor):
    cohort = eastmoor.filled(1)
    session, blake = session_of(cohort), eastmoor.people["Blake"]
    lines = {blake.pk: Line("no-escort")}
    save_register(session=session, lines=lines, seen=0, by=eastmoor.petra, at=after(session))
    lost = Attendance.objects.get()
    booking.book(episode=blake, single=instead_of(lost, eastmoor, days=2), by=eastmoor.petra, at=after(session))
    assert blake.events.last().step == "session-rebooked"
    assert [clock.state for clock in Clock.objects.filter(standard="rebook")] == ["met"]
    with pytest.raises(Refused, match="There is a new time for that session already"):
        booking.book(episode=blake, single=instead_of(lost, eastmoor, days=3), by=eastmoor.petra, at=after(session))


def test_a_new_time_that_was_cancelled_itself_is_given_again(eastmoor: Eastmoor):
    cohort = eastmoor.filled(1)
    session, blake = session_of(cohort), eastmoor.people["Blake"]
    lines, about = {blake.pk: Line("no-escort")}, {"by": eastmoor.petra, "at": after(session)}
    save_register(session=session, lines=lines, seen=0, **about)
    lost = Attendance.objects.get()
    first = booking.book(episode=blake, single=instead_of(lost, eastmoor, days=2), **about)
    cancelling.cancel(session=first, why="room", **about)
    assert [line.made_up for line in with_made_up(Attendance.objects.all())] == [False]
    booking.book(episode=blake, single=instead_of(lost, eastmoor, days=3), **about)
    assert [line.made_up for line in with_made_up(Attendance.objects.all())] == [True]


def test_what_the_register_says_last_decides_whether_a_session_is_made_up_for(eastmoor: Eastmoor):
    """Blake was not brought, the register said, and then that it was the court, and then that Blake was there."""
    cohort = eastmoor.filled(1)
    session, blake = session_of(cohort), eastmoor.people["Blake"]
    about = {"by": eastmoor.petra, "at": after(session)}
    for seen, line in enumerate((Line("no-escort"), Line("court"))):
        save_register(session=session, lines={blake.pk: line}, seen=seen, **about)
    no_escort, court = Attendance.objects.order_by("pk")
    booking.book(episode=blake, single=instead_of(no_escort, eastmoor, days=2), **about)
    with pytest.raises(Refused, match="There is a new time for that session already"):
        booking.book(episode=blake, single=instead_of(court, eastmoor, days=3), **about)
    save_register(session=session, lines={blake.pk: THERE}, seen=2, **about)
    with pytest.raises(Refused, match="Only a session of this person"):
        booking.book(episode=blake, single=instead_of(court, eastmoor, days=3), **about)


def test_a_room_too_small_is_refused_in_numbers(eastmoor: Eastmoor):
    small: Room = places.add_room(
        place=eastmoor.room.place, name="Cell 4", holds=1, needs="any", by=eastmoor.petra, at=NOW
    )
    with pytest.raises(Refused, match="Cell 4 holds 1, and 2 would be in it"):
        booked(eastmoor, eastmoor.somebody(0), room=small)


def test_others_do_not_book_here(eastmoor: Eastmoor):
    strangers: list[StaffRole] = [eastmoor.cast.nadia, eastmoor.cast.owen, eastmoor.cast.sam]
    blake = eastmoor.somebody(0)
    for stranger in strangers:
        single = booking.Single(room=eastmoor.room, starts_at=MONDAY, minutes=60, givers=[stranger])
        with pytest.raises(Refused, match="Only the clinicians"):
            booking.book(episode=blake, single=single, by=stranger, at=NOW)


def test_a_group_in_a_room_on_a_wing_is_held_while_that_wing_is_unlocked(eastmoor: Eastmoor):
    place, petra = eastmoor.room.place, eastmoor.petra
    wing = Unit.objects.create(organisation=place, kind="wing", name="C wing")
    places.say_regime(place=place, unit=wing, hours=HOURS, by=eastmoor.cast.owen, at=NOW)
    room = places.add_room(place=place, name="Wing room", holds=14, needs="unlock", unit=wing, by=petra, at=NOW)
    eastmoor.group(room=room)
    says = "The wing of Wing room is unlocked from 08:30 to 11:45 and from 13:30 to 16:45 on that day"
    with pytest.raises(Refused, match=says):
        eastmoor.group(room=room, starts=time(12), title="Noon group")
    assert eastmoor.group(room=room, starts=time(12), title="Noon group", over="Officers agree").places == 12


def test_hours_and_rooms_are_of_wings_of_the_place_itself(eastmoor: Eastmoor):
    elsewhere = Unit.objects.create(organisation=eastmoor.cast.places["HMP Westfell"], kind="wing", name="A wing")
    place, petra = eastmoor.room.place, eastmoor.petra
    with pytest.raises(Refused, match="Choose a wing of this place"):
        places.say_regime(place=place, unit=elsewhere, hours=HOURS, by=petra, at=NOW)
    with pytest.raises(Refused, match="Choose a wing of this place"):
        places.add_room(place=place, name="Far", holds=2, needs="any", unit=elsewhere, by=petra, at=NOW)
