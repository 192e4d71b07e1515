"""Risk estimates in a browser: for everybody, on a narrow window, on paper, without scripts."""

import pytest

from tests.browser.conftest import Visit, axe, follow, picture, too_wide
from tests.cast import Cast
from tests.estimates.record import keep
from tests.predictors.people import answers
from tests.web.conftest import TODAY
from throughcare.estimates.estimating import ASKED_OF_THE_RECORD
from throughcare.people.models import Person

pytestmark = pytest.mark.browser

ALEX = "/people/TC-AAA-222/estimates"
PAGES = {
    "estimates": ("piotr", ALEX),
    "estimates-in-summary": ("nadia", ALEX),
    "estimates-of-none": ("nadia", "/people/TC-BAB-222/estimates"),
    "estimate-ogrs3": ("piotr", f"{ALEX}/new/ogrs3"),
    "estimate-opd": ("piotr", f"{ALEX}/new/opd"),
    "estimate-svrp": ("piotr", f"{ALEX}/new/svrp"),
}


@pytest.fixture(autouse=True)
def _estimates(world: Cast) -> None:
    Person.objects.filter(reference="TC-AAA-222").update(sex="1")
    first = keep(world, at=TODAY)
    keep(world, at=TODAY, corrects=first.pk)
    for model, more in (
        ("svrp", {}),
        ("arp", {"drinking": None}),
        ("lds", {"literacy": 2}),
        ("opd", {"override": True}),
    ):
        said = {name: value for name, value in answers(model, **more).items() if name not in ASKED_OF_THE_RECORD}
        keep(world, at=TODAY, model=model, said=said)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_estimates_is_for_everybody(visit: Visit, name: str):
    who, address = PAGES[name]
    for width in (1180, 320):
        page = visit(who, address, width=width)
        for details in page.locator("main details").all():
            details.locator("summary").click()
        picture(page, f"{name}-{width}")
        assert (axe(page), too_wide(page), page.locator("h1").count()) == ([], [], 1)
        page.emulate_media(media="print")
        picture(page, f"{name}-{width}-print")


def test_one_is_worked_out_without_scripts_from_the_person_s_page(visit: Visit):
    page = visit("piotr", "/people/TC-AAA-222", scripts=False)
    follow(page.get_by_role("link", name="Risk estimates"))
    follow(page.get_by_role("link", name="LDS", exact=True))
    for question in ("Work-related skills", "Learning difficulties", "Problems with reading, writing or numeracy"):
        page.get_by_role("group", name=question).get_by_label("Significant problems").check()
    follow(page.get_by_role("button", name="Work it out and keep it"))
    assert "The estimate is on record" in page.locator("main").inner_text()
    assert "Strong signs of a learning disability or difficulty." in page.locator("main").inner_text()


def test_the_episode_leads_to_them_for_whom_they_are_shown(visit: Visit, world: Cast):
    episode = world.people["alex"].episodes.latest("pk")
    page = visit("piotr", f"/episodes/{episode.reference}")
    follow(page.get_by_role("link", name="Risk estimates"))
    assert page.locator("h1").inner_text() == "Risk estimates"
