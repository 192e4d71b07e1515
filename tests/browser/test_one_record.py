"""One record, walked by each who is near it: what they are shown of Alex, and what is as if it were not there."""

from dataclasses import dataclass

import pytest

from tests.browser.conftest import Visit, axe, picture, too_wide
from tests.cast import LONG_AGO, Cast
from tests.own.asked import FEW_DAYS_AGO, linked, note, warn
from throughcare.access import consenting
from throughcare.access.models import Consent
from throughcare.organisations.models import Organisation, Staff, StaffRole

pytestmark = pytest.mark.browser

PERSON, SEARCH = "/people/TC-AAA-222", "/people?q=marlow"


def joins(cast: Cast, username: str, role: str, place: str, kind: str) -> StaffRole:
    """Somebody more, at a place that may be new."""
    organisation, _ = Organisation.objects.get_or_create(name=place, defaults={"kind": kind, "fictional": True})
    staff = Staff.objects.create(username=username, display_name=username.capitalize(), password="!")
    cast.staff[username] = StaffRole.objects.create(staff=staff, organisation=organisation, role=role, from_on=LONG_AGO)
    return cast.staff[username]


@pytest.fixture
def near(world: Cast) -> Cast:
    """Alex is in day care and asked for at Rowan Unit, has a need and an alert, and said yes to the council."""
    note(world, "A quiet room")
    warn(world, "self-harm", "Somebody looks in every hour")
    joins(world, "mo", "PM", "Eastmoor peer support", "peer-support")
    leah = joins(world, "leah", "LAH", "Northshire Council", "local-authority")
    joins(world, "connie", "COMM", "Northshire Commissioning", "commissioner")
    linked(world)
    yes = Consent(
        person=world.people["alex"], organisation=leah.organisation, purpose="direct-care", state="given",
        how="in-person", at=FEW_DAYS_AGO,
    )  # fmt: skip
    consenting.record_answer(
        consent=yes, categories=["identity-and-location", "housing"], by=world.nadia, at=FEW_DAYS_AGO
    )
    return world


@dataclass(frozen=True)
class Shown:
    """What somebody finds at an address: these words, and none of those."""

    who: str
    address: str
    words: tuple[str, ...]
    but_not: tuple[str, ...] = ()


NAME, BORN = "Alex Marlow", "14 May 1990"
TRANSFER, DAY_CARE, NEED, ALERT = "Transfer to hospital", "Day care", "A quiet room", "Somebody looks in every hour"
RECORD = (NAME, BORN, TRANSFER, DAY_CARE, NEED, ALERT)
NOTHING = "Nothing here that you can see"
NOT_YOURS = "This is not yours to do"
WALKS = [
    Shown("nadia", PERSON, RECORD),
    Shown("nadia", f"{PERSON}/looked", (NAME, "Nadia Rahman")),
    Shown("owen", PERSON, (NAME, ALERT), (TRANSFER, DAY_CARE, NEED)),
    Shown("owen", f"{PERSON}/access", ("Only that there is something",)),
    Shown("mo", PERSON, (NOTHING,), RECORD),
    Shown("mo", SEARCH, (NOT_YOURS,), RECORD),
    Shown("piotr", PERSON, (NAME, TRANSFER, ALERT), (NEED,)),
    Shown("harun", PERSON, (NAME, TRANSFER, NEED, ALERT)),
    Shown("leah", PERSON, (NAME, BORN), (TRANSFER, DAY_CARE, NEED, ALERT)),
    Shown("leah", f"{PERSON}/access/organisations", (NOTHING,), RECORD),
    Shown("connie", PERSON, (NOTHING,), RECORD),
    Shown("connie", SEARCH, (NOT_YOURS,), RECORD),
    Shown("alex", "/own", (NAME, TRANSFER), (ALERT,)),
    Shown("alex", "/own/seen", ("Eastmoor mental health team", "Northshire Council"), (ALERT,)),
    Shown("alex", PERSON, (NOTHING,), RECORD),
    Shown("alex", SEARCH, (NOT_YOURS,), RECORD),
]


@pytest.mark.parametrize("shown", WALKS, ids=lambda shown: f"{shown.who} at {shown.address}")
def test_each_is_shown_their_part_of_one_record(visit: Visit, near: Cast, shown: Shown):
    page = visit(shown.who, shown.address)
    picture(page, f"one-record-{WALKS.index(shown):02}-{shown.who}")
    words = page.locator("main").inner_text()
    assert [one for one in shown.words if one not in words] == [], words
    assert [one for one in shown.but_not if one in words] == [], words
    assert axe(page) == []
    assert too_wide(visit(shown.who, shown.address, width=320, scripts=False)) == []
