"""What coordinators open: the board, a mentor with every gate, mentors who fit somebody who waits, and slips."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.peers.conftest import NOW, Peers, joins
from tests.web.conftest import SignIn
from tests.web.pages import unseen
from throughcare.audit.models import Entry
from throughcare.mentoring import boards
from throughcare.organisations.keeper import is_the_product
from throughcare.organisations.models import Organisation
from throughcare.peers import pairing, schemes
from throughcare.peers.models import Contact, Match, Mentee, MentorAccount, Slip


@pytest.fixture
def mina(peers: Peers, as_: SignIn) -> Client:
    return as_("mina")


def text(answer: object) -> str:
    page = answer.content.decode()  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")]))


def test_the_board_says_who_waits_who_is_active_and_what_is_due(mina: Client, peers: Peers):
    peers.match("Robin", "Blake")
    page = text(mina.get("/mentoring"))
    assert "1 person is supported now; there is room for 24 more today. 2 people wait for a mentor." in page
    for words in ("Waiting for a mentor", "Casey Archer", "Robin Archer", "1 of 25", "Shadowing another mentor"):
        assert words in page
    assert "HMP Swaleside: 10 mentors for 250 people" in page
    assert Entry.objects.filter(did="saw-mentor-scheme").exists()


def test_a_board_of_more_people_than_it_shows_says_so(mina: Client, monkeypatch: pytest.MonkeyPatch):
    assert "stand here" not in text(mina.get("/mentoring"))
    monkeypatch.setattr(boards, "MOST", 2)
    page = text(mina.get("/mentoring"))
    assert "Only 2 of those who asked or are supported stand here, whatever is due first." in page
    assert sum(name in page for name in ("Blake", "Casey", "Drew")) == 2


def test_the_first_page_says_who_waits_and_who_has_waited_too_long(mina: Client, as_: SignIn, peers: Peers):
    Mentee.objects.update(due_on=NOW.date())
    assert "3 people wait for a mentor 0 overdue" in text(mina.get("/today"))
    Mentee.objects.filter(pk=peers.mentee("Blake").pk).update(due_on=NOW.date() - timedelta(days=1))
    assert "3 people wait for a mentor, 1 of them for longer than they should" in text(mina.get("/today"))
    assert "wait for a mentor" not in text(as_("owen").get("/today"))


def test_the_prison_sees_the_mentors_it_decides_on_and_nobody_whom_they_support(as_: SignIn, peers: Peers):
    page = text(as_("owen").get("/mentoring"))
    assert "Robin Archer" in page
    assert "Blake" not in page


@pytest.mark.parametrize("who", ["nadia", "harun", "gwen"])
def test_the_board_is_nobody_elses(as_: SignIn, peers: Peers, who: str):
    assert as_(who).get("/mentoring").status_code == 403


def test_every_gate_that_is_shut_says_why(mina: Client, peers: Peers):
    page = text(mina.get(f"/mentoring/mentors/{peers.mentors['Sasha']}"))
    assert "Not yet, and why" in page
    assert "Shadowing signed off:" in page
    assert "needs" in page


def test_with_whom_somebody_may_shadow_is_said_where_it_is_asked(mina: Client, peers: Peers):
    peers.applicant("Ellis", "TC-EEE-333", until="training-signed-off")
    page = f"/mentoring/mentor/{peers.mentors['Ellis']}/steps/shadowing-started"
    form = mina.get(page)
    told = text(form)
    assert "The reference of an active mentor of this scheme. Shadowing with an inactive mentor is refused" in told
    sasha = peers.mentor("Sasha").episode.reference
    when = {"happened-day": "24", "happened-month": "3", "happened-year": "2026"}
    late = mina.post(page, {**unseen(form), **when, "shadows": sasha})
    assert late.status_code == 422
    assert "This mentor is not active, so nobody can go along with them. Name an active mentor" in text(late)


def test_the_governor_decides_on_the_page_of_the_applicant(as_: SignIn, peers: Peers):
    ellis = peers.applicant("Ellis", "TC-EEE-333", until="application-complete")
    owen, address = as_("owen"), f"/mentoring/mentor/{ellis.pk}/steps/governor-approved"
    assert "Governor approves" in text(owen.get(f"/mentoring/mentors/{ellis.pk}"))
    form = owen.get(address)
    assert form.status_code == 200
    said = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form.content.decode()))
    said |= {"decided-by": "Governor Hart", "happened-day": "24", "happened-month": "3", "happened-year": "2026"}
    assert owen.post(address, said).status_code == 303
    assert ellis.episode.events.filter(step="governor-approved").exists()
    # What is not the prison's to record is not there for it.
    assert owen.get(f"/mentoring/mentor/{ellis.pk}/steps/approved-for-training").status_code == 404


def test_somebody_who_waits_is_shown_mentors_with_reasons(mina: Client, peers: Peers):
    takes = schemes.Takes(languages=["Polish"], needs=["loneliness"], hours=["evening"])
    schemes.set_profile(mentor=peers.mentor("Robin"), takes=takes, by=peers.mina, at=NOW)
    blake = peers.mentees["Blake"]
    page = text(mina.get(f"/mentoring/mentees/{blake}"))
    for words in ("Robin Archer : fits", "Takes: loneliness.", "Speaks Polish.", "Lives on C wing too."):
        assert words in page
    answer = mina.post(
        f"/mentoring/mentees/{blake}/match/{peers.mentors['Robin']}", {"aim": "To leave my cell once a day"}
    )
    assert (answer.status_code, answer["Location"]) == (303, f"/mentoring/mentees/{blake}?done=matched")
    assert Match.objects.get().mentor_id == peers.mentors["Robin"]


def test_a_match_that_may_not_be_is_refused_at_its_form(mina: Client, peers: Peers):
    answer = mina.post(f"/mentoring/mentees/{peers.mentees['Blake']}/match/{peers.mentors['Sasha']}", {"aim": "x"})
    assert answer.status_code == 422
    assert "Is not an active mentor yet, or no longer." in text(answer)


def test_slips_are_printed_and_entered_one_after_another(mina: Client, peers: Peers):
    made = peers.match("Robin", "Blake")
    page = text(mina.post(f"/mentoring/matches/{made.pk}/slips", {"count": "2"}))
    codes = list(Slip.objects.values_list("code", flat=True))
    assert len(codes) == 2
    assert all(code in page for code in codes)
    assert "Archer" not in page.partition("Back to")[0]
    said = {"code": codes[0], "on-day": "24", "on-month": "3", "on-year": "2026", "minutes": "30", "kind": "group"}
    assert "Entered: 30 minutes on 24 March 2026." in text(mina.post("/mentoring/slip", said))
    assert "It is counted once." in text(mina.post("/mentoring/slip", said))
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(("who", "step"), [("mina", "stopped"), ("owen", "suspended"), ("mina", "moved")])
def test_a_mentor_who_supports_somebody_is_stopped_on_the_page(as_: SignIn, peers: Peers, who: str, step: str):
    """Whoever they supported waits at once, and that is on record as done by the product."""
    made, page = peers.match("Robin", "Blake"), f"/mentoring/mentor/{peers.mentors['Robin']}/steps/{step}"
    opened = as_(who).get(page).content.decode()
    seen = re.findall(r'name="(seen|submission)" value="([^"]+)"', opened)
    said = {"happened-day": "24", "happened-month": "3", "happened-year": "2026"}
    more = {"reason": "security", "outcome": "resigned", "support": "Talked"}
    assert as_(who).post(page, {**dict(seen), **said, **more}).status_code == 303
    made.refresh_from_db()
    assert made.ended == {"suspended": "mentor-suspended"}.get(step, "mentor-left")
    noted = Entry.objects.filter(person_id=made.person_id, did="recorded-fact").latest("pk").by
    assert noted is not None
    assert is_the_product(noted)
    assert Entry.objects.filter(did="recorded-fact").exclude(person_id=made.person_id).latest("pk").by != noted


def test_an_account_is_given_with_a_code_that_is_shown_once(mina: Client, peers: Peers):
    address = f"/mentoring/mentors/{peers.mentors['Robin']}/account/give"
    key = {"submission": "7f1a8a3e-7df0-4b5c-9a53-0d8b5c1f2a11"}
    first = text(mina.post(address, key))
    held = MentorAccount.objects.get()
    assert held.account.staff.username in first
    assert "The code was shown, once" in text(mina.post(address, key))
    assert MentorAccount.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["mentees/{0}/wish", "mentors/{1}/takes", "matches/{2}/end", "mentees/{0}/no/{1}", "schemes/{3}"]
)
def test_every_form_opens_and_says_what_is_missing(mina: Client, peers: Peers, address: str):
    numbers = (peers.mentees["Blake"], peers.mentors["Robin"], peers.match("Robin", "Blake").pk, peers.scheme.pk)
    path = f"/mentoring/{address.format(*numbers)}"
    assert mina.get(path).status_code == 200
    assert mina.post(path, {"most": "0", "side": "x", "why": "x", "hours": "dawn", "prefers": "x"}).status_code == 422


@pytest.mark.parametrize("who", ["sam", "owen", "nadia"])
def test_pages_of_matching_are_shut_to_others(as_: SignIn, peers: Peers, who: str):
    made = peers.match("Robin", "Blake")
    for address in (f"mentees/{peers.mentees['Blake']}", f"matches/{made.pk}/end", "slip"):
        assert as_(who).get(f"/mentoring/{address}").status_code in (403, 404)


def test_the_pages_ask_at_most_eight_questions_more_than_the_door_however_many_there_are(mina: Client, peers: Peers):
    peers.match("Robin", "Blake")
    addresses = (
        "/mentoring", f"/mentoring/mentors/{peers.mentors['Robin']}", f"/mentoring/mentees/{peers.mentees['Casey']}",
    )  # fmt: skip
    counted = [_asked(mina, address) for address in addresses]
    peers.match("Robin", "Drew")
    peers.applicant("Ellis", "TC-EEE-333", until="supervision-held")
    peers.asks("Flo", "TC-FFF-333")
    assert [_asked(mina, address) for address in addresses] == counted


def _asked(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return sum(1 for one in asked if "SELECT" in one["sql"] and " ROLE " not in one["sql"])


ELSEWHERE = ("mentors/{0}", "mentors/{0}/takes", "mentors/{0}/account/give", "mentor/{0}/steps/suspended",
    "mentees/{1}", "mentees/{1}/wish", "mentees/{1}/groups", "mentees/{1}/groups/wait",
    "mentees/{1}/match/{0}", "mentees/{1}/no/{0}", "mentee/{1}/steps/not-safe",
    "matches/{2}/end", "matches/{2}/slips", "schemes/{3}")  # fmt: skip


def test_a_coordinator_of_another_prison_finds_nobody_here_at_any_address(as_: SignIn, peers: Peers):
    """Out of scope is as if it were not there, whatever is asked or sent."""
    westfell = Organisation.objects.create(
        name="Westfell peer support", kind="peer-support", parent=peers.cast.places["HMP Westfell"], fictional=True
    )
    joins(peers.cast, "wanda", "Wanda Blythe", "MC", westfell)
    wanda, there = as_("wanda"), (peers.mentors["Robin"], peers.mentees["Blake"], peers.match("Robin", "Blake").pk)
    for address in ELSEWHERE:
        real = f"/mentoring/{address.format(*there, peers.scheme.pk)}"
        absent = f"/mentoring/{address.format(987654, 987654, 987654, 987654)}"
        for ask in (wanda.get, wanda.post):
            answers = [ask(one) for one in (real, absent)]
            assert [one.status_code for one in answers] in ([404, 404], [405, 405]), address
    assert "Archer" not in text(wanda.get("/mentoring"))


def test_what_people_wrote_runs_on_no_page(mina: Client, peers: Peers):
    script = "<script>alert(1)</script>{{7*7}}"
    aim, robin = f"To sleep {script}", peers.mentors["Robin"]
    Mentee.objects.filter(pk=peers.mentees["Blake"]).update(aim=aim, language=script)
    made = pairing.match(mentor=peers.mentor("Robin"), mentee=peers.mentee("Blake"), aim=aim, by=peers.mina, at=NOW)
    schemes.set_profile(mentor=peers.mentor("Robin"), takes=schemes.Takes([script]), by=peers.mina, at=NOW)
    for address in ("", f"/mentors/{robin}", f"/mentees/{peers.mentees['Blake']}", f"/matches/{made.pk}/end"):
        page = mina.get(f"/mentoring{address}").content.decode()
        assert "<script>alert" not in page
        assert "49" not in text(mina.get(f"/mentoring{address}"))
