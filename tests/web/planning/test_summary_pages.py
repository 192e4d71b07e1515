"""A summary on its pages: written from what is on record, sent, read as far as each may, acknowledged, corrected."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, live_at
from tests.episodes.conftest import day, evening
from tests.papers.story import text_of
from tests.plans.story import IN_SHORT, PLAIN, SECTIONS, Story
from tests.web.conftest import SignIn
from tests.web.pages import queries, unseen, words
from throughcare.access.models import Disclosure
from throughcare.audit.models import Entry
from throughcare.episodes import actions, referring
from throughcare.episodes.models import Episode
from throughcare.plans import saying, summing
from throughcare.plans.models import Summary, SummaryReceipt, SummarySending

TEAM, PRISON, WESTFELL = "Eastmoor mental health team", "HMP Eastmoor", "Westfell mental health team"


def at(story: Story, rest: str = "") -> str:
    return f"/episodes/{story.episode.reference}/summary{rest}"


def sent_to(cast: Cast, *places: str) -> Story:
    story = Story(cast).whole().ended()
    story.sent(story.signed(), *places)
    return story


def send(browser: Client, story: Story, **said: Any) -> Any:
    return browser.post(at(story, "/send"), {"basis": "", "how": "mail", "organisation": "", **said})


def test_it_is_begun_from_the_record_signed_and_read(as_: SignIn, cast: Cast):
    story, petra = Story(cast).whole().ended(), as_("petra")
    assert "No summary is signed yet." in words(petra.get(at(story)))
    page = petra.get(at(story, "/write"))
    form, carried = words(page), unseen(page)
    assert "Main reason: Low mood" in form
    assert "working on it: 2 of 10 on Monday 9 March 2026" in form
    done = petra.post(at(story, "/write"), {**carried, **SECTIONS, "in_short": IN_SHORT})
    assert (done.status_code, done["Location"]) == (303, f"{at(story)}?done=summary")
    page = words(petra.get(at(story)))
    assert IN_SHORT in page
    assert "CORE-10: 22 → 9" in page
    assert "Signed: Petra Novak, Eastmoor psychology, Tuesday 24 March 2026." in page
    assert "It has gone to nobody yet." in page


def test_what_was_typed_stays_when_it_cannot_be_signed(as_: SignIn, cast: Cast):
    story, petra = Story(cast).whole().ended(), as_("petra")
    said = {**SECTIONS, "in_short": "", "seen": "0", "draft": "0"}
    answer = petra.post(at(story, "/write"), said)
    assert answer.status_code == 422
    assert "In short cannot be left empty." in words(answer)
    assert "CORE-10: 22 → 9" in words(answer)
    story.signed()
    answer = petra.post(at(story, "/write"), {**said, "in_short": "Mine", "changed": "x"})
    assert answer.status_code == 422
    assert "Petra Novak signed version 1 meanwhile" in words(answer)
    assert Summary.objects.count() == 1


def test_it_is_sent_to_those_who_take_part_and_to_one_more_with_a_basis(as_: SignIn, cast: Cast):
    story, petra = Story(cast).whole().ended(), as_("petra")
    story.signed()
    team, prison, westfell = (str(cast.places[name].pk) for name in (TEAM, PRISON, WESTFELL))
    page = words(petra.get(at(story, "/send")))
    assert TEAM in page
    assert "Somebody who takes no part" in page
    for said, says in (
        ({}, "Choose at least one organisation."),
        ({"organisation": westfell}, "This organisation takes no part: say on which basis in law it is sent there."),
        ({"organisation": westfell, "basis": "Consent"}, "Choose what is sent there."),
        ({"organisation": "999999"}, "Choose one of those offered."),
        ({"to": "999999"}, "Choose one of those offered."),
    ):
        answer = send(petra, story, **said)
        assert answer.status_code == 422
        assert says in words(answer)
    others = {"organisation": westfell, "basis": "Consent of 20 March", "categories": "care-plan"}
    assert send(petra, story, to=[team, prison], **others).status_code == 303
    assert Disclosure.objects.count() == SummarySending.objects.count() == 3
    page = words(petra.get(at(story)))
    assert "Westfell mental health team, version 1 Care plan and section 117 plan. By secure mail. Consent of" in page
    assert page.count("Not acknowledged") == 3
    sending = SummarySending.objects.get(organisation=cast.places[WESTFELL])
    file = petra.get(at(story, f"/sent/{sending.pk}/file.pdf"))
    text = text_of(file.content)
    assert "Keep the sleep diary" in text
    assert "Low mood" not in text
    assert "This copy holds: Care plan and section 117 plan." in text


def test_each_receiver_reads_their_sections_and_acknowledges(as_: SignIn, cast: Cast):
    story = sent_to(cast, TEAM, PRISON)
    for_nadia, for_piotr = (words(as_(who).get(at(story))) for who in ("nadia", "piotr"))
    assert all(says in for_nadia for says in ("CORE-10: 22 → 9", "Cuts when alone", IN_SHORT))
    assert IN_SHORT in for_piotr
    for hidden in ("CORE-10", "Low mood", "Keep the sleep diary", "I sleep better", "Ten sessions"):
        assert hidden not in for_piotr
    file = as_("piotr").get(at(story, "/1/file.pdf"))
    assert "CORE-10" not in text_of(file.content)
    assert Entry.objects.filter(did="took-paper", by=cast.piotr).exists()
    sending = SummarySending.objects.get(organisation=cast.places[TEAM])
    address = at(story, f"/sent/{sending.pk}/acknowledge")
    assert "Who there told you" not in words(as_("nadia").get(address))
    assert as_("piotr").get(address).status_code == 403
    assert as_("piotr").post(address, {"who": "Me"}).status_code == 403
    assert as_("nadia").post(address, {}).status_code == 303
    again = as_("petra").post(address, {"who": "The nurse"})
    assert again.status_code == 422
    assert "This was acknowledged on Tuesday 24 March 2026: Nadia Rahman." in words(again)
    assert "Acknowledged Tuesday 24 March 2026, Nadia Rahman" in words(as_("petra").get(at(story)))
    assert SummaryReceipt.objects.count() == 1


def test_a_sent_summary_is_corrected_and_asked_for_again(as_: SignIn, cast: Cast):
    story, petra = sent_to(cast, TEAM), as_("petra")
    assert "This version goes to everybody who had that one" in words(petra.get(at(story, "/write")))
    said = {**SECTIONS, "in_short": IN_SHORT, "seen": "1", "draft": "0"}
    assert petra.post(at(story, "/write"), {**said, "changed": ""}).status_code == 422
    assert petra.post(at(story, "/write"), {**said, "changed": "The score was wrong"}).status_code == 303
    page = words(as_("nadia").get(at(story)))
    assert "Version 2 corrects the one before: The score was wrong" in page
    assert "Eastmoor mental health team, version 1" in page
    assert "Replaced by a newer version" in page
    assert "This version was corrected." in words(as_("nadia").get(at(story, "/1")))
    assert as_("nadia").get(at(story, "/3")).status_code == 404


def test_those_who_see_the_episode_and_no_plan_find_no_summary(as_: SignIn, cast: Cast):
    story = sent_to(cast, TEAM)
    for who in ("owen", "sam", "harun", "gwen"):
        for rest in ("", "/1", "/write", "/send", "/1/file.pdf", "/for-the-person"):
            assert as_(who).get(at(story, rest)).status_code == 404
    for rest in ("/write", "/send"):
        assert as_("piotr").get(at(story, rest)).status_code == 403
    assert as_("piotr").get(at(story, "/for-the-person")).status_code == 404


def test_first_pages_say_what_waits_and_the_lead_hears_once_it_is_late(as_: SignIn, cast: Cast):
    story = Story(cast).whole()
    story.sent(story.signed(on=10), TEAM, on=10)
    assert "Overdue. Summaries sent to you that nobody has acknowledged: 1" in words(as_("nadia").get("/today"))
    assert "Overdue. Summaries you sent that nobody there has acknowledged: 1" in words(as_("petra").get("/today"))
    assert "Summaries" not in words(as_("sam").get("/today"))
    assert "Summaries" not in words(as_("owen").get("/today"))


def test_the_list_of_a_team_says_what_waits(as_: SignIn, cast: Cast):
    story = Story(cast).begun().planned()
    page = words(as_("petra").get("/plans"))
    assert "Alex Marlow · Day care, Eastmoor Nobody has asked 20 April 2026" in page
    story.agreed()
    assert "Everybody was asked, and agrees to their plan." in words(as_("petra").get("/plans"))
    assert as_("owen").get("/plans").status_code == 403
    assert "Alex" not in words(as_("sam").get("/plans"))


def test_the_list_is_flat_in_rows(as_: SignIn, cast: Cast):
    sent_to(cast, TEAM)
    taken, petra = [], as_("petra")
    for letter in ("", "C", "D", "E", "F", "G", "H"):
        if letter:
            crowd(cast, letter)
        if letter in {"C", "H"}:
            with CaptureQueriesContext(connection) as asked:
                page = petra.get("/plans")
            taken.append(len(queries(asked)))
    assert words(page).count("Nobody has asked") == 6
    assert taken[0] == taken[1] <= 8, "\n".join(queries(asked))


def crowd(cast: Cast, letter: str) -> None:
    """Somebody else in day care with a plan that nobody agreed to, whose first summary waits."""
    person = live_at(cast, PRISON, f"Given{letter}", "Other", reference=f"TC-B{letter}B-222")
    said: dict[str, Any] = {"by": cast.petra, "at": evening(day(10))}
    episode = referring.refer(
        person=person, service=cast.daycare, facts={"reason": "low-mood", "priority": "routine", "self-harm-now": "no"},
        happened=day(2), by=cast.nadia, at=evening(day(2)),
    )  # fmt: skip
    episode = take(episode, "referral-received", cast)
    goal = {"key": None, "own_words": "x", "problem": None, "state": "working", "why": "", "seen": None}
    saying.say_goal(episode=episode, **goal, **said)
    summary = summing.sign(episode=episode, sections={"plain": PLAIN}, in_short="x", changed="", known=None, **said)
    summing.send(summary=summary, to=[summing.Receiver(cast.places[TEAM].pk)], **said)


def take(episode: Episode, step: str, cast: Cast) -> Episode:
    return actions.take_step(episode=episode, step=step, facts={}, happened=day(9), by=cast.petra, at=evening(day(9)))


@pytest.mark.parametrize("rest", ["/9/file.pdf", "/sent/9999/file.pdf", "/sent/9999/acknowledge"])
def test_what_is_not_there_is_absent(as_: SignIn, cast: Cast, rest: str):
    story = sent_to(cast, TEAM)
    assert as_("petra").get(at(story, rest)).status_code == 404


def test_no_page_of_a_summary_takes_more_than_eight_queries_however_often_it_was_corrected_and_sent(
    as_: SignIn, cast: Cast
):
    story, petra = Story(cast).whole().ended(), as_("petra")
    story.sent(story.signed(), TEAM, PRISON)
    for change in ("The dose", "The day"):
        story.signed(on=23, changed=change)
    sending = SummarySending.objects.order_by("-pk")[0].pk
    begun = petra.get(at(story, "/write"))
    petra.post(at(story, "/keep"), {**unseen(begun), "plan": "Keep the diary"})
    for rest in ("", "/1", "/write", "/discard", "/send", "/1/file.pdf", f"/sent/{sending}/file.pdf",
                 f"/sent/{sending}/acknowledge", "/for-the-person"):  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            assert petra.get(at(story, rest)).status_code == 200, rest
        assert len(queries(asked)) <= 8, rest


def test_the_pdf_says_to_whom_it_went_and_how(as_: SignIn, cast: Cast):
    story = sent_to(cast, TEAM, PRISON)
    told = " ".join(text_of(as_("petra").get(at(story, "/1/file.pdf")).content).split())
    assert "Distribution list" in told
    assert f"{TEAM}: they open it in this record, Friday 20 March 2026" in told
    story.signed(on=23, changed="The dose was wrong")
    first, second = (" ".join(text_of(as_("petra").get(at(story, f"/{n}/file.pdf")).content).split()) for n in (1, 2))
    assert "Friday 20 March 2026" in first.split("Distribution list")[1]
    assert f"{TEAM}: they open it in this record, Monday 23 March 2026" in second
