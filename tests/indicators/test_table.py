"""The table that may be shown: what is withheld, why, and what stands beside."""

from dataclasses import replace

from tests.indicators.worlds import SPRING, case, lines, table, tally, transfer
from throughcare.indicators import INDICATORS, publish
from throughcare.indicators.table import NONE_APART, OTHERS, TOGETHER, WITHHELD, nearest_five
from throughcare.meanings import ClockMeaning

IN_TIME = transfer("2026-04-01", "2026-04-10", "2026-04-20", "2026-04-29")
LATE = transfer("2026-04-01", "2026-04-10", "2026-04-20", "2026-05-02")
WAITING = "2026-05-01 initial-request-for-medical-report"


def people(text: str, number: int, **groups: str):
    return [case(text, **groups)] * number


def test_a_figure_with_all_its_numbers():
    told = table([*people(IN_TIME, 6, sex="Female"), *people(LATE, 8, sex="Male"), *people(IN_TIME, 5, sex="Male")])
    whole = told["I01"].whole
    assert whole is not None
    assert (whole.n, whole.told) == (19, (11,))
    assert told["I01"].says == ""
    # Of the women all were in time, and none was late: told apart, that would say so of each.
    assert {name: (line.n, line.told) for name, line in lines(told["I01"], "sex").items()} == {
        "Male": (13, ()),
        "Female": (6, ()),
    }


def test_groups_with_few_people_are_counted_together_and_the_reason_is_said():
    told = table(
        [
            *people(IN_TIME, 6, prison="Eastmoor"),
            *people(LATE, 8, prison="Eastmoor"),
            *people(IN_TIME, 7, prison="Westfell"),
            *people(LATE, 9, prison="Westfell"),
            *people(LATE, 3, prison="Larkstead"),
            *people(IN_TIME, 3, prison="Larkstead"),
            *people(IN_TIME, 2, prison="Merehithe"),
            *people(LATE, 2, prison="Merehithe"),
        ]
    )
    found = lines(told["I01"], "prison")
    assert {name: (line.n, line.told) for name, line in found.items()} == {
        "Westfell": (16, (7,)),
        "Eastmoor": (14, (6,)),
        OTHERS: (10, (5,)),
    }
    assert told["I01"].by[0].says == TOGETHER


def test_fewer_than_five_are_withheld_whole():
    told = table(people(IN_TIME, 4, prison="Eastmoor"))["I01"]
    assert (told.whole, told.by, told.says) == (None, (), WITHHELD)


def test_where_fewer_than_five_were_late_only_how_many_there_were_is_told():
    told = table([*people(IN_TIME, 9), *people(LATE, 4)])["I01"]
    assert told.whole is not None
    assert (told.whole.n, told.whole.told, told.says) == (13, (), WITHHELD)


def test_a_dimension_without_a_large_group_names_none():
    told = table([*people(IN_TIME, 5, prison="Eastmoor"), *people(LATE, 5, prison="Eastmoor"), case(LATE, prison="W")])
    assert [(by.lines, by.says) for by in told["I01"].by] == [((), NONE_APART)]


def test_numbers_beside_are_to_the_nearest_five():
    assert [nearest_five(number) for number in (0, 4, 5, 7, 8, 12, 13, 1002)] == [
        *["fewer than 5"] * 2,
        *["about 5"] * 2,
        *["about 10"] * 2,
        "about 15",
        "about 1,000",
    ]
    told = table([*people(IN_TIME, 9), *people(LATE, 9), *people(WAITING, 8)])
    assert told["I01"].beside == (("Still waiting", "about 10"), ("Not recorded", "fewer than 5"))


def test_waits_are_told_by_half_nine_in_ten_and_the_longest_to_the_next_four_weeks():
    told = table([*people(IN_TIME, 6), *people(LATE, 5), *people(WAITING, 5)])["I06"]
    assert told.whole is not None
    assert (told.whole.n, told.whole.median, told.whole.nine_in_ten) == (11, 28, 31)
    assert told.longest_under == 8  # 31 days: more than four weeks, less than eight
    assert told.expected is not None
    assert (told.expected.n, told.expected.median) == (16, 31)


def test_of_few_who_are_over_no_days_are_told():
    told = table([*people(IN_TIME, 4), *people(WAITING, 6)])["I06"]
    assert (told.whole, told.longest_under) == (None, None)
    assert table(people(IN_TIME, 6))["I06"].expected is None


def test_open_waits_are_told_past_each_limit_and_by_whose_the_delay_is():
    waits = [
        f"{day} initial-request-for-medical-report" for day in ("2026-06-10", "2026-05-20", "2026-04-20", "2026-01-01")
    ]
    cases = [one for text in waits for one in people(text, 6, owner="Secure hospital", sex="Male")]
    told = table(cases)["I07"]
    assert told.whole is not None
    assert (told.limits, told.whole.n, told.whole.told) == ((28, 56, 90), 24, (18, 12, 6))
    assert lines(told, "owner")["Secure hospital"].told == (18, 12, 6)
    assert lines(table(people(IN_TIME, 6, owner="Secure hospital"))["I01"], "owner") == {}


def test_days_as_the_ministry_counts_are_never_added_to_those_of_nhs_england():
    told = table(people(transfer("2026-01-01", "2026-01-10", "2026-05-20", "2026-06-01"), 8))
    assert told["MOJ"].whole is not None
    assert (told["MOJ"].limits, told["MOJ"].whole.median) == ((), 12)
    assert told["I06"].whole is not None
    assert told["I06"].whole.median == 151


def test_figures_whose_clocks_start_elsewhere_are_never_blended_and_withheld_together():
    other = [case(text) for text in [*[IN_TIME] * 6, *[LATE] * 6]]
    elsewhere = {ClockMeaning.TO_HOSPITAL_IMPROVED: "Need identified"}
    moved = [replace(one, starts=elsewhere, admissions=()) for one in other]
    counted = publish(tally([*other, *moved]), tuple(INDICATORS.values()), period=SPRING)
    assert [(one.variant, one.whole.n) for one in counted if one.indicator == "I02" and one.whole] == [
        ("First medical report", 12),
        ("Need identified", 12),
    ]
    few = publish(tally([*other, *moved[:3]]), tuple(INDICATORS.values()), period=SPRING)
    assert [one.whole for one in few if one.indicator == "I02"] == [None, None]


def test_where_nothing_was_counted_every_indicator_is_there_and_withheld():
    assert {name: figure.whole for name, figure in table([]).items()} == dict.fromkeys(INDICATORS)
