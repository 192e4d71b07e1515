"""Commissioners and prison officers answer what their organisation was told of, and see no more for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import LONG_AGO, Cast
from tests.episodes.conftest import requested
from tests.ladder.conftest import climb, on_day
from tests.web.conftest import SignIn
from tests.web.ladder.test_escalations import ANSWER, asked_for, fact_of
from tests.web.pages import queries, words
from throughcare.access.models import Grant
from throughcare.audit.models import Entry
from throughcare.episodes.models import Episode
from throughcare.organisations.models import Staff, StaffRole
from throughcare.sharing import IDENTITY

__all__ = ["requested"]


@pytest.fixture
def raised(requested: Episode, cast: Cast) -> Episode:
    """Day 21 has come: Northshire Commissioning was told on days 14 and 21, HMP Eastmoor on day 21."""
    corin = Staff.objects.create(username="corin", display_name="Corin Ashe", password="!")
    place = cast.places["Northshire Commissioning"]
    cast.staff["corin"] = StaffRole.objects.create(staff=corin, organisation=place, role="COMM", from_on=LONG_AGO)
    for number in (7, 14, 21):
        climb(on_day(number))
    return requested


def address(episode: Episode, rung: str = "day-21") -> str:
    return f"/raised/{episode.reference}/{fact_of(episode, rung)}"


def test_a_commissioner_reads_case_prison_clock_days_and_what_is_asked_and_no_name(as_: SignIn, raised: Episode):
    corin = as_("corin")
    assert "2 rungs of the ladder wait for your answer" in words(corin.get("/today"))
    answer = corin.get("/raised")
    page = words(answer)
    assert raised.reference in page
    assert "HMP Eastmoor" in page
    assert "Day 14 of “In hospital within 28 days of referral”" in page
    assert "Day 21 and no bed" in page
    assert "8 days" in page
    for hidden in ("Alex", "Marlow", "TC-AAA-222", "Rowan Unit", f'href="/episodes/{raised.reference}'):
        assert hidden not in answer.content.decode()
    told = Entry.objects.get(did="saw-raised-cases", by__staff__username="corin")
    assert told.detail == {"cases": [raised.reference, raised.reference]}


def test_a_commissioner_still_sees_no_record(as_: SignIn, raised: Episode):
    corin = as_("corin")
    assert corin.get(f"/episodes/{raised.reference}").status_code == 404
    assert corin.get("/people/TC-AAA-222").status_code == 404
    assert raised.reference not in corin.get("/escalations").content.decode()


def test_a_commissioner_answers_and_the_episode_shows_it(as_: SignIn, raised: Episode):
    corin = as_("corin")
    form = corin.get(address(raised))
    assert "Day 21 and no bed" in words(form)
    assert "Alex" not in form.content.decode()
    for _ in range(2):
        answer = corin.post(address(raised), {**ANSWER, "says": "Two units were asked"})
        assert (answer.status_code, answer["Location"]) == (303, "/raised?done=answered")
    page = words(as_("nadia").get(f"/episodes/{raised.reference}"))
    assert (
        "Northshire Commissioning: told on Monday 23 March 2026. Answered on Tuesday 24 March 2026: Two units" in page
    )
    assert raised.events.filter(step="escalation-answered").count() == 1
    assert "Day 21 and no bed" not in words(corin.get("/raised"))


def test_an_officer_knows_who_it_is_and_reads_what_to_do_and_no_clock(as_: SignIn, raised: Episode):
    for where in ("/raised", address(raised)):
        page = words(as_("owen").get(where))
        assert "Ask the mental health team today what is missing from the prison" in page
        for hidden in ("Day 21", "no bed", "In hospital within 28 days", "Rowan Unit"):
            assert hidden not in page
    assert "Alex Marlow" in words(as_("owen").get("/raised"))
    noted = Entry.objects.filter(did="saw-raised-cases", by__staff__username="owen").latest("pk")
    assert noted.detail["people"] == [raised.person_id]
    assert as_("owen").post(address(raised), ANSWER).status_code == 303
    assert "HMP Eastmoor: told on Monday 23 March 2026. Answered" in words(
        as_("nadia").get(f"/episodes/{raised.reference}")
    )


def test_an_officer_whose_prison_may_not_know_who_it_is_reads_the_number_of_the_case(as_: SignIn, raised: Episode):
    Grant.objects.of(IDENTITY).filter(organisation__name="HMP Eastmoor").delete()
    answer = as_("owen").get("/raised")
    assert raised.reference in words(answer)
    assert "Marlow" not in answer.content.decode()


def test_what_was_not_raised_with_them_is_not_there(as_: SignIn, raised: Episode):
    first = f"/raised/{raised.reference}/1"
    for who, where in (("owen", address(raised, "day-14")), ("corin", address(raised, "day-7")), ("corin", first)):
        for ask in (as_(who).get, as_(who).post):
            assert ask(where).status_code == 404
    assert as_("corin").get(f"/raised/EP-ZZZ-999/{fact_of(raised, 'day-21')}").status_code == 404


@pytest.mark.parametrize("who", ["nadia", "piotr", "carol", "gwen", "ada"])
def test_whoever_sees_stages_or_was_told_nothing_is_led_elsewhere(as_: SignIn, raised: Episode, who: str):
    assert as_(who).get("/raised")["Location"] == "/escalations"
    assert as_(who).get(address(raised)).status_code == 404


def test_an_episode_that_has_ended_is_answered_by_nobody(as_: SignIn, raised: Episode):
    Episode.objects.filter(pk=raised.pk).update(closed_on="2026-03-24")
    assert as_("corin").get(address(raised)).status_code == 404


def test_what_is_wrong_is_named_at_its_field(as_: SignIn, raised: Episode):
    answer = as_("corin").post(address(raised), {**ANSWER, "says": ""})
    assert answer.status_code == 422
    assert "Your answer cannot be left empty." in words(answer)


def test_the_number_of_queries_does_not_grow(as_: SignIn, cast: Cast, raised: Episode):
    for letter in "ABCDEF":
        asked_for(cast, f"TC-C{letter}C-222")
    climb(on_day(21))
    for who, asked_of in (("corin", "Day 21 and no bed"), ("owen", "Ask the mental health team today")):
        browser = as_(who)
        browser.get("/raised")
        with CaptureQueriesContext(connection) as asked:
            page = browser.get("/raised")
        assert page.content.decode().count(asked_of) >= 7
        assert len(queries(asked)) <= 8, "\n".join(queries(asked))
