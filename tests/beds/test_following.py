"""Waits and stays follow the facts of a transfer, also where these are corrected."""

from datetime import date
from typing import Any

import pytest

from tests.beds.conftest import NOW, Rowan, received, warranted
from tests.beds.test_offers import accepted, state
from tests.episodes.conftest import day, evening, refer_to_daycare
from throughcare.beds import asking, staying
from throughcare.beds.models import LostDays, Stay, Wait
from throughcare.episodes import actions
from throughcare.episodes.models import Episode
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused

SETTLED = evening(day(24))


def take(episode: Episode, step: str, by: StaffRole, on: int, **facts: Any) -> Episode:
    facts = {name.replace("_", "-"): value for name, value in facts.items()}
    return actions.take_step(episode=episode, step=step, facts=facts, happened=day(on), by=by, at=evening(day(on)))


NO_LONGER = {"ground": "no-longer-requires", "release-date-passed": "no"}


def moved_in(rowan: Rowan) -> Stay:
    accepted(rowan)
    warranted(rowan.cast, rowan.alex)
    received(rowan.cast, rowan.alex, on=23)
    return Stay.objects.get()


def test_an_accepted_assessment_makes_somebody_wait_with_what_it_said(rowan: Rowan):
    wait = Wait.objects.get(episode=rowan.alex)
    assert (wait.open, wait.level, wait.specialty, wait.sex) == (True, "medium", "mental-illness", "1")
    assert (wait.since, wait.born_in, wait.urgent) == (date(2026, 3, 2), 1990, False)


def test_day_care_asks_for_no_bed(rowan: Rowan):
    refer_to_daycare(rowan.cast)
    assert Wait.objects.count() == 1


def test_a_correction_of_the_assessment_corrects_the_wait(rowan: Rowan):
    number = rowan.alex.events.get(step="access-assessment-done").number
    corrected = {"episode": rowan.alex, "number": number, "happened": day(10), "by": rowan.cast.harun}
    actions.correct(**corrected, facts={"level": "low"}, why="The wrong box", at=evening(day(11)))
    assert Wait.objects.get(episode=rowan.alex).level == "low"


def test_an_assessment_struck_out_asks_for_no_bed(rowan: Rowan):
    number = rowan.alex.events.get(step="access-assessment-done").number
    actions.strike_out(
        episode=rowan.alex, number=number, why="Of somebody else", by=rowan.cast.harun, at=evening(day(11))
    )
    assert not Wait.objects.get(episode=rowan.alex).open


def test_segregation_and_acct_are_one_word_of_the_wait(rowan: Rowan):
    number = rowan.alex.events.earliest("number").number
    corrected = {"episode": rowan.alex, "number": number, "happened": day(2), "by": rowan.cast.nadia}
    actions.correct(**corrected, facts={"segregated": "yes"}, why="Moved there", at=evening(day(11)))
    assert Wait.objects.get(episode=rowan.alex).at_risk


def test_what_is_said_of_the_bed_stays_when_facts_come(rowan: Rowan):
    asking.say_need(episode=rowan.alex, specialty="rehabilitation", meets=["wheelchair"], by=rowan.cast.nadia, at=NOW)
    take(rowan.alex, "second-medical-report", rowan.cast.harun, 21, finding="met", doctor="Dr Ilori")
    wait = Wait.objects.get(episode=rowan.alex)
    assert (wait.specialty, wait.meets) == ("rehabilitation", ["wheelchair"])


def test_a_stay_ends_with_the_return_and_keeps_the_days_lost(rowan: Rowan):
    stay, cast = moved_in(rowan), rowan.cast
    alex = rowan.alex
    take(alex, "rc-notifies-no-longer-requires", cast.harun, 24, **NO_LONGER)
    take(alex, "delay-recorded", cast.harun, 26, reason="escort-unavailable", **{"from": "2026-03-25"})
    take(alex, "prison-agrees-remission", cast.owen, 26, prison=cast.owen.organisation_id, why="Near home")
    stay.refresh_from_db()
    lost = LostDays.objects.get()
    assert (stay.ready_on, lost.reason, lost.from_on) == (date(2026, 3, 24), "escort-unavailable", date(2026, 3, 25))
    take(alex, "remission-warrant-given", cast.maya, 27, section="section-50")
    take(alex, "returned-to-prison", cast.owen, 28)
    stay.refresh_from_db()
    assert (stay.until_on, stay.left_for) == (date(2026, 3, 28), "returned-to-prison")
    assert state(stay.bed) == "free"


def test_a_stay_ends_with_a_discharge_that_was_agreed(rowan: Rowan):
    stay, cast = moved_in(rowan), rowan.cast
    take(rowan.alex, "tribunal-finding", cast.harun, 24, **{"recommends-stay": "no"})
    take(rowan.alex, "discharge-agreed", cast.harun, 25, **{"care-instead": "The community team sees him weekly"})
    stay.refresh_from_db()
    assert (stay.until_on, stay.left_for, state(stay.bed)) == (date(2026, 3, 25), "discharge-agreed", "free")


def test_a_reception_struck_out_empties_the_bed(rowan: Rowan):
    stay = moved_in(rowan)
    number = rowan.alex.events.get(step="received-into-hospital").number
    actions.strike_out(
        episode=rowan.alex, number=number, why="Of somebody else", by=rowan.cast.harun, at=evening(day(24))
    )
    stay.refresh_from_db()
    assert (stay.until_on, state(stay.bed)) == (stay.from_on, "free")
    assert Wait.objects.get(episode=rowan.alex).open


def test_whoever_was_received_without_a_bed_is_put_into_one(rowan: Rowan):
    warranted(rowan.cast, rowan.alex)
    said = {"episode": rowan.alex, "bed": rowan.beds[1], "by": rowan.cast.harun, "at": SETTLED}
    with pytest.raises(Refused, match="Record that they were received first"):
        staying.settle(**said, from_on=date(2026, 3, 23))
    received(rowan.cast, rowan.alex, on=23)
    with pytest.raises(Refused, match="Choose a day from Monday 23 March 2026 until today"):
        staying.settle(**said, from_on=date(2026, 3, 22))
    staying.settle(**said, from_on=date(2026, 3, 23))
    assert state(rowan.beds[1]) == "occupied"
    with pytest.raises(Refused, match="Only the clinicians of its own hospital"):
        staying.settle(**said | {"by": rowan.cast.alice}, from_on=date(2026, 3, 23))


def test_a_move_within_the_hospital_is_two_stays(rowan: Rowan):
    first = moved_in(rowan)
    staying.settle(episode=rowan.alex, bed=rowan.beds[2], from_on=date(2026, 3, 24), by=rowan.cast.harun, at=SETTLED)
    first.refresh_from_db()
    assert (first.left_for, state(rowan.beds[0]), state(rowan.beds[2])) == ("another-bed", "free", "occupied")


def test_somebody_moved_to_another_hospital_leaves_the_bed(rowan: Rowan):
    stay = moved_in(rowan)
    said = {"stay": stay, "reason": "another-hospital", "by": rowan.cast.harun, "at": SETTLED}
    with pytest.raises(Refused, match="Choose a day from Monday 23 March 2026 until today"):
        staying.leave(**said, on=date(2026, 3, 25))
    staying.leave(**said, on=date(2026, 3, 24))
    with pytest.raises(Refused, match="They left this bed on Tuesday 24 March 2026 already"):
        staying.leave(**said, on=date(2026, 3, 24))
    assert state(stay.bed) == "free"
