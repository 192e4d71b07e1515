"""What a mentor opens: one screen, large and without typing; everything else is as if it were not there."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from psycopg.errors import LockNotAvailable, QueryCanceled

from tests.peers.conftest import NOW, Peers
from tests.web.attack.conftest import patterns
from tests.web.attack.test_requests import EXAMPLES
from tests.web.conftest import SignIn
from throughcare.mentoring.keeping import FIRST, THEIRS
from throughcare.organisations.models import Staff, StaffRole
from throughcare.peers import accounts, schemes
from throughcare.peers.models import Contact, Match
from throughcare.people import dated
from throughcare.people.models import Placement
from throughcare.web import acting
from throughcare.web.acting import OPEN_TO_ALL, OWN_ACCOUNT, WITHOUT_ROLE
from throughcare.worries import raising
from throughcare.worries.models import Worry

# Words of a record that no page of a mentor has. "Risk" and its like would be about somebody.
NEVER = ("Archer", "TC-", "diagnos", "medication", "ACCT", "risk", "offence", "self-harm", "clinical", "14 May 1990")


def opens(peers: Peers, name: str) -> None:
    """The account of a mentor who has chosen a password already."""
    held = accounts.give(mentor=peers.mentor(name), by=peers.mina, at=NOW).account.account
    Staff.objects.filter(pk=held.staff_id).update(given_until=None)
    peers.cast.staff[name.lower()] = StaffRole.objects.select_related("staff").get(pk=held.pk)


@pytest.fixture
def robin(peers: Peers, as_: SignIn) -> Client:
    """Robin, who supports Blake, at the shared device of the wing."""
    opens(peers, "Robin")
    peers.match("Robin", "Blake")
    schemes.set_wish(mentee=peers.mentee("Blake"), hours=["evening"], prefers="cell-door", by=peers.mina, at=NOW)
    return as_("robin")


def main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def example(written: str) -> str:
    """An address with something that could stand in it."""
    for part, said in EXAMPLES.items():
        written = written.replace(part, said)
    return "/" + re.sub("<[^>]+>", "1", written)


def test_the_screen_has_first_name_wing_aim_and_how_to_meet(robin: Client):
    page = main(robin.get("/mentor").content.decode())
    for words in ("Hello Robin", "Blake", "C wing", "“To leave my cell once a day”", "At the cell door", "We met"):
        assert words in page
    assert "By Monday 6 April 2026" in page, "supervision"
    assert [word for word in NEVER if word in page] == []
    assert '<input type="text"' not in page
    assert "<textarea" not in page


def test_somebody_who_shadows_reads_with_whom_they_go_along(peers: Peers, as_: SignIn):
    opens(peers, "Sasha")
    page = main(as_("sasha").get("/mentor").content.decode())
    assert "You go along with a mentor who is active, never with one who has stopped or is learning too." in page


def test_one_tap_passes_a_worry_on_and_nothing_is_typed(robin: Client, peers: Peers, as_: SignIn):
    page = robin.get("/mentor").content.decode()
    forms = re.findall(
        r'name="about" value="(\d*)"><input type="hidden" name="submission" value="([0-9a-f-]{36})"', page
    )
    assert [about for about, _ in forms] == ["", str(Match.objects.get().pk)]
    about, key = forms[1]
    for _ in range(2):
        answer = robin.post("/worries/escalate", {"about": about, "submission": key})
        assert (answer.status_code, answer["Location"]) == (303, "/worries/passed-on?done=passed-on")
    assert Worry.objects.get().episode_id == peers.mentee("Blake").episode_id
    assert "Blake" in as_("owen").get("/worries").content.decode()


def test_a_tap_that_cannot_be_taken_says_that_nobody_was_told_and_what_to_do(robin: Client):
    said = "Nobody has been told of your worry. Use the cell bell, or tell any officer now."
    assert said in robin.post("/worries/escalate", {"about": "987654"}).content.decode()
    robin.logout()
    signed_out = robin.post("/worries/escalate", {"about": ""})
    assert (signed_out.status_code, said in signed_out.content.decode()) == (401, True)
    assert said not in robin.post("/mentor", {}).content.decode()
    strict = Client(enforce_csrf_checks=True).post("/worries/escalate", {"about": ""})
    assert (strict.status_code, said in strict.content.decode()) == (403, True)


@pytest.mark.parametrize(("fails", "status"), [("a fault of ours", 500), ("rows that stay locked", 409), ("time", 503)])
def test_a_tap_that_meets_a_fault_says_so_too(robin: Client, monkeypatch: pytest.MonkeyPatch, fails: str, status: int):
    met = {409: LockNotAvailable, 503: QueryCanceled}.get(status)

    def failing(**_: object) -> None:
        raise OperationalError(fails) from met() if met else RuntimeError(fails)

    monkeypatch.setattr(raising, "tap", failing)
    robin.raise_request_exception = False
    answer = robin.post("/worries/escalate", {"about": "", "submission": str(uuid4())})
    assert answer.status_code == status
    assert "Use the cell bell, or tell any officer now." in answer.content.decode()


def test_signing_in_leads_to_the_screen_and_the_header_offers_nothing_else(robin: Client):
    for address in ("/", "/today"):
        answer = robin.get(address)
        assert (answer.status_code, answer["Location"]) == (302, "/mentor")
    page = robin.get("/mentor").content.decode()
    menu = page[page.index('aria-label="Menu"') :].partition("</nav>")[0]
    assert re.findall(r'href="([^"]*)"', menu) == ["/mentor"]


def test_every_other_page_of_the_product_is_shut_to_a_mentor(robin: Client, peers: Peers):
    """Also those about somebody whom they support, whatever the address."""
    # The pages that are open to all are known once the addresses are.
    every = list(patterns())
    open_ = {*THEIRS, *FIRST, *OPEN_TO_ALL, *WITHOUT_ROLE}
    asked = [(name, example(path)) for name, path in every if name not in open_ and not name.startswith(OWN_ACCOUNT)]
    assert len(asked) > 150
    answers = {name: robin.get(path).status_code for name, path in asked}
    assert {name: status for name, status in answers.items() if status not in (403, 404)} == {}
    blake = peers.mentee("Blake")
    for address in (
        f"/people/{blake.person.reference}", f"/episodes/{blake.episode.reference}", f"/mentoring/mentees/{blake.pk}",
        f"/api/Patient/{blake.person.reference}", f"/mentoring/mentors/{peers.mentors['Robin']}",
    ):  # fmt: skip
        assert robin.get(address).status_code == 404
    assert robin.get("/people?q=Archer").status_code == 403


def test_a_contact_is_logged_by_choices_alone(robin: Client):
    match = Match.objects.get()
    page = main(robin.get(f"/mentor/met/{match.pk}").content.decode())
    assert 'type="text"' not in page
    said = {"on": NOW.date().isoformat(), "minutes": "45", "kind": "art"}
    answer = robin.post(f"/mentor/met/{match.pk}", said)
    assert (answer.status_code, answer["Location"]) == (303, "/mentor?done=contact")
    assert Contact.objects.values_list("minutes", "kind", "by__role").get() == (45, "art", "PM")
    assert "It is logged." in robin.get("/mentor?done=contact").content.decode()


@pytest.mark.parametrize("said", [{}, {"on": "tomorrow", "minutes": "7", "kind": "listener"}])
def test_what_was_not_offered_is_not_taken(robin: Client, said: dict[str, str]):
    answer = robin.post(f"/mentor/met/{Match.objects.get().pk}", said)
    assert answer.status_code == 422
    assert Contact.objects.count() == 0


def test_a_mentor_released_at_noon_finds_no_screen_at_a_minute_past(
    robin: Client, peers: Peers, as_: SignIn, monkeypatch: pytest.MonkeyPatch
):
    noon = NOW.replace(hour=12, minute=0)
    match = Match.objects.get()
    monkeypatch.setattr(acting, "now", lambda: noon - timedelta(minutes=1))
    robin = as_("robin")
    robin.post("/worries/escalate", {"about": match.pk})
    for address in ("/mentor", "/worries/passed-on"):
        assert "Blake" in robin.get(address).content.decode(), address
    here = Placement.objects.get(person=peers.mentor("Robin").person)
    dated.end_placement(placement=here, on=noon.date(), by=peers.cast.nadia, at=noon)
    monkeypatch.setattr(acting, "now", lambda: noon + timedelta(minutes=1))
    worries = ("/worries/passed-on", "/worries/escalate")
    for address in ("/mentor", f"/mentor/met/{match.pk}", "/mentor/certificate", *worries):
        answer = robin.get(address)
        assert answer.status_code == 404, address
        assert "Blake" not in answer.content.decode()
    assert robin.post(f"/mentor/met/{match.pk}", {}).status_code == 404


def test_another_mentors_match_is_not_there(robin: Client, peers: Peers, as_: SignIn):
    peers.applicant("Ellis", "TC-EEE-333", until="supervision-held")
    opens(peers, "Ellis")
    assert as_("ellis").get(f"/mentor/met/{Match.objects.get().pk}").status_code == 404
    page = as_("ellis").get("/mentor").content.decode()
    assert "Blake" not in page
    assert "Nobody yet" in page


def test_the_certificate_says_what_was_learned_and_nothing_of_vetting(robin: Client):
    page = main(robin.get("/mentor/certificate").content.decode())
    assert "Running a group" in page
    assert "since 16 February 2026" in page
    assert [word for word in (*NEVER, "leared until") if word in page] == []


@pytest.mark.parametrize("who", ["nadia", "owen", "mina", "gwen"])
def test_staff_have_no_screen_of_a_mentor(as_: SignIn, peers: Peers, who: str):
    assert as_(who).get("/mentor").status_code == 404


def test_the_screen_asks_few_questions_however_many_there_are(robin: Client, peers: Peers):
    robin.get("/mentor")
    with CaptureQueriesContext(
        connection,
    ) as one:
        robin.get("/mentor")
    for name in ("Casey", "Drew"):
        peers.match("Robin", name)
    with CaptureQueriesContext(connection) as three:
        robin.get("/mentor")
    assert len(three) == len(one)
