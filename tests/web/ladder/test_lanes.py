"""The list of transfers in lanes: how many stand in each stage, what holds each of them up, and who has them."""

import pytest

from tests.cast import Cast
from tests.episodes.conftest import Take, day, evening, requested, take
from tests.web.conftest import TODAY, SignIn
from tests.web.ladder.test_transfers import asked_for, names, several, table, warranted
from tests.web.pages import words
from throughcare.access.models import Grant
from throughcare.episodes import actions
from throughcare.episodes.models import Episode

__all__ = ["requested", "several", "take", "warranted"]

REFERRED = "Referred, waiting for the first medical report"
WARRANT = "Warrant given, waiting for the move"


def head(as_: SignIn, who: str, query: str = "") -> str:
    """What stands above the lines, as one reads it."""
    page = words(as_(who).get(f"/transfers{query}"))
    return page[: page.find("Open transfers, by what")]


def test_each_stage_says_how_many_are_in_it_how_many_late_and_the_longest(as_: SignIn, several: dict[str, Episode]):
    page = head(as_, "carol")
    assert f"3 {REFERRED} 2 late , longest here 22 days" in page
    assert "3 open 2 late 0 with a warrant running 3 waiting without contact for 7 days" in page
    assert "In hospital" not in page


def test_a_stage_opens_those_alone_and_the_others_keep_their_numbers(as_: SignIn, warranted: Episode, cast: Cast):
    asked_for(cast, "TC-CAC-222", on=9)
    page = head(as_, "carol", "?stage=warrant-live")
    assert "1 open" in page
    assert f"1 {REFERRED}" in page
    assert f"1 {WARRANT}" in page
    assert names(table(as_, "carol", "?stage=warrant-live")) == ["Alex"]


def test_other_filters_narrow_what_is_counted(as_: SignIn, several: dict[str, Episode], cast: Cast):
    assert f"2 {REFERRED}" in head(as_, "carol", "?late=yes")
    page = words(as_("carol").get(f"/transfers?prison={cast.places['HMP Westfell'].pk}"))
    assert "0 open" in page
    assert "Nothing of that kind" in page


@pytest.mark.parametrize(("query", "found"), [("warrant=yes", ["Alex"]), ("quiet=yes", ["Gareth"])])
def test_warrants_and_those_without_contact_can_be_looked_at_alone(
    as_: SignIn, warranted: Episode, cast: Cast, take: Take, query: str, found: list[str]
):
    take(warranted, "interim-review-held", by=cast.nadia, on=day(18), plan="Seen daily")
    asked_for(cast, "TC-CAC-222", on=9)
    assert names(table(as_, "carol", f"?{query}")) == found


def test_nobody_is_counted_whom_one_may_not_see(as_: SignIn, several: dict[str, Episode], cast: Cast):
    theirs = Grant.objects.filter(organisation=cast.carol.organisation, person=cast.people["alex"])
    theirs.update(ends_at=TODAY)
    assert f"2 {REFERRED} 1 late , longest here 15 days" in head(as_, "carol")


def test_a_line_says_how_far_its_clock_is_and_who_holds_the_person(as_: SignIn, requested: Episode, cast: Cast):
    page = table(as_, "harun")
    assert "Working day 16 of 2. Notice of the referral within 2 working days" in page
    assert "Held by Nadia" in page
    Episode.objects.filter(pk=requested.pk).update(lead=None, nobody_holds=True)
    assert "Nobody is named as lead" in table(as_, "harun")


def test_a_line_says_what_holds_somebody_up_while_it_does(as_: SignIn, requested: Episode, cast: Cast):
    said = {"reason": "no-bed", "from": "2026-03-05"}
    actions.take_step(
        episode=requested, step="delay-recorded", facts=said, happened=day(20), by=cast.nadia, at=evening(day(20))
    )
    assert "Held up: No bed , since Thursday 5 March" in table(as_, "carol")
    ended = {"delay": 2, "until": "2026-03-19"}
    actions.take_step(
        episode=requested, step="delay-ended", facts=ended, happened=day(20), by=cast.nadia, at=evening(day(20))
    )
    assert "Held up" not in table(as_, "carol")


def test_a_longer_page_is_offered_for_printing_where_there_is_more(as_: SignIn, cast: Cast, requested: Episode):
    assert "to print" not in words(as_("carol").get("/transfers"))
    for number in range(21):
        asked_for(cast, f"TC-{'ABCDEFGHJKMNPQRSTVWXY'[number]}AC-222", on=9)
    assert "Show 200 on one page, to print" in words(as_("carol").get("/transfers"))
    page = as_("carol").get("/transfers?long=yes").content.decode()
    assert page.count(" days in this stage") == 22
