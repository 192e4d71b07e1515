"""Plans, formulations and summaries: axe finds nothing, nothing sticks out, they print, and need no scripts."""

import pytest

from tests.browser.conftest import Visit, axe, picture, too_wide
from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.own.asked import linked
from tests.plans.story import SECTIONS, Story
from throughcare.episodes.models import Episode
from throughcare.plans.keeping import keep
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


@pytest.fixture
def addresses(world: Cast) -> dict[str, str]:
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
    keep(**typed, sections={**SECTIONS, "advice": LONG}, in_short=LONG, changed=LONG)
    linked(world)
    transfer = Episode.objects.get(person=world.people["alex"], service=world.transfer)
    sending = SummarySending.objects.filter(waiting=True).earliest("pk")
    return {"e": story.episode.reference, "t": transfer.reference, "s": str(sending.pk)}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_plans_is_for_everybody(visit: Visit, addresses: dict[str, str], name: str):
    who, address = PAGES[name][0], PAGES[name][1].format(**addresses)
    wide, narrow = (visit(who, address, width=width) for width in (1180, 320))
    for page, called in ((wide, name), (narrow, f"{name}-320")):
        picture(page, called)
        assert axe(page) == []
    assert too_wide(narrow) == []
    assert wide.locator("h1").count() == 1
    without = visit(who, address, scripts=False)
    assert set(without.locator("main").inner_text().splitlines()) == set(wide.locator("main").inner_text().splitlines())
    wide.emulate_media(media="print")
    picture(wide, f"{name}-print")
    assert not wide.locator(".tc-header__navigation").is_visible()
    assert not any(link.is_visible() for link in wide.locator("main .tc-actions").all())
