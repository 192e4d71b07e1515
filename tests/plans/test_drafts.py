"""A draft of a summary is kept until it is signed or given up; two who write lose nothing; it is never sent."""

import pytest
from django.db import DatabaseError, transaction

from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.plans.story import PLAIN, SECTIONS, Story
from throughcare.access.models import Grant
from throughcare.audit.models import Entry
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.plans import keeping
from throughcare.plans.keeping import Known, live
from throughcare.plans.letters import letters_of
from throughcare.plans.models import DraftSection, Summary, SummaryDraft, SummarySending

NOW = evening(day(24))


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast).whole().ended()


def keep(story: Story, *, by: StaffRole | None = None, known: Known | None = None, **sections: str) -> SummaryDraft:
    given = {name.replace("_", "-"): text for name, text in sections.items()}
    who = {"by": by or story.cast.petra, "at": evening(day(20))}
    return keeping.keep(episode=story.episode, sections=given, in_short="", changed="", known=known, **who)


def discard(story: Story, why: str = "Begun on the wrong person", known: Known | None = None) -> SummaryDraft:
    return keeping.discard(
        episode=story.episode, why=why, known=known, by=story.cast.petra, at=evening(day(21))
    )  # fmt: skip


def read(story: Story, staff: StaffRole) -> dict[str, str]:
    return dict(letters_of(story.episode.pk, staff=staff, as_of=NOW).drafted)


def test_what_is_typed_is_kept_and_another_colleague_goes_on(story: Story):
    keep(story, plan="Go on with the diary")
    keep(story, by=story.cast.nadia, known=Known(0, 1), plan="Go on with the diary", advice="Sleep")
    assert read(story, story.cast.petra) == {"plan": "Go on with the diary", "advice": "Sleep"}
    assert [one.by for one in SummaryDraft.objects.order_by("number")] == [story.cast.petra, story.cast.nadia]
    assert Entry.objects.filter(did="kept-summary-draft").count() == 2
    assert not Summary.objects.exists()
    assert not SummarySending.objects.exists()


def test_signing_ends_the_draft_and_a_correction_is_drafted_anew(story: Story):
    draft = keep(story, plain=PLAIN)
    story.signed(known=Known(0, 1))
    assert live(draft, 2) is None
    assert keep(story, plain="You slept better").version == 2
    with pytest.raises(Refused, match="Petra Novak signed version 1 meanwhile"):
        keep(story, known=Known(0, 2))


def test_it_is_given_up_with_a_reason_and_what_it_said_stays(story: Story):
    keep(story, plan="Go on with the diary")
    with pytest.raises(Refused) as caught:
        discard(story, why=" ")
    assert list(caught.value.reasons) == ["why"]
    assert live(discard(story), 1) is None
    assert DraftSection.objects.get().says == "Go on with the diary"
    with pytest.raises(Refused, match="There is no draft to discard"):
        discard(story)
    with pytest.raises(Refused, match="discarded the draft meanwhile: Begun on the wrong person"):
        keep(story, known=Known(0, 1), plan="Mine")
    assert keep(story, plan="Anew").number == 3


def test_the_second_of_two_is_told_what_the_first_wrote_under_each_heading(story: Story):
    keep(story, plan="Diary", risks="Cuts when alone")
    keep(story, by=story.cast.nadia, known=Known(0, 1), plan="Diary", risks="None since May", advice="Sleep")
    for verb in (
        lambda: keep(story, known=Known(0, 1), plan="Diary and yard", risks="Cuts when alone", advice="Sleep"),
        lambda: story.signed(known=Known(0, 1), sections={**SECTIONS, "advice": "Sleep"}),
    ):
        with pytest.raises(Refused) as caught:
            verb()
        assert caught.value.reasons == {
            "": "Nadia Rahman kept a draft meanwhile. What you typed is still here: look at theirs, then send again.",
            "risks": "Nadia Rahman wrote here meanwhile: “None since May”",
        }
    with pytest.raises(Refused) as caught:
        discard(story, known=Known(0, 1))
    assert list(caught.value.reasons) == [""]
    assert keep(story, known=Known(0, 2), plan="Diary and yard").number == 3


def test_the_second_of_two_is_told_what_the_first_wrote_in_short(story: Story):
    who = {"by": story.cast.nadia, "at": evening(day(20))}
    keeping.keep(episode=story.episode, sections={}, in_short="Better", changed="", known=None, **who)
    with pytest.raises(Refused) as caught:
        story.signed(known=Known(0, 0))
    assert caught.value.reasons["in_short"] == "Nadia Rahman wrote here meanwhile: “Better”"


def test_what_one_may_not_read_stays_in_the_draft_and_keeps_one_from_signing(story: Story):
    keep(story, plan="Diary", outcomes="CORE-10: 22 → 9")
    held = Grant.objects.filter(organisation=story.cast.nadia.organisation, person=story.episode.person_id)
    for grant in held:
        Grant.objects.filter(pk=grant.pk).update(
            categories=[one for one in grant.categories if one != "therapy-content"]
        )
    assert read(story, story.cast.nadia) == {"plan": "Diary"}
    with pytest.raises(Refused) as caught:
        keep(story, by=story.cast.nadia, outcomes="Mine")
    assert list(caught.value.reasons) == ["outcomes"]
    keep(story, by=story.cast.nadia, known=Known(0, 1), plan="Diary and yard")
    assert read(story, story.cast.petra) == {"plan": "Diary and yard", "outcomes": "CORE-10: 22 → 9"}
    without = {key: says for key, says in SECTIONS.items() if key != "outcomes"}
    with pytest.raises(Refused, match=r"something that you may not read \(Outcomes\)"):
        story.signed(by=story.cast.nadia, sections=without)
    assert story.signed(known=Known(0, 2)).number == 1


@pytest.mark.parametrize("who", ["owen", "piotr", "sam"])
def test_a_draft_is_not_there_for_those_who_do_not_write(story: Story, who: str):
    keep(story, plan="Diary")
    staff = story.cast.staff[who]
    assert letters_of(story.episode.pk, staff=staff, as_of=NOW).last is None
    with pytest.raises(Refused, match="Plans are written by"):
        keep(story, by=staff, plan="Mine")


def test_what_was_kept_is_never_changed(story: Story):
    draft = keep(story, plan="Diary")
    for change in (lambda: SummaryDraft.objects.update(in_short="x"), lambda: draft.sections.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
