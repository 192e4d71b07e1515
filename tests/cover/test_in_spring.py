"""The night in which clocks go forward: from one to two on Sunday 29 March 2026 there is no time at all."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.cover.conftest import NOW, Eastmoor
from throughcare.cover.models import Duty, WeeklyDuty
from throughcare.cover.tasks import lay_out_turns
from throughcare.organisations.refusals import Refused


def weekly(scheme: Eastmoor, given: str, **more: Any) -> WeeklyDuty:
    """A weekly turn since a Sunday in February, from half past one to two."""
    mentor = scheme.of(given)
    about = {"person": mentor.person, "scheme": scheme.mina.organisation, "place": scheme.cast.places["HMP Eastmoor"]}
    said = {"weekday": 6, "first": 90, "last": 120, "from_on": date(2026, 2, 22), "unit": scheme.wings["C wing"]}
    return WeeklyDuty.objects.create(episode=mentor, **about, **{**said, **more}, by=scheme.mina, at=NOW)


@pytest.mark.parametrize("hours", ["01:00-02:00", "01:30-02:00", "01:30-02:15"])
def test_a_turn_in_the_hour_that_clocks_pass_over_is_refused_with_the_reason(scheme: Eastmoor, hours: str):
    with pytest.raises(Refused, match="The clocks go forward over this time"):
        scheme.on_rota("Robin", 29, hours)


def test_a_weekly_turn_is_laid_out_in_all_weeks_but_that_one(scheme: Eastmoor):
    weekly(scheme, "Robin")
    weekly(scheme, "Sasha", first=600, last=660)
    lay_out_turns(int(NOW.timestamp()))
    laid = {given: [duty.on.day for duty in Duty.objects.filter(episode=scheme.of(given))] for given in scheme.episodes}
    assert laid == {"Robin": [5, 12, 19], "Sasha": [29, 5, 12, 19]}


def test_one_that_begins_before_that_week_is_put_there_in_all_others(scheme: Eastmoor):
    made = scheme.on_rota("Robin", 22, "01:00-02:00", weekly=True, at=datetime(2026, 3, 20, 12, tzinfo=UTC))
    assert [duty.on.day for duty in made] == [22, 5, 12]
