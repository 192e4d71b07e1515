"""A session that is cancelled leaves its trace in each person's record, with a new time to come, and blames nobody."""

from datetime import timedelta

import pytest

from tests.care.conftest import NOW, Eastmoor, session_of, treated
from tests.care.test_booking import booked
from tests.cast import live_at
from throughcare.care import booking, cancelling
from throughcare.care.checking import faults
from throughcare.care.models import Attendance, Register
from throughcare.episodes import actions
from throughcare.episodes.models import Clock, Episode
from throughcare.organisations.refusals import Refused
from throughcare.pathways import from_instant
from throughcare.people.lives import london_day


def newest(episode: Episode) -> tuple[str, str]:
    """The step that was recorded last, and the reason it gives."""
    step, facts = episode.events.order_by("number").values_list("step", "facts").last()
    return step, facts.get("reason", "")


def rebook(episode: Episode) -> list[str]:
    return [clock.state for clock in Clock.objects.filter(episode=episode, standard="rebook")]


def test_what_the_regime_took_is_lost_in_each_record_and_a_new_time_is_due(eastmoor: Eastmoor):
    cohort = eastmoor.filled(2)
    session = session_of(cohort, 2)
    cancelling.cancel(session=session, why="regime", lost_to="regime-lockdown", by=eastmoor.petra, at=NOW)
    for episode in eastmoor.people.values():
        assert newest(episode) == ("session-lost-to-regime", "regime-lockdown")
        assert episode.events.last().happened_on == london_day(NOW)
        assert rebook(episode) == ["running"]
    rows = Attendance.objects.filter(session=session)
    assert [(row.status, row.lost_to_regime, row.owed) for row in rows] == [("4", True, True)] * 2
    assert list(faults()) == []


def test_what_the_service_could_not_staff_is_cancelled_by_us_and_no_absence_without_warning(eastmoor: Eastmoor):
    cohort = eastmoor.filled(1)
    session, blake = session_of(cohort, 2), eastmoor.people["Blake"]
    cancelling.cancel(session=session, why="staff-away", by=eastmoor.petra, at=NOW)
    assert newest(blake) == ("session-missed", "service-staffing")
    row = Attendance.objects.get()
    assert (row.status, row.reason, row.lost_to_regime, row.owed) == ("4", "service-staffing", False, True)
    assert rebook(blake) == []


@pytest.mark.parametrize("why", ["room", "too-few", "closed-day", "booked-in-error"])
def test_where_no_word_would_be_true_nothing_is_said_of_the_person(eastmoor: Eastmoor, why: str):
    cohort = eastmoor.filled(1)
    before = newest(eastmoor.people["Blake"])
    cancelling.cancel(session=session_of(cohort, 2), why=why, by=eastmoor.petra, at=NOW)
    assert newest(eastmoor.people["Blake"]) == before
    assert not Attendance.objects.exists()


def test_the_regime_says_what_of_it_and_nothing_else_does(eastmoor: Eastmoor):
    session = session_of(eastmoor.filled(1), 2)
    for said, field in (
        ({"why": "regime"}, "lost_to"), ({"why": "regime", "lost_to": "refused"}, "lost_to"),
        ({"why": "room", "lost_to": "no-escort"}, "lost_to"), ({"why": "weather"}, "why"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            cancelling.cancel(session=session, **said, by=eastmoor.petra, at=NOW)
        assert refused.value.reasons.keys() == {field}
    session.refresh_from_db()
    assert session.cancelled_at is None


def test_the_new_time_is_booked_from_it_once_and_stops_the_clock_of_the_regime_alone(eastmoor: Eastmoor):
    cohort = eastmoor.filled(1)
    blake = eastmoor.people["Blake"]
    for number, (said, step) in enumerate(
        {"regime": ("no-escort", "session-rebooked"), "staff-away": ("", "session-missed")}.values(), start=2
    ):
        session, why = session_of(cohort, number), "regime" if said else "staff-away"
        cancelling.cancel(session=session, why=why, lost_to=said, by=eastmoor.petra, at=NOW)
        new = booking.Single(
            room=eastmoor.room, starts_at=session.starts_at + timedelta(days=1), minutes=60, givers=[eastmoor.petra],
            instead_of=Attendance.objects.latest("pk"),
        )  # fmt: skip
        booking.book(episode=blake, single=new, by=eastmoor.petra, at=NOW)
        assert newest(blake)[0] == step
    assert rebook(blake) == ["met"]


def test_whose_record_has_no_place_for_it_yet_holds_nobody_up(eastmoor: Eastmoor):
    """A first meeting was booked while the referral was still being read."""
    person = live_at(eastmoor.cast, "HMP Eastmoor", "Lee", "Archer", reference="TC-CZZ-222")
    lee = treated(eastmoor.cast, person, until="referral-received")
    session = booked(eastmoor, lee)
    cancelling.cancel(session=session, why="regime", lost_to="court", by=eastmoor.petra, at=NOW)
    assert newest(lee)[0] == "referral-received"
    assert not Attendance.objects.exists()
    assert not Register.objects.exists()


def test_who_has_left_is_not_written_of(eastmoor: Eastmoor):
    cohort = eastmoor.filled(2)
    blake, casey = eastmoor.people["Blake"], eastmoor.people["Casey"]
    actions.take_step(
        episode=casey, step="treatment-ended", facts={"outcome": "completed"}, happened=from_instant(NOW),
        by=eastmoor.petra, at=NOW,
    )  # fmt: skip
    session = session_of(cohort, 2)
    cancelling.cancel(session=session, why="regime", lost_to="court", by=eastmoor.petra, at=NOW)
    assert [row.episode for row in Attendance.objects.all()] == [blake]
    assert newest(casey)[0] == "treatment-ended"


def test_a_single_session_is_cancelled_as_one_of_a_group_is(eastmoor: Eastmoor):
    blake = eastmoor.somebody(0)
    session = booked(eastmoor, blake)
    cancelling.cancel(session=session, why="regime", lost_to="segregated", by=eastmoor.petra, at=NOW)
    assert newest(blake) == ("session-lost-to-regime", "segregated")
