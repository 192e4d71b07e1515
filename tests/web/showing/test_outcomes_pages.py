"""What a scheme came to, on its pages: all of it to its coordinator, to a commissioner what may be told."""

import csv
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.peers.conftest import Peers
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from tests.web.showing.conftest import UNTIL_TODAY
from throughcare.audit.models import Entry
from throughcare.indicators import Period
from throughcare.showing import periods
from throughcare.showing.gathering import Asked, reached
from throughcare.web import acting

AUTUMN = datetime(2026, 11, 2, 9, tzinfo=UTC)


def address(peers: Peers, more: str = "") -> str:
    return f"/outcomes/{peers.scheme.pk}{more}"


def test_the_coordinator_sees_every_number_with_what_is_not_known(as_: SignIn, lived: Peers):
    page = words(as_("mina").get(address(lived), UNTIL_TODAY))
    assert "Internal Every number of it" in page
    assert "2 people had a mentor on some day from" in page
    # Blake did when support began, by their own word, and on record only before; of Casey neither is known.
    assert "Self-harm when support began: of people supported Answer As the person says On record" in page
    assert "Now 1 of 1, 100% 95% interval 21% to 100% 0 of 1" in page
    assert "Not known 1 of 2 1 of 2" in page
    assert "Stopped 1 of 1" in page
    assert "Contacts 2 Hours 1.0 People met 2" in page


def test_others_are_told_nothing_of_a_few_people(as_: SignIn, lived: Peers, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(acting, "now", lambda: AUTUMN)
    page = words(as_("connie").get(address(lived)))
    assert "Fewer than 5 people had a mentor" in page
    assert "tables are left out" in page
    assert "1 of 1" not in page
    assert "Internal" not in page


def test_until_a_half_of_a_year_is_told_nothing_is(as_: SignIn, lived: Peers):
    """In March the half before is told, in which nobody was supported, and of the running one nothing."""
    page = words(as_("connie").get(address(lived)))
    assert "from 1 April 2025 to 30 September 2025" in page
    assert "Nobody had a mentor" in page
    assert as_("connie").get(address(lived), {"from": "2025-10-01"}).status_code == 404


@pytest.mark.parametrize("who", ["owen", "nadia", "piotr", "carol", "sam"])
def test_a_colleague_who_does_not_coordinate_sees_what_others_are_told(as_: SignIn, lived: Peers, who: str):
    page = words(as_(who).get(address(lived), UNTIL_TODAY))
    assert "Internal" not in page
    assert "Halves of a financial year" in page


@pytest.mark.parametrize("who", ["gwen", "ada", "maya"])
@pytest.mark.parametrize("more", ["", "/file.csv"])
def test_whoever_is_shown_no_figures_finds_none(as_: SignIn, lived: Peers, who: str, more: str):
    assert as_(who).get("/outcomes").status_code == 404
    assert as_(who).get(address(lived, more)).status_code == 404


def test_a_scheme_that_is_not_there_is_not_there(as_: SignIn, lived: Peers):
    assert as_("mina").get("/outcomes/999999").status_code == 404
    assert words(as_("mina").get("/outcomes")).count("HMP Eastmoor") == 1


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"until-year": "2024"}, "This is before the first day."),
        ({"until-year": "2027"}, "Nobody knows yet how things will stand then."),
        ({"since-year": "2019"}, "Choose at most three years at a time."),
        ({"since-day": "31"}, "From"),
    ],
)
def test_days_that_make_no_sense_are_answered_at_their_field(
    as_: SignIn, lived: Peers, said: dict[str, str], says: str
):
    answer = as_("mina").get(address(lived), {**UNTIL_TODAY, **said})
    assert answer.status_code == 422
    assert says in words(answer)
    assert as_("mina").get(address(lived, "/file.csv"), {**UNTIL_TODAY, **said}).status_code == 404


def test_the_file_has_the_numbers_of_the_page(as_: SignIn, lived: Peers):
    answer = as_("mina").get(address(lived, "/file.csv"), UNTIL_TODAY)
    found = list(csv.DictReader(answer.content.decode().removeprefix("\ufeff").splitlines()))
    (became,) = [row for row in found if (row["figure"], row["cell"], row["source"]) == (
        "self-harm-change", "Stopped", "as the person says")]  # fmt: skip
    assert (became["k"], became["n"], became["unknown"]) == ("1", "1", "0")
    assert "internal" in answer["Content-Disposition"]
    assert "Archer" not in answer.content.decode()


def test_a_page_asks_the_same_however_many_there_are(as_: SignIn, lived: Peers):
    mina = as_("mina")
    mina.get(address(lived), UNTIL_TODAY)
    with CaptureQueriesContext(connection) as before:
        mina.get(address(lived), UNTIL_TODAY)
    lived.match("Robin", "Drew")
    lived.asks("Ellis", "TC-EEE-222")
    with CaptureQueriesContext(connection) as after:
        mina.get(address(lived), UNTIL_TODAY)
    assert len(queries(before)) == len(queries(after)) <= 8, "\n".join(one[:150] for one in queries(after))


def test_what_is_recorded_after_a_time_has_settled_does_not_change_what_is_told_of_it(lived: Peers):
    half = Period(date(2025, 10, 1), date(2026, 3, 31))
    told = periods.as_told(half)
    late = reached(lived.scheme, Asked(half, datetime(2026, 3, 20, tzinfo=UTC)))
    assert (told.known_at.date(), late.people) == (date(2026, 4, 28), 0)
    assert reached(lived.scheme, told).people == 2


def test_halves_are_those_that_have_settled_since_the_scheme_began():
    found = periods.halves(date(2026, 4, 28), since=date(2025, 5, 1))
    assert [(one.first, one.last) for one in found] == [(date(2025, 4, 1), date(2025, 9, 30))]
    found = periods.halves(date(2026, 4, 29), since=date(2025, 5, 1))
    assert [one.first for one in found] == [date(2025, 10, 1), date(2025, 4, 1)]


def test_each_look_is_on_record_with_whether_small_numbers_were_shown(as_: SignIn, lived: Peers):
    as_("mina").get(address(lived), UNTIL_TODAY)
    as_("connie").get(address(lived))
    seen = [one.detail["internal"] for one in Entry.objects.filter(did="saw-outcomes").order_by("pk")]
    assert seen == [True, False]
