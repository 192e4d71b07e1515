"""People in treatment without a plan are named on the list of their team, and counted for whoever leads them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.plans.story import Story
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.episodes import actions

NOBODY = "Everybody in treatment has a plan."
SENTENCE = "People you lead who are in treatment and have no plan yet: 1"


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast).begun()


def test_somebody_in_treatment_without_a_plan_is_listed_until_there_is_one(as_: SignIn, story: Story):
    petra = as_("petra")
    page = words(petra.get("/plans"))
    assert "Alex Marlow · Day care, Eastmoor In treatment since 9 March 2026, no plan yet" in page
    assert SENTENCE in words(petra.get("/today"))
    story.planned()
    assert NOBODY in words(petra.get("/plans"))
    assert "no plan yet" not in words(petra.get("/today"))


def test_a_start_that_was_an_error_and_treatment_that_has_ended_are_no_treatment(as_: SignIn, story: Story):
    number = story.episode.events.get(step="pathway-started").number
    later = {"by": story.cast.petra, "at": evening(day(20))}
    actions.correct(episode=story.episode, number=number, happened=day(6), facts={}, why="Mistyped", **later)
    assert "In treatment since 6 March 2026, no plan yet" in words(as_("petra").get("/plans"))
    story.ended()
    assert NOBODY in words(as_("petra").get("/plans"))


def test_others_are_told_nothing_of_it(as_: SignIn, story: Story):
    for who in ("nadia", "piotr", "sam", "owen"):
        assert "no plan yet" not in words(as_(who).get("/today"))
    for who in ("nadia", "piotr", "sam"):
        assert "Alex" not in words(as_(who).get("/plans"))


def test_the_list_takes_no_more_questions_than_a_page_may(as_: SignIn, story: Story):
    petra = as_("petra")
    petra.get("/plans")
    with CaptureQueriesContext(connection) as asked:
        petra.get("/plans")
    assert len(queries(asked)) <= 8
