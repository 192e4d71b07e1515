"""A transfer from prison to hospital, as the prison team, the hospital and the casework section live it."""

import pytest

from tests.cast import Cast
from tests.episodes.conftest import Take, day, evening
from throughcare.episodes import actions, passing
from throughcare.episodes.checking import faults
from throughcare.episodes.models import Clock, Episode, Task
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.refusals import Refused


def clocks(episode: Episode) -> dict[str, str]:
    """standard -> "state due" of the newest run."""
    rows = Clock.objects.filter(episode=episode).order_by("standard", "run")
    return {row.standard: f"{row.state} {row.due_on}" for row in rows}


def test_the_standards_run_side_by_side_from_the_request(requested: Episode):
    assert clocks(requested) == {
        "tr-28": "running 2026-03-30",
        "tr-28a": "running 2026-03-16",
        "tr-notice": "running 2026-03-04",
        "tr-stat28": "running 2026-03-29",
        "wait-contact": "running 2026-03-09",
    }
    assert Clock.objects.get(episode=requested, standard="tr-stat28").shadow


def test_the_worklist_never_counts_a_clock_that_is_not_in_force(cast: Cast, requested: Episode):
    mine = Task.objects.get(episode=requested, organisation=cast.places["Eastmoor mental health team"])
    assert mine.standard == "tr-notice"


def test_the_hospital_named_in_the_request_takes_part_at_once(cast: Cast, requested: Episode):
    involved = requested.involvements.filter(organisation=cast.places["Rowan Unit"])
    assert [row.party for row in involved] == ["secure-hospital"]


def test_a_direction_starts_the_warrant_that_is_void_after_fourteen_days(directed: Episode):
    assert directed.stage == "warrant-live"
    assert clocks(directed)["tr-warrant"] == "running 2026-03-30"


def test_admission_on_the_last_day_of_the_warrant_is_in_time(cast: Cast, directed: Episode, take: Take):
    admitted = take(directed, "received-into-hospital", by=cast.harun, on=day(30))
    assert admitted.stage == "in-hospital"
    assert clocks(directed)["tr-28"] == "met 2026-03-30"
    assert clocks(directed)["tr-stat28"] == "breached-closed 2026-03-29"


def test_a_void_warrant_bars_the_move(cast: Cast, directed: Episode, take: Take):
    with pytest.raises(Refused, match="ran out after Monday 30 March 2026"):
        take(directed, "received-into-hospital", by=cast.harun, on=day(31))
    assert directed.events.count() == 7


def test_time_records_that_a_warrant_has_lapsed_and_a_fresh_one_starts_anew(cast: Cast, directed: Episode, take: Take):
    midnight = evening(day(31))
    keeper = clock_keeper(at=midnight)
    lapsed = [passing.record_lapse(clock=clock, by=keeper, at=midnight) for clock in passing.lapses(as_of=midnight)]
    assert directed in lapsed
    directed.refresh_from_db()
    assert directed.stage == "warrant-expired"
    fresh = {"section": "section-47", "restricted": "yes", "secure-hospital": cast.places["Rowan Unit"].pk}
    given = take(directed, "transfer-direction-given", by=cast.maya, on=day(1, month=4), **fresh)
    assert given.stage == "warrant-live"
    assert clocks(directed)["tr-warrant"] == "running 2026-04-14"
    assert clocks(directed)["tr-28"] == "running 2026-03-30"


def test_a_question_of_the_casework_section_starts_its_day_again(cast: Cast, requested: Episode, take: Take):
    take(requested, "first-medical-report", by=cast.nadia, on=day(9), finding="met", doctor="Dr Iqbal", approved="yes")
    take(requested, "bed-requested", by=cast.nadia, on=day(9), **{"secure-hospital": cast.places["Rowan Unit"].pk})
    take(requested, "bed-accepted", by=cast.harun, on=day(12))
    take(requested, "second-medical-report", by=cast.harun, on=day(13), finding="met", doctor="Dr Ilori")
    take(requested, "application-to-mhcs", by=cast.nadia, on=day(16))
    take(requested, "mhcs-query", by=cast.maya, on=day(17), question="Which ward?")
    assert "tr-mhcs" not in clocks(requested)
    take(requested, "application-to-mhcs", by=cast.nadia, on=day(18))
    assert clocks(requested)["tr-mhcs"] == "running 2026-03-19"


def test_a_delay_for_want_of_a_bed_stops_no_clock(cast: Cast, requested: Episode, take: Take):
    before = clocks(requested)
    take(requested, "delay-recorded", by=cast.nadia, on=day(5), reason="no-bed", **{"from": "2026-03-04"})
    assert clocks(requested) == before


def test_correcting_day_zero_moves_every_clock_that_starts_there(cast: Cast, requested: Episode):
    actions.correct(
        episode=requested,
        number=1,
        facts={},
        happened=day(1),
        why="Asked on Sunday.",
        by=cast.nadia,
        at=evening(day(4)),
    )
    assert clocks(requested)["tr-28"] == "running 2026-03-29"
    assert requested.events.get(number=1).happened_on == day(2).on


def test_an_unknown_holder_is_on_the_list_of_those_who_last_held(cast: Cast, requested: Episode, take: Take):
    take(requested, "first-medical-report", by=cast.nadia, on=day(9), finding="met", doctor="Dr Iqbal", approved="yes")
    waiting = take(requested, "criteria-met", by=cast.nadia, on=day(9))
    assert waiting.nobody_holds
    listed = Task.objects.filter(episode=requested, nobody_holds=True).values_list("organisation__name", flat=True)
    assert list(listed) == ["Rowan Unit"]


def test_the_whole_walk_leaves_the_record_in_order(cast: Cast, directed: Episode, take: Take):
    take(directed, "received-into-hospital", by=cast.harun, on=day(20))
    assert list(faults(as_of=evening(day(20)))) == []
