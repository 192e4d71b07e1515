"""What questionnaires came to stands in a summary, with threshold and source, for those who may read scores."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.plans.story import IN_SHORT, PLAIN, Story
from tests.responses.conftest import sheet
from tests.seals import broken_later, ours
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import unseen, words
from throughcare.instruments import instrument
from throughcare.organisations.acting import act
from throughcare.planning.outcomes import outcomes_of
from throughcare.plans.models import SummarySection, SummarySending
from throughcare.responses import answering
from throughcare.responses.reading import asked_in

__all__ = ["broken_later", "ours"]

# Items 2 and 3 are turned round: how well one copes, and whether one has somebody to turn to.
SEVERE: dict[str, Any] = {"1": 3, "2": 1, "3": 1, "4": 3, "5": 2, "6": 0, "7": 3, "8": 3, "9": 2, "10": 2}
LOW: dict[str, Any] = {**dict.fromkeys(SEVERE, 1), "2": 3, "3": 3, "6": 0}
BLANKS: dict[str, Any] = {**dict.fromkeys(SEVERE, None), "1": 3}


@pytest.fixture
def story(cast: Cast) -> Story:
    """Treatment from 9 to 20 March; the day on which each questionnaire is filled in is the test's."""
    return Story(cast).whole().ended()


def filled(story: Story, given: dict[str, Any], *, on: int, occasion: str, name: str = "core-10") -> None:
    said = sheet(given, name, completed_on=date(2026, 3, on), occasion=occasion, entered="paper")
    answering.record(episode=story.episode, sheet=said, by=story.cast.petra, at=evening(day(on)))


def lines(story: Story, username: str = "petra") -> list[str]:
    staff = story.cast.staff[username]
    act(staff=staff, as_of=TODAY)
    told = story.read_by(staff)
    return list(outcomes_of(told, asked_in(told, as_of=TODAY), as_of=TODAY).lines)


def test_the_first_and_the_last_score_are_compared_by_the_threshold_of_the_file(story: Story):
    for given, on, occasion in ((SEVERE, 9, "start"), ({**SEVERE, "1": 4}, 12, "between"), (LOW, 20, "end")):
        filled(story, given, on=on, occasion=occasion)
    course, threshold, answered, *others = lines(story)
    assert course == (
        "CORE-10: 24 (moderate to severe) on Monday 9 March 2026 → 9 (low) on Friday 20 March 2026; "
        "-15, reliably better"
    )
    assert threshold.startswith("Threshold of change >= 6 (RCI90; ")
    assert threshold.endswith("; by the cut-off 11: recovered")
    assert answered == "Answered 2 of the 2 times that it was due"
    assert others == ["PHQ-9: no score", "Answered 0 of the 2 times that it was due",
                      "GAD-7: no score", "Answered 0 of the 2 times that it was due"]  # fmt: skip


def test_one_score_is_no_change_and_one_that_was_refused_is_no_score(story: Story):
    filled(story, SEVERE, on=9, occasion="start")
    filled(story, BLANKS, on=20, occasion="end")
    assert lines(story)[:2] == [
        "CORE-10: 24 (moderate to severe) on Monday 9 March 2026, the only score",
        "Answered 2 of the 2 times that it was due",
    ]


def test_a_change_within_chance_is_called_none(story: Story):
    filled(story, SEVERE, on=9, occasion="start")
    filled(story, {**SEVERE, "1": 2}, on=20, occasion="end")
    assert lines(story)[0].endswith("; -1, no reliable change")


def test_whoever_reads_no_clinical_notes_is_told_no_score(story: Story):
    filled(story, SEVERE, on=9, occasion="start")
    assert "24" in lines(story, "nadia")[0]
    assert lines(story, "piotr") == []


def core_om(risk: int, others: int) -> dict[str, Any]:
    """CORE-OM as it is answered where each item of risk says one thing, and each other item one other."""
    measured = instrument("core-om")
    own = measured.scale["risk"].items
    worth = {item.number: risk if item.number in own else others for item in measured.items}
    return {number: measured.item[number].counted(value) for number, value in worth.items()}


