"""Pages asked for by the cast, at a moment every test knows."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from tests.cast import Cast
from throughcare.config.database import APPLICATION
from throughcare.web import acting

TODAY = datetime(2026, 3, 24, 9, 30, tzinfo=UTC)

SignIn = Callable[[str], Client]


class Browser(Client):
    """A browser that opens a page before it sends its form: the form then carries a key of its own.

    Pages are answered with the rights of the running product, so that the database's own policies bind them.
    """

    def request(self, **asked: Any) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
            try:
                return super().request(**asked)
            finally:
                cursor.execute("RESET ROLE")

    def post(self, path: str, data: Any = None, **more: Any) -> Any:
        typed = {"submission": str(uuid4()), **data} if isinstance(data, dict) else data
        return super().post(path, typed, **more)


@pytest.fixture(autouse=True)
def _tuesday_24_march(monkeypatch: pytest.MonkeyPatch) -> None:
    """The web is one of the rooms that ask what time it is; in tests it is always the same."""
    monkeypatch.setattr(acting, "now", lambda: TODAY)


@pytest.fixture
def as_(cast: Cast) -> SignIn:
    """`as_("nadia").get("/today")`: the pages as one of the cast sees them."""

    def sign_in(username: str) -> Client:
        client = Browser(raise_request_exception=True)
        client.force_login(cast.staff[username].staff)
        return client

    return sign_in
