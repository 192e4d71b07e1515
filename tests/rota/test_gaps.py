"""Hours in which a wing wants somebody and has nobody, and the hours of a chart."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rota.writing import night, turn
from throughcare.rota.gaps import (
    AROUND_THE_CLOCK,
    Asked,
    Gap,
    Hours,
    around_the_clock,
    gaps,
    minutes,
    minutes_at_night,
    missing,
    missing_in_words,
    pressing_first,
    wanted,
    wanted_at,
)
from throughcare.rota.grid import SAYS, Cell, rows
from throughcare.rota.turns import A_DAY, Turn, day, instant, total

MONDAY = date(2026, 3, 2)
EVENINGS = {weekday: [Hours(18 * 60, 22 * 60)] for weekday in range(5)}
NIGHTS = {4: [Hours(22 * 60, A_DAY + 6 * 60)]}
TWO_BY_DAY = {weekday: [Hours(6 * 60, 22 * 60, 2), Hours(22 * 60, A_DAY + 6 * 60)] for weekday in range(7)}


def asked_for(week: dict[int, list[Hours]], within: Turn) -> list[Turn]:
    return [one.turn for one in wanted(week, within)]


def test_around_the_clock_is_every_hour_there_is():
    always = dict(around_the_clock())
    assert total(asked_for(always, day(MONDAY, 7))) == 7 * A_DAY
    assert total(asked_for(always, day(date(2026, 3, 29)))) == 23 * 60
    assert total(asked_for(always, day(date(2026, 10, 25)))) == 25 * 60


def test_hours_past_midnight_are_wanted_on_the_morning_after():
    assert asked_for(NIGHTS, day(date(2026, 3, 7))) == [turn(7, "00:00-06:00")]
    assert asked_for(NIGHTS, day(date(2026, 3, 6))) == [turn(6, "22:00-00:00")]


def test_a_gap_is_told_with_its_wing_and_the_nights_come_first():
    found = gaps("C wing", AROUND_THE_CLOCK, [night(2), turn(3, "06:00-22:00")], day(MONDAY, 3))
    assert [one.turn for one in found] == [turn(2, "00:00-22:00"), Turn(night(3).starts_at, day(MONDAY, 3).ends_at)]
    evening = Gap("B wing", turn(2, "09:00-12:00"))
    assert pressing_first([evening, found[1]]) == [found[1], evening]
    assert (evening.says, evening.count) == ("B wing, Monday 2 March 2026 from 09:00 to 12:00", "nobody there")


def test_a_gap_has_its_hours_and_those_of_the_night():
    found = [Gap("C wing", night(2)), Gap("B wing", turn(2, "09:00-12:00"))]
    assert (minutes(found), minutes_at_night(found)) == (11 * 60, 7 * 60)


def test_a_wing_that_wants_nobody_has_no_gap():
    assert gaps("B wing", {}, [], day(MONDAY, 7)) == []


def test_where_two_are_wanted_one_is_a_gap_that_says_how_many_are_there():
    there = [turn(2, "06:00-22:00"), turn(2, "08:00-12:00"), turn(2, "12:00-14:00"), night(2)]
    found = gaps("C wing", TWO_BY_DAY, there, Turn(turn(2, "06:00-07:00").starts_at, day(MONDAY, 2).ends_at))
    assert [(one.turn, one.count) for one in found] == [
        (turn(2, "06:00-08:00"), "1 of 2 there"),
        (turn(2, "14:00-22:00"), "1 of 2 there"),
        (turn(3, "06:00-22:00"), "nobody of 2 there"),
        (turn(3, "22:00-00:00"), "nobody there"),
    ]
    assert missing_in_words(found) == (
        "no mentor is on the rota for 18 hours, 1 hour of them at night; fewer than wanted are there for 10 hours"
    )
    assert missing_in_words(found[:2]) == "fewer than wanted are there for 10 hours"


def test_nobody_is_more_pressing_than_one_of_two_even_at_night():
    one, nobody = Gap("C wing", night(2), there=1, wanted=2), Gap("B wing", turn(4, "09:00-12:00"))
    assert pressing_first([one, nobody]) == [nobody, one]


def test_how_many_are_wanted_at_a_moment_is_the_more_where_hours_of_two_days_meet():
    meets = {0: [Hours(22 * 60, A_DAY + 6 * 60, 2)], 1: [Hours(0, A_DAY, 1)]}
    tuesday = date(2026, 3, 3)
    found = [wanted_at(meets, instant(tuesday, hour * 60)) for hour in (-1, 5, 6, 24)]
    assert found == [2, 2, 1, 0]


def test_every_cell_has_its_words():
    assert SAYS.keys() == set(Cell)


def test_an_hour_of_the_chart_says_the_worst_of_it():
    (row,) = rows(
        EVENINGS, [turn(2, "18:00-19:00"), turn(2, "19:15-20:00"), turn(2, "21:30-23:00")], first=MONDAY, days=1
    )
    assert [(cell.value, first, last) for cell, first, last in row.spans()] == [
        ("none", 0, 18), ("covered", 18, 19), ("partly", 19, 20), ("nobody", 20, 21), ("partly", 21, 22),
        ("extra", 22, 23), ("none", 23, 24),
    ]  # fmt: skip


def test_the_hour_that_clocks_pass_over_is_there_as_none_and_the_one_that_comes_twice_as_one():
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    (row,) = rows(AROUND_THE_CLOCK, [night(28)], first=spring, days=1)
    assert row.cells[:7] == (*[Cell.COVERED] * 1, Cell.NO_SUCH_HOUR, *[Cell.COVERED] * 4, Cell.NOBODY)
    first_only = Turn(night(24, 10).starts_at, turn(25, "01:30-06:00", 10).starts_at)
    (row,) = rows(AROUND_THE_CLOCK, [first_only], first=autumn, days=1)
    assert row.cells[:3] == (Cell.COVERED, Cell.PARTLY, Cell.NOBODY)


def test_an_hour_with_one_of_two_is_drawn_for_itself_and_nobody_is_worse():
    (row,) = rows(
        {0: [Hours(8 * 60, 12 * 60, 2)]},
        [turn(2, "08:00-11:30"), turn(2, "08:00-09:00"), turn(2, "09:00-09:15")],
        first=MONDAY,
        days=1,
    )
    assert row.cells[8:12] == (Cell.COVERED, Cell.FEWER, Cell.FEWER, Cell.PARTLY)


turns = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 23), st.integers(1, 12)), max_size=8).map(
    lambda many: [Turn(turn(on, f"{h:02}:00-{(h + n) % 24:02}:00").starts_at,
                       turn(on, f"{h:02}:00-{(h + n) % 24:02}:00").ends_at) for on, h, n in many]
)  # fmt: skip


@settings(max_examples=40)
@given(turns)
def test_chart_and_gaps_say_the_same_of_every_hour(there: list[Turn]):
    drawn = rows(AROUND_THE_CLOCK, there, first=MONDAY, days=7)
    nobody = sum(cell is Cell.NOBODY for row in drawn for cell in row.cells)
    assert nobody * 60 == minutes(gaps("C wing", AROUND_THE_CLOCK, there, day(MONDAY, 7)))


asked = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9), st.integers(1, 4)), max_size=4)


def quarter(of: tuple[int, ...]) -> Turn:
    return Turn(instant(MONDAY, 15 * of[0]), instant(MONDAY, 15 * (of[0] + of[1])))


@settings(max_examples=60)
@given(asked, asked)
def test_every_quarter_of_an_hour_is_in_a_gap_where_fewer_are_there_than_wanted(
    want: list[tuple[int, int, int]], have: list[tuple[int, int, int]]
):
    found = missing("C wing", [Asked(quarter(of), of[2]) for of in want], [quarter(of) for of in have])
    for number in range(30):
        here = quarter((number, 1))
        there = sum(quarter(of).meets(here) for of in have)
        most = max((of[2] for of in want if quarter(of).meets(here)), default=0)
        said = [(one.there, one.wanted) for one in found if one.turn.meets(here)]
        assert said == ([(there, most)] if there < most else [])
