"""Somebody else holds the rows that a form needs: the wait ends with a sentence, and nothing is recorded."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.cast import Cast, gather
from tests.web.conftest import Browser, SignIn
from throughcare.audit.models import Entry
from throughcare.config import environment
from throughcare.config.database import connection as parameters
from throughcare.organisations.models import Staff
from throughcare.people.models import Need
from throughcare.web import people_forms

NEED = {"kind": "language", "says": "Polish", "from_on-day": "20", "from_on-month": "3", "from_on-year": "2026"}


@pytest.fixture
def impatient(transactional_db: None) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '50ms'")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")


@pytest.fixture
def somebody_else(transactional_db: None) -> Iterator[BaseDatabaseWrapper]:
    """A second connection to the database."""
    other = connection.copy()
    yield other
    other.close()


@pytest.mark.usefixtures("impatient")
def test_a_row_that_stays_locked_is_answered_in_words(somebody_else: BaseDatabaseWrapper):
    nadia = Browser()
    nadia.force_login(gather().staff["nadia"].staff)
    somebody_else.set_autocommit(False)
    with somebody_else.cursor() as cursor:
        cursor.execute("SELECT id FROM people_person FOR UPDATE")
    answer = nadia.post("/people/TC-AAA-222/add/need", NEED)
    somebody_else.rollback()
    assert answer.status_code == 409
    assert "Somebody else is recording here just now" in answer.content.decode()
    assert "Polish</textarea>" in answer.content.decode()
    assert not Need.objects.exists()
    # Nothing of the page that failed is left: not what it noted either, which a test within a transaction cannot show.
    assert not Entry.objects.filter(did="saw-person").exists()
    assert nadia.post("/people/TC-AAA-222/add/need", NEED).status_code == 303


def test_whoever_meets_what_somebody_else_came_to_first_is_told_so(
    as_: SignIn, cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    """A verb says it in words where it looked before; of two at the same moment the second looked too early."""
    monkeypatch.setattr(people_forms.writing, "add_need", lambda **_: Staff.objects.create(username="owen"))
    answer = as_("nadia").post("/people/TC-AAA-222/add/need", NEED)
    assert answer.status_code == 409
    assert "Polish</textarea>" in answer.content.decode()


def test_only_the_application_is_impatient():
    assert "lock_timeout" in parameters(environment.read({}))["OPTIONS"]["options"]
    assert "lock_timeout" not in parameters(environment.read({environment.CONNECT_AS: "owner"}))["OPTIONS"]["options"]
