"""Before a place is offered: what the person has on at the group's sessions, and how long others waited."""

from datetime import date, time, timedelta
from typing import Any

from tests.care.conftest import NOW, Eastmoor, session_of
from tests.web.conftest import SignIn
from tests.web.pages import words
from throughcare.care import booking
from throughcare.care.models import Cohort, Wait
from throughcare.regimes import places, prison


def offer_page(as_: SignIn, tuesday: Cohort) -> str:
    wait = Wait.objects.get(ended_at=None)
    return words(as_("petra").get(f"/groups/{tuesday.pk}/offer/{wait.pk}"))


def test_court_work_and_other_sessions_are_shown_where_they_meet_the_group(
    as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort
):
    assert "What they have on" not in offer_page(as_, tuesday)
    ellis = eastmoor.people["Ellis"]
    third, fourth, fifth = (session_of(tuesday, number) for number in (4, 5, 6))
    for session, kind in ((third, "court"), (fourth, "work")):
        times: dict[str, Any] = {"starts_at": session.starts_at, "ends_at": session.ends_at}
        prison.say_commitment(person=ellis.person, kind=kind, by=eastmoor.cast.piotr, at=NOW, **times)
    taken = prison.say_commitment(
        person=ellis.person, kind="hospital", starts_at=fifth.starts_at, ends_at=fifth.ends_at,
        by=eastmoor.cast.piotr, at=NOW,
    )  # fmt: skip
    prison.take_back_commitment(commitment=taken, by=eastmoor.cast.piotr, at=NOW)
    told = offer_page(as_, tuesday)
    assert "Tuesday 31 March 2026 at 10:00: Ellis Archer has to be elsewhere from 10:00 to 11:30: court." in told
    assert "Ellis Archer has something else on from 10:00 to 11:30: work or education." in told
    assert "appointment outside" not in told


def test_a_session_of_their_own_at_that_time_is_shown_too(as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort):
    rosa_room = places.add_room(
        place=eastmoor.room.place, name="Quiet room", holds=3, needs="any", by=eastmoor.petra, at=NOW
    )
    fourth = session_of(tuesday, 4)
    single = booking.Single(
        room=rosa_room, starts_at=fourth.ends_at - timedelta(minutes=90), minutes=30, givers=[eastmoor.petra]
    )
    fourth.facilitations.update(stands=False)
    booking.book(episode=eastmoor.people["Ellis"], single=single, by=eastmoor.petra, at=NOW)
    assert "Ellis Archer has another session then." in offer_page(as_, tuesday)


def test_two_who_are_in_a_group_and_must_not_meet_are_marked(as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort):
    blake, casey = (eastmoor.people[name].person for name in ("Blake", "Casey"))
    assert "Cannot be in one group" not in words(as_("petra").get(f"/groups/{tuesday.pk}"))
    prison.keep_apart(person=blake, other=casey, by=eastmoor.cast.owen, at=NOW)
    told = words(as_("petra").get(f"/groups/{tuesday.pk}"))
    assert told.count("Cannot be in one group with somebody there") == 2


def test_how_long_people_waited_stands_with_each_programme(as_: SignIn, eastmoor: Eastmoor):
    assert "Nobody got a place in the last year." in words(as_("petra").get("/groups"))
    cohort = eastmoor.group(starts=time(15), first=date(2026, 3, 31))
    for number in range(3):
        eastmoor.joins(eastmoor.somebody(number), cohort)
    told = words(as_("petra").get("/groups"))
    assert "3 people got a place in the last year; half of them waited 1 day or less." in told


def test_a_programme_that_is_over_takes_no_new_groups_and_those_that_run_go_on(
    as_: SignIn, eastmoor: Eastmoor, tuesday: Cohort
):
    petra, page = as_("petra"), f"/groups/programmes/{eastmoor.programme.pk}/retire"
    assert petra.post(page, {}).status_code == 303
    told = words(petra.get("/groups"))
    assert "It takes no new groups." in told
    assert "Open a group" not in told
    assert petra.get(f"/groups/open?programme={eastmoor.programme.pk}").status_code == 404
    waits = petra.get(f"/episodes/{eastmoor.people['Drew'].reference}/sessions/wait")
    assert "There is none: add one on the page Groups first." in words(waits)
    assert petra.get(page).status_code == 404
    assert petra.get(f"/groups/{tuesday.pk}").status_code == 200
