"""Who is put on the rota, and what is refused in words: two wings at once, no rest, no clearance, no mentor."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cover.conftest import NOW, Eastmoor
from throughcare.audit.models import Entry
from throughcare.cover import rostering, wanting
from throughcare.cover.models import ActiveMentor, Duty, LocalNumber, WeeklyDuty
from throughcare.episodes import actions
from throughcare.episodes.models import Event
from throughcare.organisations.refusals import Refused
from throughcare.rota.turns import Turn


def turn_of(duty: Duty) -> Turn:
    return Turn(duty.starts_at, duty.ends_at)


def standing(given: str, scheme: Eastmoor) -> list[Duty]:
    return list(Duty.objects.filter(episode=scheme.of(given), ended_at=None))


def refusal(scheme: Eastmoor, *said: Any, **more: Any) -> dict[str, str]:
    with pytest.raises(Refused) as refused:
        scheme.on_rota(*said, **more)
    return refused.value.reasons


def test_a_mentor_is_on_the_rota_of_a_wing_from_an_instant_until_another(scheme: Eastmoor):
    (made,) = scheme.on_rota("Robin", 24)
    assert (made.on, made.starts_at.hour, made.ends_at.day) == (date(2026, 3, 24), 22, 25)
    assert (made.place, made.scheme) == (scheme.cast.places["HMP Eastmoor"], scheme.mina.organisation)
    assert Entry.objects.filter(did="put-on-rota", person_id=made.person_id, episode_id=made.episode_id).count() == 1


def test_the_night_on_which_clocks_go_forward_has_seven_hours(scheme: Eastmoor):
    (made,) = scheme.on_rota("Robin", 28)
    assert turn_of(made).minutes == 7 * 60


def test_nobody_is_on_two_wings_at_once(scheme: Eastmoor):
    scheme.on_rota("Robin", 24)
    assert refusal(scheme, "Robin", 25, "05:00-07:00", wing="D wing") == {
        "": "Robin Archer is on the rota of C wing then: Tuesday 24 March 2026 from 22:00 to 06:00. Nobody is in two "
        "places at once."
    }


def test_two_mentors_may_be_on_one_wing_at_one_hour_and_the_same_one_never_twice(scheme: Eastmoor):
    scheme.on_rota("Robin", 25, "14:00-20:00")
    scheme.on_rota("Sasha", 25, "16:00-20:00")
    assert len({one.unit_id for given in ("Robin", "Sasha") for one in standing(given, scheme)}) == 1
    assert "Nobody is in two places at once." in refusal(scheme, "Robin", 25, "18:00-21:00")[""]


def test_the_database_itself_knows_of_no_two_wings_at_once(scheme: Eastmoor):
    (made,) = scheme.on_rota("Robin", 24)
    made.pk, made.starts_at = None, made.starts_at + timedelta(hours=1)
    with pytest.raises(IntegrityError, match="nobody_is_on_two_wings_at_once"), transaction.atomic():
        made.save(force_insert=True)


RULES = {
    "a fourth night": ([24, 25, 26], (27,), "4 nights in a row, the first on Tuesday 24 March 2026"),
    "the day after a night": ([24], (25, "10:00-12:00"), "4 hours of rest after the night of Tuesday 24 March 2026"),
    "eleven hours": ([], (24, "10:00-21:00"), "11 hours at a stretch on Tuesday 24 March 2026"),
}


@pytest.mark.parametrize("name", RULES)
def test_beyond_the_rules_of_rest_a_turn_is_refused_with_the_rule(scheme: Eastmoor, name: str):
    nights, asked, says = RULES[name]
    for night in nights:
        scheme.on_rota("Robin", night)
    assert says in refusal(scheme, "Robin", *asked)[""]
    assert len(standing("Robin", scheme)) == len(nights)


def test_every_rule_that_stands_against_a_turn_is_told(scheme: Eastmoor):
    for night in (24, 25, 26):
        scheme.on_rota("Robin", night)
    says = refusal(scheme, "Robin", 27, "20:00-07:00")[""]
    assert "4 nights in a row" in says
    assert "11 hours at a stretch" in says


def test_a_scheme_has_its_own_numbers_from_when_it_sets_them(scheme: Eastmoor):
    scheme.on_rota("Robin", 24)
    wanting.set_numbers(scheme=scheme.mina.organisation, numbers={"nights-in-a-row": 1}, by=scheme.mina, at=NOW)
    assert "1 is the most here" in refusal(scheme, "Robin", 25)[""]
    numbers, own = wanting.numbers_of(scheme.mina.organisation_id)
    assert (numbers["nights-in-a-row"], numbers["hours-in-seven-days"], list(own)) == (1, 36, ["nights-in-a-row"])


WRONG_NUMBERS = {
    "nights-in-a-row": (0, "Choose a whole number from 1 to 7."),
    "hours-at-a-stretch": (13, "Choose a whole number from 1 to 12."),
    "worries": (501, "Choose a whole number from 0 to 500."),
    "naps": (1, "There is no such number."),
}


@pytest.mark.parametrize("key", WRONG_NUMBERS)
def test_a_number_that_no_scheme_can_mean_is_refused(scheme: Eastmoor, key: str):
    number, says = WRONG_NUMBERS[key]
    with pytest.raises(Refused) as refused:
        wanting.set_numbers(scheme=scheme.mina.organisation, numbers={key: number}, by=scheme.mina, at=NOW)
    assert refused.value.reasons == {key: says}
    assert not LocalNumber.objects.exists()


def test_while_rest_after_a_debrief_runs_nobody_is_put_on_the_rota(scheme: Eastmoor):
    scheme.takes("Robin", "distress-noted", what="death")
    scheme.takes("Robin", "debriefed", **{"with": "Mina Osei", "rest": "2026-03-26"})
    assert "They rest up to and including Thursday 26 March 2026" in refusal(scheme, "Robin", 26)[""]
    scheme.on_rota("Robin", 27)


def test_nobody_rests_for_longer_than_a_year(scheme: Eastmoor):
    scheme.takes("Robin", "distress-noted", what="death")
    with pytest.raises(Refused) as refused:
        scheme.takes("Robin", "debriefed", **{"with": "Mina Osei", "rest": "9999-12-31"})
    assert refused.value.reasons == {"rest": "Choose a last day of rest within a year."}


def test_rest_that_is_agreed_takes_a_mentor_off_until_it_is_over(scheme: Eastmoor):
    scheme.on_rota("Robin", 24)
    scheme.on_rota("Robin", 26)
    scheme.on_rota("Robin", 27)
    scheme.takes("Robin", "distress-noted", what="death")
    scheme.takes("Robin", "debriefed", **{"with": "Mina Osei", "rest": "2026-03-26"})
    assert [duty.on.day for duty in standing("Robin", scheme)] == [27]
    assert set(Duty.objects.exclude(ended_at=None).values_list("ended", flat=True)) == {"rests"}


def test_nobody_is_put_there_after_clearance_has_ended(scheme: Eastmoor):
    said = refusal(scheme, "Robin", 5, month=8, at=NOW.replace(month=8, day=1))
    assert said == {
        "on": "Clearance or training of Robin Archer ends on Tuesday 4 August 2026, before Wednesday 5 August 2026."
    }


STOPS = {
    "suspended": ("owen", {"reason": "security"}),
    "stopped": ("mina", {"outcome": "to-work", "support": "Reference for the kitchen"}),
    "released": ("owen", {}),
}


@pytest.mark.parametrize("step", STOPS)
def test_a_mentor_who_stops_is_off_the_rota_that_moment_whoever_records_it(scheme: Eastmoor, step: str):
    by, facts = STOPS[step]
    scheme.on_rota("Robin", 24, "09:00-12:00")
    scheme.on_rota("Robin", 26, weekly=True)
    scheme.takes("Robin", step, by, **facts)
    assert standing("Robin", scheme) == []
    assert set(Duty.objects.values_list("ended", flat=True)) == {"stopped"}
    assert WeeklyDuty.objects.get().until_on == date(2026, 3, 26)
    assert refusal(scheme, "Robin", 25) == {"mentor": "This is no active mentor: nobody else is put on the rota."}


def test_somebody_on_the_way_to_being_a_mentor_is_not_put_on_the_rota(scheme: Eastmoor):
    scheme.mentor("Toni", "TC-TNC-222", until="shadowing-started")
    assert "mentor" in refusal(scheme, "Toni", 25)


IMPOSSIBLE: dict[str, tuple[tuple[Any, ...], dict[str, Any], dict[str, str]]] = {
    "yesterday": ((23,), {"at": NOW}, {"on": "This time has passed."}),
    "next year": ((24,), {"month": 11}, {"on": "Choose a day within 92 days: what is weekly goes on by itself."}),
    "the last day there is": (
        (31,),
        {"year": 9999, "month": 12},
        {"on": "Choose a day within 92 days: what is weekly goes on by itself."},
    ),
    "no time": ((29, "01:00-02:00"), {}, {"starts": "The clocks go forward over this time: it is no time at all."}),
    "an officer": ((24,), {"by": "owen"}, {"": "Only a coordinator of this scheme keeps its rota."}),
    "a nurse": ((24,), {"by": "nadia"}, {"": "Only a coordinator of this scheme keeps its rota."}),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_be_is_refused_at_its_field(scheme: Eastmoor, name: str):
    asked, more, reasons = IMPOSSIBLE[name]
    if name == "yesterday":
        asked = (23, "22:00-06:00")
    assert refusal(scheme, "Robin", *asked, **more) == reasons


def test_a_wing_of_another_prison_is_none_of_this_scheme_s(scheme: Eastmoor):
    wing = scheme.wings["C wing"]
    wing.organisation = scheme.cast.places["HMP Westfell"]
    wing.save()
    assert refusal(scheme, "Robin", 24) == {"unit": "Choose a wing of HMP Eastmoor that is open."}


def later(weeks: int) -> datetime:
    return NOW + timedelta(weeks=weeks)


def days(given: str, scheme: Eastmoor) -> list[str]:
    return [f"{duty.on:%d %b}" for duty in standing(given, scheme)]


def test_a_weekly_turn_is_laid_out_for_four_weeks_and_each_night_for_what_has_come_near(scheme: Eastmoor):
    scheme.on_rota("Robin", 26, weekly=True)
    assert days("Robin", scheme) == ["26 Mar", "02 Apr", "09 Apr", "16 Apr"]
    weekly = WeeklyDuty.objects.get()
    assert rostering.lay_ahead(weekly=weekly, at=NOW) == []
    assert [duty.on for duty in rostering.lay_ahead(weekly=weekly, at=later(1))] == [date(2026, 4, 23)]
    assert rostering.lay_ahead(weekly=weekly, at=later(1)) == []


def test_a_weekly_turn_that_was_taken_off_is_not_put_back(scheme: Eastmoor):
    made = scheme.on_rota("Robin", 26, weekly=True)
    Duty.objects.filter(pk=made[1].pk).update(ended_at=NOW, ended_by=scheme.mina, ended="cannot")
    assert rostering.lay_ahead(weekly=WeeklyDuty.objects.get(), at=later(0)) == []
    assert days("Robin", scheme) == ["26 Mar", "09 Apr", "16 Apr"]


def test_a_day_that_a_rule_stands_against_is_left_a_gap_and_laid_out_once_nothing_does(scheme: Eastmoor):
    scheme.on_rota("Robin", 26, weekly=True)
    (other,) = scheme.on_rota("Robin", 23, "10:00-12:00", month=4)
    (near,) = scheme.on_rota("Robin", 24, "10:00-12:00", month=4)
    weekly = WeeklyDuty.objects.get()
    assert rostering.lay_ahead(weekly=weekly, at=later(1)) == []
    Duty.objects.filter(pk=near.pk).update(ended_at=NOW, ended_by=scheme.mina, ended="cannot")
    assert [duty.on.day for duty in rostering.lay_ahead(weekly=weekly, at=later(1))] == [23]
    assert other.ended_at is None


def test_a_weekly_turn_that_breaks_a_rule_in_any_week_is_refused_whole(scheme: Eastmoor):
    scheme.on_rota("Robin", 10, "10:00-12:00", month=4)
    assert "4 hours of rest after the night of Thursday 9 April 2026" in refusal(scheme, "Robin", 26, weekly=True)[""]
    assert not WeeklyDuty.objects.exists()


def test_a_weekly_turn_ends_and_what_has_begun_stays(scheme: Eastmoor):
    scheme.on_rota("Robin", 24, "09:00-12:00", weekly=True)
    weekly = WeeklyDuty.objects.get()
    rostering.end_weekly(weekly=weekly, by=scheme.mina, at=NOW)
    assert days("Robin", scheme) == ["24 Mar"]
    with pytest.raises(Refused, match="has ended"):
        rostering.end_weekly(weekly=weekly, by=scheme.mina, at=NOW)
    assert rostering.lay_ahead(weekly=weekly, at=later(1)) == []


@pytest.mark.parametrize("table", ["cover_duty", "cover_weeklyduty"])
def test_what_is_on_the_rota_is_never_rewritten(scheme: Eastmoor, table: str):
    scheme.on_rota("Robin", 26, weekly=True)
    for sql in (f"UPDATE {table} SET unit_id = unit_id + 1", f"DELETE FROM {table}"):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_mentor_who_comes_back_is_on_no_rota_until_they_are_active_again(scheme: Eastmoor):
    scheme.takes("Robin", "suspended", "owen", reason="asked-to-rest")
    scheme.takes("Robin", "back-to-shadowing", **{"decided-by": "Mina Osei"})
    assert "mentor" in refusal(scheme, "Robin", 25)
    assert not ActiveMentor.objects.filter(episode=scheme.of("Robin")).exists()


def test_a_suspension_recorded_in_error_makes_a_mentor_active_as_they_were(scheme: Eastmoor):
    before = ActiveMentor.objects.values("since_on", "good_until").get(episode=scheme.of("Robin"))
    scheme.takes("Robin", "suspended", "owen", reason="security")
    number = Event.objects.get(episode=scheme.of("Robin"), step="suspended").number
    why = "Another Robin was meant"
    actions.strike_out(episode=scheme.of("Robin"), number=number, why=why, by=scheme.cast.owen, at=NOW)
    assert ActiveMentor.objects.values("since_on", "good_until").get(episode=scheme.of("Robin")) == before
