"""The rest that a rota must leave a mentor: each rule as it is broken, and as it just is not."""

from collections.abc import Sequence
from datetime import date

import pytest

from tests.rota.writing import night, turn
from throughcare.rota.nights import nights, overnight
from throughcare.rota.rules import RULES, SET, USUAL, Against, against
from throughcare.rota.turns import Turn

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (night(day) for day in (2, 3, 4, 5))
BROKEN: dict[str, tuple[list[Turn], list[Turn], str]] = {
    "nights-in-a-row": (
        [THURSDAY], [MONDAY, TUESDAY, WEDNESDAY],
        "That would be 4 nights in a row, the first on Monday 2 March 2026. 3 is the most here.",
    ),
    "hours-in-seven-days": (
        [turn(8, "09:00-14:00")], [turn(day, "09:00-17:00") for day in (2, 4, 6, 7)],
        "That would be 37 hours in the seven days from Monday 2 March 2026. 36 hours is the most here.",
    ),
    "hours-at-a-stretch": (
        [turn(2, "12:30-20:00")], [turn(2, "08:00-12:00")],
        "That would be 12 hours at a stretch on Monday 2 March 2026. 10 hours is the most here.",
    ),
    "rest-after-a-night": (
        [turn(3, "14:00-16:00")], [MONDAY],
        "That leaves 8 hours of rest after the night of Monday 2 March 2026. 11 hours is the least here.",
    ),
}  # fmt: skip
KEPT: dict[str, tuple[list[Turn], list[Turn]]] = {
    "three nights, and the fourth off": ([WEDNESDAY, night(6)], [MONDAY, TUESDAY]),
    "an evening that ends at midnight is no night": ([turn(5, "18:00-00:00")], [MONDAY, TUESDAY, WEDNESDAY]),
    "thirty-six hours to the minute": ([turn(8, "10:00-14:00")], [turn(day, "09:00-17:00") for day in (2, 4, 6, 7)]),
    "the eighth day": ([turn(9, "09:00-17:00")], [turn(day, "09:00-17:00") for day in (2, 4, 6, 8)]),
    "ten hours with an hour's break": ([turn(2, "13:00-20:00")], [turn(2, "08:00-12:00")]),
    "eleven hours after a night": ([turn(3, "17:00-19:00")], [MONDAY]),
    "the same night in two turns": ([turn(3, "03:00-06:00")], [turn(2, "22:00-02:30")]),
    "a day, and little rest before a night": ([MONDAY], [turn(2, "18:00-20:00")]),
}


def told(proposed: Sequence[Turn], others: Sequence[Turn]) -> tuple[Against, ...]:
    return against(proposed, others)


def test_every_rule_is_tried():
    assert BROKEN.keys() | {"rest-after-a-debrief"} == RULES.keys()
    assert USUAL.keys() == set(SET) == BROKEN.keys()


@pytest.mark.parametrize("rule", BROKEN)
def test_a_turn_beyond_a_rule_is_told_in_words(rule: str):
    proposed, others, says = BROKEN[rule]
    assert told(proposed, others) == (Against(rule, says),)


@pytest.mark.parametrize("rule", BROKEN)
def test_it_is_the_same_whichever_of_the_turns_is_proposed(rule: str):
    proposed, others, _ = BROKEN[rule]
    assert (
        {one.rule for one in told(others, proposed)} == {rule} == {one.rule for one in told([*others, *proposed], [])}
    )


@pytest.mark.parametrize("name", KEPT)
def test_what_keeps_to_the_rules_is_not_held_back(name: str):
    proposed, others = KEPT[name]
    assert told(proposed, others) == () == told(others, proposed)


def test_a_scheme_sets_its_own_numbers():
    assert against([TUESDAY], [MONDAY], limits={**USUAL, "nights-in-a-row": 1})[0].rule == "nights-in-a-row"
    assert against([THURSDAY], [MONDAY, TUESDAY, WEDNESDAY], limits={**USUAL, "nights-in-a-row": 4}) == ()


def test_no_turn_begins_while_rest_after_a_debrief_runs():
    rest = date(2026, 3, 4)
    says = "They rest up to and including Wednesday 4 March 2026, after something was talked over with them."
    for proposed in (TUESDAY, WEDNESDAY, turn(4, "09:00-11:00")):
        assert against([proposed], rests_until=rest) == (Against("rest-after-a-debrief", says),)
    assert against([turn(5, "00:00-03:00")], rests_until=rest) == ()


def test_what_the_others_break_among_themselves_is_not_held_against_a_turn():
    others = [MONDAY, TUESDAY, WEDNESDAY, THURSDAY]
    assert against([turn(20, "09:00-11:00")], others) == ()


def test_each_rule_is_told_once():
    week = [night(day) for day in range(2, 9)]
    assert [one.rule for one in against(week)] == ["nights-in-a-row", "hours-in-seven-days"]


# Clocks go forward in the night of 28 March 2026 and back in that of 24 October.
NIGHTS = {
    "an evening": ([turn(2, "18:00-23:00")], [], False),
    "an evening until one": ([turn(2, "18:00-01:00")], [], True),
    "until two": ([turn(2, "18:00-02:00")], [2], True),
    "from three": ([turn(3, "03:00-07:00")], [2], True),
    "two halves of one night": ([turn(2, "22:00-00:30"), turn(3, "04:00-06:00")], [2], True),
    "the short night": ([night(28)], [28], True),
    "the short night until two in the morning, as clocks say": ([turn(28, "22:00-03:00")], [28], True),
    "the long night": ([night(24, 10)], [24], True),
}


@pytest.mark.parametrize("name", NIGHTS)
def test_three_hours_of_the_night_make_a_night(name: str):
    turns, expected, at_night = NIGHTS[name]
    assert [on.day for on in nights(turns)] == expected
    assert overnight(turns[0]) is at_night
