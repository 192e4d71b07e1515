"""What the law demands is said at the question and above the form, before anybody is refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.episodes.conftest import day
from tests.web.conftest import SignIn
from tests.web.episodes.conftest import at, take
from tests.web.pages import queries, words
from throughcare.episodes import actions
from throughcare.episodes.models import Episode

APPROVED = (
    "Approved under section 12 (needed by law before “Complete application to the Mental Health Casework Section”)"
)


@pytest.fixture
def silent(cast: Cast, transfer: Episode) -> Episode:
    """Of neither doctor anybody has said that they are approved, and all else is there."""
    number = transfer.events.get(step="first-medical-report").number
    who = {"by": cast.nadia, "at": transfer.created_at.replace(month=3, day=24)}
    actions.correct(episode=transfer, number=number, facts={"approved": None}, happened=day(17), why="Not known", **who)
    take(transfer, "access-assessment-done", by=cast.harun, on=day(18), result="accepted")
    take(transfer, "bed-accepted", by=cast.harun, on=day(18))
    return take(transfer, "second-medical-report", by=cast.harun, on=day(19), finding="met", doctor="Dr Ilori")


def test_a_question_that_a_later_step_cannot_do_without_is_not_called_optional(
    as_: SignIn, cast: Cast, transfer: Episode
):
    page = words(as_("harun").get(at(transfer, "/steps/second-medical-report")))
    assert "Approved under section 12 (optional)" in page  # The first doctor is, and one is enough.
    fact = transfer.events.get(step="first-medical-report").number
    page = words(as_("nadia").get(at(transfer, f"/facts/{fact}/correct")))
    assert APPROVED in page
    assert "At least one doctor approved under section 12." in page


def test_where_it_is_needed_for_some_alone_it_says_for_whom(as_: SignIn, transfer: Episode):
    page = words(as_("nadia").get(at(transfer, "/steps/first-medical-report")))
    assert "needed by law where" not in page  # They serve a sentence, and section 48 is for others.
    assert "urgently needed" in page.lower() or "Urgent" in page


def test_what_was_left_blank_earlier_is_said_before_the_form_in_the_words_of_the_refusal(as_: SignIn, silent: Episode):
    nadia = as_("nadia")
    with CaptureQueriesContext(connection) as asked:
        page = words(nadia.get(at(silent, "/steps/application-to-mhcs")))
    says = "'Approved under section 12' is not answered in 'First medical report', which can be corrected."
    above = page.split("When it happened")[0]
    assert "Something earlier is not answered, and this cannot be recorded without it." in above
    assert says in above
    assert len(queries(asked)) <= 9, len(queries(asked))


def test_nothing_is_said_where_nothing_is_missing(as_: SignIn, cast: Cast, transfer: Episode):
    assert "Something earlier" not in words(as_("nadia").get(at(transfer, "/steps/application-to-mhcs")))
