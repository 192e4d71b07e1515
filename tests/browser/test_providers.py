"""Who to refer to, in a browser: axe finds nothing, nothing sticks out, it needs no scripts, it prints."""

import pytest

from tests.browser.conftest import Visit, follow
from tests.browser.everybody import wrong_with
from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.providers.conftest import Areas, make_areas, on
from tests.providers.test_thresholds import set_by
from tests.web.providers.test_consistency import decide
from throughcare.episodes import actions
from throughcare.episodes.models import Episode

pytestmark = pytest.mark.browser

CASE = "level=medium&specialty=mental-illness&sex=1"
NAMES = ["found", "gap", "nobody-in-particular", "area", "terms", "end", "like-cases", "decline"]


@pytest.fixture
def areas(world: Cast) -> Areas:
    """Alex lived in Fenland; Alder Unit answers there, and Rowan Unit where the prison is."""
    found = make_areas(world)
    found.answer(found.northshire, "Rowan Unit", level="medium", sex="1")
    found.answer(found.northshire, found.northshire, answers="commissioner")
    found.answer(found.fenland, "Rowan Unit", level="medium", until_on=on("2025-04-01"))
    found.answer(found.fenland, "Alder Unit", level="medium", from_on=on("2025-04-01"))
    set_by("alice", world, at="Alder Unit", level="medium", refuses=["Substance use alone, without a mental disorder"])
    set_by("harun", world, level="medium", refuses=["Substance use alone, without a mental disorder"])
    decide(world, "harun", declined=6, accepted=14)
    decide(world, "alice", declined=10, accepted=10)
    decide(world, "petra", declined=2, accepted=10)
    return found


@pytest.fixture
def transfer(areas: Areas) -> Episode:
    episode = Episode.objects.get(person=areas.cast.people["alex"], service=areas.cast.transfer)
    lived = {"commissioner": areas.fenland.pk, "told-by": "GP record"}
    return actions.take_step(
        episode=episode,
        step="home-area-recorded",
        facts=lived,
        happened=day(18),
        by=areas.cast.nadia,
        at=evening(day(18)),
    )


@pytest.fixture
def addresses(areas: Areas, transfer: Episode) -> dict[str, tuple[str, str]]:
    finder = f"/episodes/{transfer.reference}/provider"
    row = areas.fenland.answered.latest("pk").pk
    return {
        "found": ("nadia", f"{finder}?{CASE}&area={areas.fenland.pk}"),
        "gap": ("nadia", f"{finder}?{CASE.replace('sex=1', 'sex=2')}&area={areas.northshire.pk}"),
        "nobody-in-particular": ("harun", f"/providers?{CASE}&area={areas.fenland.pk}"),
        "area": ("carol", f"/providers/responsibilities?area={areas.fenland.pk}"),
        "terms": ("alice", f"/providers/{areas.cast.places['Alder Unit'].pk}"),
        "end": ("carol", f"/providers/responsibilities/{row}/end"),
        "like-cases": ("carol", "/providers/consistency"),
        "decline": ("harun", f"/episodes/{transfer.reference}/steps/bed-declined"),
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_providers_is_for_everybody(visit: Visit, addresses: dict[str, tuple[str, str]], name: str):
    who, address = addresses[name]
    assert wrong_with(visit, who, address, f"providers-{name}") == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_transfer_to_the_form_with_the_provider_chosen(visit: Visit, transfer: Episode, *, scripts: bool):
    page = visit("nadia", f"/episodes/{transfer.reference}", scripts=scripts)
    follow(page.get_by_role("link", name="Who to refer to"))
    assert page.locator("#id_area option:checked").inner_text() == "Fenland Commissioning"
    for choice in ("Medium", "Mental illness", "Men"):
        page.get_by_role("radio", name=choice, exact=True).check()
    follow(page.get_by_role("button", name="Show who is responsible"))
    assert page.locator(".tc-sentence").inner_text().startswith("Alder Unit is responsible")
    follow(page.get_by_role("button", name="Bed requested"))
    assert page.locator("#id_secure-hospital option:checked").inner_text() == "Alder Unit"
