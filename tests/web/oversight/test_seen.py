"""Who can see a record, and why: for whoever asks, and for every organisation."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import grants
from tests.access.asked import HOUR, answer
from tests.cast import Cast
from tests.episodes.conftest import refer_to_daycare
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.access import signing
from throughcare.access.models import Grant
from throughcare.access.told import told
from throughcare.audit.models import Entry
from throughcare.organisations.acting import act
from throughcare.sharing import CATEGORIES, fingerprint

ACCESS = "/people/TC-AAA-222/access"
ORGANISATIONS = f"{ACCESS}/organisations"


def test_every_category_is_there_with_how_much_why_and_until_when(as_: SignIn, cast: Cast):
    grants.of("clinical").update(ends_at=TODAY + HOUR)
    page = words(as_("nadia").get(ACCESS))
    assert [title for title in CATEGORIES.values() if title not in page] == []
    assert "Your organisation works where this person lives, with no end set." in page
    assert "Tuesday 24 March 2026 at 10:30" in page
    assert "when you look for the person's own care and support" in page


def test_what_is_refused_says_why_and_what_would_open_it(as_: SignIn):
    page = words(as_("owen").get(ACCESS))
    assert "The most that is ever shown of 'Therapy content and single answers' to prison operations: nothing." in page
    assert "What would open it:" in as_("piotr").get(ACCESS).content.decode()


def test_the_table_is_a_local_default_until_the_guardian_has_signed_it(as_: SignIn, cast: Cast):
    assert "local default, unconfirmed" in words(as_("nadia").get(ACCESS))
    signing.sign_matrix(seen=fingerprint(), says="", by=cast.gwen, at=TODAY)
    page = words(as_("nadia").get(ACCESS))
    assert "unconfirmed" not in page
    assert "Your Caldicott Guardian, Gwen Hale, signed this table on Tuesday 24 March 2026." in page


def test_the_organisations_are_told_to_those_who_see_the_person(as_: SignIn, cast: Cast):
    answer(cast, "given", by=cast.nadia)
    page = words(as_("owen").get(ORGANISATIONS))
    assert "Eastmoor psychology" in page
    assert page.index("Northshire Probation") < page.index("The person said yes")
    assert "Westfell mental health team" not in page


@pytest.mark.parametrize("address", [ACCESS, ORGANISATIONS])
def test_whoever_may_not_see_the_person_finds_nobody(as_: SignIn, address: str):
    assert as_("sam").get(address).status_code == 404
    assert as_("nadia").get(address.replace("AAA", "ZZZ")).status_code == 404


def test_the_database_tells_no_organisation_to_whoever_may_not_see_the_person(
    cast: Cast, request: pytest.FixtureRequest
):
    """Asked past all pages, on the application's own connection."""
    alex = cast.people["alex"]
    request.getfixturevalue("application_role")
    assert told(alex) == {}
    with transaction.atomic():
        act(staff=cast.sam, as_of=TODAY)
        assert told(alex) == {}
        act(staff=cast.nadia, as_of=TODAY)
        assert "HMP Eastmoor" in told(alex)


def test_what_is_over_is_told_no_more(cast: Cast):
    Grant.objects.filter(organisation=cast.petra.organisation).update(ends_at=TODAY)
    act(staff=cast.nadia, as_of=TODAY)
    assert "Eastmoor psychology" not in told(cast.people["alex"])


@pytest.mark.parametrize(("address", "did"), [(ACCESS, "saw-person"), (ORGANISATIONS, "saw-organisations")])
def test_each_look_is_on_the_audit_record_and_asks_eight_questions_at_most(as_: SignIn, cast: Cast, address, did):
    answer(cast, "given", by=cast.nadia)
    answer(cast, "refused", by=cast.nadia, categories=["housing"])
    refer_to_daycare(cast)
    bola = as_("bola")
    grants.of("identity-and-location", organisation=cast.petra.organisation).update(organisation=cast.bola.organisation)
    bola.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert bola.get(address).status_code == 200
    assert len(queries(asked)) <= 8, "\n".join(queries(asked))
    assert Entry.objects.filter(did=did, by=cast.bola, person_id=cast.people["alex"].pk).count() == 2


def test_the_page_of_the_person_leads_there(as_: SignIn):
    assert f'href="{ACCESS}"' in as_("nadia").get("/people/TC-AAA-222").content.decode()
