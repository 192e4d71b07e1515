"""Caseloads: axe finds nothing, nothing sticks out, they print, and need no scripts."""

import pytest

from tests.browser.conftest import Visit, axe, picture, too_wide
from tests.caseload.conftest import joined
from tests.caseload.story import shared
from tests.cast import Cast
from tests.episodes.conftest import day
from tests.web.conftest import TODAY
from throughcare.caseload.models import Arrangement
from throughcare.episodes.models import Episode

pytestmark = pytest.mark.browser

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 3
PAGES = {
    "caseload": ("petra", "/caseload"),
    "caseload-covering": ("quinn", "/caseload"),
    "caseload-of-nobody": ("rosa", "/caseload"),
    "caseload-team": ("petra", "/caseload/team"),
    "caseload-weights": ("petra", "/caseload/weights"),
    "set-weights": ("petra", "/caseload/weights/{service}"),
    "set-hours": ("petra", "/caseload/staff/{petra}/hours"),
    "somebody-away": ("petra", "/caseload/away"),
    "back-early": ("petra", "/caseload/away/{absence}/end"),
    "supervision": ("petra", "/caseload/supervision"),
    "arrange-supervision": ("petra", "/caseload/supervision/arrange"),
    "log-supervision": ("quinn", "/caseload/supervision/{arrangement}/log"),
    "today-covering": ("quinn", "/today"),
}


@pytest.fixture
def addresses(world: Cast) -> dict[str, str]:
    """Petra's team with a few people in treatment, one away, supervision that is late, and words that do not break."""
    team, open_now = joined(world), Episode.objects.filter(service=world.daycare, closed_on=None).order_by("pk")
    for number, episode in enumerate(open_now[:6]):
        team.take(episode, "referral-received", on=11)
        team.take(episode, "accepted", on=11)
        if number < 4:
            who = {"therapist": team.quinn.pk} if number == 1 else {}
            team.take(
                episode, "pathway-started", on=12, pathway="mood", mode="group" if number else "individual", **who
            )
    shared(open_now[0], by=team.rosa, at=TODAY, says=LONG)
    absence = team.away(team.petra, team.quinn, at=TODAY)
    team.held(team.arranged(), on=day(4).on.day, at=TODAY, agreed=LONG, cases={open_now[0].pk: LONG})
    late = Arrangement.objects.get(supervisee=team.quinn, until_on=None)
    return {
        "service": str(world.daycare.pk if world.daycare else 0), "petra": str(world.petra.pk),
        "absence": str(absence.pk), "arrangement": str(late.pk),
    }  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_caseloads_is_for_everybody(visit: Visit, addresses: dict[str, str], name: str):
    who, address = PAGES[name][0], PAGES[name][1].format(**addresses)
    wide, narrow = (visit(who, address, width=width) for width in (1180, 320))
    for page, called in ((wide, name), (narrow, f"{name}-320")):
        picture(page, called)
        assert axe(page) == []
    assert too_wide(narrow) == []
    assert wide.locator("h1").count() == 1
    without = visit(who, address, scripts=False)
    assert set(without.locator("main").inner_text().splitlines()) == set(wide.locator("main").inner_text().splitlines())
    wide.emulate_media(media="print")
    picture(wide, f"{name}-print")
    assert not wide.locator(".tc-header__navigation").is_visible()
    assert not any(link.is_visible() for link in wide.locator("main .tc-actions").all())
