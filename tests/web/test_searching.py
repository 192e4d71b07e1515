"""Who may look for people at all: whoever may be told who they are, but for those who live beside them."""

import pytest

from tests.cast import Cast
from tests.web.attack.test_noted import SEARCHES
from tests.web.conftest import SignIn
from throughcare.sharing import MATRIX
from throughcare.web.jinja import menu
from throughcare.web.people import NEVER_SEARCH

# Role -> whether it searches: the roles of the matrix, in its order.
SEARCHES_FOR_PEOPLE = {
    "CRT": True, "LD": True, "PMH": True, "OPS": True, "PM": False, "MC": True, "POM": True, "SH": True, "CM": True,
    "COM": True, "CMHT": True, "LAH": True, "COMM": False, "EVAL": False, "SU": False, "MHCS": True, "CG": False,
    "ADMIN": False,
}  # fmt: skip
OFFERED = ('href="/people', 'href="/refer', 'href="/emergency')


def test_every_role_of_the_matrix_is_in_the_table():
    assert SEARCHES_FOR_PEOPLE.keys() == next(iter(MATRIX.values())).keys()


@pytest.mark.parametrize(("role", "searches"), SEARCHES_FOR_PEOPLE.items())
def test_a_role_searches_if_it_may_be_told_who_somebody_is(as_: SignIn, cast: Cast, role: str, searches):
    cast.nadia.role = role
    cast.nadia.save()
    assert (role in NEVER_SEARCH) is not searches
    assert ({"people", "refer"} <= menu(role).keys()) is searches
    browser, alex = as_("nadia"), "/refer?person=TC-AAA-222"
    assert (browser.get(alex).status_code != 403) is searches
    allowed = {browser.get(page).status_code in {200, 303} for page in SEARCHES}
    assert allowed == {searches}


@pytest.mark.parametrize("role", sorted(NEVER_SEARCH - {"SU"}))
def test_whoever_never_searches_is_offered_no_search_and_nobody_to_refer_or_add(as_: SignIn, cast: Cast, role: str):
    cast.nadia.role = role
    cast.nadia.save()
    browser = as_("nadia")
    for page in ("/today", "/services", "/blueprints", "/nowhere", "/people", "/people/TC-AAA-222"):
        shown = browser.get(page).content.decode()
        assert [way for way in OFFERED if way in shown.replace('href="/people/TC-AAA-222', "")] == [], page
