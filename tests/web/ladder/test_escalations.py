"""Who was told sees it: on the first page, on a list, on the episode's page; and answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, live_at
from tests.episodes.conftest import day, evening, request_for, requested
from tests.ladder.conftest import climb, on_day
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.audit.models import Entry
from throughcare.episodes import referring
from throughcare.episodes.models import Episode

__all__ = ["requested"]

ANSWER = {
    "says": "Dr Lund sees him on Thursday",
    "will": "The assessment",
    "by_when-day": "26",
    "by_when-month": "3",
    "by_when-year": "2026",
    "submission": "4c1d8d0e-9f64-4a36-8f1e-0d6f3c1a7b21",
}


@pytest.fixture
def raised(requested: Episode, cast: Cast) -> Episode:
    """Nothing has happened since 2 March: by 23 March, day 21, three rungs were told."""
    for number in (7, 14, 21):
        climb(on_day(number))
    return requested


def fact_of(episode: Episode, rung: str) -> int:
    return episode.events.get(step="escalation-raised", facts__rung=rung).number


def address(episode: Episode, rung: str = "day-7") -> str:
    return f"/episodes/{episode.reference}/escalations/{fact_of(episode, rung)}"


def test_the_first_page_of_whoever_was_told_says_so(as_: SignIn, raised: Episode):
    page = words(as_("harun").get("/today"))
    assert "1 rung of the ladder waits for your answer, the oldest since Monday 9 March 2026" in page
    assert "waits for your answer" not in words(as_("sam").get("/today"))
    assert "waits for your answer" not in words(as_("maya").get("/today"))


def test_the_list_says_who_which_day_of_which_clock_and_what_is_asked(as_: SignIn, raised: Episode):
    answer = as_("harun").get("/escalations")
    page = words(answer)
    assert "Alex Marlow" in page
    assert "Day 7 of “In hospital within 28 days of referral”" in page
    assert "Day 7 and no assessor is named" in page
    assert f'href="{address(raised)}"' in answer.content.decode()
    assert Entry.objects.filter(did="saw-escalations", by__staff__username="harun").exists()


def test_whoever_was_not_told_has_an_empty_list(as_: SignIn, raised: Episode):
    for who in ("maya", "sam", "bola"):
        page = words(as_(who).get("/escalations"))
        assert "Nothing that was raised to your organisation waits for an answer." in page
        assert "Alex" not in page


def test_an_answer_is_recorded_and_leaves_the_list(as_: SignIn, raised: Episode):
    answer = as_("harun").post(address(raised), ANSWER)
    assert (answer.status_code, answer["Location"]) == (303, f"/episodes/{raised.reference}?done=answered")
    assert "Nothing that was raised" in words(as_("harun").get("/escalations"))
    page = words(as_("nadia").get(f"/episodes/{raised.reference}"))
    assert "Rowan Unit: told on Monday 9 March 2026. Answered on Tuesday 24 March 2026: Dr Lund sees him" in page
    assert "Will do by Thursday 26 March 2026: The assessment." in page
    assert "Eastmoor mental health team: told on Monday 9 March 2026. Not answered since Monday 9 March 2026." in page


def test_the_same_form_sent_twice_answers_once(as_: SignIn, raised: Episode):
    for _ in range(2):
        assert as_("harun").post(address(raised), ANSWER).status_code == 303
    assert raised.events.filter(step="escalation-answered").count() == 1


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"says": ""}, "Your answer cannot be left empty."),
        ({"by_when-day": "20"}, "By when: this day has gone by."),
        ({"will": ""}, "Say what will be done by that day."),
        ({"by_when-month": "14"}, "month"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(as_: SignIn, raised: Episode, changed: dict[str, str], says: str):
    answer = as_("harun").post(address(raised), {**ANSWER, **changed})
    assert answer.status_code == 422
    assert says in words(answer)


def test_what_was_not_raised_to_them_is_not_there(as_: SignIn, raised: Episode):
    for who in ("maya", "sam", "carol"):
        for ask in (as_(who).get, as_(who).post):
            assert ask(address(raised)).status_code == 404
    absent = f"/episodes/{raised.reference}/escalations/99"
    first = f"/episodes/{raised.reference}/escalations/1"
    assert as_("harun").get(absent).status_code == as_("harun").get(first).status_code == 404


def test_the_steps_form_offers_neither_raising_nor_answering(as_: SignIn, raised: Episode):
    for step in ("escalation-raised", "escalation-answered"):
        assert as_("harun").get(f"/episodes/{raised.reference}/steps/{step}").status_code == 404


def test_the_episode_names_who_is_missing_and_what_the_raised_fact_says(as_: SignIn, raised: Episode):
    page = words(as_("nadia").get(f"/episodes/{raised.reference}"))
    assert "Monday 23 March 2026, day 21 of “In hospital within 28 days of referral”. Day 21 and no bed" in page
    assert "Told that the wait has come so far" in page
    assert "Who was told Eastmoor mental health team, Rowan Unit" in page
    assert "Answer what was raised on Monday 9 March 2026" in page


def test_a_raised_fact_cannot_be_corrected_on_a_page(as_: SignIn, raised: Episode):
    number = fact_of(raised, "day-7")
    assert as_("nadia").get(f"/episodes/{raised.reference}/facts/{number}/correct").status_code == 403


def test_an_answer_can_be_corrected_on_its_page(as_: SignIn, raised: Episode):
    as_("harun").post(address(raised), ANSWER)
    number = raised.events.get(step="escalation-answered").number
    page = as_("harun").get(f"/episodes/{raised.reference}/facts/{number}/correct")
    assert page.status_code == 200
    assert "Dr Lund sees him on Thursday" in words(page)


def test_the_number_of_queries_does_not_grow_with_what_was_raised(as_: SignIn, cast: Cast, raised: Episode):
    browser = as_("nadia")
    browser.get("/escalations")
    with CaptureQueriesContext(connection) as few:
        browser.get("/escalations")
    for letter in "ABCDEF":
        asked_for(cast, f"TC-C{letter}C-222")
    climb(on_day(22))
    with CaptureQueriesContext(connection) as lots:
        page = browser.get("/escalations")
    assert page.content.decode().count("Day 7 and no assessor") == 7
    assert len(queries(lots)) == len(queries(few)) <= 8, "\n".join(queries(lots))


def asked_for(cast: Cast, reference: str) -> Episode:
    return referring.refer(
        person=live_at(cast, "HMP Eastmoor", "Gareth", "Lowe", reference=reference),
        service=cast.transfer,
        facts=request_for(cast),
        begin="initial-request-for-medical-report",
        happened=day(2),
        by=cast.nadia,
        at=evening(day(2)),
    )
