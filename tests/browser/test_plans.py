"""Plans, formulations and summaries: axe finds nothing, nothing sticks out, they print, and need no scripts."""

import pytest
from pytest_django import DjangoDbBlocker

from tests.browser.conftest import Visit, furnish
from tests.browser.everybody import wrong_with
from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.kept import Kept, keep
from tests.own.asked import linked
from tests.plans.story import SECTIONS, Story
from throughcare.episodes.models import Episode
from throughcare.plans import keeping
from throughcare.plans.models import SummarySending

pytestmark = pytest.mark.browser

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 3
PAGES = {
    "plan": ("petra", "/episodes/{e}/plan"),
    "plan-of-nothing": ("nadia", "/episodes/{t}/plan"),
    "plan-as-an-offender-manager": ("piotr", "/episodes/{e}/plan"),
    "plan-problem": ("petra", "/episodes/{e}/plan/problem/1"),
    "plan-goal": ("petra", "/episodes/{e}/plan/goal/1"),
    "plan-rating": ("petra", "/episodes/{e}/plan/rating/1"),
    "plan-step": ("petra", "/episodes/{e}/plan/step/1"),
    "plan-step-done": ("petra", "/episodes/{e}/plan/step-done/1"),
    "plan-review": ("petra", "/episodes/{e}/plan/review"),
    "plan-agreement": ("petra", "/episodes/{e}/plan/agreement"),
    "plan-not-yours": ("piotr", "/episodes/{e}/plan/goal"),
    "formulation": ("petra", "/episodes/{e}/formulation"),
    "formulate": ("petra", "/episodes/{e}/formulation/write"),
    "plan-in-plain-words": ("petra", "/episodes/{e}/plan/for-the-person"),
    "summary": ("petra", "/episodes/{e}/summary"),
    "summary-as-an-offender-manager": ("piotr", "/episodes/{e}/summary"),
    "summary-former": ("nadia", "/episodes/{e}/summary/1"),
    "write-summary": ("petra", "/episodes/{e}/summary/write"),
    "discard-draft": ("petra", "/episodes/{e}/summary/discard"),
    "send-summary": ("petra", "/episodes/{e}/summary/send"),
    "acknowledge-summary": ("petra", "/episodes/{e}/summary/sent/{s}/acknowledge"),
    "summary-in-plain-words": ("petra", "/episodes/{e}/summary/for-the-person"),
    "plans": ("petra", "/plans"),
    "plans-of-a-receiver": ("nadia", "/plans"),
    "own-plan": ("alex", "/own/plan"),
    "own-waits": ("alex", "/own/waits"),
}


@pytest.fixture(scope="session")
def kept_world(kept_cast: Kept, django_db_blocker: DjangoDbBlocker) -> Kept:
    with django_db_blocker.unblock():
        return keep(lambda: planned(furnish(kept_cast.lay_out())))


def planned(world: Cast) -> Cast:
    """Alex's day care as far as a plan goes, with words that do not break, and a summary that was corrected."""
    story = Story(world, says=LONG)
    story.episode = Episode.objects.get(person=world.people["alex"], service=world.daycare)
    story.take("referral-received", on=day(3)).take("accepted", on=day(4)).take(
        "pathway-started", on=day(9), pathway="mood"
    )
    story.planned().agreed("no", LONG).reviewed(on=16, changed=LONG).formulated()
    for number, value in enumerate((2, 4, 3, 6, 8), 11):
        story.rate(value, on=number)
    story.say("goal", key=None, own_words="To see my son", problem=None, state="working", why="")
    story.take("stepped-up", on=day(16), how=LONG[:150])
    story.sent(story.signed(sections={**SECTIONS, "risks": LONG}), "Eastmoor mental health team", "HMP Eastmoor")
    story.signed(changed=LONG)
    typed = {"episode": story.episode, "known": None, "by": world.petra, "at": evening(day(20))}
    keeping.keep(**typed, sections={**SECTIONS, "advice": LONG}, in_short=LONG, changed=LONG)
    linked(world)
    return world


@pytest.fixture
def addresses(world: Cast) -> dict[str, str]:
    daycare, transfer = (
        Episode.objects.get(person=world.people["alex"], service=service) for service in (world.daycare, world.transfer)
    )
    sending = SummarySending.objects.filter(waiting=True).earliest("pk")
    return {"e": daycare.reference, "t": transfer.reference, "s": str(sending.pk)}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_plans_is_for_everybody(visit: Visit, addresses: dict[str, str], name: str):
    who, address = PAGES[name][0], PAGES[name][1].format(**addresses)
    assert wrong_with(visit, who, address, name) == []
