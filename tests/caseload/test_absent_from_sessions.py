"""Who is away while somebody covers is booked for no session: there is one truth of who is away."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from tests.care.conftest import Eastmoor, furnish
from tests.caseload.conftest import NOW, Team
from throughcare.care import absences, booking
from throughcare.care.models import Away
from throughcare.caseload import covering
from throughcare.organisations.refusals import Refused
from throughcare.pathways.moments import LONDON


@pytest.fixture
def eastmoor(team: Team) -> Eastmoor:
    return furnish(team.cast)


def at(day: int, hour: int = 10) -> datetime:
    return datetime.combine(date(2026, 3, day), time(hour), tzinfo=LONDON)


def against(eastmoor: Eastmoor, team: Team, starts_at: datetime) -> list[str]:
    found = booking.against_one(
        episode=eastmoor.people["Blake"], room=eastmoor.room, givers=[team.petra], starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
    )  # fmt: skip
    return [one.says for one in found]


AWAY = ["Petra Novak is away then."]


def test_days_of_absence_stand_against_a_session_from_the_first_morning_to_the_last_night(
    eastmoor: Eastmoor, team: Team
):
    eastmoor.somebody(0)
    team.away(team.petra, team.quinn, first=24, back=27)
    told = {day: against(eastmoor, team, at(day)) for day in (23, 24, 26, 27)}
    assert told == {23: [], 24: AWAY, 26: AWAY, 27: []}
    assert against(eastmoor, team, at(24) - timedelta(hours=10, minutes=30)) == AWAY
    assert not Away.objects.exists()


def test_who_is_back_early_can_be_booked_again(eastmoor: Eastmoor, team: Team):
    eastmoor.somebody(0)
    made = team.away(team.petra, team.quinn, first=24, back=27)
    covering.end_absence(absence=made, back_on=date(2026, 3, 25), by=team.petra, at=NOW)
    assert {day: against(eastmoor, team, at(day)) for day in (24, 25)} == {24: AWAY, 25: []}
    never = team.away(team.rosa, team.petra, first=27, back=29)
    covering.end_absence(absence=never, back_on=date(2026, 3, 27), by=team.petra, at=NOW)
    assert absences.gone([team.rosa.staff_id], at(1), at(31)) == []


def test_a_group_is_not_opened_over_its_facilitator_s_absence(eastmoor: Eastmoor, team: Team):
    team.away(team.petra, team.quinn, first=24, back=27)
    with pytest.raises(Refused, match=r"Petra Novak is away then\."):
        eastmoor.group(first=date(2026, 3, 24))


def hours(team: Team, **more: Any) -> Away:
    said = {"role": team.petra, "starts_at": at(25), "ends_at": at(25, 12), "by": team.petra, "at": NOW}
    return absences.say_away(**said | more)


def test_an_absence_is_said_once_whichever_way_round(eastmoor: Eastmoor, team: Team):
    away = hours(team)
    says = "The calendar has Petra Novak away from Wednesday 25 March 2026 at 10:00 to Wednesday 25 March 2026 at 12:00"
    with pytest.raises(Refused, match=says):
        team.away(team.petra, team.quinn, first=24, back=27)
    absences.take_back_away(away=away, by=team.petra, at=NOW)
    team.away(team.petra, team.quinn, first=24, back=27)
    with pytest.raises(Refused, match="Petra Novak is away already from Tuesday 24 March 2026 at 00:00"):
        hours(team)
    assert hours(team, starts_at=at(27, 9), ends_at=at(27, 12)).taken_back_at is None


def test_days_are_those_of_london_when_the_clocks_change(eastmoor: Eastmoor, team: Team):
    team.away(team.petra, team.quinn, first=28, back=30)
    [gone] = absences.gone([team.petra.staff_id], at(1), at(31))
    assert (gone.starts_at, gone.ends_at) == (
        datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 3, 29, 23, tzinfo=UTC),
    )  # fmt: skip
    assert gone.number == 0
