"""Caseloads: axe finds nothing, nothing sticks out, they print, and need no scripts."""

import pytest
from pytest_django import DjangoDbBlocker

from tests.browser.conftest import Visit, furnish
from tests.browser.everybody import wrong_with
from tests.caseload.conftest import joined
from tests.caseload.story import colleague, shared
from tests.cast import Cast
from tests.episodes.conftest import day
from tests.kept import Kept, keep
from tests.web.conftest import TODAY
from throughcare.caseload.models import Absence, Arrangement
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


@pytest.fixture(scope="session")
def kept_world(kept_cast: Kept, django_db_blocker: DjangoDbBlocker) -> Kept:
    with django_db_blocker.unblock():
        return keep(lambda: at_work(furnish(kept_cast.lay_out())))


def at_work(world: Cast) -> Cast:
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
    team.away(team.petra, team.quinn, at=TODAY)
    team.held(team.arranged(), on=day(4).on.day, at=TODAY, agreed=LONG, cases={open_now[0].pk: LONG})
    return world


@pytest.fixture
def addresses(world: Cast) -> dict[str, str]:
    late = Arrangement.objects.get(supervisee__staff__username="quinn", until_on=None)
    return {
        "service": str(world.daycare.pk if world.daycare else 0), "petra": str(world.petra.pk),
        "absence": str(Absence.objects.get(whose=world.petra).pk), "arrangement": str(late.pk),
    }  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_caseloads_is_for_everybody(visit: Visit, addresses: dict[str, str], name: str):
    who, address = PAGES[name][0], PAGES[name][1].format(**addresses)
    assert wrong_with(visit, who, address, name) == []
