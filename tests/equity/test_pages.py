"""Fair access as those who may see figures see it, and nobody else; and the rolls that they rest on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.equity.conftest import SignIn
from tests.equity.worlds import wings
from tests.web.pages import queries, words
from throughcare.audit.models import Entry
from throughcare.equity.models import Counted, Roll
from throughcare.equity.pages import MAY_SEE
from throughcare.organisations.models import StaffRole

MONTH = "month=2025-09"


def addresses(cast: Cast) -> list[str]:
    assert cast.daycare is not None
    page = f"/fair-access/{cast.daycare.pk}"
    return [
        "/fair-access",
        page,
        f"{page}?{MONTH}",
        f"{page}/groups?{MONTH}&figure=referrals",
        f"{page}/file.pdf?{MONTH}",
    ]


def test_a_commissioner_sees_the_gap_and_nobody_s_record(as_: SignIn, told: Cast, connie: StaffRole):
    page = words(as_("connie").get(addresses(told)[2]))
    assert "Lodge wing and Quarry wing, split from the main site" in page
    assert "5.0 (12 among 240)" in page
    assert "Nobody" not in page
    assert "Internal" not in page


def test_the_team_is_told_that_what_it_sees_is_internal(as_: SignIn, told: Cast):
    assert "Internal to the team." in words(as_("petra").get(addresses(told)[2]))
    assert "Ethnic category" in words(as_("petra").get(addresses(told)[3]))
    assert "Ethnic category" not in words(as_("owen").get(addresses(told)[3]))


@pytest.mark.parametrize("username", ["gwen", "ada", "maya"])
def test_it_is_absent_to_roles_that_the_matrix_gives_no_figures(as_: SignIn, told: Cast, username: str):
    client = as_(username)
    assert {client.get(address).status_code for address in [*addresses(told), "/fair-access/rolls"]} == {404}
    assert "Fair access" not in words(client.get("/today"))


def test_who_may_see_it_is_what_the_matrix_says():
    assert {"LD", "PMH", "OPS", "MC", "POM", "SH", "CM", "COM", "CMHT", "LAH", "COMM", "EVAL"} == MAY_SEE


@pytest.mark.parametrize("username", ["owen", "petra", "connie"])
def test_a_page_asks_few_questions_and_reads_nobody(as_: SignIn, told: Cast, connie: StaffRole, username: str):
    client = as_(username)
    for address in addresses(told):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        assert len(queries(captured)) <= 8, address
        assert [sql for sql in queries(captured) if 'FROM "people' in sql or 'FROM "episodes_ep' in sql] == []


def test_every_group_is_told_with_its_rate_beside_a_reference(as_: SignIn, told: Cast):
    page = words(as_("owen").get(addresses(told)[3]))
    assert "Referrals by site" in page
    assert "the reference" in page
    assert "Counted together, because a number under 5 would follow: Lodge wing and Quarry wing. Together 16." in page
    assert "BAME" not in page


def test_what_is_not_there_is_said_and_never_an_error(as_: SignIn, told: Cast):
    page = as_("owen").get(addresses(told)[1] + "?month=1066-10")
    assert page.status_code == 404
    assert "Nothing is told of “1066-10”." in words(page)
    for address in (
        "/fair-access/0",
        f"/fair-access/{told.transfer.pk if told.transfer else 0}",
        f"{addresses(told)[1]}/file.pdf?month=x",
        f"{addresses(told)[1]}/groups?month=2030-01",
        "/fair-access/rolls?month=x",
    ):
        assert as_("owen").get(address).status_code == 404


def test_before_anything_is_counted_the_page_says_when_it_will_be(as_: SignIn, cast: Cast):
    assert cast.daycare is not None
    assert "a month is counted 7 days after its end" in words(as_("owen").get("/fair-access"))
    assert "No month has been counted yet" in words(as_("owen").get(f"/fair-access/{cast.daycare.pk}"))


@pytest.mark.parametrize(("username", "internal"), [("owen", False), ("petra", True)])
def test_the_file_is_a_pdf_and_that_it_was_taken_is_noted(as_: SignIn, told: Cast, username: str, internal):
    answer = as_(username).get(addresses(told)[4])
    assert answer["Content-Type"] == "application/pdf"
    assert ("internal" in answer["Content-Disposition"]) == internal
    assert told.daycare is not None
    entry = Entry.objects.get(did="exported-fair-access")
    assert entry.detail == {"service": told.daycare.pk, "month": "2025-09", "internal": internal}
    assert (entry.by, entry.person_id) == (told.staff[username], None)


def test_the_picture_says_in_words_what_it_shows(as_: SignIn, told: Cast):
    page = as_("owen").get(addresses(told)[2]).content.decode()
    assert page.count("<svg") == 2
    assert "Split from the main site: 5.0, 95% interval 2.6 to 8.7" in page


def test_nothing_that_others_see_is_a_number_under_five(as_: SignIn, told: Cast):
    """Whoever is not of the team reads rows that were told; every number in them is nought, or five or more."""
    page = words(as_("owen").get(addresses(told)[3]))
    assert Counted.objects.filter(numbers__unit__has_key="Lodge wing").exists()
    assert "Lodge wing 8" not in page


@pytest.mark.parametrize("figure", ["referrals", "accepted", "starts", "sessions"])
def test_each_figure_has_its_groups(as_: SignIn, told: Cast, figure: str):
    page = addresses(told)[3].replace("referrals", figure)
    for username in ("owen", "petra"):
        assert as_(username).get(page).status_code == 200
    assert as_("owen").get(page + "x").status_code == 404


def form(cast: Cast, **more: str) -> dict[str, str]:
    given = {f"average_{unit.pk}": "112.5" for unit in wings(cast).values()}
    return {"submission": "5b1f0c1e-6c1f-4a52-8f0e-0a5a3a1f4d11", "source": "The roll", "lines": "", **given, **more}


def test_an_officer_enters_the_rolls_of_a_month_once(as_: SignIn, cast: Cast):
    sent = form(
        cast, **{f"apart_{wings(cast)['Lodge wing'].pk}": "on"}, lines="dimension,group,average\nethnic,White,540"
    )
    for _ in range(2):
        answer = as_("owen").post("/fair-access/rolls?month=2026-01", sent)
        assert (answer.status_code, answer["Location"]) == (303, "/fair-access/rolls?done=rolls")
    assert Roll.objects.count() == 7
    assert Roll.objects.filter(apart=True).values_list("group", "month__month").get() == ("Lodge wing", 1)
    assert "How many lived there is on record." in words(as_("owen").get(answer["Location"]))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"source": ""}, "Where the numbers are from cannot be left empty."),
        ({"lines": "White,540"}, "The first line has to name the columns"),
        ({"lines": "dimension,group,average\nethnic,White,x"}, "Line 2: “x” is no number of people."),
        ({"lines": "dimension,group,average\nethnic,BAME,3"}, "“BAME” is no group of ethnic group"),
        ({"lines": 'dimension,group,average\n"'}, "problem"),
        ({"lines": "x" * 20_001}, "too long"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_keeps_what_was_typed(
    as_: SignIn, cast: Cast, typed: dict[str, str], says: str
):
    answer = as_("owen").post("/fair-access/rolls?month=2026-01", form(cast, **typed))
    assert answer.status_code == 422
    assert says in words(answer)
    assert "112.5" in answer.content.decode()
    assert not Roll.objects.exists()


@pytest.mark.parametrize("number", ["many", "-3", "20001", "1.25", "1e5", "9" * 11, "NaN"])
def test_a_wing_has_a_number_of_people(as_: SignIn, cast: Cast, number: str):
    sent = form(cast, **{f"average_{wings(cast)['A wing'].pk}": number})
    answer = as_("owen").post("/fair-access/rolls?month=2026-01", sent)
    said = "A wing: give a number from 0 to 20,000, such as 112 or 112.5."
    assert words(answer).count(said) == 2, "once at the top, once at the field"


def test_a_month_that_is_not_over_is_refused(as_: SignIn, cast: Cast):
    answer = as_("owen").post("/fair-access/rolls?month=2026-03", form(cast))
    assert answer.status_code == 422
    assert "March 2026 is not over" in words(answer)


@pytest.mark.parametrize("username", ["harun", "carol", "bola"])
def test_who_does_not_work_there_finds_no_rolls(as_: SignIn, cast: Cast, username: str):
    assert as_(username).get("/fair-access/rolls").status_code == 404
    assert as_(username).post("/fair-access/rolls", form(cast)).status_code == 404


def test_it_only_shows(as_: SignIn, told: Cast):
    assert as_("owen").post(addresses(told)[1], {}).status_code == 405
