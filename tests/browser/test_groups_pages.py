"""The pages of groups in a browser: for everybody, in a narrow window and on paper."""

from datetime import timedelta

import pytest

from tests.browser.conftest import HEARD, Visit, axe, picture, too_wide
from tests.care.conftest import NOW, Eastmoor, furnish
from tests.cast import Cast
from tests.web.conftest import TODAY
from throughcare.care import absences
from throughcare.regimes import prison
from throughcare.regimes.places import close_day, say_regime

pytestmark = pytest.mark.browser

PAGES = {
    "groups": "/groups",
    "calendar": "/groups/calendar",
    "calendar-list": "/groups/calendar?view=list",
    "group": "/groups/{cohort}",
    "register": "/groups/sessions/{session}",
    "register-to-come": "/groups/sessions/{later}",
    "open-group": "/groups/open?programme={programme}",
    "programme": "/groups/programmes/new",
    "offer": "/groups/{cohort}/offer/{wait}",
    "episode-sessions": "/episodes/{episode}/sessions",
    "book": "/episodes/{episode}/sessions/book",
    "wait": "/episodes/{episode}/sessions/wait",
    "my-calendar": "/groups/my-calendar",
    "lost-sessions": "/groups/lost",
    "days": "/groups/days",
    "hours": "/groups/days/hours",
    "away": "/groups/away",
    "away-said": "/groups/away/new",
    "elsewhere": "/groups/elsewhere",
    "person-days": "/people/{person}/days",
    "commitment": "/people/{person}/days/elsewhere",
}
OF_OFFICERS = ("/groups/lost", "/groups/days", "/groups/apart", "/people/{person}/days", "/people/{person}/days/apart")


def say_their_days(made: Eastmoor) -> None:
    """What a prison and a team say of their days: one of each."""
    cast, place, blake = made.cast, made.room.place, made.people["Blake"].person
    say_regime(place=place, unit=None, hours={0: [(510, 705), (810, 1005)]}, by=cast.owen, at=NOW)
    close_day(place=place, on=TODAY.date() + timedelta(days=9), says="Training", by=cast.owen, at=NOW)
    times = {"starts_at": TODAY + timedelta(days=3), "ends_at": TODAY + timedelta(days=3, hours=2)}
    absences.say_away(role=made.petra, by=made.petra, at=NOW, **times)
    prison.say_commitment(person=blake, kind="court", by=cast.piotr, at=NOW, **times)
    prison.keep_apart(person=blake, other=cast.people["alex"], by=cast.owen, at=NOW)


@pytest.fixture
def places(world: Cast) -> dict[str, object]:
    """What addresses are filled with: a group of four that began on 10 March, and one who waits."""
    made = furnish(world)
    cohort = made.filled(4)
    wait = made.waits(made.somebody(4), need="high")
    first, *_, last = cohort.sessions.all()
    say_their_days(made)
    return {
        "cohort": cohort.pk, "session": first.pk, "later": last.pk, "programme": made.programme.pk, "wait": wait.pk,
        "episode": made.people["Blake"].reference, "person": made.people["Blake"].person.reference,
    }  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_groups_is_for_everybody(visit: Visit, places: dict[str, object], name: str):
    address = PAGES[name].format(**places)
    page = visit("petra", address)
    picture(page, f"groups-{name}")
    assert HEARD[page] == []
    assert axe(page) == []
    assert page.locator("h1").count() == 1
    page.set_viewport_size({"width": 320, "height": 900})
    picture(page, f"groups-{name}-320")
    assert too_wide(page) == []
    assert axe(page) == []
    page.emulate_media(media="print")
    assert not page.locator(".tc-header__navigation").is_visible()


def test_the_pages_of_a_prison_are_for_everybody(visit: Visit, places: dict[str, object]):
    page = visit("owen", "/groups/lost", width=320)
    for number, address in enumerate(OF_OFFICERS):
        page.goto(address.format(**places))
        picture(page, f"officers-{number}-320")
        assert too_wide(page) == [], address
        assert axe(page) == [], address


def test_a_register_that_nobody_has_saved_is_printed_to_be_written_on(visit: Visit, places: dict[str, object]):
    """What is usual stands in its lists; on paper it would say that somebody was there before they were."""
    page = visit("petra", PAGES["register"].format(**places))
    lines = page.locator(".tc-to-write")
    assert not any(one.is_visible() for one in lines.all())
    page.emulate_media(media="print")
    picture(page, "groups-register-print")
    assert lines.count() == 2 * 4
    assert all(one.is_visible() for one in lines.all())
    assert not any(one.is_visible() for one in page.locator("main select, main .nhsuk-button, main details").all())
