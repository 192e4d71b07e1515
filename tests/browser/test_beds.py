"""The pages of beds in a browser: axe finds nothing, nothing sticks out, they need no scripts, they print."""

import pytest

from tests.beds.conftest import furnish
from tests.browser.conftest import Visit, follow, picture, too_wide
from tests.browser.everybody import wrong_with
from tests.cast import Cast
from tests.web.conftest import TODAY
from throughcare.beds import offering
from throughcare.beds.models import Offer
from throughcare.people.models import Person

pytestmark = pytest.mark.browser

BOARD, WAITING, FLOW = "/beds", "/beds/waiting", "/beds/flow"
PAGES = {
    "board": ("nadia", BOARD),
    "board-filtered": ("harun", f"{BOARD}?level=low&free=yes"),
    "board-empty": ("nadia", f"{BOARD}?specialty=deaf"),
    "waiting": ("nadia", WAITING),
    "waiting-of-nobody-seen": ("sam", WAITING),
    "flow": ("harun", FLOW),
    "ward": ("nadia", "{ward}"),
    "ward-of-ours": ("harun", "{ward}"),
    "describe": ("harun", "{ward}/describe-ward"),
    "close": ("harun", "{ward}/close-ward"),
    "withhold": ("harun", "/beds/{bed}/withhold-bed"),
    "open": ("harun", "/beds/wards/open"),
    "episode": ("harun", "{episode}"),
    "agree": ("harun", "{episode}/offers/{offer}/agree"),
    "decline": ("harun", "{episode}/offers/{offer}/decline"),
    "withdraw": ("harun", "{episode}/offers/{offer}/withdraw"),
    "need": ("nadia", "{episode}/need"),
    "park": ("nadia", "{episode}/park"),
}


@pytest.fixture
def addresses(world: Cast) -> dict[str, str]:
    """A name in an address -> what stands there. Somebody at Eastmoor is offered the first bed of Cedar ward."""
    rowan = furnish(world, Person.objects.get(family_name="Whitcombe"))
    offer = offering.offer(episode=rowan.alex, bed=rowan.beds[0], by=world.harun, at=TODAY)
    return {
        "ward": f"/beds/wards/{rowan.cedar.pk}",
        "bed": str(rowan.beds[1].pk),
        "episode": f"/episodes/{rowan.alex.reference}/beds",
        "offer": str(offer.pk),
    }


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_beds_is_for_everybody(visit: Visit, addresses: dict[str, str], name: str):
    who, written = PAGES[name]
    assert wrong_with(visit, who, written.format(**addresses), f"beds-{name}") == []


def test_a_no_is_looked_at_again_without_scripts(visit: Visit, addresses: dict[str, str]):
    page = visit("harun", f"{addresses['episode']}/offers/{addresses['offer']}/decline", width=320, scripts=False)
    page.get_by_label("Out of area").check()
    page.get_by_label("Care proposed instead").fill("Seen every day by the nurse")
    follow(page.get_by_role("button", name="Continue"))
    picture(page, "beds-look-again-320")
    assert page.locator("h1").inner_text() == "Look again before this is declined"
    assert too_wide(page) == []
    follow(page.get_by_role("button", name="Record the no"))
    assert page.locator(".tc-done").inner_text() == "The no is on record. The bed is free."
    assert Offer.objects.get().ended == "declined"
