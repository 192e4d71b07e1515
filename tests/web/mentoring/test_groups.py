"""Groups of a scheme on the coordinator's pages: eight questions at most, and nobody else's groups."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.care.conftest import Eastmoor
from tests.care.conftest import furnish as treat
from tests.groups_of_schemes import THERE, Creative, open_creative
from tests.peers.conftest import NOW, Peers, joins
from tests.web.conftest import SignIn
from tests.web.mentoring.test_screen import opens
from tests.web.pages import queries, words
from throughcare.care import helping
from throughcare.care.models import Attendance, Cohort, Helper, Membership, Programme, Wait

PLAIN = {"name": "Cooking", "kind": "daily-living", "minutes": "90", "smallest": "2", "largest": "6"}


@pytest.fixture
def mina(peers: Peers, as_: SignIn) -> Client:
    return as_("mina")


@pytest.fixture
def painting(peers: Peers) -> Creative:
    """Blake and Casey have a place, Robin helps, and the first register is saved."""
    made = open_creative(peers)
    for given in ("Blake", "Casey"):
        made.joins(given)
    helping.ask_to_help(cohort=made.cohort, mentor=peers.mentor("Robin").episode, by=peers.mina, at=NOW)
    return made


@pytest.fixture
def treatment(peers: Peers) -> Eastmoor:
    """Petra's own group, in the same prison."""
    made = treat(peers.cast)
    made.group()
    return made


def test_a_coordinator_opens_a_programme_and_a_group_and_fills_it(mina: Client, peers: Peers, as_: SignIn):
    open_creative(peers)
    assert mina.post("/groups/programmes/new", {**PLAIN, "modules": "Bread, 2"}).status_code == 303
    programme = Programme.objects.get(title="Cooking")
    assert (programme.kind, programme.category) == ("daily-living", "peer-contacts")
    number = peers.mentees["Blake"]
    asked = {"programme": programme.pk, "since-day": "20", "since-month": "3", "since-year": "2026"}
    form = {**asked, "need": "usual", "fit": "fits"}
    assert mina.post(f"/mentoring/mentees/{number}/groups/wait", form).status_code == 303
    wait = Wait.objects.get(programme=programme)
    assert "Waits for Cooking" in words(mina.get(f"/mentoring/mentees/{number}/groups"))
    cohort = Cohort.objects.get()
    assert mina.get(f"/groups/{cohort.pk}/offer/{wait.pk}").status_code == 404, "waits for another programme"


def test_the_coordinator_offers_places_and_saves_the_register(mina: Client, painting: Creative):
    painting.waits("Drew")
    wait = Wait.objects.get(ended_at=None)
    assert mina.post(f"/groups/{painting.cohort.pk}/offer/{wait.pk}", {"out_of_turn": ""}).status_code == 303
    assert mina.post(f"/groups/places/{Membership.objects.latest('pk').pk}/accept", {}).status_code == 303
    address = f"/groups/sessions/{painting.first.pk}"
    page = words(mina.get(address))
    assert "Blake Archer" in page
    lines = {}
    for given, what in (("Blake", "on-time"), ("Casey", "refused"), ("Drew", "late-seen")):
        key = painting.peers.mentee(given).episode_id
        lines |= {f"what-{key}": what, f"engaged-{key}": "took-part"}
    assert mina.post(address, {**lines, "seen": ""}).status_code == 303
    assert Attendance.objects.filter(event__isnull=False).count() == 1, "Drew came later"
    assert "Was there, took part" in words(mina.get(f"/mentoring/mentees/{painting.peers.mentees['Blake']}/groups"))


def test_no_page_asks_more_than_eight_questions(mina: Client, painting: Creative):
    painting.waits("Drew")
    painting.register(Blake=THERE, Casey=THERE)
    mentee, group = painting.peers.mentees["Blake"], painting.cohort.pk
    for address in (
        "/groups", "/groups/calendar", "/groups/my-calendar", "/groups/away", "/groups/away/new",
        "/groups/rooms/new", f"/groups/{group}", f"/groups/{group}/helpers",
        f"/groups/sessions/{painting.first.pk}", f"/mentoring/mentees/{mentee}/groups",
        f"/mentoring/mentees/{mentee}/groups/wait", f"/groups/helpers/{Helper.objects.get().pk}/end",
        f"/groups/helpers/{Helper.objects.get().pk}/elsewhere",
        f"/groups/open?programme={painting.programme.pk}", f"/groups/programmes/{painting.programme.pk}",
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as captured:
            assert mina.get(address).status_code == 200, address
        assert len(queries(captured)) <= 8, [address, *queries(captured)]


def test_a_coordinator_sees_no_group_of_treatment_and_clinicians_none_of_the_scheme(
    mina: Client, painting: Creative, treatment: Eastmoor, as_: SignIn
):
    theirs, ours = Cohort.objects.get(title="Tuesday group"), painting.cohort
    for client, other, name in ((mina, theirs, "Emotional regulation"), (as_("petra"), ours, "Painting")):
        assert name not in words(client.get("/groups"))
        assert name not in words(client.get("/groups/calendar?view=list"))
        session = other.sessions.first()
        for address in (
            f"/groups/{other.pk}",
            f"/groups/sessions/{session.pk}",
            f"/groups/sessions/{session.pk}/cancel",
        ):
            assert client.get(address).status_code == 404, address
    membership, wait = Membership.objects.first(), Wait.objects.first()
    for address in (f"/groups/places/{membership.pk}/leave", f"/groups/waits/{wait.pk}/stop"):
        assert as_("petra").get(address).status_code == 404, address


def test_an_account_of_both_kinds_in_one_organisation_keeps_only_what_is_its_role_s(painting: Creative, as_: SignIn):
    """A clinician who is employed by the scheme itself keeps no group of it."""
    peers = painting.peers
    joins(peers.cast, "paul", "Paul Aldous", "PMH", peers.mina.organisation)
    paul = as_("paul")
    assert "Painting" not in words(paul.get("/groups"))
    assert paul.get(f"/groups/{painting.cohort.pk}").status_code == 404
    assert paul.get(f"/groups/sessions/{painting.first.pk}").status_code == 404


def test_what_is_of_treatment_or_of_the_prison_is_not_theirs(mina: Client, painting: Creative):
    for address in (
        "/groups/days",
        "/groups/days/hours",
        "/groups/closed-days/new",
        "/groups/lost",
        "/groups/apart",
        "/groups/elsewhere",
    ):
        assert mina.get(address).status_code == 403, address


def test_a_mentor_reads_on_their_screen_when_the_group_meets_and_who_is_in_it_nowhere(painting: Creative, as_: SignIn):
    opens(painting.peers, "Robin")
    robin = as_("robin")
    page = words(robin.get("/mentor"))
    assert "Groups I help with Tuesday 24 March 2026 at 14:00 to 15:00, Art room: Tuesday painting (Painting)" in page
    assert "Blake" not in page
    assert "Casey" not in page
    assert robin.get(f"/groups/{painting.cohort.pk}").status_code == 404


def test_the_group_says_who_helps_and_a_helper_stops(mina: Client, painting: Creative):
    page = words(mina.get(f"/groups/{painting.cohort.pk}"))
    assert "Mentors who help to lead it Robin Archer, since Tuesday 24 March 2026" in page
    assert mina.post(f"/groups/helpers/{Helper.objects.get().pk}/end", {}).status_code == 303
    assert Helper.objects.get().ended_at == NOW
    again = {"mentor": painting.peers.mentors["Robin"]}
    assert mina.post(f"/groups/{painting.cohort.pk}/helpers", again).status_code == 303
