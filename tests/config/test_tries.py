"""Tries are counted once for all server processes: how many there are gives a guesser nothing."""

import re
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from tests.config.conftest import PATIENCE

GUESSES = 14


def guess(address: str) -> str:
    """A browser of its own, on a connection of its own: the kernel says which process answers."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with browser.open(address, timeout=PATIENCE) as page:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())[1]
    typed = {"login": "nobody", "password": "wrong", "csrfmiddlewaretoken": token}
    try:
        with browser.open(address, urllib.parse.urlencode(typed).encode(), timeout=PATIENCE) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.read().decode()


def test_five_guesses_and_no_more_whichever_process_answers(demo):
    demo.started()
    said = [guess(f"http://127.0.0.1:{demo.port}/sign-in") for _ in range(GUESSES)]
    judged = sum("The username or the password is not right" in page for page in said)
    refused = sum("Too many tries" in page for page in said)
    assert (judged, refused) == (5, GUESSES - 5)


def test_the_demo_alone_lets_a_password_be_enough_and_says_so(demo):
    demo.started()
    with urllib.request.urlopen(f"http://127.0.0.1:{demo.port}/sign-in", timeout=PATIENCE) as page:
        assert "Here a password is enough, because this is an example world" in page.read().decode()
