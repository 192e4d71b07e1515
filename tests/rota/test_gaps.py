"""Hours in which a wing wants somebody and has nobody, and the hours of a chart."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rota.writing import night, turn
from throughcare.rota.gaps import AROUND_THE_CLOCK, Gap, gaps, minutes, minutes_at_night, overnight_first, wanted
from throughcare.rota.grid import SAYS, Cell, rows
from throughcare.rota.turns import A_DAY, Turn, day, total

MONDAY = date(2026, 3, 2)
EVENINGS = {weekday: [(18 * 60, 22 * 60)] for weekday in range(5)}
NIGHTS = {4: [(22 * 60, A_DAY + 6 * 60)]}


def test_around_the_clock_is_every_hour_there_is():
    assert total(wanted(AROUND_THE_CLOCK, day(MONDAY, 7))) == 7 * A_DAY
    assert total(wanted(AROUND_THE_CLOCK, day(date(2026, 3, 29)))) == 23 * 60
    assert total(wanted(AROUND_THE_CLOCK, day(date(2026, 10, 25)))) == 25 * 60


def test_hours_past_midnight_are_wanted_on_the_morning_after():
    assert wanted(NIGHTS, day(date(2026, 3, 7))) == [turn(7, "00:00-06:00")]
    assert wanted(NIGHTS, day(date(2026, 3, 6))) == [turn(6, "22:00-00:00")]


def test_a_gap_is_told_with_its_wing_and_the_nights_come_first():
    found = gaps("C wing", AROUND_THE_CLOCK, [night(2), turn(3, "06:00-22:00")], day(MONDAY, 3))
    assert [one.turn for one in found] == [turn(2, "00:00-22:00"), Turn(night(3).starts_at, day(MONDAY, 3).ends_at)]
    evening = Gap("B wing", turn(2, "09:00-12:00"))
    assert overnight_first([evening, found[1]]) == [found[1], evening]
    assert evening.says == "B wing, Monday 2 March 2026 from 09:00 to 12:00"


def test_a_gap_has_its_hours_and_those_of_the_night():
    found = [Gap("C wing", night(2)), Gap("B wing", turn(2, "09:00-12:00"))]
    assert (minutes(found), minutes_at_night(found)) == (11 * 60, 7 * 60)


def test_a_wing_that_wants_nobody_has_no_gap():
    assert gaps("B wing", {}, [], day(MONDAY, 7)) == []


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
