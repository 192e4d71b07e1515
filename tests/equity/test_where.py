"""How long people waited and what took their sessions, by wing or by site; and what of them is on record."""

from datetime import date

from tests.cast import Cast
from tests.equity.worlds import LAST
from tests.web.conftest import SignIn
from tests.web.pages import words
from throughcare.equity.groups import Shown, groups
from throughcare.equity.reading import Access, access
from throughcare.equity.recorded import CHARACTERISTICS
from throughcare.indicators.blocks import APART, REST, SITE, UNIT


def seen(cast: Cast, who: str, month: date = LAST) -> Access:
    assert cast.daycare is not None
    found = access(cast.daycare, month, by=cast.staff[who])
    assert found is not None
    return found


def figure(cast: Cast, who: str, key: str) -> Shown:
    found = groups(seen(cast, who), key)
    assert found is not None
    return found


def test_the_team_sees_the_median_wait_of_every_wing_with_its_interval(told: Cast):
    medians = seen(told, "petra").medians
    assert {name: (one.n, one.half) for name, one in medians[SITE].items()} == {APART: (12, 20), REST: (60, 20)}
    assert set(medians[UNIT]) == {"B wing", "C wing", "D wing", "Lodge wing", "Quarry wing"}
    assert medians[UNIT]["Lodge wing"].low is None, "too few for an interval"


def test_others_see_those_of_twenty_and_more(told: Cast):
    medians = seen(told, "owen").medians
    assert {dimension: set(of) for dimension, of in medians.items()} == {SITE: {REST}}


def test_the_team_sees_what_took_sessions_on_each_wing(told: Cast):
    took = figure(told, "petra", "sessions").took
    assert took is not None
    assert took.where == ("B wing", "C wing", "D wing", "Lodge wing", "Quarry wing")
    rows = {name: dict(zip(took.where, numbers, strict=True)) for name, numbers in took.rows}
    assert sum(rows["No escort"].values()) == 65
    assert {name for name, number in rows["No officer to unlock"].items() if number} == {"Lodge wing", "Quarry wing"}


def test_others_see_none_of_it_where_it_is_of_too_few_on_one_site(told: Cast):
    """In half a year the split wings lost four sessions for want of an escort: what is left over would tell of them."""
    assert figure(told, "owen", "sessions").took is None


def test_each_characteristic_says_whether_it_is_on_record_and_of_how_many_not(told: Cast):
    rows = {one.title: one.missing for one in figure(told, "petra", "referrals").recorded}
    assert len(CHARACTERISTICS) == 10, "the nine of the law, and language"
    assert rows["Race"] == "8 of 96 (8%)"
    assert (rows["Age"], rows["Sex"]) == ("Nobody", "Nobody")
    assert rows["Disability"] == "Cannot be said"
    assert rows["Religion or belief"] == "Not recorded: 96 of 96 (100%)"


def test_the_page_says_all_of_it(as_: SignIn, told: Cast):
    assert told.daycare is not None
    address = f"/fair-access/{told.daycare.pk}/groups?month=2025-09&figure="
    starts, sessions = (words(as_("owen").get(f"{address}{key}")) for key in ("starts", "sessions"))
    assert "Half started within" in starts
    assert "20 days 20 to 20" in starts
    assert "What took sessions on each site is not told" in sessions
    assert (
        "Sexual orientation What the person says of themselves, which nobody has to Not recorded: 416 of 416"
        in sessions
    )
