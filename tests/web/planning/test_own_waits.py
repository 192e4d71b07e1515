"""Somebody reads what they wait for: since when, who holds them, what comes next of whom, and by when."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.own.asked import linked
from tests.plans.story import Story
from tests.web.conftest import SignIn
from tests.web.pages import queries, words

QUOTED = re.compile("“[^”]*”")


def test_where_they_are_since_when_and_who_sees_to_it(as_: SignIn, cast: Cast):
    linked(cast)
    alex = as_("alex")
    assert "You are with no service just now that is on this record." in words(alex.get("/own/waits"))
    Story(cast).begun()
    told = words(alex.get("/own/waits"))
    assert "You are at this part: “In treatment”. It began on Monday 9 March 2026. That is 15 days ago." in told
    assert "Eastmoor psychology must see to this. You can ask them." in told
    assert "What came before?" in told
    assert 'href="/own/waits"' in alex.get("/own").content.decode()


def test_it_says_what_is_awaited_of_whom_and_by_when(as_: SignIn, cast: Cast):
    linked(cast)
    Story(cast).begun()
    told = words(as_("alex").get("/own/waits"))
    comes = told.split("What comes next?")[1].split("By when?")[0]
    assert "Eastmoor psychology can do this." in comes
    assert "should be done by" in told or "should have been done by" in told


def test_the_words_are_short(as_: SignIn, cast: Cast):
    linked(cast)
    Story(cast).begun()
    page = as_("alex").get("/own/waits").content.decode()
    main = re.sub(r"<[^>]+>", " ", page.split('<div class="tc-plain">')[1].split("</main>")[0])
    sentences = [one.split() for one in re.split(r"[.?!:]", QUOTED.sub("this", main)) if one.strip()]
    assert max(map(len, sentences)) <= 16


def test_it_is_theirs_alone_and_takes_eight_questions(as_: SignIn, cast: Cast):
    linked(cast)
    Story(cast).begun()
    assert as_("petra").get("/own/waits").status_code == 404
    alex = as_("alex")
    with CaptureQueriesContext(connection) as asked:
        assert alex.get("/own/waits").status_code == 200
    assert len(queries(asked)) <= 8
