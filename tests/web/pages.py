"""What a page says, and what it asked of the database, as tests read them."""

import re
from html import unescape

from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext


def words(response: HttpResponse) -> str:
    """The text of a page in one line, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def queries(captured: CaptureQueriesContext) -> list[str]:
    """What was asked of the database. A page is one transaction; in a test that is a savepoint, under another role."""
    asked = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in asked if "SAVEPOINT" not in sql and " ROLE" not in sql]


def unseen(response: HttpResponse) -> dict[str, str]:
    """What the form of a page carries unseen, as a browser sends it back."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', response.content.decode())
    return {name: unescape(value) for name, value in found}
