"""The pages of groups: what each sees, what is recorded there, and that none asks more of the database as it grows."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.care.conftest import NOW, Eastmoor, after, session_of
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.care.models import Attendance, Cohort, Feed, Membership, Programme, Session, Wait
from throughcare.episodes.models import Episode
from throughcare.regimes import prison

MOST = 8
WHEN = {"when-day": "25", "when-month": "3", "when-year": "2026", "when-time": "10:00"}


def register_of(cohort: Cohort, number: int = 2) -> str:
    return f"/groups/sessions/{session_of(cohort, number).pk}"


def filled_in(eastmoor: Eastmoor, *, seen: int = 0, **changes: str) -> dict[str, Any]:
    """What a browser sends of the register of three, where nothing is changed but what is said."""
    sent: dict[str, Any] = {"seen": str(seen)}
    for name in ("Blake", "Casey", "Drew"):
        key = eastmoor.people[name].pk
        sent |= {f"what-{key}": changes.get(name, "on-time"), f"engaged-{key}": "took-part"}
    return sent


def addresses(eastmoor: Eastmoor, cohort: Cohort) -> dict[str, str]:
    blake = eastmoor.people["Blake"].reference
    return {
        "groups": "/groups", "calendar": "/groups/calendar", "as a list": "/groups/calendar?view=list",
        "a group": f"/groups/{cohort.pk}", "register": register_of(cohort), "saved": register_of(cohort, 1),
        "to come": register_of(cohort, 5), "cancel": f"{register_of(cohort, 5)}/cancel", "lost": "/groups/lost",
        "move": f"{register_of(cohort, 5)}/move", "mine": "/groups/my-calendar",
        "open": f"/groups/open?programme={eastmoor.programme.pk}",
        "programme": "/groups/programmes/new", "describe": f"/groups/programmes/{eastmoor.programme.pk}",
        "room": "/groups/rooms/new", "close": "/groups/closed-days/new",
        "offer": f"/groups/{cohort.pk}/offer/{Wait.objects.get(ended_at=None).pk}",
        "leave": f"/groups/places/{Membership.objects.first().pk}/leave",
        "need": f"/groups/waits/{Wait.objects.get(ended_at=None).pk}/say",
        "stop": f"/groups/waits/{Wait.objects.get(ended_at=None).pk}/stop",
        "episode": f"/episodes/{blake}/sessions", "book": f"/episodes/{blake}/sessions/book",
        "wait": f"/episodes/{blake}/sessions/wait",
    }  # fmt: skip


def test_those_who_treat_open_every_page_with_few_questions_and_nobody_else_does(
    as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort
):
    for name, address in addresses(eastmoor, tuesday).items():
        petra = as_("petra")
        petra.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert petra.get(address).status_code == 200, name
        assert len(queries(captured)) <= MOST, (name, queries(captured))
        for stranger in ("owen", "carol", "bola", "gwen"):
            assert as_(stranger).get(address).status_code in {403, 404} or name in {"lost", "close"}, (name, stranger)


@pytest.mark.parametrize(
    "name", ["a group", "register", "saved", "cancel", "offer", "leave", "need", "episode", "book"]
)
def test_what_is_another_team_s_is_not_there(as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort, name: str):
    """Nadia sees these people as Petra does, and treats them not; Sam works in another prison."""
    for stranger in ("nadia", "sam"):
        assert as_(stranger).get(addresses(eastmoor, tuesday)[name]).status_code == 404


@pytest.mark.parametrize("name", ["a group", "register", "episode", "calendar", "groups"])
def test_no_page_asks_more_for_ten_people_than_for_three(as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort, name: str):
    asked = []
    for more in ([], range(4, 11)):
        for number in more:
            eastmoor.joins(eastmoor.somebody(number), tuesday)
        petra = as_("petra")
        petra.get(addresses(eastmoor, tuesday)[name])
        with CaptureQueriesContext(connection) as captured:
            petra.get(addresses(eastmoor, tuesday)[name])
        asked.append(len(queries(captured)))
    assert asked[0] == asked[1]


def test_a_register_is_sent_as_it_is_filled_in_and_says_that_it_is_saved(
    as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort
):
    page, petra = register_of(tuesday), as_("petra")
    sent = petra.post(page, filled_in(eastmoor, Casey="unwell", Drew="regime-lockdown"))
    assert sent.status_code == 303
    told = words(petra.get(sent["Location"]))
    assert "The register is saved, and in each episode is what it says." in told
    assert "Saved by Petra Novak on Tuesday 24 March 2026 at 09:30" in told
    rows = Attendance.objects.filter(session=session_of(tuesday, 2)).order_by("person__given_names")
    assert [(row.status, row.engaged, row.reason) for row in rows] == [
        ("5", "took-part", ""), ("2", "", "unwell"), ("4", "", "regime-lockdown"),
    ]  # fmt: skip


def test_a_second_facilitator_loses_nothing_typed_and_sees_both(as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort):
    page, petra = register_of(tuesday), as_("petra")
    petra.post(page, filled_in(eastmoor))
    late = petra.post(page, filled_in(eastmoor, Casey="court"))
    assert late.status_code == 422
    told, html = words(late), late.content.decode()
    assert "Petra Novak saved this register on Tuesday 24 March 2026 at 09:30, after you opened it" in told
    assert "Saved meanwhile: On time, took part" in told
    assert '<option value="court" selected>' in html
    assert 'name="seen" value="1"' in html
    assert petra.post(page, filled_in(eastmoor, seen=1, Casey="court")).status_code == 303
    assert Attendance.objects.filter(session=session_of(tuesday, 2)).last().reason == "court"


def test_a_line_that_cannot_be_is_said_at_the_person(as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort):
    late = as_("petra").post(register_of(tuesday), filled_in(eastmoor, Casey="asleep"))
    assert late.status_code == 422
    assert "Choose one of those offered." in words(late)
    assert not Attendance.objects.filter(session=session_of(tuesday, 2)).exists()


def test_the_whole_session_is_filled_in_as_lost_from_one_link(as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort):
    html = as_("petra").get(f"{register_of(tuesday)}?all=regime-lockdown").content.decode()
    assert html.count('<option value="regime-lockdown" selected>') == 3
    assert '<option value="regime-lockdown" selected>' not in as_("petra").get(register_of(tuesday)).content.decode()


def test_the_list_the_offer_and_the_yes(as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort):
    petra, ellis = as_("petra"), eastmoor.people["Ellis"]
    wait = Wait.objects.get(episode=ellis)
    told = words(petra.get(f"/groups/{tuesday.pk}"))
    assert "Ellis Archer Usual need Fits a group as it is" in told
    assert petra.post(f"/groups/{tuesday.pk}/offer/{wait.pk}", {"out_of_turn": ""}).status_code == 303
    place = Membership.objects.get(episode=ellis)
    assert petra.post(f"/groups/places/{place.pk}/accept", {}).status_code == 303
    assert "Ellis Archer" in words(petra.get(register_of(tuesday, 5)))
    assert petra.post(f"/groups/places/{place.pk}/leave", {"ended": "left", "because": ""}).status_code == 422


def test_who_cannot_come_is_told_without_with_whom_or_why(as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort):
    blake, ellis = eastmoor.people["Blake"].person, eastmoor.people["Ellis"].person
    prison.keep_apart(person=blake, other=ellis, by=eastmoor.cast.owen, at=NOW)
    told = words(as_("petra").get(f"/groups/{tuesday.pk}"))
    assert "Cannot be in one group with somebody there" in told
    assert "Offer a place" not in told


def test_a_group_is_looked_at_first_and_opened_then(as_: SignIn, eastmoor: Eastmoor):
    petra = as_("petra")
    page = f"/groups/open?programme={eastmoor.programme.pk}"
    typed = {
        **WHEN, "name": "Wednesday group", "places": "8", "room": str(eastmoor.room.pk),
        "givers": [str(eastmoor.petra.pk)],
    }  # fmt: skip
    looked = petra.post(page, {**typed, "look": "yes"})
    assert looked.status_code == 200
    assert "Wednesday 25 March 2026 at 10:00: nothing stands against it" in words(looked)
    assert not Session.objects.exists()
    sent = petra.post(page, typed)
    assert sent.status_code == 303
    assert Cohort.objects.get().sessions.count() == 12
    again = petra.post(page, typed)
    assert again.status_code == 422
    assert "Group room is taken then: Wednesday group." in words(again)


def booking(eastmoor: Eastmoor, **more: str) -> dict[str, Any]:
    givers = [str(eastmoor.petra.pk)]
    return {**WHEN, "minutes": "50", "room": str(eastmoor.room.pk), "givers": givers, "over": "", **more}


def test_what_was_lost_is_booked_anew_from_the_page_of_the_person(as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort):
    petra, drew = as_("petra"), eastmoor.people["Drew"]
    page = f"/episodes/{drew.reference}/sessions"
    told = petra.get(page).content.decode()
    link = re.search(r'href="([^"]*instead=\d+)"', told)
    assert link is not None
    assert petra.post(link[1], booking(eastmoor)).status_code == 303
    assert "Booked" in words(petra.get(page))
    assert Episode.objects.get(pk=drew.pk).events.last().step == "session-rebooked"


def test_a_session_without_a_time_is_refused_at_the_field(as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort):
    page = f"/episodes/{eastmoor.people['Blake'].reference}/sessions/book"
    late = as_("petra").post(page, booking(eastmoor, **{"when-time": ""}))
    assert late.status_code == 422
    assert "Say at what time it begins, such as 10:00." in words(late)


def test_what_a_programme_is_can_be_said_anew(as_: SignIn, eastmoor: Eastmoor):
    petra = as_("petra")
    said = {
        "pathway": "mood", "intensity": "low", "minutes": "60", "smallest": "2", "largest": "8",
        "modules": "Getting started, 2\nGoing on, 4",
    }  # fmt: skip
    assert petra.post("/groups/programmes/new", {**said, "name": "Mood"}).status_code == 303
    mood = Programme.objects.get(title="Mood")
    assert petra.post(f"/groups/programmes/{mood.pk}", {**said, "modules": "All of it"}).status_code == 422
    unseen = petra.post(f"/groups/programmes/{mood.pk}", {**said, "pathway": "mo\x1bod"})
    assert "This holds a character that cannot be seen or that turns text round." in words(unseen)
    assert petra.post(f"/groups/programmes/{mood.pk}", {**said, "minutes": "50"}).status_code == 303
    assert [version.minutes for version in mood.versions.all()] == [50, 60]
    assert "6 sessions of 50 minutes" in words(petra.get("/groups"))


def test_the_prison_sees_what_its_regime_took_and_nobody_by_it(as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort):
    told = words(as_("owen").get("/groups/lost"))
    assert "Sessions lost to the regime at HMP Eastmoor" in told
    assert "Wing not known left out left out" in told
    assert "No escort left out" in told
    assert "Drew" not in told


def test_a_calendar_is_read_with_its_secret_and_names_nobody(as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort):
    petra = as_("petra")
    address = re.search(r"http://\S+\.ics", words(petra.post("/groups/my-calendar", {})))
    assert address is not None
    anybody = as_("sam")
    anybody.logout()
    feed = anybody.get(address[0])
    assert feed["Content-Type"] == "text/calendar; charset=utf-8"
    text = feed.content.decode()
    assert "SUMMARY:Tuesday group\\, session 1" in text
    people = [name for episode in eastmoor.people.values() for name in str(episode.person).split()]
    assert [name for name in people if name in text] == []
    assert petra.post("/groups/my-calendar", {"end": "yes"}).status_code in {200, 422}
    assert anybody.get(address[0]).status_code == 404
    assert anybody.get("/calendars/guessed.ics").status_code == 404
    assert address[0].rsplit("/", 1)[1] not in str(Feed.objects.values_list())


def test_a_session_is_booked_otherwise_after_what_stands_against_it_is_seen(
    as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort
):
    petra, page = as_("petra"), register_of(tuesday, 5)
    opened = petra.get(f"{page}/move").content.decode()
    assert 'value="10:00"' in opened
    to = WHEN | {"minutes": "60", "room": str(eastmoor.room.pk), "givers": str(eastmoor.petra.pk), "why": "A hearing"}
    looked = petra.post(f"{page}/move", to | {"look": "yes"})
    assert "Wednesday 25 March 2026 at 10:00: nothing stands against it" in words(looked)
    assert petra.post(f"{page}/move", to).status_code == 303
    shown = words(petra.get(page))
    assert "Wednesday 25 March 2026" in shown
    assert "Petra Novak booked it otherwise on" in shown
    assert ": A hearing. Before, it was" in shown


def test_what_is_refused_at_a_field_still_shows_what_stands_against_it(
    as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort
):
    """Booked at once, without looking first, and with a character in a reason that nobody can see."""
    petra, page = as_("petra"), register_of(tuesday, 5)
    to = WHEN | {"minutes": "60", "room": str(eastmoor.room.pk), "givers": str(eastmoor.petra.pk), "why": "A hearing"}
    for field in ("why", "over"):
        refused = petra.post(f"{page}/move", to | {field: "A\x1bB"})
        assert refused.status_code == 422
        assert "Wednesday 25 March 2026 at 10:00: nothing stands against it" in words(refused)
    book = f"/episodes/{eastmoor.people['Drew'].reference}/sessions/book"
    refused = petra.post(book, to | {"over": "A\x1bB"})
    assert "Wednesday 25 March 2026 at 10:00: nothing stands against it" in words(refused)
    assert "Check the year." in words(
        petra.post(book, to | {"when-day": "31", "when-month": "12", "when-year": "9999"})
    )


def test_a_cancelled_session_has_no_register(as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort):
    petra, page = as_("petra"), register_of(tuesday, 5)
    assert petra.post(f"{page}/cancel", {"why": "regime", "lost_to": "no-escort"}).status_code == 303
    assert "Cancelled on Tuesday 24 March 2026: the prison's regime." in words(petra.get(page))
    assert after(session_of(tuesday, 1)) - timedelta(hours=1) == session_of(tuesday, 1).ends_at
