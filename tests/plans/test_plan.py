"""A plan: what is said of it is kept in every version, whether the person agrees stands first, and two may write."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.plans.story import Story
from throughcare.audit.models import Entry
from throughcare.episodes.models import Clock
from throughcare.organisations.refusals import Refused
from throughcare.plans.changing import kept_of
from throughcare.plans.models import Goal, Plan, PlanChange, PlanReview


def refused(caught: pytest.ExceptionInfo[Refused]) -> dict[str, str]:
    return caught.value.reasons


def test_of_each_line_the_last_version_counts_and_the_others_stay(cast: Cast):
    story = Story(cast).begun().planned()
    story.say("goal", key=1, own_words="I want to sleep six hours", problem=1, state="reached", why="", at=20)
    plan = story.plan_of(cast.petra)
    assert [(goal.own_words, goal.state) for goal in plan.goals_now] == [("I want to sleep six hours", "reached")]
    assert [goal.own_words for goal in plan.goals] == [story.says, "I want to sleep six hours"]
    assert [one.did for one in plan.changes] == ["problem", "goal", "rating", "rating", "step", "goal"]
    assert Entry.objects.filter(did="plan-goal", person_id=story.episode.person_id).count() == 2


def test_a_goal_is_rated_by_date_and_the_last_said_of_a_day_counts(cast: Cast):
    story = Story(cast).begun().planned()
    story.rate(6, on=16)
    assert [(one.on.day, one.value) for one in story.plan_of(cast.petra).ratings_of(1)] == [(9, 2), (16, 6)]


def test_a_plan_nobody_asked_about_says_so_and_so_does_one_that_changed_since(cast: Cast):
    story = Story(cast).begun().planned()
    plan = Plan.objects.get(episode=story.episode)
    assert (plan.agreed, plan.unasked) == ("", True)
    story.agreed("could-not-answer", "Too tired, asks for tomorrow")
    plan.refresh_from_db()
    assert (plan.agreed, plan.unasked) == ("could-not-answer", False)
    story.agreed(on=17).rate(7, on=18)
    plan.refresh_from_db()
    assert (plan.agreed, plan.unasked) == ("yes", False)
    story.say("step", goal=1, what="Talk to his sister", whose="other", who="Chaplain", due_on=None, at=18)
    plan.refresh_from_db()
    assert (plan.agreed, plan.unasked) == ("yes", True)
    assert [one.did for one in story.plan_of(cast.petra).since_asked] == ["step"]


@pytest.mark.parametrize("answer", ["no", "could-not-answer"])
def test_without_a_yes_there_is_a_reason(cast: Cast, answer: str):
    story = Story(cast).begun().planned()
    with pytest.raises(Refused) as caught:
        story.agreed(answer)
    assert refused(caught) == {"reason": "Say something here."}


def test_a_review_is_the_step_of_the_service_and_the_next_is_due_by_its_clock(cast: Cast):
    story = Story(cast).begun().planned().reviewed(on=16)
    review = PlanReview.objects.get(plan__episode=story.episode)
    event = story.episode.events.get(number=review.event)
    assert (event.step, event.happened_on) == ("review-held", day(16).on)
    assert event.details.get(category="care-plan").facts == {"progress": "Sleeps four hours more"}
    clock = Clock.objects.get(episode=story.episode, standard="review", state="running")
    assert clock.due_on == date(2026, 4, 27) == Plan.objects.get(episode=story.episode).review_due_on


def test_a_review_on_the_episode_s_own_page_moves_the_day_too(cast: Cast):
    story = Story(cast).begun().planned()
    assert Plan.objects.get(episode=story.episode).review_due_on == date(2026, 4, 20)
    story.take("review-held", on=day(18))
    assert Plan.objects.get(episode=story.episode).review_due_on == date(2026, 4, 29)
    story.ended()
    assert Plan.objects.get(episode=story.episode).review_due_on is None


def test_what_is_kept_for_lists_is_what_the_facts_amount_to(cast: Cast):
    story = Story(cast).whole().reviewed(on=18)
    plan = Plan.objects.select_related("episode__service").get(episode=story.episode)
    assert kept_of(plan) == {name: getattr(plan, name) for name in ("changes", "agreed", "unasked", "review_due_on")}


def test_whoever_wrote_second_is_shown_what_the_first_wrote(cast: Cast):
    story = Story(cast).begun().planned()
    seen = story.plan_of(cast.petra).number
    story.say("goal", key=1, own_words="I want to sleep six hours", problem=1, state="working", why="", by=cast.nadia)
    with pytest.raises(Refused) as caught:
        story.say("goal", key=1, own_words="Sleep", problem=1, state="working", why="", seen=seen)
    assert "Nadia Rahman: a goal was written down, “I want to sleep six hours”" in refused(caught)[""]
    story.say("goal", key=1, own_words="Sleep", problem=1, state="working", why="", seen=seen + 1)
    assert Goal.objects.count() == 3


GOAL = {"key": None, "own_words": "Sleep", "problem": None, "state": "working", "why": ""}
STEP = {"goal": 1, "what": "Diary", "whose": "person", "who": "", "due_on": None}
# What is said -> the field that it is refused for.
WRONG = [
    ("problem", {"key": None, "own_words": " ", "team_words": "", "over": False}, "own_words"),
    ("problem", {"key": 9, "own_words": "x", "team_words": "", "over": False}, ""),
    ("goal", {**GOAL, "own_words": "   "}, "own_words"),
    ("goal", {**GOAL, "own_words": "x" * 301}, "own_words"),
    ("goal", {**GOAL, "own_words": "\u202eevil"}, "own_words"),
    ("goal", {**GOAL, "state": "left"}, "why"),
    ("goal", {**GOAL, "state": "won"}, "state"),
    ("goal", {**GOAL, "problem": 7}, "problem"),
    ("rate", {"goal": 1, "value": 11, "on": 10}, "value"),
    ("rate", {"goal": 1, "value": -1, "on": 10}, "value"),
    ("rate", {"goal": 1, "value": 3, "on": 11}, "on"),
    ("rate", {"goal": 1, "value": 3, "on": 1}, "on"),
    ("rate", {"goal": 4, "value": 3, "on": 10}, ""),
    ("step", {**STEP, "what": ""}, "what"),
    ("step", {**STEP, "whose": "other"}, "who"),
    ("step", {**STEP, "whose": "nobody"}, "whose"),
    ("step", {**STEP, "due_on": date(2026, 3, 9)}, "due_on"),
    ("step", {**STEP, "due_on": date(2062, 3, 9)}, "due_on"),
    ("step", {**STEP, "goal": 5}, ""),
    ("close", {"key": 1, "state": "not-done", "why": ""}, "why"),
    ("close", {"key": 3, "state": "done", "why": ""}, ""),
    ("agree", {"answer": "perhaps", "reason": "", "on": 10}, "answer"),
    ("agree", {"answer": "yes", "reason": "", "on": 12}, "on"),
]


@pytest.mark.parametrize(("what", "said", "field"), WRONG)
def test_what_cannot_be_is_refused_by_its_field(cast: Cast, what: str, said: dict[str, object], field: str):
    story = Story(cast).begun().planned()
    before = PlanChange.objects.count()
    with pytest.raises(Refused) as caught:
        story.say(what, **said)
    assert list(refused(caught)) == [field]
    assert PlanChange.objects.count() == before


def test_a_review_needs_a_plan_a_day_that_came_a_later_one_and_says_what_changed(cast: Cast):
    story = Story(cast).begun()
    with pytest.raises(Refused, match="nothing in this plan yet"):
        story.reviewed(on=16)
    story.planned()
    for said, field in (
        ({"changed": ""}, "changed"), ({"happened": day(17)}, "happened"), ({"next_on": day(16).on}, "next_on"),
    ):  # fmt: skip
        with pytest.raises(Refused) as caught:
            story.reviewed(on=16, **said)
        assert list(refused(caught)) == [field]


def test_others_write_no_plan(cast: Cast):
    story = Story(cast).begun().planned()
    for by in (cast.owen, cast.piotr, cast.sam, cast.harun):
        with pytest.raises(Refused, match="Plans are written by those who treat"):
            story.say("goal", by=by, **GOAL)


def test_once_the_episode_has_ended_the_plan_stays_as_it_was(cast: Cast):
    story = Story(cast).whole().ended()
    story.take("followed-up", on=day(23))
    with pytest.raises(Refused, match="has ended"):
        story.say("goal", at=23, **GOAL)


def test_what_must_never_be_false_is_held_by_the_database(cast: Cast):
    story = Story(cast).begun().planned()
    goal = Goal.objects.get()
    change = PlanChange.objects.create(
        plan=goal.plan, person=goal.person, number=99, did="goal", by=cast.petra, at=evening(day(10))
    )
    for wrong in ({"own_words": ""}, {"state": "won"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Goal.objects.create(
                change=change, plan=goal.plan, person=goal.person, **{"key": 1, "own_words": "x", **wrong}
            )
    with pytest.raises(DatabaseError, match="append"), transaction.atomic():
        Goal.objects.filter(pk=goal.pk).update(own_words="Another")
    assert story.plan_of(cast.petra, on=10).goals_now[0].own_words == story.says
