"""Services: boards that count whom one may see, and opening one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, live_at
from tests.episodes.conftest import REFERRAL, day, evening
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.access.models import Grant
from throughcare.episodes import referring
from throughcare.episodes.models import Service

OPENED = {"title": "Transfers, Westfell", "opened_on-day": "1", "opened_on-month": "3", "opened_on-year": "2026"}


@pytest.fixture
def seven(cast: Cast) -> Cast:
    """Seven people referred to day care on seven days of March."""
    for number in range(7):
        person = live_at(cast, "HMP Eastmoor", f"Given{number}", f"Family{number}", reference=f"TC-BBB-22{number + 2}")
        referring.refer(
            person=person,
            service=cast.daycare,
            facts=REFERRAL,
            happened=day(number + 2),
            by=cast.nadia,
            at=evening(day(number + 2)),
        )
    cast.daycare.capacity = 6
    cast.daycare.save()
    return cast


def test_the_list_counts_the_people_of_each_service(as_: SignIn, seven: Cast):
    page = words(as_("petra").get("/services"))
    assert "Day care, Eastmoor Eastmoor psychology 7 of 6 22 days" in page
    assert "Transfer to hospital" not in page


def test_the_board_shows_each_stage_with_those_who_stand_there_longest(as_: SignIn, seven: Cast):
    page = words(as_("petra").get(f"/services/{seven.daycare.pk}"))
    assert "7 people now, of 6 it can have at once. That is 1 over." in page
    assert "Referral sent, not yet received 7 Longest: 22 days Given0 Family0 22 days" in page
    assert "and 2 more" in page
    assert "Given5" not in page
    assert "Petra Novak, Prison mental health practitioner" in page


def test_people_one_may_not_see_are_not_counted(as_: SignIn, seven: Cast):
    Grant.objects.filter(organisation=seven.petra.organisation, person__family_name="Family0").update(ends_at=TODAY)
    page = words(as_("petra").get(f"/services/{seven.daycare.pk}"))
    assert "6 people now" in page
    assert "Family0" not in page
    assert "0 people now" in words(as_("sam").get(f"/services/{seven.daycare.pk}"))


def test_the_number_of_queries_does_not_grow_with_the_people(as_: SignIn, seven: Cast):
    petra = as_("petra")
    for address in ("/services", f"/services/{seven.daycare.pk}"):
        petra.get(address)
        with CaptureQueriesContext(connection) as asked:
            petra.get(address)
        assert len(queries(asked)) <= 8, "\n".join(queries(asked))


def test_only_an_administrator_opens_a_service(as_: SignIn, cast: Cast):
    assert as_("petra").get("/services/open").status_code == 403
    assert "Open a service" not in words(as_("petra").get("/services"))
    assert "Transfer to hospital under the Mental Health Act" in words(as_("ada").get("/services/open"))
    assert as_("ada").get("/services/open?blueprint=none").status_code == 404
    assert as_("ada").get("/services/999999999999999999999").status_code == 404


def test_a_service_is_opened_with_its_local_values(as_: SignIn, cast: Cast):
    typed = {
        **OPENED,
        "capacity": "12",
        "party-prison": cast.places["HMP Westfell"].pk,
        "start-tr-seed14": "need-identified",
    }
    answer = as_("ada").post("/services/open?blueprint=hospital-transfer", typed)
    service = Service.objects.get(title="Transfers, Westfell")
    assert (answer.status_code, answer["Location"]) == (303, f"/services/{service.pk}?done=opened")
    assert service.starts == {"tr-seed14": "need-identified"}
    page = words(as_("ada").get(answer["Location"]))
    assert "The service is open." in page
    assert "In hospital within 14 days (improvement measure): starts here at Need identified." in page
    assert "Prison (Governor, offender management unit, escort) HMP Westfell" in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"title": ""}, "Name of the service cannot be left empty."),
        ({"title": "Day care, Eastmoor"}, "Eastmoor psychology has a service called Day care, Eastmoor already."),
        ({"capacity": "many"}, "Enter a whole number."),
        ({"start-tr-seed14": "left-prison"}, "Choose one of those offered."),
        ({"party-prison": "999999999"}, "Choose one of those offered."),
        ({"opened_on-day": "32"}, "There is no 32 March 2026."),
        ({"opened_on-year": "2030"}, "Friday 1 March 2030 has not come yet."),
        ({"opened_on-year": "0001"}, "This is too long ago"),
        ({"hours": "9\u202e5"}, "turns text round"),
        ({"title": "a\ue000"}, "cannot be seen"),
        ({"capacity": "-1"}, "Write a whole number from 1 to 100,000"),
    ],
)
def test_what_cannot_be_opened_is_refused_in_words(as_: SignIn, cast: Cast, typed, says):
    whole = {**OPENED, "start-tr-seed14": "first-medical-report", **typed}
    answer = as_("ada").post("/services/open?blueprint=hospital-transfer", whole)
    assert answer.status_code == 422
    assert says in words(answer)
    assert Service.objects.count() == 2
