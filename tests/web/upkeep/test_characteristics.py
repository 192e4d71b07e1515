"""The page that asks what the person says of themselves, and where what they said is shown."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import MONDAY, Cast
from tests.own.asked import linked
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from tests.web.upkeep.conftest import ALEX, typed
from throughcare.people.models import Characteristic

PAGE = f"{ALEX}/characteristics"
SINCE = {**typed(date(2026, 3, 2), "from_on"), "source": "person"}


@pytest.fixture
def said(cast: Cast) -> Characteristic:
    return Characteristic.objects.create(
        person=cast.people["alex"], kind="religion", code="C", source="record", from_on=date(2026, 3, 2),
        recorded_at=MONDAY, recorded_by=cast.nadia,
    )  # fmt: skip


def test_the_page_says_why_and_that_nobody_has_to_answer(as_: SignIn, cast: Cast):
    page = words(as_("nadia").get(PAGE))
    assert "Nobody has to answer any of this, and care does not depend on it." in page
    assert "Gender beside birth: local default or recalled, unconfirmed." in page


def test_what_is_answered_is_on_the_person_s_page_folded_and_the_rest_left_alone(as_: SignIn, cast: Cast):
    nadia = as_("nadia")
    sent = nadia.post(PAGE, {**SINCE, "religion": "G", "orientation": "Z", "marriage": ""})
    page = nadia.get(sent["Location"])
    assert "What the person says of themselves is on record." in words(page)
    assert "Religion or belief: Muslim Since" in words(page)
    assert "Sexual orientation: Prefers not to say" in words(page)
    assert not Characteristic.objects.filter(kind="marriage").exists()
    assert 'href="/people/TC-AAA-222/characteristics"' in page.content.decode()


def test_a_question_says_what_is_on_record_and_where_it_is_from(as_: SignIn, cast: Cast, said: Characteristic):
    page = words(as_("nadia").get(PAGE))
    assert "On record: Christian (from another record), since" in page
    as_("nadia").post(PAGE, {**SINCE, "religion": "L"})
    assert "Religion or belief: Christian (from another record)" in words(as_("nadia").get(PAGE))


def test_nothing_chosen_is_told_in_a_sentence(as_: SignIn, cast: Cast):
    answer = as_("nadia").post(PAGE, SINCE)
    assert answer.status_code == 422
    assert "Nothing here differs from what is on record." in words(answer)


def test_a_code_that_there_is_none_of_is_refused_at_its_question(as_: SignIn, cast: Cast):
    answer = as_("nadia").post(PAGE, {**SINCE, "religion": "Z"})
    assert answer.status_code == 422
    assert "Choose one of those offered." in words(answer)


def test_an_officer_sees_neither_the_answers_nor_that_there_are_any(as_: SignIn, cast: Cast, said: Characteristic):
    page = words(as_("owen").get(ALEX))
    assert "Christian" not in page
    assert "says of themselves" not in page
    assert "Protected characteristics" not in page, "the flag of needs is of needs alone"
    assert as_("owen").get(PAGE).status_code == 403


def test_a_stranger_finds_nobody(as_: SignIn, cast: Cast, said: Characteristic):
    assert as_("sam").get(PAGE).status_code == 404


def test_the_person_sees_what_they_have_said(as_: SignIn, cast: Cast, said: Characteristic):
    linked(cast)
    assert "Religion or belief: Christian" in words(as_("nadia").get(f"{ALEX}/own")).replace(" : ", ": ")


def test_of_somebody_who_has_died_nothing_is_asked_any_more(as_: SignIn, cast: Cast):
    cast.people["alex"].died_on = date(2026, 3, 20)
    cast.people["alex"].save()
    assert "this cannot be recorded any more" in words(as_("nadia").get(PAGE))


def test_the_page_asks_few_questions_of_the_database(as_: SignIn, cast: Cast, said: Characteristic):
    nadia = as_("nadia")
    nadia.get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        nadia.get(PAGE)
    assert len(queries(captured)) <= 8
