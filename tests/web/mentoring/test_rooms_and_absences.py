"""What groups of a scheme need of a prison's day, said by its coordinator: rooms, and who is away."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.groups_of_schemes import Creative, open_creative
from tests.peers.conftest import NOW, Peers, joins
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.care import helping
from throughcare.care.models import Away, Commitment, Helper, Room
from throughcare.organisations.refusals import Refused
from throughcare.regimes import places, prison

# The group meets on Tuesdays from 14:00 to 15:00.
FROM = {"starts-day": "31", "starts-month": "3", "starts-year": "2026", "starts-time": "13:30"}
UNTIL = {"ends-day": "31", "ends-month": "3", "ends-year": "2026", "ends-time": "14:30"}


@pytest.fixture
def mina(peers: Peers, as_: SignIn) -> Client:
    return as_("mina")


@pytest.fixture
def painting(peers: Peers) -> Creative:
    made = open_creative(peers)
    helping.ask_to_help(cohort=made.cohort, mentor=peers.mentor("Robin").episode, by=peers.mina, at=NOW)
    return made


def test_a_coordinator_adds_a_room_of_the_prison_and_opens_a_group_in_it(mina: Client, painting: Creative):
    assert "Add a room" in words(mina.get("/groups"))
    wing = painting.peers.wings["C wing"]
    said = {"name": "C wing kitchen", "holds": "6", "unit": str(wing.pk), "needs": "any"}
    assert mina.post("/groups/rooms/new", said).status_code == 303
    room = Room.objects.get(name="C wing kitchen")
    assert (room.place, room.unit, room.by) == (painting.room.place, wing, painting.peers.mina)
    assert "C wing kitchen" in words(mina.get(f"/groups/open?programme={painting.programme.pk}"))
    assert "There is a room “C wing kitchen” already." in words(mina.post("/groups/rooms/new", said))


def test_a_coordinator_keeps_no_room_of_another_prison_and_no_hours_of_their_own(painting: Creative):
    peers = painting.peers
    other = peers.cast.places["HMP Westfell"]
    with pytest.raises(Refused, match="Only those who work at this place say which rooms it has"):
        places.add_room(place=other, name="Library", holds=6, needs="any", by=peers.mina, at=NOW)
    with pytest.raises(Refused, match="Only those who work at this place"):
        places.say_regime(place=painting.room.place, unit=None, hours={0: [(510, 705)]}, by=peers.mina, at=NOW)


def test_a_colleague_of_the_scheme_who_is_away_holds_no_group_then(mina: Client, painting: Creative):
    amir = joins(painting.peers.cast, "amir", "Amir Haddad", "MC", painting.peers.mina.organisation)
    assert "Who is away" in words(mina.get("/groups"))
    assert mina.post("/groups/away/new", {"who": str(amir.pk), **FROM, **UNTIL}).status_code == 303
    told = words(mina.get("/groups/away"))
    assert "Amir Haddad Tuesday 31 March 2026 at 13:30 to Tuesday 31 March 2026 at 14:30" in told
    assert "somebody covers" not in told
    plan = {"name": "Painting two", "room": str(painting.room.pk), "places": "4", "givers": str(amir.pk)}
    when = {"when-day": "31", "when-month": "3", "when-year": "2026", "when-time": "14:00"}
    late = mina.post(f"/groups/open?programme={painting.programme.pk}", {**plan, **when})
    assert "Amir Haddad is away then." in words(late)
    away = Away.objects.get()
    assert mina.post(f"/groups/away/{away.pk}/back", {}).status_code == 303
    assert "Nobody." in words(mina.get("/groups/away"))


def test_nobody_of_another_team_is_said_to_be_away(mina: Client, painting: Creative, as_: SignIn):
    petra = painting.peers.cast.petra
    answer = mina.post("/groups/away/new", {"who": str(petra.pk), **FROM, **UNTIL})
    assert (answer.status_code, Away.objects.exists()) == (422, False)
    assert as_("petra").post("/groups/away/new", {"who": str(petra.pk), **FROM, **UNTIL}).status_code == 303
    assert "Petra" not in words(mina.get("/groups/away"))
    assert mina.post(f"/groups/away/{Away.objects.get().pk}/back", {}).status_code == 404


def test_a_mentor_who_has_to_be_elsewhere_stands_beside_the_session_they_miss(mina: Client, painting: Creative):
    helper, group = Helper.objects.get(), f"/groups/{painting.cohort.pk}"
    address = f"/groups/helpers/{helper.pk}/elsewhere"
    form = words(mina.get(address))
    assert "Social visit" in form
    assert "Court" not in form
    assert mina.post(address, {**FROM, **UNTIL, "kind": "social-visit"}).status_code == 303
    told = words(mina.get(group))
    assert "Cannot come to session 3 , Tuesday 31 March 2026 at 14:00: social visit." in told
    assert told.count("Cannot come to session") == 1
    back = f"/groups/helpers/elsewhere/{Commitment.objects.get().pk}/back"
    with CaptureQueriesContext(connection) as captured:
        mina.get(group)
    assert len(queries(captured)) <= 8
    assert mina.get(back).status_code == 200
    assert mina.post(back, {}).status_code == 303
    assert mina.post(back, {}).status_code == 404
    assert "Cannot come" not in words(mina.get(group))


def test_of_a_mentor_who_helps_in_no_group_the_coordinator_says_nothing_of_their_days(painting: Creative):
    peers = painting.peers
    times = {"starts_at": NOW, "ends_at": NOW.replace(hour=12), "at": NOW}
    for person in (peers.mentee("Blake").person, peers.mentor("Sasha").person):
        with pytest.raises(Refused, match="Those who look after this person's days"):
            prison.say_commitment(person=person, kind="work", by=peers.mina, **times)
    with pytest.raises(Refused, match="Those who look after this person's days"):
        prison.say_commitment(person=peers.mentor("Robin").person, kind="court", by=peers.mina, **times)
    helping.stop_helping(helper=Helper.objects.get(), by=peers.mina, at=NOW)
    with pytest.raises(Refused, match="this person's days"):
        prison.say_commitment(person=peers.mentor("Robin").person, kind="work", by=peers.mina, **times)


@pytest.mark.parametrize("who", ["petra", "owen", "sam", "carol"])
def test_others_say_nothing_of_helpers(as_: SignIn, painting: Creative, who: str):
    assert as_(who).get(f"/groups/helpers/{Helper.objects.get().pk}/elsewhere").status_code in {403, 404}


def test_what_is_said_of_others_days_is_not_there_to_be_taken_back(mina: Client, painting: Creative):
    peers = painting.peers
    times = {"starts_at": NOW, "ends_at": NOW.replace(hour=12), "at": NOW}
    said = prison.say_commitment(person=peers.mentee("Blake").person, kind="work", by=peers.cast.owen, **times)
    assert mina.get(f"/groups/helpers/elsewhere/{said.pk}/back").status_code == 404
