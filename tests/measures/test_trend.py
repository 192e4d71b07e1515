"""A figure from month to month: its limits, the months that stand out, and how a page shows and says it."""

import pytest

from tests.measures.trends import MET, published, shares
from tests.web.conftest import SignIn
from tests.web.pages import words
from throughcare.indicators import INDICATORS, Series, Span
from throughcare.indicators.xmr import Cause, limits
from throughcare.measures.models import Publication
from throughcare.measures.trend import Trend, number, trend

pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture
def two_years() -> list[Publication]:
    return [published(2024, shares(2024, MET[12:])), published(2023, shares(2023, MET[:12]))]


def drawn(tables: list[Publication], indicator: str = "I01") -> Trend | None:
    return trend(INDICATORS[indicator], INDICATORS[indicator].title, tables)


def test_years_that_follow_on_are_one_course_with_the_limits_of_all_its_months(two_years: list[Publication]):
    told = drawn(two_years)
    assert told is not None
    assert [spot.k for spot in told.spots] == list(MET)
    assert (told.spots[0].name, told.spots[-1].name) == ("April 2023", "March 2025")
    assert told.limits == limits([100 * (k / 40) for k in MET], screen=True)


def test_a_month_outside_the_limits_is_named_and_said_to_be_for_the_better(two_years: list[Publication]):
    told = drawn(two_years)
    assert told is not None
    assert [spot.name for spot in told.spots if spot.point.cause is not Cause.COMMON] == ["March 2025"]
    assert told.says == (
        "The mean of 24 months is 33%. While nothing changes, a month may come out anywhere from 24% to 42%.",
        "1 month is more than chance from one to the next: March 2025 (outside the limits, for the better)."
        " Something changed then; what it was, this does not say.",
    )


def test_where_nothing_stands_out_it_is_said_that_up_and_down_is_no_news():
    told = drawn([published(2024, shares(2024, MET[:12]))])
    assert told is not None
    assert told.says[1:] == (
        "No month stands out: going up or down from one to the next is no news here.",
        "Limits from fewer than 13 months are provisional.",
    )


def test_months_are_not_joined_to_quarters_nor_over_a_year_that_tells_none():
    newest = published(2024, shares(2024, MET[:12]))
    quarters = published(2023, shares(2023, MET[:4], months=3))
    told = drawn([newest, quarters])
    assert told is not None
    assert len(told.spots) == 12
    older = published(2021, shares(2021, MET[:12]))
    gap = drawn([newest, older])
    assert gap is not None
    assert len(gap.spots) == 12
    assert drawn([published(2022, None), older]) is None


def test_quarters_are_called_by_their_months_and_days_have_no_share():
    spans = tuple(Span(f"2024-{month:02}-01", 30, median=40.0 + month) for month in (4, 7, 10))
    told = drawn([published(2024, Series(3, (*spans, Span("2025-01-01", 30, median=41.5))), indicator="I06")], "I06")
    assert told is not None
    assert [spot.name for spot in told.spots][::3] == ["April to June 2024", "January to March 2025"]
    assert (told.unit, told.each, number(told.spots[0].value, told.unit)) == ("days", "quarter", "44 days")


def test_of_three_points_nothing_is_drawn():
    assert drawn([published(2024, Series(3, shares(2024, MET[:4], months=3).spans[:3]))]) is None


def test_a_page_shows_the_chart_with_a_table_and_words_beside_it(as_: SignIn, two_years: list[Publication]):
    answer = as_("nadia").get("/measures/figure?figure=I01&year=2024")
    page = words(answer)
    assert answer.content.decode().count("<svg") == 2
    assert "Month by month The mean of 24 months is 33%." in page
    assert "March 2025 40 28: 70% outside the limits, for the better" in page
    earlier = words(as_("nadia").get("/measures/figure?figure=I01&year=2023"))
    assert "The mean of 12 months" in earlier
    assert "March 2025" not in earlier


def test_a_page_says_when_there_is_no_chart(as_: SignIn):
    published(2024, None)
    page = words(as_("nadia").get("/measures/figure?figure=I01"))
    assert "It is not drawn month by month: that takes 4 months or quarters in a row" in page
    # Who waits on the last day falls in no month at all.
    assert "month by month" not in words(as_("nadia").get("/measures/figure?figure=I07"))
