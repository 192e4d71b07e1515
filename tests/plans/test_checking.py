"""What is kept of plans and sendings is computed again by `throughcare check`; copies of a record hold all of it."""

from datetime import date

from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.plans.story import IN_SHORT, PARTS, Story
from throughcare.organisations.acting import act
from throughcare.own.gathering import gathered
from throughcare.people.models import Person
from throughcare.plans.checking import faults
from throughcare.plans.models import Plan, SummarySending


def test_what_the_verbs_write_has_no_fault_and_what_others_do_is_named(cast: Cast):
    story = Story(cast).whole().reviewed(on=18)
    (sending,) = story.sent(story.ended().signed(), "Eastmoor mental health team")
    assert list(faults()) == []
    story.acknowledged(sending)
    story.signed(on=23, changed="x")
    assert list(faults()) == []
    Plan.objects.update(unasked=True, review_due_on=date(2026, 5, 1))
    SummarySending.objects.filter(pk=sending.pk).update(waiting=True)
    said = " ".join(faults())
    assert f"The plan of {story.episode.reference} keeps unasked True; its facts say False." in said
    assert "review_due_on" in said
    assert "sent to Eastmoor mental health team waits for a receipt, and facts say otherwise." in said


def test_a_copy_of_a_record_holds_everything_that_was_said(cast: Cast):
    story = Story(cast).whole().ended()
    story.signed()
    act(staff=cast.petra, as_of=evening(day(24)))
    alex = Person.objects.get(pk=story.episode.person_id)
    found = {one.title: one for one in gathered(alex, staff=cast.petra, as_of=evening(day(24)))}
    plan = found["Day care, Eastmoor: your plan"]
    assert story.says in plan.says
    assert "Keep a sleep diary (to do)" in plan.says
    assert (plan.category, plan.free_text) == ("care-plan", True)
    parts = {one.says: one.category for title, one in found.items() if "written on" in title}
    assert parts.keys() == set(PARTS.values())
    assert parts[PARTS["trauma"]] == "therapy-content"
    assert found["Day care, Eastmoor: summary of Friday 20 March 2026, version 1"].says == IN_SHORT
    assert found["Day care, Eastmoor: summary of Friday 20 March 2026, version 1, Risks"].category == "self-harm-risk"
