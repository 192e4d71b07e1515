"""What the person is told: their plan and their summary in plain words, printed for them or opened by themselves."""

import re
from dataclasses import replace

import pytest

from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.own.asked import linked
from tests.papers.story import text_of
from tests.plans.story import PARTS, PLAIN, Story
from tests.web.conftest import SignIn
from tests.web.pages import words
from throughcare.planning import plain
from throughcare.planning.plain import plan_told
from throughcare.planning.printing import printed_plain, printed_summary
from throughcare.planning.summary_value import Letter, Section


def at(story: Story, rest: str) -> str:
    return f"/episodes/{story.episode.reference}/{rest}/for-the-person"


def test_the_plan_is_told_in_the_person_s_own_words(as_: SignIn, cast: Cast):
    story = Story(cast).whole()
    page = words(as_("petra").get(at(story, "plan")))
    assert "This page is for Alex Marlow." in page
    assert "You said yes to this plan on Monday 16 March 2026." in page
    assert "“I lie awake”" in page
    assert f"“{story.says}”" in page
    assert "On Monday 16 March 2026 you said 5 out of 10." in page
    assert "You: Keep a sleep diary. By Monday 23 March 2026." in page
    assert "These can read all of your plan: Eastmoor mental health team, Eastmoor psychology." in page
    assert "These see a short part of it: HMP Eastmoor." in page
    assert "Insomnia" not in page
    assert not any(says in page for says in PARTS.values())


def test_on_paper_it_says_the_same(as_: SignIn, cast: Cast):
    story = Story(cast).whole()
    text = text_of(as_("petra").get(f"{at(story, 'plan')}/file.pdf").content)
    assert "You said yes to this plan on Monday 16 March 2026." in text
    assert f"“{story.says}”" in text


def test_the_person_opens_their_own_and_no_other_page(as_: SignIn, cast: Cast):
    linked(cast)
    alex = as_("alex")
    assert "There is no plan with your name yet." in words(alex.get("/own/plan"))
    assert alex.get("/own/plan/file.pdf").status_code == 404
    story = Story(cast).whole().ended()
    story.sent(story.signed(), "Eastmoor mental health team")
    page = words(alex.get("/own/plan"))
    assert f"“{story.says}”" in page
    assert PLAIN.replace("\n", " ") in page
    assert "We sent it to Eastmoor mental health team." in page
    assert 'href="/own/plan"' in alex.get("/own").content.decode()
    assert f"“{story.says}”" in text_of(alex.get("/own/plan/file.pdf").content)
    for rest in ("plan", "plan/goal", "formulation", "summary", "plan/for-the-person"):
        assert alex.get(f"/episodes/{story.episode.reference}/{rest}").status_code == 404
    assert as_("petra").get("/own/plan").status_code == 404


def test_a_summary_is_told_with_who_got_it(as_: SignIn, cast: Cast):
    story = Story(cast).whole().ended()
    assert as_("petra").get(at(story, "summary")).status_code == 404
    story.sent(story.signed(), "HMP Eastmoor")
    page = words(as_("nadia").get(at(story, "summary")))
    assert "You sleep better now." in page
    assert "We sent it to HMP Eastmoor." in page
    assert "You can say no at any time." in page


def sentences() -> list[str]:
    fixed = [plain.NOTHING, plain.NOT_ASKED, plain.CHANGED, plain.NO_PROBLEM, plain.NO_GOAL, plain.NO_STEP]
    fixed += [plain.REACHED, plain.LEFT, plain.NO_NEXT, plain.NOBODY_ELSE, *plain.DISAGREE, *plain.WHAT_NEXT]
    fixed += [says.format("Monday 2 March", "I want a group") for says in plain.ASKED.values()]
    fixed += [plain.RATED.format("Monday 2 March", 5), plain.NEXT.format("Monday 2 March")]
    fixed += [plain.ALL.format("the team"), plain.SHORT.format("the prison")]
    return [one for text in fixed for one in re.findall(r"[^.]+\.", text)]


def test_its_words_are_for_a_reading_age_of_nine_to_eleven():
    """Flesch and Kincaid's grade, of which 4 to 6 is a reading age of nine to eleven; syllables are counted roughly."""
    spoken = [word for one in sentences() for word in re.findall(r"[A-Za-z']+", one)]
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.lower().removesuffix("e")))) for word in spoken)
    grade = 0.39 * len(spoken) / len(sentences()) + 11.8 * syllables / len(spoken) - 15.59
    assert grade < 5
    assert max(len(one.split()) for one in sentences()) <= 16


HOSTILE = ['#panic("x") *bold* $', "<script>alert(1)</script>", "Llanfair" * 30, "שלום", "Well \U0001f600"]


@pytest.mark.parametrize("says", HOSTILE)
def test_whatever_is_typed_stays_text_on_paper_and_on_the_page(as_: SignIn, cast: Cast, says: str):
    story = Story(cast, says=says).begun().planned()
    told = plan_told(story.read_by(cast.petra), story.plan_of(cast.petra))
    now = evening(day(24))
    letter = Letter("Summary", "EP", "1", says, says, says, (Section(says, f"{says}\n{says}"),), says, says)
    shown = "[grinning face]" if "\U0001f600" in says else says if says.isascii() else "plan"
    assert shown.replace(" ", "") in text_of(printed_plain(replace(told, name=says), at=now)).replace(" ", "")
    if says.isascii():
        assert shown.replace(" ", "") in text_of(printed_summary(letter, at=now)).replace(" ", "")
    html = as_("petra").get(f"/episodes/{story.episode.reference}/plan").content.decode()
    assert "<script>alert" not in html
