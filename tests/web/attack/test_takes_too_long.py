"""A page that asks the database for too much, or dawdles with a transaction open, is answered in words."""

import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client

from tests.cast import gather
from tests.web.pages import words
from throughcare.audit.models import Entry
from throughcare.config import environment
from throughcare.config.commands import FAMILIES
from throughcare.config.database import connection as parameters
from throughcare.config.trouble import Trouble
from throughcare.web import people


@pytest.fixture
def hurried(transactional_db: None) -> Iterator[None]:
    """As for the pages, but a hundred times as impatient."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '200ms'; SET idle_in_transaction_session_timeout = '300ms'")
    yield
    connection.close()


def asks_for_a_minute(*_: Any, **__: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(60)")


def dawdles(*_: Any, **__: Any) -> None:
    time.sleep(0.6)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("search", [asks_for_a_minute, dawdles])
def test_a_search_that_takes_too_long_is_given_up_in_words(monkeypatch: pytest.MonkeyPatch, search: Any):
    nadia = Client()
    nadia.force_login(gather().staff["nadia"].staff)
    with monkeypatch.context() as slow:
        slow.setattr(people, "search", search)
        answer = nadia.get("/people?q=Marlow")
    assert answer.status_code == 503
    assert "This took too long" in words(answer)
    assert "Nothing of yours has been recorded" in words(answer)
    assert not Entry.objects.filter(did="searched-people").exists()
    assert nadia.get("/people").status_code == 200


@pytest.mark.usefixtures("hurried")
def test_so_is_waiting_for_the_session_itself(transactional_db: None):
    nadia = Client(raise_request_exception=False)
    nadia.force_login(gather().staff["nadia"].staff)
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("LOCK TABLE django_session IN ACCESS EXCLUSIVE MODE")
    answer = nadia.get("/today")
    other.rollback()
    other.close()
    assert answer.status_code == 503
    assert "This took too long" in words(answer)
    assert nadia.get("/today").status_code == 200


def test_the_pages_own_connection_has_the_limit_that_is_set(database_server: Any):
    said = {
        environment.DATA: str(database_server),
        environment.CONNECT_AS: environment.FOR_PAGES,
        environment.QUESTION_LIMIT: "1",
    }
    given = parameters(environment.read(said))
    where = {
        "host": given["HOST"],
        "port": given["PORT"],
        "user": given["USER"],
        "options": given["OPTIONS"]["options"],
    }
    with psycopg.connect(dbname=given["NAME"], **where) as pages:
        assert pages.execute("SHOW idle_in_transaction_session_timeout").fetchone() == ("1min",)
        with pytest.raises(psycopg.errors.QueryCanceled):
            pages.execute("SELECT pg_sleep(5)")


def test_only_pages_have_one():
    assert [name for name, family in FAMILIES.items() if family.connects_as == environment.FOR_PAGES] == ["serve"]
    assert (
        "statement_timeout=20s" in parameters(environment.read({environment.CONNECT_AS: "pages"}))["OPTIONS"]["options"]
    )
    for others in ({}, {environment.CONNECT_AS: "owner"}):
        assert "statement_timeout" not in parameters(environment.read(others))["OPTIONS"].get("options", "")


@pytest.mark.parametrize("typed", ["0", "-1", "x", "1.5", "20s"])
def test_a_limit_that_is_none_is_named(typed: str):
    with pytest.raises(Trouble, match="THROUGHCARE_QUESTION_LIMIT must be a whole number from 1 on"):
        environment.read({environment.QUESTION_LIMIT: typed})
