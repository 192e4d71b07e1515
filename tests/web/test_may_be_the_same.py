"""Two records that may be of one person say so, to whoever may see both, and to nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, live_at
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.people.models import Person

SAYS = "May be the same person as TC-BBB-222 : the same names and date of birth."
PAGE, SEARCH = "/people/TC-AAA-222", "/people?q=Marlow"


@pytest.mark.parametrize("address", [PAGE, SEARCH])
def test_whoever_sees_both_is_told(as_: SignIn, cast: Cast, address: str):
    assert "May be the same person" not in words(as_("nadia").get(address))
    live_at(cast, "HMP Eastmoor", "Alex", "Marlow", reference="TC-BBB-222")
    page = as_("nadia").get(address)
    assert SAYS in words(page)
    assert 'href="/people/TC-BBB-222"' in page.content.decode()


@pytest.mark.parametrize("address", [PAGE, SEARCH])
def test_whoever_sees_one_is_not(as_: SignIn, cast: Cast, address: str):
    live_at(cast, "HMP Westfell", "Alex", "Marlow", reference="TC-BBB-222")
    page = words(as_("nadia").get(address))
    assert "Alex Marlow" in page
    assert "May be the same person" not in page
    assert "TC-BBB-222" not in page


@pytest.mark.parametrize("change", [{"birth_date": "1990-05-15"}, {"birth_date": None}, {"name_keys": ["=MARLOW"]}])
def test_another_name_or_day_is_another_person(as_: SignIn, cast: Cast, change):
    twin = live_at(cast, "HMP Eastmoor", "Alex", "Marlow", reference="TC-BBB-222")
    Person.objects.filter(pk=twin.pk).update(**change)
    for address in (PAGE, SEARCH):
        assert "May be the same person" not in words(as_("nadia").get(address))


@pytest.mark.parametrize("address", [PAGE, SEARCH])
def test_it_costs_no_question(as_: SignIn, cast: Cast, address: str):
    nadia, asked = as_("nadia"), []
    for reference in ("TC-BBB-222", "TC-CCC-222"):
        nadia.get(address)
        with CaptureQueriesContext(connection) as captured:
            nadia.get(address)
        asked.append(len(queries(captured)))
        live_at(cast, "HMP Eastmoor", "Alex", "Marlow", reference=reference)
    assert asked[0] == asked[1] <= 8
