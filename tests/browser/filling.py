"""Filling in a form of a step in a browser, whatever its boxes are."""

from collections.abc import Mapping

from playwright.sync_api import Page


def fill(page: Page, said: Mapping[str, str], on: str = "") -> None:
    """Chooses and types what is said, by name of the box; `on` is the day on which it happened, such as 2026-03-24."""
    for name, answer in (*said.items(), *([("happened", on)] if on else [])):
        box = page.locator(f'main [name="{name}"]')
        if not box.count():
            for part, number in zip(("year", "month", "day"), answer.split("-"), strict=True):
                page.locator(f'main [name="{name}-{part}"]').fill(str(int(number)))
        elif box.first.get_attribute("type") == "radio":
            page.locator(f'main [name="{name}"][value="{answer}"]').check()
        elif box.first.evaluate("one => one.tagName") == "SELECT":
            box.select_option(answer)
        else:
            box.fill(answer)
