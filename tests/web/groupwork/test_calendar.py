"""The calendar is narrowed to a room, a wing or a colleague, and its address keeps what was chosen."""

import re
from datetime import date, time
from html import unescape

import pytest

from tests.care.conftest import NOW, Eastmoor
from tests.web.conftest import SignIn
from tests.web.pages import words
from throughcare.care.models import Room
from throughcare.organisations.models import Unit
from throughcare.regimes import places


@pytest.fixture
def wing(eastmoor: Eastmoor) -> Unit:
    return Unit.objects.create(organisation=eastmoor.room.place, kind="wing", name="C wing")


@pytest.fixture
def on_wing(eastmoor: Eastmoor, wing: Unit) -> Room:
    """A room on C wing, in which a group meets on Wednesdays; the other group meets on Tuesdays elsewhere."""
    room = places.add_room(
        place=eastmoor.room.place, name="Wing room", holds=14, needs="unlock", unit=wing, by=eastmoor.petra, at=NOW
    )
    eastmoor.group(first=date(2026, 3, 24))
    eastmoor.group(first=date(2026, 3, 25), title="Wednesday group", room=room, starts=time(15))
    return room


def test_a_wing_a_room_and_a_colleague_narrow_the_calendar(as_: SignIn, eastmoor: Eastmoor, on_wing: Room, wing: Unit):
    petra = as_("petra")
    for asked, shown in {
        "": {"Tuesday group", "Wednesday group"}, f"wing={wing.pk}": {"Wednesday group"},
        f"room={eastmoor.room.pk}": {"Tuesday group"}, f"room={eastmoor.room.pk}&wing={wing.pk}": set(),
        f"who={eastmoor.petra.staff_id}&wing={wing.pk}": {"Wednesday group"}, "who=987654": set(),
    }.items():  # fmt: skip
        told = words(petra.get(f"/groups/calendar?{asked}"))
        assert {name for name in ("Tuesday group", "Wednesday group") if f"{name}, session" in told} == shown, asked


def test_a_week_is_shown_whole_and_a_list_says_that_there_is_more(
    as_: SignIn, eastmoor: Eastmoor, on_wing: Room, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("throughcare.groupwork.sessions.MOST_LISTED", 1)
    petra = as_("petra")
    week = words(petra.get("/groups/calendar?week=2026-03-24"))
    assert "Tuesday group, session 1" in week
    assert "Wednesday group, session 1" in week
    assert "There are more" not in week
    listed = words(petra.get("/groups/calendar?week=2026-03-24&view=list"))
    assert "Wednesday group" not in listed
    assert "There are more, later than these." in listed


def test_what_was_chosen_stays_in_the_address_from_week_to_week(as_: SignIn, on_wing: Room, wing: Unit):
    html = as_("petra").get(f"/groups/calendar?wing={wing.pk}&view=list").content.decode()
    ways = [unescape(one) for one in re.findall(r'href="([^"]*)">(?:Week before|Week after|This week)', html)]
    assert len(ways) == 3
    assert all(f"wing={wing.pk}" in one and "view=list" in one for one in ways)
    assert f'<option value="{wing.pk}" selected>C wing</option>' in html


def test_a_place_without_rooms_on_wings_offers_no_wings(as_: SignIn, eastmoor: Eastmoor):
    assert 'name="wing"' not in as_("petra").get("/groups/calendar").content.decode()


def test_a_room_is_put_on_a_wing_of_its_own_place(as_: SignIn, eastmoor: Eastmoor, wing: Unit):
    petra, said = as_("petra"), {"name": "Quiet room", "holds": "3", "needs": "unlock"}
    assert petra.post("/groups/rooms/new", {**said, "unit": "987654"}).status_code == 422
    assert petra.post("/groups/rooms/new", {**said, "unit": str(wing.pk)}).status_code == 303
    assert Room.objects.get(name="Quiet room").unit == wing
