"""What an address or a form says comes back as text, sets no header and leads nowhere else."""

import re
from itertools import cycle

import pytest
from django.test import Client

from tests.cast import Cast
from tests.web.attack.conftest import patterns
from tests.web.attack.inert import SCRIPT, SHORT, would_run
from tests.web.conftest import SignIn

NAMES = [
    "q",
    "next",
    "person",
    "place",
    "begin",
    "blueprint",
    "done",
    "error",
    "service",
    "waiting",
    "due",
    "whose",
    "nobody",
]
NAMES += ["after", "a", "b", "from", "to", "anything", SCRIPT]
WHO = ("nadia", "gwen", "ada")
# What leads elsewhere or breaks out of a header: each address is told another of them for every name, by one of these.
ELSEWHERE = [
    "javascript:alert(1)",
    "//evil.example",
    "/today\r\nSet-Cookie: a=b",
    "../../../etc/passwd",
    "=cmd|'/c calc'!A1",
]


@pytest.mark.parametrize("each", [[SCRIPT], ELSEWHERE], ids=["a script", "an address elsewhere"])
@pytest.mark.parametrize("who", WHO)
def test_what_an_address_says_runs_on_no_page_and_sets_no_header(as_: SignIn, cast: Cast, who: str, each: list[str]):
    browser: Client = as_(who)
    browser.raise_request_exception = False
    for (name, written), typed, turn in zip(patterns(), cycle(each), cycle(WHO), strict=False):
        if name in {"account_logout", "openid_connect_login", "openid_connect_callback"}:
            continue
        if each is ELSEWHERE and turn != who:
            continue
        address = re.sub(
            "<[^>]+>", "1", written.replace("<reference:reference>", "TC-AAA-222").replace("<addition:what>", "need")
        )
        for answer in (
            browser.get(f"/{address}", dict.fromkeys(NAMES, typed)),
            browser.post(f"/{address}", dict.fromkeys(NAMES, typed)),
        ):
            assert answer.status_code < 500, address
            assert would_run(answer.content.decode()) == [], address
            assert not re.match(r"(?i)https?:|//|/\\|\\|javascript", answer.get("Location", "/")), address
            assert "a=b" not in {morsel.OutputString().split(";")[0] for morsel in answer.cookies.values()}


def test_the_reader_of_this_file_sees_what_would_run():
    for text in (
        SCRIPT,
        f'<a title="{SCRIPT}">',
        SHORT,
        '<a href="javascript:x">',
        "<svg><a xlink:href='//evil.example'>",
    ):
        assert would_run(text) or text == SHORT, text
    assert would_run(f"<p>{SHORT}")
