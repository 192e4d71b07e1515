"""The ladder of domain.md 1.1.3, day by day: who is told that Alex waits, once a rung, and what that changes."""

from datetime import date, timedelta

import pytest

from tests.cast import Cast
from tests.episodes.conftest import Take, day, evening, request_for
from tests.ladder.conftest import DAY_ZERO, Pass, climb, on_day, steps, told
from throughcare.episodes import actions, passing, referring
from throughcare.episodes.models import Clock, Episode
from throughcare.ladder import raising
from throughcare.ladder.checking import faults, faults_of_lists
from throughcare.ladder.models import Unanswered
from throughcare.organisations.actions import end_role
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.refusals import Refused

TEAM, ROWAN, PRISON = "Eastmoor mental health team", "Rowan Unit", "HMP Eastmoor"
MANAGER, COMMISSIONER = "Case management, North", "Northshire Commissioning"

# Day counted from the request -> who is told of what on it, while nothing happens.
LADDER = {
    6: [],
    7: [("day-7", [TEAM, ROWAN])],
    8: [],
    13: [],
    14: [("day-14", [MANAGER, COMMISSIONER])],
    20: [],
    21: [("day-21", [PRISON, COMMISSIONER])],
    27: [],
    28: [("day-28", [MANAGER, TEAM, COMMISSIONER])],
    29: [("day-28", [MANAGER, TEAM, COMMISSIONER])],
    30: [("day-28", [MANAGER, TEAM, COMMISSIONER])],
}


def test_each_day_tells_those_whom_the_ladder_names_and_no_others(requested: Episode, cast: Cast, pass_to: Pass):
    for number, expected in LADDER.items():
        assert told(pass_to(number), cast) == expected, f"day {number}"
        assert pass_to(number) == [], f"once more on day {number}"


def test_from_admission_on_nobody_is_told_any_more(requested: Episode, cast: Cast, pass_to: Pass, take: Take):
    take(requested, "first-medical-report", by=cast.nadia, on=day(3), finding="met", doctor="Dr Iqbal", approved="yes")
    take(requested, "second-medical-report", by=cast.harun, on=day(4), finding="met", doctor="Dr Ilori")
    take(requested, "application-to-mhcs", by=cast.nadia, on=day(5))
    given = {"secure-hospital": cast.places[ROWAN].pk, "section": "section-47", "restricted": "yes"}
    take(requested, "transfer-direction-given", by=cast.maya, on=day(6), **given)
    # The direction of 6 March is in its eighth day on 13 March, day 11 of the wait; it counts its own day.
    assert told(pass_to(10), cast) == [("day-7", [TEAM, ROWAN])]
    assert told(pass_to(11), cast) == [("warrant-day-8", [TEAM, PRISON, ROWAN])]
    assert told(pass_to(12), cast) == [("warrant-day-8", [TEAM, PRISON, ROWAN])]
    take(requested, "received-into-hospital", by=cast.harun, on=day(16))
    for number in (14, 15, 28, 40):
        assert pass_to(number) == []


def test_a_rung_that_what_happened_has_made_needless_is_never_raised(requested: Episode, cast: Cast, pass_to: Pass):
    actions.take_step(
        episode=requested,
        step="referral-received-by-hospital",
        facts={"assessor": "Dr Lund"},
        happened=day(8),
        by=cast.harun,
        at=evening(day(8)),
    )
    assert pass_to(7) == []
    assert told(pass_to(14), cast) == [("day-14", [MANAGER, COMMISSIONER])]


def test_the_raised_fact_says_who_what_and_for_which_day(requested: Episode, cast: Cast, pass_to: Pass):
    (fact,) = pass_to(9)
    assert (fact.facts["rung"], fact.facts["day"]) == ("day-7", "2026-03-09")
    assert fact.facts["parties"] == ["prison-mental-health", "secure-hospital"]
    assert (fact.happened_on, fact.recorded_by) == (date(2026, 3, 11), clock_keeper(at=on_day(9)))


def test_a_party_that_nobody_plays_yet_is_named_as_missing_and_the_others_are_told(cast: Cast, pass_to: Pass):
    episode = _referred_without(cast, "secure-hospital")
    (fact,) = pass_to(7)
    assert told([fact], cast) == [("day-7", [TEAM])]
    assert fact.facts["missing"] == ["secure-hospital"]
    assert fact.episode == episode


def test_where_nobody_is_there_to_be_told_whoever_holds_the_person_is(cast: Cast, pass_to: Pass):
    episode = _referred_without(cast)
    Episode.objects.filter(pk=episode.pk).update(
        parties_at_start={"prison-mental-health": str(cast.places[TEAM].pk), "prison": str(cast.places[PRISON].pk)}
    )
    pass_to(7)
    (fact,) = pass_to(14)
    assert told([fact], cast) == [("day-14", [TEAM])]
    assert fact.facts["missing"] == ["case-manager", "commissioner"]


def test_nobody_raises_a_rung_by_hand(requested: Episode, cast: Cast):
    with pytest.raises(Refused, match="Time brings this by itself"):
        raising.raise_rungs(episode=requested.pk, by=cast.nadia, at=on_day(7))


def test_nobody_is_told_of_somebody_who_has_died(requested: Episode, cast: Cast, pass_to: Pass):
    person = cast.people["alex"]
    person.died_on = date(2026, 3, 5)
    person.save()
    assert pass_to(7) == []


def test_days_on_which_the_job_did_not_run_are_not_made_up(requested: Episode, cast: Cast, pass_to: Pass):
    rungs = [rung for rung, _ in told(pass_to(35), cast)]
    assert rungs == ["day-7", "day-14", "day-21", "day-28"]


