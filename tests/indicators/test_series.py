"""A figure month by month: what is told, what is not, and that no small number follows from what is."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indicators.worlds import SPRING, case, tally, transfer
from throughcare.indicators import INDICATORS, Period, Published, publish
from throughcare.indicators.period import financial_year, months_of
from throughcare.indicators.tally import MONTH, Figure
from throughcare.indicators.withholding import length_of_spans


def admitted(on: str, *, days: int):
    """Somebody who came to hospital on a day, so many days after the request."""
    came = date.fromisoformat(on)
    asked, report, applied = (came - timedelta(days=back) for back in (days, days - 1, days - 2))
    return case(transfer(str(asked), str(report), str(applied), on))


def told(*groups: tuple[str, int, int], period: Period = SPRING) -> dict[str, Published]:
    """The table of so many people for each (day of admission, days of waiting, number)."""
    cases = [admitted(on, days=days) for on, days, number in groups for _ in range(number)]
    return {
        one.indicator: one for one in publish(tally(cases, period=period), tuple(INDICATORS.values()), period=period)
    }


MONTHS = ("2026-04-15", "2026-05-15", "2026-06-15")


def test_months_with_five_in_time_and_five_late_are_told_each():
    course = told(*((on, days, number) for on in MONTHS for days, number in ((20, 6), (40, 7))))["I01"].course
    assert course is not None
    assert course.months == 1
    assert [(one.first, one.k, one.n) for one in course.spans] == [
        ("2026-04-01", 6, 13),
        ("2026-05-01", 6, 13),
        ("2026-06-01", 6, 13),
    ]


def test_where_one_month_has_four_in_time_months_are_told_as_quarters():
    course = told(("2026-04-15", 20, 4), ("2026-05-15", 20, 6), *((on, 40, 7) for on in MONTHS))["I01"].course
    assert course is not None
    assert (course.months, [(one.k, one.n) for one in course.spans]) == (3, [(10, 31)])


def test_where_a_quarter_would_be_of_fewer_than_five_nothing_is_told():
    assert told(("2026-04-15", 20, 4), ("2026-05-15", 40, 30))["I01"].course is None


def test_a_median_needs_ten_of_whom_five_were_no_longer():
    nine, ten = (told(*((on, 20, number) for on in MONTHS))["I06"].course for number in (9, 10))
    assert nine is not None
    assert (nine.months, nine.spans[0].median) == (3, 20)
    assert ten is not None
    assert [(one.n, one.k, one.median) for one in ten.spans] == [(10, None, 20)] * 3


def test_who_waits_on_the_last_day_falls_in_no_month():
    assert told(*((on, 40, 20) for on in MONTHS))["I07"].course is None


def test_a_period_of_other_days_than_months_has_none():
    odd = Period(date(2026, 4, 2), date(2026, 6, 30))
    assert months_of(odd) == ()
    assert told(*((on, 20, 20) for on in MONTHS), period=odd)["I06"].course is None
    year = months_of(financial_year(2025))
    assert (len(year), year[0].first, year[-1].last) == (12, date(2025, 4, 1), date(2026, 3, 31))


def test_months_add_up_to_the_whole():
    counted = tally([admitted(on, days=days) for on in MONTHS for days in (10, 20, 40, 60)])
    for indicator, figure in counted.figures(INDICATORS.values()):
        if indicator.in_time:
            rows = counted.lines(figure, indicator.bands)
            by_month = [atoms for (dimension, _), atoms in rows.items() if dimension == MONTH]
            whole = rows["", ""]
            assert tuple(map(sum, zip((0,) * len(whole), *by_month, strict=True))) == whole, figure


def test_two_figures_that_tell_their_months_differ_by_nobody_or_by_five():
    months = [(30, 30)] * 3
    assert length_of_spans(months, least=5, apart=[[0, 6, 0]]) == 1
    assert length_of_spans(months, least=5, apart=[[2, 3, 0]]) == 3
    assert length_of_spans(months, least=5, apart=[[2, 0, 0]]) is None


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=12, max_size=12))
def test_no_sum_or_difference_of_spans_is_of_one_to_four(months: list[tuple[int, int]]):
    length = length_of_spans(months, least=5)
    if length is not None:
        spans = [tuple(map(sum, zip(*months[at : at + length], strict=True))) for at in range(0, 12, length)]
        assert all(number >= 5 for span in spans for number in span)
        assert [sum(of) for of in zip(*spans, strict=True)] == [sum(of) for of in zip(*months, strict=True)]


def test_of_two_shares_of_the_same_people_one_tells_its_months():
    table = told(*((on, days, 10) for on in MONTHS for days in (20, 40)))
    same = [one for one in INDICATORS.values() if one.of == "admissions" and not one.tells_days]
    assert len(same) > 1
    assert [one.id for one in same if table[one.id].course] == ["I01"]


def test_variants_have_no_course_for_theirs_add_up_to_the_whole():
    table = told(*((on, 20, 30) for on in MONTHS))
    assert table["I02"].variant
    assert table["I02"].course is None
    assert Figure("I02", table["I02"].variant) != Figure("I02")
