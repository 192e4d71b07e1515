"""Prison and hospital hold a person together up to day 28 after admission; then the days relieve the prison."""

from datetime import datetime

import pytest

from tests.cast import Cast
from tests.episodes.conftest import Take, day, evening
from throughcare.episodes import passing
from throughcare.episodes.checking import faults
from throughcare.episodes.models import Episode, Event, Task
from throughcare.organisations.keeper import clock_keeper

ADMITTED = 20
DAY_29 = day(18, 4)


@pytest.fixture
def admitted(cast: Cast, directed: Episode, take: Take) -> Episode:
    """Alex is received into Rowan Unit on 20 March, and nothing is recorded after."""
    take(directed, "received-into-hospital", by=cast.harun, on=day(ADMITTED))
    directed.refresh_from_db()
    return directed


def whose_move(episode: Episode, cast: Cast) -> dict[str, str]:
    waiting = dict(Task.objects.filter(episode=episode).values_list("organisation__name", "waiting"))
    return {name: waiting[name] for name in ("Rowan Unit", "Eastmoor mental health team")}


def go_round(at: datetime) -> None:
    for episode in passing.relieved(as_of=at):
        passing.record_relief(episode=episode, by=clock_keeper(at=at), at=at)


def test_at_first_it_is_on_both_lists_as_theirs(cast: Cast, admitted: Episode):
    assert set(whose_move(admitted, cast).values()) == {"us"}


def test_once_the_days_have_passed_the_hospital_holds_alone_and_no_fact_was_added(cast: Cast, admitted: Episode):
    facts = Event.objects.filter(episode=admitted).count()
    go_round(evening(day(17, 4)))
    assert set(whose_move(admitted, cast).values()) == {"us"}
    go_round(evening(DAY_29))
    assert whose_move(admitted, cast) == {"Rowan Unit": "us", "Eastmoor mental health team": "others"}
    assert Event.objects.filter(episode=admitted).count() == facts
    assert [*faults(as_of=evening(DAY_29))] == []


def test_going_round_again_finds_nothing(admitted: Episode):
    go_round(evening(DAY_29))
    assert passing.relieved(as_of=evening(DAY_29)) == []


def test_on_the_day_it_ends_the_check_takes_either(admitted: Episode):
    assert [*faults(as_of=evening(DAY_29))] == []
    go_round(evening(DAY_29))
    assert [*faults(as_of=evening(DAY_29))] == []


def test_a_day_later_the_check_misses_whoever_did_not_go_round(admitted: Episode):
    assert any("stale" in fault for fault in faults(as_of=evening(day(19, 4))))


def test_a_fact_that_comes_before_the_round_tells_the_lists_too(cast: Cast, admitted: Episode, take: Take):
    take(
        admitted,
        "admission-goals-agreed",
        by=cast.harun,
        on=DAY_29,
        goals="Sleep",
        agrees="yes",
        **{"ready-by": "2026-09-01"},
    )
    assert whose_move(admitted, cast) == {"Rowan Unit": "us", "Eastmoor mental health team": "others"}
    assert [*faults(as_of=evening(DAY_29))] == []
