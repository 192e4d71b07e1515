"""The page that says that the database took too long, wide and narrow: axe finds nothing, nothing sticks out."""

from typing import Any

import pytest
from django.db import OperationalError
from psycopg.errors import QueryCanceled

from tests.browser.conftest import Visit, axe, picture, too_wide
from throughcare.web import people

pytestmark = pytest.mark.browser


def takes_too_long(*_: Any, **__: Any) -> None:
    raise OperationalError from QueryCanceled()


def test_a_search_that_took_too_long_says_what_to_do(visit: Visit, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(people, "search", takes_too_long)
    for width in (1180, 320):
        page = visit("nadia", "/people?q=marlow", width=width)
        picture(page, f"took-too-long-{width}")
        assert page.get_by_role("heading", name="This took too long").is_visible()
        assert page.get_by_role("link", name="open the page again").get_attribute("href") == "/people?q=marlow"
        assert (axe(page), too_wide(page)) == ([], [])
