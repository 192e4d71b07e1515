"""The pages of papers: who opens them, what leaves as a file and is noted, and what is recorded there."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.episodes.conftest import refer_to_daycare
from tests.papers.story import Story, sentenced, text_of
from tests.web.attack.test_addresses import told
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.access.models import Disclosure
from throughcare.audit.models import Entry
from throughcare.papers.kinds import PAPERS

A_DAY = {"happened-day": "3", "happened-month": "3", "happened-year": "2026", "happened-time": "", "form": "mail"}


@pytest.fixture
def story(cast: Cast) -> Story:
    return sentenced(cast).whole()


def at(story: Story, rest: str = "") -> str:
    return f"/episodes/{story.episode.reference}/papers{rest}"


def addresses(story: Story) -> list[str]:
    return [at(story), at(story, "/for-the-person"), *(at(story, f"/{key}") for key in PAPERS)]


def files(story: Story) -> list[str]:
    return [f"{address}/file.pdf" for address in addresses(story)[1:]]


def test_an_episode_leads_to_its_papers(as_: SignIn, story: Story):
    page = as_("nadia").get(f"/episodes/{story.episode.reference}")
    assert f'href="{at(story)}"' in page.content.decode()


def test_a_service_that_transfers_nobody_has_no_papers(as_: SignIn, cast: Cast):
    daycare = refer_to_daycare(cast)
    assert "/papers" not in as_("nadia").get(f"/episodes/{daycare.reference}").content.decode()
    for rest in ("", "/notices", "/warrant", "/warrant/file.pdf", "/for-the-person"):
        assert as_("nadia").get(f"/episodes/{daycare.reference}/papers{rest}").status_code == 404


def test_the_list_says_what_there_is_what_is_missing_and_whose_it_is(as_: SignIn, cast: Cast):
    story = sentenced(cast).begun()
    page = words(as_("nadia").get(at(story)))
    assert "Warrant Not there yet It is for Mental Health Casework Section to bring." in page
    assert "No notice is on record as sent." in page
    story.assessed()
    page = words(as_("nadia").get(at(story)))
    assert "First medical report Not all recorded Not recorded: Date of the examination." in page


@pytest.mark.parametrize("who", ["nadia", "harun", "piotr", "maya", "carol"])
def test_whoever_takes_part_opens_every_paper_and_its_file(as_: SignIn, story: Story, who: str):
    browser = as_(who)
    for address in addresses(story):
        assert browser.get(address).status_code == 200, address
    for address in files(story):
        answer = browser.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf"), address
        assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("who", ["sam", "gwen", "ada", "alice"])
def test_out_of_scope_is_absent(as_: SignIn, story: Story, who: str):
    for address in (*addresses(story), *files(story), at(story, "/notices"), at(story, "/warrant/sent")):
        assert as_(who).get(address).status_code == 404, address


@pytest.mark.parametrize("who", ["sam", "gwen"])
def test_out_of_scope_is_the_same_as_absent_to_the_byte(as_: SignIn, story: Story, who: str):
    browser, reference = as_(who), story.episode.reference
    for address in (*addresses(story), *files(story), at(story, "/notices"), at(story, "/notices/2/file.pdf")):
        for ask in (browser.get, browser.post):
            there, absent = (told(ask(one), one) for one in (address, address.replace(reference, "EP-ZZZ-999")))
            assert there == absent, address


@pytest.mark.parametrize("rest", ["", "/application", "/for-the-person", "/notices"])
def test_a_page_asks_few_questions_however_much_there_is(as_: SignIn, story: Story, rest: str):
    browser = as_("nadia")
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(at(story, rest)).status_code == 200
    asked = [sql for sql in queries(captured) if "django_session" not in sql]
    assert len(asked) <= 8, "\n".join(one[:200] for one in asked)


def test_a_file_is_named_by_the_episode_and_noted(as_: SignIn, story: Story):
    answer = as_("harun").get(at(story, "/warrant/file.pdf"))
    assert answer["Content-Disposition"] == f'attachment; filename="{story.episode.reference}-warrant.pdf"'
    entry = Entry.objects.get(did="took-paper")
    assert (entry.by, entry.person_id, entry.detail) == (story.cast.harun, story.person.pk, {"paper": "warrant"})
    assert Entry.objects.filter(did="saw-episode", by=story.cast.harun).count() == 1


def test_a_page_is_noted_as_looking_at_the_episode(as_: SignIn, story: Story):
    as_("harun").get(at(story, "/warrant"))
    assert Entry.objects.filter(did="saw-episode", by=story.cast.harun, episode_id=story.episode.pk).count() == 1
    assert not Entry.objects.filter(did="took-paper").exists()


def test_the_page_and_the_file_say_the_same(as_: SignIn, story: Story):
    page, file = (as_("harun").get(at(story, f"/remission{rest}")) for rest in ("", "/file.pdf"))
    for says in ("No longer requires treatment", "HMP Eastmoor", "Agreed with the Governor's authority"):
        assert says in words(page)
        assert says in text_of(file.content)


def test_an_officer_finds_in_the_file_what_the_page_shows_him(as_: SignIn, cast: Cast):
    story = sentenced(cast, says="Unmistakable words").whole()
    for address in (at(story, "/first-report"), at(story, "/second-report")):
        assert "Unmistakable" not in words(as_("piotr").get(address))
        assert "Unmistakable" not in text_of(as_("piotr").get(f"{address}/file.pdf").content)
        assert "Unmistakable" in words(as_("harun").get(address))


def test_that_a_paper_was_sent_goes_into_the_log(as_: SignIn, story: Story):
    said = {"to": "The Casework Section", "basis": "Mental Health Act 1983, section 47", "form": "mail"}
    answer = as_("nadia").post(at(story, "/first-report/sent"), said)
    assert answer.status_code == 303
    row = Disclosure.objects.get(says="First medical report")
    assert (row.to, row.form, row.by) == ("The Casework Section", "mail", story.cast.nadia)
    assert {"identity-and-location", "clinical", "diagnosis-and-medication"} <= set(row.categories)


def test_what_is_left_out_of_the_form_is_named(as_: SignIn, story: Story):
    answer = as_("nadia").post(at(story, "/first-report/sent"), {"to": "", "basis": "", "form": ""})
    assert answer.status_code == 422
    assert "To whom cannot be left empty." in words(answer)
    assert not Disclosure.objects.exists()


def everybody(browser: Any, story: Story) -> dict[str, Any]:
    """What the form sends when nothing is changed on the page."""
    page = browser.get(at(story, "/notices"))
    keys = [part.split('"')[0] for part in page.content.decode().split('name="to" type="checkbox" value="')[1:]]
    return {"to": keys, "seen": str(story.episode.events.count()), **A_DAY}


def test_notices_go_to_all_from_one_page_once_however_often_it_is_sent(as_: SignIn, cast: Cast):
    story = sentenced(cast).begun()
    browser = as_("nadia")
    said = everybody(browser, story) | {"submission": "4c1d8d0e-9f64-4a36-8f1e-0d6f3c1a7b21"}
    assert len(said["to"]) == 5
    for _ in "ab":
        assert browser.post(at(story, "/notices"), said).status_code == 303
    assert story.episode.events.filter(step="referral-notice-sent").count() == 5
    page = words(browser.get(at(story)))
    assert "Governor, director or manager of the place: HMP Eastmoor , The Governor or Director of the prison" in page
    number = story.episode.events.filter(step="referral-notice-sent").earliest("number").number
    notice = browser.get(at(story, f"/notices/{number}/file.pdf"))
    assert notice["Content-Disposition"].endswith(f'"{story.episode.reference}-notice-{number}.pdf"')
    assert "Monday 2 March 2026" in text_of(notice.content)
    assert browser.get(at(story, "/notices/1")).status_code == 404


def test_one_more_who_takes_no_part_yet_is_told_too(as_: SignIn, cast: Cast):
    story = sentenced(cast).begun()
    said = {**A_DAY, "seen": "1", "other": "service-provider", "organisation": str(cast.places["Alder Unit"].pk)}
    assert as_("nadia").post(at(story, "/notices"), said).status_code == 303
    assert Disclosure.objects.get().to == "Service provider: Alder Unit"


def test_a_notice_to_nobody_and_to_somebody_unnamed_is_refused_in_words(as_: SignIn, cast: Cast):
    story = sentenced(cast).begun()
    nobody = as_("nadia").post(at(story, "/notices"), {**A_DAY, "seen": "1"})
    assert (nobody.status_code, "Choose at least one recipient." in words(nobody)) == (422, True)
    unnamed = as_("nadia").post(at(story, "/notices"), {**A_DAY, "seen": "1", "other": "icb"})
    assert (unnamed.status_code, "Say which." in words(unnamed)) == (422, True)


def test_whoever_looked_before_somebody_else_sent_them_looks_again(as_: SignIn, cast: Cast):
    story = sentenced(cast).begun()
    browser = as_("nadia")
    said = everybody(browser, story)
    browser.post(at(story, "/notices"), said)
    again = browser.post(at(story, "/notices"), said | {"to": []} | {"other": "icb", "organisation": said["to"][3][4:]})
    assert again.status_code == 422
    assert "Since you opened this page" in words(again)
    assert Disclosure.objects.count() == 5


def test_for_others_sending_notices_is_not_theirs(as_: SignIn, story: Story):
    page = as_("harun").get(at(story, "/notices"))
    assert (page.status_code, "it is for Eastmoor mental health team" in words(page)) == (403, True)
    assert "Send the notices" not in words(as_("harun").get(at(story)))
