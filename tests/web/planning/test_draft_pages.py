"""A summary that is not signed yet, on its pages: left and gone on with, by another too, and nothing typed is lost."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.plans.story import IN_SHORT, SECTIONS, Story
from tests.web.conftest import SignIn
from tests.web.pages import queries, unseen, words
from throughcare.plans.models import Summary, SummaryDraft


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast).whole().ended()


def at(story: Story, rest: str = "") -> str:
    return f"/episodes/{story.episode.reference}/summary{rest}"


def send(browser: Client, address: str, carried: dict[str, str], **said: str) -> Any:
    return browser.post(address, {**carried, "in_short": "", **said})


def test_it_is_kept_gone_on_with_by_another_and_signed(as_: SignIn, story: Story):
    petra, nadia = as_("petra"), as_("nadia")
    done = send(petra, at(story, "/keep"), unseen(petra.get(at(story, "/write"))), plan="Keep the diary")
    assert (done.status_code, done["Location"]) == (303, f"{at(story)}?done=summary-kept")
    page = words(nadia.get(at(story)))
    assert "A draft is kept and not signed: Petra Novak, Tuesday 24 March 2026 at 09:30." in page
    assert "Write it" not in page
    form = nadia.get(at(story, "/write"))
    assert "You go on with the draft that Petra Novak kept" in words(form)
    assert "Keep the diary" in words(form)
    assert "Main reason: Low mood" not in words(form)
    assert send(nadia, at(story, "/write"), unseen(form), **SECTIONS | {"in_short": IN_SHORT}).status_code == 303
    assert Summary.objects.get().by.staff.display_name == "Nadia Rahman"
    assert "A draft" not in words(petra.get(at(story)))


def test_nothing_typed_is_lost_when_it_cannot_be_signed(as_: SignIn, story: Story):
    petra, nadia = as_("petra"), as_("nadia")
    form = petra.get(at(story, "/write"))
    refused = send(petra, at(story, "/write"), unseen(form), plan="Keep the diary", plain="")
    assert refused.status_code == 422
    assert "In short cannot be left empty." in words(refused)
    assert "In short (optional)" not in words(refused)
    refused = send(petra, at(story, "/write"), unseen(refused), plan="\u202ex", plain="x", in_short="x", risks="Cuts")
    assert refused.status_code == 422
    assert "turns text round" in words(refused)
    assert "Cuts" in words(refused)
    send(nadia, at(story, "/keep"), unseen(nadia.get(at(story, "/write"))), risks="None since May")
    refused = send(petra, at(story, "/write"), unseen(form), plan="Diary", plain="x", in_short="x", risks="Cuts")
    assert refused.status_code == 422
    assert "Nadia Rahman wrote here meanwhile: “None since May”" in words(refused)
    kept = send(petra, at(story, "/keep"), unseen(refused), plan="Diary", risks="Cuts")
    assert kept.status_code == 303
    assert {one.says for one in SummaryDraft.objects.get(number=2).sections.all()} == {"Diary", "Cuts"}


def test_one_that_is_kept_may_be_empty_and_one_too_long_is_refused(as_: SignIn, story: Story):
    petra = as_("petra")
    carried = unseen(petra.get(at(story, "/write")))
    refused = send(petra, at(story, "/keep"), carried, plan="x" * 4001)
    assert refused.status_code == 422
    assert "Plan and requested actions is too long: use at most 4000 characters." in words(refused)
    assert "In short (optional)" not in words(refused)
    assert send(petra, at(story, "/keep"), unseen(refused)).status_code == 303


def test_it_is_discarded_with_a_reason(as_: SignIn, story: Story):
    petra = as_("petra")
    assert petra.get(at(story, "/discard")).status_code == 404
    send(petra, at(story, "/keep"), unseen(petra.get(at(story, "/write"))), plan="Keep the diary")
    page = petra.get(at(story, "/discard"))
    refused = petra.post(at(story, "/discard"), {**unseen(page), "why": " "})
    assert refused.status_code == 422
    assert petra.post(at(story, "/discard"), {**unseen(refused), "why": "Not yet"}).status_code == 303
    assert "Write it" in words(petra.get(at(story)))
    assert "Main reason: Low mood" in words(petra.get(at(story, "/write")))


@pytest.mark.parametrize(("who", "status"), [("piotr", 403), ("owen", 404), ("sam", 404)])
def test_others_see_no_draft_and_keep_none(as_: SignIn, story: Story, who: str, status: int):
    petra, other = as_("petra"), as_(who)
    send(petra, at(story, "/keep"), unseen(petra.get(at(story, "/write"))), plan="Keep the diary")
    for rest in ("", "/write", "/keep", "/discard"):
        page = other.get(at(story, rest))
        assert "draft" not in words(page)
        assert "diary" not in words(page)
    assert send(other, at(story, "/keep"), {"seen": "0", "draft": "1"}, plan="Mine").status_code == status
    assert other.post(at(story, "/discard"), {"seen": "1", "why": "x"}).status_code == 404
    assert SummaryDraft.objects.count() == 1


def test_its_pages_take_as_many_queries_whatever_was_kept(as_: SignIn, story: Story):
    petra = as_("petra")
    taken = []
    for _ in range(3):
        send(petra, at(story, "/keep"), unseen(petra.get(at(story, "/write"))), **SECTIONS)
        with CaptureQueriesContext(connection) as asked:
            petra.get(at(story))
            petra.get(at(story, "/write"))
        taken.append(len(queries(asked)))
    assert len(set(taken)) == 1


def test_the_list_of_plans_names_the_drafts_in_which_somebody_has_written(as_: SignIn, story: Story):
    petra, nadia = as_("petra"), as_("nadia")
    send(petra, at(story, "/keep"), unseen(petra.get(at(story, "/write"))), plan="Keep the diary")
    assert "Drafts of summaries" not in words(nadia.get("/plans"))
    told = words(petra.get("/plans"))
    assert "Drafts of summaries that you have written in" in told
    assert "Alex Marlow · Day care, Eastmoor Tuesday 24 March 2026 at 09:30, by Petra Novak" in told
    petra.post(at(story, "/discard"), {"seen": "1", "why": "Begun too early"})
    assert "Drafts of summaries" not in words(petra.get("/plans"))
