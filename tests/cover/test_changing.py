"""Somebody cannot come tonight: the turn is a gap at once, given to another mentor, or swapped with one."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cover.conftest import NOW, Eastmoor
from throughcare.audit.models import Entry
from throughcare.cover import changing
from throughcare.cover.models import Duty
from throughcare.organisations.refusals import Refused


def on_rota(scheme: Eastmoor) -> dict[str, list[int]]:
    """Wing and days of March by first name, of what stands."""
    found: dict[str, list[int]] = {"Robin": [], "Sasha": []}
    for duty in Duty.objects.filter(ended_at=None).select_related("person"):
        found[duty.person.given_names].append(duty.on.day)
    return found


def how_it_ended(duty: Duty) -> tuple[str, str]:
    row = Duty.objects.select_related("ended_by__staff").get(pk=duty.pk)
    assert row.ended_by is not None
    return row.ended, str(row.ended_by.staff)


@pytest.mark.parametrize("who", ["mina", "owen", "nadia"])
def test_that_a_mentor_cannot_come_is_said_by_the_coordinator_or_whoever_works_there(scheme: Eastmoor, who: str):
    (duty,) = scheme.on_rota("Robin", 24)
    changing.take_off(duty=duty, why="cannot", by=scheme.who(who), at=NOW)
    assert how_it_ended(duty) == ("cannot", str(scheme.who(who).staff))
    assert Entry.objects.filter(did="cannot-turn", episode_id=duty.episode_id).count() == 1


@pytest.mark.parametrize("who", ["sam", "harun", "gwen", "ada"])
def test_nobody_else_takes_a_mentor_off(scheme: Eastmoor, who: str):
    (duty,) = scheme.on_rota("Robin", 24)
    with pytest.raises(Refused, match="Only the scheme's coordinator, or those who work at this prison"):
        changing.take_off(duty=duty, why="cannot", by=scheme.who(who), at=NOW)


def test_a_turn_ends_once_and_not_when_it_is_over(scheme: Eastmoor):
    (duty,) = scheme.on_rota("Robin", 24, "10:00-12:00")
    with pytest.raises(Refused, match="This turn is over"):
        changing.take_off(duty=duty, why="cannot", by=scheme.mina, at=NOW + timedelta(hours=3))
    changing.take_off(duty=duty, why="not-needed", by=scheme.mina, at=NOW)
    with pytest.raises(Refused, match="off the rota already: not needed"):
        changing.take_off(duty=duty, why="cannot", by=scheme.mina, at=NOW)


@pytest.mark.parametrize("why", ["given", "stopped", "ill"])
def test_why_a_turn_is_off_is_one_of_few_words_and_none_of_health(scheme: Eastmoor, why: str):
    (duty,) = scheme.on_rota("Robin", 24)
    with pytest.raises(Refused, match="not one of those there are"):
        changing.take_off(duty=duty, why=why, by=scheme.mina, at=NOW)


def test_another_mentor_takes_a_turn_over_with_a_row_of_their_own(scheme: Eastmoor):
    (duty,) = scheme.on_rota("Robin", 24)
    made = changing.give(duty=duty, to=scheme.episodes["Sasha"].pk, by=scheme.cast.owen, at=NOW)
    assert (made.starts_at, made.ends_at, made.unit_id) == (duty.starts_at, duty.ends_at, duty.unit_id)
    assert made.instead_of == duty
    assert how_it_ended(duty) == ("given", "Owen Pryce")
    assert on_rota(scheme) == {"Robin": [], "Sasha": [24]}


def test_of_a_turn_that_has_begun_another_takes_over_what_is_left(scheme: Eastmoor):
    (duty,) = scheme.on_rota("Robin", 24, "09:00-12:00")
    made = changing.give(
        duty=duty, to=scheme.episodes["Sasha"].pk, by=scheme.mina, at=NOW + timedelta(minutes=30, seconds=7)
    )
    assert (made.starts_at, made.ends_at) == (NOW + timedelta(minutes=30), duty.ends_at)


@pytest.mark.parametrize("how", ["given", "cannot", "in-error"])
def test_what_was_served_of_a_turn_counts_for_rest_however_the_turn_ended(scheme: Eastmoor, how: str):
    """Robin is there from ten in the evening until half past four; only what was put there in error never was."""
    (duty,) = scheme.on_rota("Robin", 24)
    early = NOW.replace(day=25, hour=4)
    if how == "given":
        changing.give(duty=duty, to=scheme.episodes["Sasha"].pk, by=scheme.mina, at=early)
    else:
        changing.take_off(duty=duty, why=how, by=scheme.mina, at=early)
    if how == "in-error":
        assert scheme.on_rota("Robin", 25, "10:00-12:00", at=early)
        return
    with pytest.raises(Refused, match="That leaves 5½ hours of rest after the night of Tuesday 24 March"):
        scheme.on_rota("Robin", 25, "10:00-12:00", at=early)
    assert scheme.on_rota("Robin", 25, "04:00-06:00", at=early, wing="D wing")


def test_whoever_takes_over_keeps_the_rules_of_rest_too(scheme: Eastmoor):
    for night in (24, 25, 26):
        scheme.on_rota("Robin", night)
    (duty,) = scheme.on_rota("Sasha", 27)
    with pytest.raises(Refused, match=r"^Robin Archer: That would be 4 nights in a row"):
        changing.give(duty=duty, to=scheme.episodes["Robin"].pk, by=scheme.mina, at=NOW)
    assert on_rota(scheme) == {"Robin": [24, 25, 26], "Sasha": [27]}


def test_a_turn_is_given_to_another_active_mentor_of_the_prison(scheme: Eastmoor):
    (duty,) = scheme.on_rota("Robin", 24)
    with pytest.raises(Refused, match="Choose another active mentor of this prison"):
        changing.give(duty=duty, to=scheme.episodes["Robin"].pk, by=scheme.mina, at=NOW)
    scheme.takes("Sasha", "suspended", "owen", reason="security")
    with pytest.raises(Refused, match="no active mentor"):
        changing.give(duty=duty, to=scheme.episodes["Sasha"].pk, by=scheme.mina, at=NOW)


def test_two_mentors_swap_and_each_is_judged_without_what_they_give_away(scheme: Eastmoor):
    """Robin's night and Sasha's, a day apart: neither would have both."""
    (mine,) = scheme.on_rota("Robin", 24)
    (theirs,) = scheme.on_rota("Sasha", 25, "10:00-12:00")
    changing.swap(duty=mine, other=theirs, by=scheme.mina, at=NOW)
    assert on_rota(scheme) == {"Robin": [25], "Sasha": [24]}
    assert {how_it_ended(one) for one in (mine, theirs)} == {("swapped", "Mina Osei")}


def test_a_swap_that_breaks_a_rule_for_one_of_the_two_leaves_both_as_they_were(scheme: Eastmoor):
    (mine,) = scheme.on_rota("Robin", 24)
    scheme.on_rota("Robin", 27)
    (theirs,) = scheme.on_rota("Sasha", 28, "10:00-12:00")
    with pytest.raises(Refused, match=r"^Robin Archer: That leaves 4 hours of rest"):
        changing.swap(duty=mine, other=theirs, by=scheme.mina, at=NOW)
    assert on_rota(scheme) == {"Robin": [24, 27], "Sasha": [28]}


def test_a_turn_that_has_begun_is_not_swapped_nor_one_with_oneself(scheme: Eastmoor):
    (mine,) = scheme.on_rota("Robin", 24, "09:00-12:00")
    (theirs,) = scheme.on_rota("Sasha", 26)
    (own,) = scheme.on_rota("Robin", 27)
    said: dict[str, Any] = {"by": scheme.mina, "at": NOW}
    with pytest.raises(Refused, match="give what is left of it"):
        changing.swap(duty=mine, other=theirs, **said)
    with pytest.raises(Refused, match="another mentor of this prison"):
        changing.swap(duty=mine, other=own, **said)


def test_a_turn_that_was_taken_over_leaves_the_time_free_for_whoever_gave_it(scheme: Eastmoor):
    (duty,) = scheme.on_rota("Robin", 24)
    changing.give(duty=duty, to=scheme.episodes["Sasha"].pk, by=scheme.mina, at=NOW)
    scheme.on_rota("Robin", 24, "20:00-00:00", wing="D wing")
    assert on_rota(scheme) == {"Robin": [24], "Sasha": [24]}
