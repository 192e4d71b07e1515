"""The one-pager in its words: what it says of the gap, what it does not say, and what is missing."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.cast import Cast
from tests.equity.worlds import LAST
from tests.web.conftest import TODAY
from throughcare.equity.gap import CANNOT_SAY, CHANCE, NOT_CHANCE
from throughcare.equity.months import later
from throughcare.equity.one_pager import Page, one_pager
from throughcare.equity.printing import printed
from throughcare.equity.reading import access
from throughcare.indicators.rates import ratio


def page(cast: Cast, who: str, month: date = LAST) -> Page:
    assert cast.daycare is not None
    shown = access(cast.daycare, month, by=cast.staff[who])
    assert shown is not None
    return one_pager(shown)


def test_the_gap_is_one_sentence_with_its_interval_and_what_it_cannot_say(told: Cast):
    found = page(told, "owen")
    # 12 starts among 240 residents in a year, and 60 among 560.
    by = ratio(12, 240, 60, 560)
    assert by is not None
    assert found.gap == (
        "In October 2024 to September 2025 treatment started for 5.0 of each 100 residents a year on Lodge wing and "
        "Quarry wing, and for 10.7 in the rest of the prison. The rate there is 0.47 times that of the rest "
        f"(95% interval {by.low:.2f} to {by.high:.2f}). {NOT_CHANCE} {CANNOT_SAY}",
    )


def test_it_was_counted_on_a_day_of_london(told: Cast):
    """The job runs at ten to each hour: in summer its first of a day is on the day before by the clock of the world."""
    assert told.daycare is not None
    shown = access(told.daycare, LAST, by=told.petra)
    assert shown is not None
    found = one_pager(replace(shown, made_at=datetime(2026, 6, 7, 23, 50, tzinfo=UTC)))
    assert found.notes[-1].endswith("Counted on 8 June 2026.")


def test_starts_referrals_and_sessions_lost_are_compared_side_by_side(told: Cast):
    starts, referrals, sessions, waits = page(told, "owen").compared
    assert (starts.there, starts.rest) == ("5.0 (12 among 240)", "10.7 (60 among 560)")
    assert (referrals.there, referrals.rest) == ("6.7 (16 among 240)", "14.3 (80 among 560)")
    assert (sessions.there, sessions.rest) == ("33% (23 of 70)", "16% (54 of 346)")
    assert sessions.apart == "+17 (+7 to +29) points"
    assert waits.title == "Days within which half of them started, April 2025 to September 2025"
    assert waits.there == "Not told: fewer than 20, or a number under 5 would follow"
    assert waits.rest == "20 (95% interval 20 to 20)"


def test_a_gap_that_chance_could_bring_is_said_to_be_so(told: Cast):
    (found,) = page(told, "owen", date(2025, 3, 1)).gap
    assert CHANCE in found
    assert "October 2024 to March 2025" in found


def test_the_first_reasons_are_asked_about(told: Cast):
    found = page(told, "petra")
    assert [ask.rsplit(" (", 1)[1] for ask in found.asks] == [
        "No escort: 65 sessions, 11 of them on Lodge wing and Quarry wing.)",
        "No officer to unlock: 12 sessions, all of them on Lodge wing and Quarry wing.)",
    ]
    assert "Most of all: no escort (65) and no officer to unlock (12)." in found.numbers[1].says


def test_the_team_sees_every_number_and_others_to_the_nearest_five(told: Cast):
    team, governor = page(told, "petra", date(2024, 11, 1)), page(told, "owen", date(2024, 11, 1))
    assert (team.internal, governor.internal) == (True, False)
    assert (team.numbers[0].large, governor.numbers[0].large) == ("6", "About 5")
    assert "8 in March 2024 to November 2024." in " ".join(team.numbers[0].says)


def test_the_team_of_another_service_sees_what_everybody_sees(told: Cast):
    assert page(told, "nadia") == page(told, "owen") == page(told, "sam")


def test_a_month_without_a_roll_says_so_and_who_can_enter_it(told: Cast):
    found = page(told, "owen", later(LAST, 2))
    assert any("no roll of the wings for November 2025. Officers of the place" in words for words in found.missing)


def test_waits_that_are_over_are_told_in_quarters_where_there_are_enough(told: Cast):
    assert "From acceptance half of them waited 20 days, as did most" in " ".join(page(told, "owen").numbers[0].says)


@pytest.mark.parametrize("who", ["owen", "petra"])
def test_the_pdf_is_one_tagged_page(told: Cast, who: str):
    made = printed(page(told, who), at=TODAY)
    assert made.startswith(b"%PDF")
    assert b"/StructTreeRoot" in made
    assert made.count(b"/Type /Page\n") + made.count(b"/Type/Page\n") + made.count(b"/Type /Page/") <= 1
