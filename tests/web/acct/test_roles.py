"""Every role of the matrix and way of standing to somebody: how much of an ACCT the database shows, and the pages."""

import pytest
from django.db import connection

from tests.cast import Cast
from tests.web.conftest import TODAY, Browser
from tests.web.pages import words
from tests.web.test_matrix_everywhere import ROLES, WAYS, judged, stand
from throughcare.access.seeing import seen_by
from throughcare.acct.models import Acct, AcctEntry, AcctStanding
from throughcare.acct.words import SELF_HARM
from throughcare.config.database import APPLICATION
from throughcare.organisations.acting import act
from throughcare.organisations.models import StaffRole
from throughcare.sharing.levels import reaches

TABLES = (Acct, AcctEntry, AcctStanding)


def shown(staff: StaffRole) -> tuple[list[int], list[int]]:
    """How many rows of each table are there: in plain SQL on the application's own connection, and through the door."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        act(staff=staff, as_of=TODAY)
        found = []
        for model in TABLES:
            cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
            found.append(cursor.fetchone()[0])
        door = [seen_by(model, staff=staff, as_of=TODAY).count() for model in TABLES]
        cursor.execute("RESET ROLE")
    return found, door


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "way", ["never", "involved", "consent", "break-glass", "their own", "their own, until yesterday"]
)
def test_the_matrix_says_how_much_of_an_acct_is_shown(cast: Cast, acct: Acct, role: str, way: str):
    assert way in WAYS
    staff = stand(role, way, acct.person, at=cast.places["Northshire Probation"])
    level = judged(role, way)[SELF_HARM]
    reads, sees = reaches(level, "read"), reaches(level, "summary")
    expected = [1, 2, 1] if reads else [0, 0, int(sees)]
    assert shown(staff) == (expected, expected)


@pytest.mark.parametrize("role", ["PM", "COMM", "EVAL", "CG", "ADMIN", "LAH"])
def test_no_page_shows_one_to_a_role_that_sees_none(cast: Cast, acct: Acct, role: str):
    """Also not to a peer mentor whose organisation holds every grant there is."""
    staff = stand(role, "involved", acct.person, at=cast.places["Northshire Probation"])
    browser = Browser(raise_request_exception=True)
    browser.force_login(staff.staff)
    for address in (f"/acct/{acct.pk}", "/acct", f"/acct/{acct.pk}/closed", "/people/TC-AAA-222/acct", "/today"):
        answer = browser.get(address)
        assert "E-114" not in words(answer), address
        assert "ACCT open" not in words(answer), address
    assert browser.get(f"/acct/{acct.pk}").status_code in {403, 404}
