"""Measures as those who may see figures see them, and nobody else."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.measures.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.audit.models import Entry
from throughcare.measures.models import Publication
from throughcare.measures.pages import MAY_SEE_FIGURES
from throughcare.organisations.models import StaffRole

ADDRESSES = ["/measures", "/measures.csv", "/measures/figure?figure=I01"]


def test_a_commissioner_sees_figures_and_nobody_s_record(as_: SignIn, out: Publication, connie: StaffRole):
    page = words(as_("connie").get("/measures"))
    assert "8 of 19 42% 23% to 64%" in page
    assert "Still waiting: about 5" in page
    assert "5 people were waiting for hospital" in page
    assert "Nobody1" not in page
    assert as_("connie").get("/people/TC-AAA-222").status_code == 404


def test_one_figure_is_shown_in_groups_with_the_reason_for_what_is_not(as_: SignIn, out: Publication):
    page = words(as_("nadia").get("/measures/figure?figure=I01&year=2024"))
    assert "By prison" in page
    assert "HMP Eastmoor 19" in page
    assert "How many of them were counted as such is withheld here" in page
    assert "All transfers completed in the period" in page


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("username", ["gwen", "ada", "maya"])
def test_they_are_absent_to_roles_that_the_matrix_gives_no_figures(
    as_: SignIn, out: Publication, username: str, address: str
):
    client = as_(username)
    assert client.get(address).status_code == 404
    assert "Measures" not in words(client.get("/today"))


def test_who_may_see_them_is_what_the_matrix_says():
    assert {"LD", "PMH", "OPS", "MC", "POM", "SH", "CM", "COM", "CMHT", "LAH", "COMM", "EVAL"} == MAY_SEE_FIGURES


def test_what_is_not_there_is_said_and_never_an_error(as_: SignIn, out: Publication):
    page = as_("nadia").get("/measures?year=1066")
    assert page.status_code == 404
    assert "There are no figures for “1066”." in words(page)
    for address in (
        "/measures.csv?year=x",
        "/measures/figure?figure=I99",
        "/measures/figure",
        "/measures/figure?year=9",
    ):
        assert as_("nadia").get(address).status_code == 404


def test_before_anything_is_counted_the_page_says_when_it_will_be(as_: SignIn, cast: Cast):
    assert "Nothing has been counted yet" in words(as_("nadia").get("/measures"))


@pytest.mark.parametrize("address", [ADDRESSES[0], ADDRESSES[2]])
def test_a_page_asks_few_questions_and_reads_nobody(as_: SignIn, out: Publication, address: str):
    client = as_("nadia")
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert len(queries(captured)) <= 8
    assert [sql for sql in queries(captured) if 'FROM "people' in sql or 'FROM "episodes' in sql] == []


def lines(answer) -> list[dict[str, str]]:
    text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.DictReader(StringIO(text)))


def test_the_file_holds_the_same_figures_and_that_it_was_taken_is_noted(as_: SignIn, out: Publication, cast: Cast):
    found = lines(as_("nadia").get("/measures.csv?year=2024"))
    whole = next(line for line in found if line["Indicator"] == "I01" and line["Group"] == "Everybody")
    assert (whole["k"], whole["n"], whole["Percent"], whole["From"]) == ("8", "19", "42.1", "2024-04-01")
    assert min(int(line[name]) for line in found for name in ("k", "n") if line[name].isdigit()) >= 5
    taken = Entry.objects.get(did="exported-measures")
    assert (taken.by, taken.detail, taken.person_id) == (cast.nadia, {"year": 2024}, None)


def test_that_a_page_was_looked_at_is_noted(as_: SignIn, out: Publication):
    as_("nadia").get("/measures/figure?figure=I07")
    assert Entry.objects.get(did="saw-measures").detail == {"year": 2024, "figure": "I07"}


def test_the_picture_says_in_words_what_it_shows(as_: SignIn, out: Publication):
    page = as_("nadia").get("/measures").content.decode()
    assert page.count("<svg") == 2
    assert "In hospital within 28 days of referral: 8 of 19, 42%" in page


def test_it_only_shows(as_: SignIn, out: Publication):
    assert as_("nadia").post("/measures", {}).status_code == 405
