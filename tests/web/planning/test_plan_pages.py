"""The plan of an episode on its pages: agreement first, forms that lose nothing, and nothing for others."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.papers.story import sentenced
from tests.plans.story import PARTS, Story
from tests.web.conftest import SignIn
from tests.web.pages import queries, unseen, words
from throughcare.plans.models import Goal, GoalStep, PlanAgreement, PlanChange, Problem
from throughcare.plans.reading import written_of


def at(story: Story, rest: str = "plan") -> str:
    return f"/episodes/{story.episode.reference}/{rest}"


def send(browser: Client, address: str, **said: Any) -> Any:
    return browser.post(address, {"seen": str(PlanChange.objects.count()), **said})


def a_day(name: str, number: int, month: int = 3, year: int = 2026) -> dict[str, str]:
    return {f"{name}-day": str(number), f"{name}-month": str(month), f"{name}-year": str(year)}


def test_whether_the_person_agrees_stands_first(as_: SignIn, cast: Cast):
    story = Story(cast).begun()
    petra = as_("petra")
    assert "There is no plan yet. It begins with the first problem or goal" in words(petra.get(at(story)))
    story.planned()
    page = words(petra.get(at(story)))
    assert page.index("Nobody has asked the person whether they agree") < page.index(story.says)
    story.agreed("no", "Wants a group").say("step", goal=1, what="Talk", whose="team", who="", due_on=None, at=17)
    page = words(petra.get(at(story)))
    assert "No, they do not agree , asked on Monday 16 March 2026. “ Wants a group ”" in page
    assert "1 thing was changed since then: ask again." in page


def test_a_goal_stands_with_its_trend_its_table_and_its_steps(as_: SignIn, cast: Cast):
    story = Story(cast).whole()
    page = as_("petra").get(at(story))
    html, said = page.content.decode(), words(page)
    assert "2 on Monday 9 March 2026, 5 on Monday 16 March 2026. The table says the same." in said
    assert html.count("<circle") == 2
    assert "Monday 16 March 2026 5 of 10" in said
    assert "Keep a sleep diary The person Overdue: 23 March 2026 To do" in said
    assert "Next review by Monday 20 April 2026." in said
    assert "Petra Novak, Eastmoor psychology" in said


def test_a_plan_is_written_on_its_forms_from_the_first_problem_to_the_agreement(as_: SignIn, cast: Cast):
    story, petra = Story(cast).begun(), as_("petra")
    assert send(petra, at(story, "plan/problem"), own_words="I lie awake", team_words="").status_code == 303
    assert send(petra, at(story, "plan/goal"), own_words="Sleep", problem="1").status_code == 303
    assert send(petra, at(story, "plan/rating/1"), value="3", **a_day("on", 24)).status_code == 303
    step = {"what": "Diary", "whose": "other", "who": "Chaplain", **a_day("due_on", 1, 4)}
    assert send(petra, at(story, "plan/step/1"), **step).status_code == 303
    assert send(petra, at(story, "plan/step-done/1"), state="not-done", why="Lockdown").status_code == 303
    review = {"changed": "Nothing yet", **a_day("happened", 24)}
    assert send(petra, at(story, "plan/review"), **review).status_code == 303
    done = send(petra, at(story, "plan/agreement"), answer="yes", reason="", **a_day("on", 24))
    assert (done.status_code, done["Location"]) == (303, f"{at(story)}?done=plan")
    assert (Problem.objects.count(), Goal.objects.count(), GoalStep.objects.count()) == (1, 1, 2)
    assert story.episode.events.filter(step="review-held").exists()
    page = words(petra.get(at(story)))
    assert "Not done: Lockdown" in page
    assert "Yes, they agree , asked on Tuesday 24 March 2026." in page


def test_a_form_sent_twice_is_recorded_once(as_: SignIn, cast: Cast):
    story, petra = Story(cast).begun(), as_("petra")
    key = {"submission": "4c1d8d0e-9f64-4a36-8f1e-0d6f3c1a7b21", "seen": "0"}
    for _ in range(2):
        assert petra.post(at(story, "plan/goal"), {**key, "own_words": "Sleep"}).status_code == 303
    assert Goal.objects.count() == 1


def test_the_second_of_two_sees_what_the_first_wrote_and_keeps_what_they_typed(as_: SignIn, cast: Cast):
    story, nadia = Story(cast).begun().planned(), as_("nadia")
    seen = PlanChange.objects.count()
    story.say("goal", key=1, own_words="I want to sleep six hours", problem=1, state="working", why="")
    said = {"own_words": "I want to sleep at last", "problem": "1", "state": "working", "why": ""}
    answer = nadia.post(at(story, "plan/goal/1"), {**said, "seen": str(seen)})
    assert answer.status_code == 422
    assert "Petra Novak: a goal was written down, “I want to sleep six hours”" in words(answer)
    assert "I want to sleep at last" in answer.content.decode()
    assert f'name="seen" value="{seen + 1}"' in answer.content.decode()
    assert send(nadia, at(story, "plan/goal/1"), **said).status_code == 303


WRONG = [
    ("plan/goal", {"own_words": " "}, "The goal, in the person's own words cannot be left empty."),
    ("plan/goal", {"own_words": "x" * 301}, "is too long: use at most 300 characters."),
    ("plan/goal", {"own_words": "\u202ex"}, "turns text round"),
    ("plan/goal/1", {"own_words": "x", "state": "left", "why": ""}, "Say something here."),
    ("plan/rating/1", {"value": "11", **a_day("on", 24)}, "Choose one of those offered."),
    ("plan/rating/1", {"value": "3", **a_day("on", 25)}, "Wednesday 25 March 2026 has not come yet."),
    ("plan/rating/1", {"value": "3", **a_day("on", 1)}, "was before this episode began, on Monday 2 March 2026."),
    ("plan/rating/1", {"value": "3", **a_day("on", 30, 2)}, "There is no 30 February 2026."),
    ("plan/step/1", {"what": "x", "whose": "other", "who": ""}, "Say something here."),
    ("plan/step/1", {"what": "x", "whose": "team", **a_day("due_on", 23)}, "Monday 23 March 2026 has passed."),
    ("plan/agreement", {"answer": "no", "reason": "", **a_day("on", 24)}, "Say something here."),
    ("plan/review", {"changed": "x", **a_day("happened", 1)}, "was before this episode began"),
    ("formulation/write", {"links": "x" * 2001}, "use at most 2000 characters."),
]


@pytest.mark.parametrize(("address", "said", "says"), WRONG)
def test_what_cannot_be_is_said_at_its_field_and_kept(
    as_: SignIn, cast: Cast, address: str, said: dict[str, str], says: str
):
    story = Story(cast).begun().planned()
    answer = send(as_("petra"), at(story, address), **said)
    assert answer.status_code == 422
    assert says in words(answer)


@pytest.mark.parametrize(
    "address", ["plan/goal/9", "plan/rating/9", "plan/step/9", "plan/step-done/9", "plan/problem/9"]
)
def test_a_line_that_is_not_there_is_absent(as_: SignIn, cast: Cast, address: str):
    story = Story(cast).begun().planned()
    assert as_("petra").get(at(story, address)).status_code == 404


def test_an_offender_manager_sees_that_there_is_a_plan_and_nothing_written_in_it(as_: SignIn, cast: Cast):
    story = Story(cast).whole()
    piotr = as_("piotr")
    page = piotr.get(at(story))
    said = words(page)
    assert "Yes, they agree." in said
    assert "Next review by" in said
    for text in (story.says, "I lie awake", "Insomnia", "sleep diary", "Add a goal", *PARTS.values()):
        assert text not in page.content.decode()
    for rest in ("formulation", "formulation/write", "plan/for-the-person", "plan/for-the-person/file.pdf"):
        assert piotr.get(at(story, rest)).status_code == 404
    assert send(piotr, at(story, "plan/goal"), own_words="Mine").status_code == 403
    assert Goal.objects.count() == 1


def test_others_find_nothing(as_: SignIn, cast: Cast):
    story = Story(cast).whole()
    for who in ("owen", "sam", "harun", "maya", "gwen"):
        for rest in ("plan", "plan/goal", "formulation", "summary", "summary/write", "plan/for-the-person"):
            assert as_(who).get(at(story, rest)).status_code == 404, (who, rest)


def test_a_formulation_is_written_and_changed_part_by_part(as_: SignIn, cast: Cast):
    story, petra = Story(cast).begun(), as_("petra")
    carried = unseen(petra.get(at(story, "formulation/write")))
    assert petra.post(at(story, "formulation/write"), {**carried, **PARTS}).status_code == 303
    page = words(petra.get(at(story, "formulation")))
    assert all(says in page for says in PARTS.values())
    assert petra.post(at(story, "formulation/write"), {**PARTS, "helps": "Chess", "seen": "1"}).status_code == 303
    page = words(petra.get(at(story, "formulation")))
    assert page.index("Chess") < page.index("What was written before") < page.index(PARTS["helps"])


STEPPED = [
    ("stepped-up", "Step up treatment", {}, "Two sessions a week"),
    ("stepped-down", "Step down treatment", {}, "A session every second week"),
    ("stepped-across", "Change the kind of treatment", {"pathway": "trauma"}, "From the group to single sessions"),
]


@pytest.mark.parametrize(("step", "title", "more", "how"), STEPPED)
def test_care_is_stepped_up_down_and_across_from_the_plan_and_shown_with_day_and_reason(
    as_: SignIn, cast: Cast, step: str, title: str, more: dict[str, str], how: str
):
    story, petra = Story(cast).whole(), as_("petra")
    page = petra.get(at(story))
    assert f'<a href="{at(story, f"steps/{step}")}">{title}</a>' in page.content.decode()
    form = unseen(petra.get(at(story, f"steps/{step}")))
    said = {"how": how, "why": "Asked for it", **more, **a_day("happened", 20)}
    assert petra.post(at(story, f"steps/{step}"), {**form, **said}).status_code == 303
    told = words(petra.get(at(story)))
    assert f"Friday 20 March 2026: {title}. What changes: {how}" in told
    assert "Why: Asked for it" in told
    assert ("Pathway from now on: Trauma" in told) == bool(more)
    for_piotr = words(as_("piotr").get(at(story)))
    assert f"Friday 20 March 2026: {title}" in for_piotr
    assert how not in for_piotr
    assert "Asked for it" not in for_piotr


@pytest.mark.parametrize(("answer", "says"), [
    ("yes", "Yes, they agree , asked on Tuesday 24 March 2026."),
    ("no", "No, they do not agree , asked on Tuesday 24 March 2026. “ Wants a group ”"),
    ("could-not-answer", "They could not answer , asked on Tuesday 24 March 2026. “ Wants a group ”"),
])  # fmt: skip
def test_each_answer_of_the_person_is_recorded_on_the_page_with_its_reason(
    as_: SignIn, cast: Cast, answer: str, says: str
):
    story, petra = Story(cast).begun().planned(), as_("petra")
    reason = "" if answer == "yes" else "Wants a group"
    if reason:
        refused = send(petra, at(story, "plan/agreement"), answer=answer, reason="", **a_day("on", 24))
        assert refused.status_code == 422
    done = send(petra, at(story, "plan/agreement"), answer=answer, reason=reason, **a_day("on", 24))
    assert done.status_code == 303
    assert says in words(petra.get(at(story)))


def test_the_page_takes_as_few_queries_whatever_was_said(as_: SignIn, cast: Cast):
    story, petra = Story(cast).whole(), as_("petra")
    petra.get(at(story))
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            petra.get(at(story))
        counts.append(len(queries(asked)))
        for number in range(12):
            story.say("goal", key=None, own_words=f"Goal {number}", problem=1, state="working", why="")
            story.rate(number % 10, on=16, goal=number + 2)
            story.reviewed(on=17)
    assert counts[0] == counts[1] <= 8, "\n".join(queries(asked))


def test_where_two_hold_jointly_both_leads_are_named(as_: SignIn, cast: Cast):
    joint = sentenced(cast).begun().assessed().applied().moved()
    page = words(as_("harun").get(f"/episodes/{joint.episode.reference}/plan"))
    assert "One plan, held jointly." in page
    assert "Rowan Unit: Harun Aziz" in page
    assert "Eastmoor mental health team: Nadia Rahman" in page


def test_the_episode_leads_to_its_plan(as_: SignIn, cast: Cast):
    story = Story(cast).begun()
    assert f'href="{at(story)}"' in as_("petra").get(f"/episodes/{story.episode.reference}").content.decode()
    assert PlanAgreement.objects.count() == 0
    assert written_of(story.episode.pk, staff=cast.petra, as_of=evening(day(24))).number == 0