def test_a_sub_scale_is_told_with_before_and_after_threshold_and_source(story: Story):
    for given, on, occasion in ((core_om(2, 3), 9, "start"), (core_om(0, 2), 20, "end")):
        filled(story, given, on=on, occasion=occasion, name="core-om")
    act(staff=story.cast.petra, as_of=TODAY)
    told = story.read_by(story.cast.petra)
    scales = outcomes_of(told, asked_in(told, as_of=TODAY), as_of=TODAY).scales
    course, *threshold = scales["core-om risk"]
    assert course.startswith("CORE-OM, ")
    assert "on Monday 9 March 2026 → 0" in course
    assert set(scales) == {"core-om wellbeing", "core-om problems", "core-om functioning", "core-om risk"}
    assert threshold or "No threshold of change is known" in course


def test_sub_scales_are_offered_and_those_chosen_stand_below_the_scores(as_: SignIn, story: Story):
    for given, on, occasion in ((core_om(2, 3), 9, "start"), (core_om(0, 2), 20, "end")):
        filled(story, given, on=on, occasion=occasion, name="core-om")
    petra, address = as_("petra"), f"/episodes/{story.episode.reference}/summary"
    page = petra.get(f"{address}/write")
    assert "Sub-scales to take in as well" in words(page)
    said = {"in_short": IN_SHORT, "plain": PLAIN, "scores": "CORE-OM went down", "scales": ["core-om risk"]}
    assert petra.post(f"{address}/keep", {**unseen(page), **said}).status_code == 303
    page = petra.get(f"{address}/write")
    assert "CORE-OM went down CORE-OM, " in words(page)
    assert 'value="core-om risk"' not in page.content.decode()  # It stands there already.
    assert 'value="core-om problems"' in page.content.decode()
    bad = petra.post(f"{address}/keep", {**unseen(page), **said, "scales": ["core-om total"]})
    assert bad.status_code == 422
    assert "CORE-OM went down" in words(bad)


def test_a_summary_begins_with_them_and_goes_to_those_alone_who_read_clinical_notes(as_: SignIn, story: Story):
    filled(story, SEVERE, on=9, occasion="start")
    filled(story, LOW, on=20, occasion="end")
    petra, address = as_("petra"), f"/episodes/{story.episode.reference}/summary"
    page = petra.get(f"{address}/write")
    text = words(page)
    assert "Scores of questionnaires (optional) Clinical assessment and notes CORE-10: 24" in text
    told = "\n".join(lines(story))
    said = {"in_short": IN_SHORT, "plain": PLAIN, "scores": told}
    assert petra.post(f"{address}/write", {**unseen(page), **said}).status_code == 303
    assert SummarySection.objects.get(key="scores").category == "clinical"
    for place in ("Eastmoor mental health team", "HMP Eastmoor"):
        to = str(story.cast.places[place].pk)
        petra.post(f"{address}/send", {"basis": "", "how": "mail", "organisation": "", "to": to})
    shared = {one.organisation.name: "clinical" in one.categories for one in SummarySending.objects.all()}
    assert shared == {"Eastmoor mental health team": True, "HMP Eastmoor": False}
    assert "reliably better" in words(as_("nadia").get(address))
    assert "reliably better" not in words(as_("piotr").get(address))


def test_a_file_that_was_changed_is_named_and_the_summary_can_be_written_all_the_same(
    as_: SignIn, story: Story, broken_later: Callable[[], None]
):
    filled(story, SEVERE, on=9, occasion="start")
    broken_later()
    told = lines(story)
    assert told[0].startswith("CORE-10 cannot be used. core-10_2026.1.toml is not the file that was sealed")
    assert told[1:3] == ["Answered 1 of the 2 times that it was due", "PHQ-9: no score"]
    page = as_("petra").get(f"/episodes/{story.episode.reference}/summary/write")
    assert (page.status_code, told[0] in words(page)) == (200, True)
