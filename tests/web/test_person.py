"""One person's page: who this is, who is involved, what holds of them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import grants
from tests.cast import MONDAY, Cast, live_at
from tests.episodes.conftest import REFERRAL, day, evening
from tests.web.conftest import TODAY, SignIn
from tests.web.test_today import queries
from throughcare.audit.models import Entry
from throughcare.episodes import referring
from throughcare.people.models import Alert, Need, Placement

ALEX = "/people/TC-AAA-222"


def words(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def full(cast: Cast) -> Cast:
    """Alex with an episode, an alert, a need and a former placement."""
    alex = cast.people["alex"]
    by = {"recorded_at": MONDAY, "recorded_by": cast.nadia}
    since = {"person": alex, "from_on": date(2026, 3, 1), **by}
    Alert.objects.create(
        kind="self-harm", says="Check every hour", review_on=date(2026, 3, 20), category="self-harm-risk", **since
    )
    Need.objects.create(kind="language", says="Speaks Polish", category="protected-characteristics", **since)
    Placement.objects.create(
        person=alex,
        organisation=cast.places["HMP Westfell"],
        from_on=date(2025, 6, 1),
        until_on=date(2026, 1, 1),
        **by,
    )
    referring.refer(
        person=alex, service=cast.daycare, facts=REFERRAL, happened=day(2), by=cast.nadia, at=evening(day(2))
    )
    return cast


def test_the_page_says_who_it_is_and_what_everybody_near_must_know(as_: SignIn, full: Cast):
    page = words(as_("nadia").get(ALEX))
    assert "Alex Marlow" in page
    assert "14 May 1990" in page
    assert "Check every hour" in page
    assert "Somebody looks again on Friday 20 March 2026: this is overdue" in page
    assert "Speaks Polish" in page


def test_an_open_episode_has_one_sentence(as_: SignIn, full: Cast):
    page = words(as_("nadia").get(ALEX))
    assert "Day care, Eastmoor</a>: Referral sent, not yet received since 2 March 2026." in page
    assert "Held by <strong>Eastmoor mental health team</strong> (Nadia Rahman)." in page
    assert "Waiting on <strong>Eastmoor psychology</strong>." in page


def test_placements_and_legal_status_stand_on_one_list_of_time(as_: SignIn, full: Cast):
    page = words(as_("nadia").get(ALEX))
    assert page.index("Since 1 January 2026") < page.index("1 June 2025 to 1 January 2026")


def test_what_may_not_be_seen_is_simply_absent(as_: SignIn, full: Cast):
    page = words(as_("owen").get(ALEX))
    assert "Alex Marlow" in page
    assert "Check every hour" in page
    assert "Speaks Polish" not in page
    assert "EP-" not in page


def test_a_category_that_ends_disappears(as_: SignIn, full: Cast):
    grants.of("self-harm-risk").update(ends_at=TODAY)
    assert "Check every hour" not in words(as_("nadia").get(ALEX))


def test_each_look_is_on_the_audit_record(as_: SignIn, full: Cast):
    as_("nadia").get(ALEX)
    as_("nadia").get(ALEX)
    assert Entry.objects.filter(did="saw-person", person_id=full.people["alex"].pk, by=full.nadia).count() == 2


def test_references_are_read_however_they_are_typed(as_: SignIn):
    assert as_("nadia").get("/people/tc-aaa-222").status_code == 200


@pytest.mark.parametrize("reference", ["TC-ZZZ-999", "x" * 17, "TC AAA 222", "%F0%9F%98%80"])
def test_a_reference_of_nobody_is_not_found(as_: SignIn, reference):
    assert as_("nadia").get(f"/people/{reference}").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_record(as_: SignIn, full: Cast):
    nadia = as_("nadia")
    nadia.get(ALEX)
    with CaptureQueriesContext(connection) as few:
        nadia.get(ALEX)
    for n in range(20):
        Need.objects.create(
            person=full.people["alex"],
            kind="mobility",
            says=f"Need {n}",
            category="protected-characteristics",
            from_on=date(2026, 1, 1) + timedelta(days=n),
            recorded_at=MONDAY,
            recorded_by=full.nadia,
        )
    with CaptureQueriesContext(connection) as lots:
        nadia.get(ALEX)
    assert len(queries(lots)) == len(queries(few)) <= 8, "\n".join(queries(lots))


def test_a_form_sent_twice_records_once(as_: SignIn, cast: Cast):
    typed = {
        "kind": "language",
        "says": "Needs a Polish interpreter",
        "from_on-day": "20",
        "from_on-month": "3",
        "from_on-year": "2026",
        "submission": "3b6d3d0a-5a44-4c8e-8c59-30d1a5ad7a01",
    }
    nadia = as_("nadia")
    first, second = (nadia.post(f"{ALEX}/add/need", typed) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert Need.objects.filter(person=cast.people["alex"]).count() == 1


def test_a_key_that_was_used_for_one_person_records_nothing_of_another(as_: SignIn, cast: Cast):
    other = live_at(cast, "HMP Eastmoor", "Jamie", "Hollis", reference="TC-WWW-222")
    typed = {"kind": "language", "says": "Polish", "from_on-day": "20", "from_on-month": "3", "from_on-year": "2026"}
    typed["submission"] = "3b6d3d0a-5a44-4c8e-8c59-30d1a5ad7a02"
    assert as_("nadia").post(f"{ALEX}/add/need", typed).status_code == 303
    answer = as_("nadia").post(f"/people/{other.reference}/add/need", typed)
    assert answer.status_code == 422
    assert "This form was sent before, for something else." in words(answer)


def test_a_refused_form_can_be_sent_again_with_the_same_key(as_: SignIn, cast: Cast):
    typed = {
        "kind": "language",
        "says": "Needs a Polish interpreter",
        "from_on-day": "20",
        "from_on-month": "3",
        "from_on-year": "1980",
        "submission": "3b6d3d0a-5a44-4c8e-8c59-30d1a5ad7a02",
    }
    nadia = as_("nadia")
    assert nadia.post(f"{ALEX}/add/need", typed).status_code == 422
    assert nadia.post(f"{ALEX}/add/need", {**typed, "from_on-year": "2026"}).status_code == 303


def test_a_flag_says_that_there_is_something_and_what_to_do_and_nothing_of_it(as_: SignIn, full: Cast):
    """Owen, an officer, sees of Alex's referrals only that there are some."""
    page = as_("owen").get(ALEX).content.decode()
    flags = " ".join(page[page.index('aria-labelledby="flags"') :].partition("</section>")[0].split())
    assert "<strong>Referrals, stages and clocks:</strong> Ask the mental health team before an appointment" in flags
    assert "Day care" not in page
    full.people["alex"].episodes.update(closed_on=date(2026, 3, 1))
    assert "Referrals, stages and clocks:" not in as_("owen").get(ALEX).content.decode()


def test_of_whom_there_is_nothing_no_flag_is_shown(as_: SignIn, cast: Cast):
    assert 'id="flags"' not in as_("owen").get(ALEX).content.decode()
