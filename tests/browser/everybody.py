"""What is wrong with a page for anybody: in a wide and in a narrow window, without scripts, and on paper."""

from playwright.sync_api import Page

from tests.browser.conftest import HEARD, Visit, axe, picture, too_wide

NOT_ON_PAPER = ".tc-header__navigation, main .tc-actions, main .tc-upkeep"


def wrong_with(
    visit: Visit, who: str, address: str, name: str, *, added_by_scripts: frozenset[str] = frozenset()
) -> list[str]:
    """A sentence for each fault: of axe, of the browser, a heading too many, what sticks out, what scripts alone say.

    The window is made narrow under the page, as a person does it who makes the letters large.
    """
    page = visit(who, address, alone=True)
    picture(page, name)
    wrong = [*axe(page), *([] if page.locator("h1").count() == 1 else ["not one h1"])]
    said = said_on(page)
    page.emulate_media(media="print")
    picture(page, f"{name}-print")
    wrong += [f"on paper: {one.inner_text()}" for one in page.locator(NOT_ON_PAPER).all() if one.is_visible()]
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 320, "height": 900})
    picture(page, f"{name}-320")
    wrong += [*axe(page), *too_wide(page), *HEARD[page]]
    page.close()
    return [*wrong, *apart(said, without_scripts(visit, who, address), added_by_scripts)]


def apart(said: set[str], plain: set[str], added_by_scripts: frozenset[str]) -> list[str]:
    """The lines that stand there only with scripts, or only without them."""
    only = [f"only with scripts: {line}" for line in said - plain - added_by_scripts]
    return [*only, *(f"only without scripts: {line}" for line in plain - said)]


def without_scripts(visit: Visit, who: str, address: str) -> set[str]:
    page = visit(who, address, scripts=False, alone=True)
    said = said_on(page)
    page.close()
    return said


def said_on(page: Page) -> set[str]:
    return set(page.locator("main").inner_text().splitlines())
