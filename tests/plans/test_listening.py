"""The day of the next review follows the facts of many people at once in one statement."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.care.conftest import Eastmoor, furnish
from tests.cast import Cast
from tests.episodes.conftest import day, evening
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import Saying, allowed, append_each, stands
from throughcare.plans import saying
from throughcare.plans.models import Plan


@pytest.fixture
def eastmoor(cast: Cast) -> Eastmoor:
    """Four in treatment since 3 March, each with a plan."""
    made = furnish(cast)
    goal: dict[str, Any] = {"key": None, "own_words": "Sleep", "problem": None, "state": "working", "why": ""}
    for number in range(4):
        episode = made.somebody(number)
        saying.say_goal(episode=episode, **goal, seen=None, by=made.petra, at=evening(day(4)))
    return made


def told(eastmoor: Eastmoor, step: str, on: dict[str, int], **facts: Any) -> list[str]:
    """Records a step for several at once; what was changed of plans meanwhile, statement by statement."""
    who: dict[str, Any] = {"by": eastmoor.petra, "at": evening(day(20))}
    episodes = {name: Episode.objects.get(pk=eastmoor.people[name].pk) for name in on}
    before = {name: stands(episode, at=evening(day(20))) for name, episode in episodes.items()}
    judged = [
        (episodes[name], before[name], allowed(episodes[name], before[name], Saying(step, day(when), facts), **who))
        for name, when in on.items()
    ]
    with CaptureQueriesContext(connection) as asked:
        append_each(judged, **who)
    return [query["sql"] for query in asked.captured_queries if 'UPDATE "plans_plan"' in query["sql"]]


def test_reviews_of_several_move_their_days_in_one_statement(eastmoor: Eastmoor):
    assert len(told(eastmoor, "review-held", {"Blake": 10, "Casey": 11, "Drew": 12})) == 1
    found = {plan.episode.person.given_names: plan.review_due_on for plan in Plan.objects.all()}
    assert found == {
        "Blake": date(2026, 4, 21),
        "Casey": date(2026, 4, 22),
        "Drew": date(2026, 4, 23),
        "Ellis": date(2026, 4, 14),
    }


def test_sessions_that_move_no_review_change_no_plan(eastmoor: Eastmoor):
    assert told(eastmoor, "session-held", {"Blake": 10, "Casey": 10}, attendance="on-time") == []