def test_raising_changes_no_clock_no_stage_and_no_lead(requested: Episode, cast: Cast, pass_to: Pass):
    def standing() -> object:
        clocks = list(Clock.objects.filter(episode=requested).order_by("pk").values())
        row = Episode.objects.filter(pk=requested.pk).values("stage", "stage_since", "holder", "lead", "nobody_holds")
        return clocks, list(row), list(requested.involvements.values("party", "organisation", "since", "until"))

    before = standing()
    for number in (7, 14, 21, 28, 29):
        assert pass_to(number)
        assert standing() == before
    assert list(faults(as_of=on_day(29))) == []


def test_a_day_zero_found_to_be_later_lets_the_rung_come_anew(requested: Episode, cast: Cast, pass_to: Pass):
    pass_to(7)
    _begin_on(requested, cast, day(6), recorded=10)
    # Day 7 is now 13 March, day 11 of the old count; what was told on 9 March was told for nothing.
    assert pass_to(10) == []
    assert [rung for rung, _ in told(pass_to(11), cast)] == ["day-7"]
    assert pass_to(12) == []


def test_a_day_zero_found_to_be_earlier_tells_nobody_twice(requested: Episode, cast: Cast, pass_to: Pass):
    pass_to(7)
    number = requested.events.get(step="initial-request-for-medical-report").number
    earlier = DAY_ZERO - timedelta(days=2)
    assert number
    _begin_on(requested, cast, type(day(2))(on=earlier), recorded=8)
    assert pass_to(8) == []
    assert [rung for rung, _ in told(pass_to(12), cast)] == ["day-14"]


def test_what_was_told_bars_no_correction_that_makes_it_come_before_the_beginning(
    requested: Episode, cast: Cast, pass_to: Pass
):
    pass_to(7)
    _begin_on(requested, cast, day(11), recorded=10)
    requested.refresh_from_db()
    assert requested.stage == "referred"
    assert list(faults(as_of=on_day(11))) == []


def test_what_was_told_bars_no_end_that_is_recorded_late(requested: Episode, cast: Cast, pass_to: Pass, take: Take):
    pass_to(7)
    actions.take_step(
        episode=requested,
        step="withdrawn",
        facts={"care-instead": "In-reach twice a week"},
        happened=day(5),
        by=cast.nadia,
        at=evening(day(10)),
    )
    requested.refresh_from_db()
    assert requested.closed_on == day(5).on
    assert requested.next_rung_on is None
    assert not Unanswered.objects.exists()
    assert pass_to(14) == []


def test_a_referral_recorded_in_error_never_was_although_somebody_was_told(
    requested: Episode, cast: Cast, pass_to: Pass
):
    pass_to(7)
    for fact in requested.events.exclude(step="escalation-raised").order_by("-number"):
        actions.strike_out(episode=requested, number=fact.number, why="Wrong man", by=cast.nadia, at=evening(day(9)))
    requested.refresh_from_db()
    assert requested.stage == "recorded-in-error"
    assert pass_to(14) == []


def test_the_product_s_own_words_are_nobody_s_to_take_back(requested: Episode, cast: Cast, pass_to: Pass):
    (fact,) = pass_to(7)
    with pytest.raises(Refused, match="ask them to correct it"):
        actions.strike_out(episode=requested, number=fact.number, why="Too late", by=cast.nadia, at=evening(day(9)))


def test_the_first_hour_after_an_upgrade_makes_the_lists_of_those_who_wait(requested: Episode, cast: Cast):
    requested.lines.all().delete()
    Episode.objects.update(next_rung_on=date(2000, 1, 1))
    assert climb(on_day(3)) == 0
    assert requested.lines.count() > 0
    assert list(faults(as_of=on_day(3))) == []


def test_the_check_names_a_list_that_is_not_what_the_facts_say(requested: Episode, cast: Cast):
    requested.lines.filter(organisation=cast.places[ROWAN]).delete()
    (fault,) = faults_of_lists(as_of=on_day(3))
    assert fault == f"{requested.reference}: the cache lacks rows of lines: 1."


def _begin_on(episode: Episode, cast: Cast, moment: object, *, recorded: int) -> None:
    """Nadia corrects the day of the request."""
    for fact in episode.events.filter(step="initial-request-for-medical-report"):
        actions.correct(
            episode=episode,
            number=fact.number,
            facts={},
            happened=moment,
            why="The form had another date",
            by=cast.nadia,
            at=on_day(recorded),
        )


def _referred_without(cast: Cast, *missing: str) -> Episode:
    facts = {name: said for name, said in request_for(cast).items() if name not in missing}
    assert cast.transfer is not None
    return referring.refer(
        person=cast.people["alex"],
        service=cast.transfer,
        facts=facts,
        begin="initial-request-for-medical-report",
        happened=day(2),
        by=cast.nadia,
        at=evening(day(2)),
    )


def test_the_steps_of_a_wait_stay_as_they_were_recorded(requested: Episode, pass_to: Pass):
    before = steps(requested)
    pass_to(7)
    assert steps(requested) == [*before, "escalation-raised"]


def test_what_was_told_does_not_move_the_day_on_which_a_lead_left(requested: Episode, cast: Cast, pass_to: Pass):
    end_role(held=cast.nadia, on=day(6).on, by=cast.ada, at=evening(day(6)))
    pass_to(7)
    (led,) = passing.led_by_nobody_there(as_of=on_day(8))
    passing.record_lead_left(episode=led, by=clock_keeper(at=on_day(8)), at=on_day(8))
    assert requested.events.get(step="lead-left").happened_on == day(6).on
