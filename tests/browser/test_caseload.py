"""Caseloads: axe finds nothing, nothing sticks out, they print, and need no scripts."""

import pytest

from tests.browser.conftest import Visit, axe, picture, too_wide
from tests.caseload.conftest import joined
from tests.caseload.story import colleague, shared
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
    shared(open_now[0], other=colleague(team.rosa), by=team.rosa, at=TODAY, says=LONG)
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
    page = visit(who, address)
    picture(page, name)
    assert axe(page) == []
    assert [
        page.locator("h1").count(),
        page.locator("main .tc-over, main .tc-actions, main .tc-counts").count() > 0,
    ] == [1, True]
    narrow = visit(who, address, width=320)
    picture(narrow, f"{name}-320")
    assert (axe(narrow), too_wide(narrow)) == ([], [])
    plain = visit(who, address, scripts=False).locator("main").inner_text()
    assert set(plain.splitlines()) == set(page.locator("main").inner_text().splitlines())
    page.emulate_media(media="print")
    picture(page, f"{name}-print")
    printed = [page.locator(".tc-header__navigation"), *page.locator("main .tc-actions").all()]
    assert not any(one.is_visible() for one in printed)
