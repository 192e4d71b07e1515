"""Cover: axe finds nothing on any page, nothing sticks out, no script is needed, and the chart prints on one page."""

import re

import pytest

from tests.browser.conftest import Visit, picture
from tests.browser.everybody import wrong_with
from tests.cast import Cast
from tests.cover.conftest import Eastmoor, furnish, inhabited, on
from tests.web.conftest import TODAY
from throughcare.cover import changing, wanting
from throughcare.cover.models import Mentoring
from throughcare.rota.gaps import Hours

pytestmark = pytest.mark.browser

EVENINGS = {day: [Hours(18 * 60, 21 * 60, 2)] for day in range(5)}


@pytest.fixture
def scheme(world: Cast) -> Eastmoor:
    """A week in which two mentors do what they can, one is off after something was talked over, and one cannot come."""
    made = inhabited(furnish(world))
    wanting.say_wanted(unit=made.wings["D wing"], hours=EVENINGS, by=made.mina, at=TODAY)
    for night in (25, 26, 28):
        made.on_rota("Robin", night, at=TODAY)
    made.on_rota("Robin", 24, "09:00-12:00", at=TODAY)
    made.on_rota("Sasha", 24, at=TODAY, weekly=True)
    made.on_rota("Sasha", 27, "18:00-21:30", wing="D wing", at=TODAY)
    made.on_rota("Sasha", 29, "14:00-20:15", at=TODAY)
    changing.take_off(duty=made.on_rota("Sasha", 30, "06:00-10:00", at=TODAY)[0], why="cannot", by=made.mina, at=TODAY)
    made.supported("Blake", "TC-BLC-222", "Robin")
    made.takes("Blake", "contact-held", when=on(23), minutes="45", kind="one-to-one")
    made.takes("Robin", "distress-noted", what="disclosure")
    return made


def test_every_page_of_cover_is_for_everybody(visit: Visit, scheme: Eastmoor):
    robin = Mentoring.objects.get(episode=scheme.of("Robin")).pk
    (turn, *_) = scheme.on_rota("Robin", 30, at=TODAY)
    pages = {
        "cover": "/cover", "cover-chart": "/cover/chart", "cover-wanted": "/cover/wanted",
        "cover-say-wanted": f"/cover/wanted/{scheme.wings['C wing'].pk}", "rota": "/cover/rota",
        "put-on-rota": "/cover/rota/new", "take-off-rota": f"/cover/turns/{turn.pk}/off",
        "swap-turn": f"/cover/turns/{turn.pk}/swap", "rest-rules": "/cover/rules", "mentor-welfare": "/cover/mentors",
        "listeners": "/cover/listeners",
        "mentor-progress": "/cover/mentors/progress", "mentor-certificate": f"/cover/mentors/{robin}/certificate",
    }  # fmt: skip
    for name, address in pages.items():
        assert wrong_with(visit, "mina", address, name) == [], name


def test_the_chart_prints_on_one_page_and_tells_in_black_and_white(visit: Visit, scheme: Eastmoor):
    page = visit("mina", "/cover/chart")
    page.emulate_media(media="print")
    picture(page, "cover-chart-print")
    paper = page.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1
    assert "with fewer than wanted" in str(page.locator("svg desc").first.text_content())
    fills = page.locator("svg rect").evaluate_all("all => [...new Set(all.map(one => one.getAttribute('fill')))]")
    assert {"url(#nobody-wide)", "url(#partly-wide)", "#005eb8"} <= set(fills)
