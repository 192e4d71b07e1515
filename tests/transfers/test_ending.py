"""A transfer whose person died, left, moved or was admitted elsewhere does not stay open unnoticed."""

import pytest

from tests.cast import Cast
from tests.episodes.conftest import Take, day, evening
from throughcare.episodes.checking import faults
from throughcare.episodes.models import Clock, Episode, Event
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.refusals import Refused
from throughcare.people import actions as people
from throughcare.people.models import Placement
from throughcare.transfers.ending import end_all, record_ending, to_look_at

LATER = evening(day(20))


def go_round() -> list[str]:
    return [*end_all(to_look_at(as_of=LATER), by=clock_keeper(at=LATER), at=LATER)]


def ended(episode: Episode) -> tuple[str, str, str]:
    """Outcome, newest step, and the day on which it happened."""
    episode.refresh_from_db()
    newest = Event.objects.filter(episode=episode).latest("number")
    return episode.outcome, newest.step, str(newest.happened_on)


def move(cast: Cast, place: str, on: int) -> None:
    placement = Placement(person=cast.people["alex"], organisation=cast.places[place], from_on=day(on).on)
    people.move(placement=placement, by=cast.nadia, at=evening(day(on)))


def leave(cast: Cast, on: int) -> None:
    placement = cast.people["alex"].placements.get(until_on=None)
    people.end_placement(placement=placement, on=day(on).on, by=cast.piotr, at=evening(day(on)))


def test_nothing_ends_while_the_person_stays(requested: Episode):
    assert go_round() == []
    assert ended(requested) == ("", "initial-request-for-medical-report", "2026-03-02")


def test_another_prison_ends_it_here(cast: Cast, requested: Episode):
    move(cast, "HMP Westfell", 10)
    assert go_round() == []
    assert ended(requested) == ("moved", "moved", "2026-03-10")
    assert Clock.objects.get(episode=requested, standard="tr-28").state == "ended-not-applicable"
    assert [*faults(as_of=LATER)] == []


def test_a_death_ends_it_on_its_day(cast: Cast, requested: Episode):
    people.record_death(person=cast.people["alex"], on=day(12).on, by=cast.nadia, at=evening(day(13)))
    go_round()
    assert ended(requested) == ("died", "died", "2026-03-12")


def test_a_release_ends_it(cast: Cast, requested: Episode):
    leave(cast, 11)
    go_round()
    assert ended(requested) == ("released", "released", "2026-03-11")


def test_a_hospital_that_takes_no_part_ends_it(cast: Cast, requested: Episode):
    move(cast, "Alder Unit", 10)
    go_round()
    assert ended(requested) == ("admitted-elsewhere", "admitted-elsewhere", "2026-03-10")


def test_the_hospital_that_was_asked_does_not(cast: Cast, requested: Episode):
    move(cast, "Rowan Unit", 10)
    go_round()
    assert ended(requested)[0] == ""


def test_whoever_has_left_for_the_hospital_is_not_taken_for_released(cast: Cast, directed: Episode, take: Take):
    take(directed, "left-prison", by=cast.owen, on=day(18))
    leave(cast, 18)
    go_round()
    assert ended(directed)[1] == "left-prison"


def test_what_is_recorded_as_later_stands_and_the_end_is_of_today(cast: Cast, requested: Episode, take: Take):
    take(requested, "interim-review-held", by=cast.nadia, on=day(14), plan="Seen each day")
    move(cast, "HMP Westfell", 12)
    go_round()
    assert ended(requested) == ("moved", "moved", "2026-03-20")


def test_going_round_again_adds_nothing(cast: Cast, requested: Episode):
    move(cast, "HMP Westfell", 10)
    go_round()
    facts = Event.objects.count()
    assert go_round() == []
    assert Event.objects.count() == facts


def test_nobody_says_by_hand_what_ends_by_itself(cast: Cast, requested: Episode):
    with pytest.raises(Refused, match="Time brings this by itself"):
        record_ending(episode=requested, by=cast.nadia, at=LATER)
