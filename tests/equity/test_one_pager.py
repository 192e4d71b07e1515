"""The one-pager in its words: what it says of the gap, what it does not say, and what is missing."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.equity.worlds import LAST
from tests.web.conftest import TODAY
from throughcare.equity.months import later
from throughcare.equity.one_pager import CANNOT_SAY, CHANCE, NOT_CHANCE, Page, one_pager
from throughcare.equity.printing import printed
from throughcare.equity.reading import access
from throughcare.indicators.rates import ratio


def page(cast: Cast, who: str, month: date = LAST) -> Page:
    assert cast.daycare is not None
    shown = access(cast.daycare, month, by=cast.staff[who])
    assert shown is not None
    return one_pager(shown)


def test_the_gap_is_a_ratio_with_its_interval_and_what_it_cannot_say(told: Cast):
    found = page(told, "owen")
    starts = next(words for words in found.gap if words.startswith("Starts of treatment for each"))
    # 12 of 240 and 60 of 560 residents in a year: half as many, by R's poisson.test.
    by = ratio(12, 240, 60, 560)
    assert by is not None
    assert "5.0 there (12, of 240 residents) and 10.7 in the rest of the prison (60, of 560)" in starts
    assert f"{by.value:.2f} times the rest (95% interval {by.low:.2f} to {by.high:.2f})" in starts
    assert "October 2024 to September 2025" in starts
    assert (NOT_CHANCE in starts) == (by.high < 1)
    assert CANNOT_SAY in found.gap


def test_a_gap_that_chance_could_bring_is_said_to_be_so(told: Cast):
    found = page(told, "owen", date(2025, 3, 1))
    starts = next(words for words in found.gap if words.startswith("Starts of treatment for each"))
    assert CHANCE in starts or NOT_CHANCE in starts
    assert "October 2024 to March 2025" in starts


def test_the_first_reasons_are_asked_about(told: Cast):
    found = page(told, "petra")
    assert [ask.rsplit(" (", 1)[1] for ask in found.asks] == [
        "No escort: 65 sessions.)",
        "No officer to unlock: 12 sessions.)",
    ]
    assert "Most of all: no escort (65) and no officer to unlock (12)." in found.numbers[1].says


def test_the_team_sees_every_number_and_others_to_the_nearest_five(told: Cast):
    team, governor = page(told, "petra", date(2024, 11, 1)), page(told, "owen", date(2024, 11, 1))
    assert (team.internal, governor.internal) == (True, False)
    assert (team.numbers[0].large, governor.numbers[0].large) == ("6", "about 5")
    assert "8 in March 2024 to November 2024." in " ".join(team.numbers[0].says)


def test_the_team_of_another_service_sees_what_everybody_sees(told: Cast):
    assert page(told, "nadia") == page(told, "owen") == page(told, "sam")


def test_a_month_without_a_roll_says_so_and_who_can_enter_it(told: Cast):
    found = page(told, "owen", later(LAST, 2))
    assert any("no roll of the wings for November 2025. Officers of the place" in words for words in found.missing)


def test_waits_that_are_over_are_told_in_quarters_where_there_are_enough(told: Cast):
    assert "From acceptance a quarter waited up to 20 days, half up to 20, three quarters up to 20" in " ".join(
        page(told, "owen").numbers[0].says
    )


@pytest.mark.parametrize("who", ["owen", "petra"])
def test_the_pdf_is_one_tagged_page(told: Cast, who: str):
    made = printed(page(told, who), at=TODAY)
    assert made.startswith(b"%PDF")
    assert b"/StructTreeRoot" in made
    assert made.count(b"/Type /Page\n") + made.count(b"/Type/Page\n") + made.count(b"/Type /Page/") <= 1
