"""The agreements that an organisation is party to, on its Guardian's pages."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.access import agreeing
from throughcare.access.models import Agreement

AGREEMENTS = "/guardian/agreements"
KEY = "3b6d3d0a-5a44-4c8e-8c59-30d1a5ad7c02"


def agreed(cast: Cast, title: str = "Eastmoor and Northshire", **said: Any) -> Agreement:
    row = Agreement(
        **{
            "title": title,
            "purposes": ["direct-care"],
            "shares": {"housing": "read", "clinical": "summary"},
            "lawful_basis": "Article 6(1)(e) and 9(2)(h)",
            "signed_on": date(2026, 1, 5),
            "review_on": date(2027, 1, 5),
            **said,
        }
    )
    parties = [cast.nadia.organisation, cast.bola.organisation]
    return agreeing.record_agreement(agreement=row, parties=parties, by=cast.gwen, at=TODAY)


def typed(cast: Cast, **said: Any) -> dict[str, Any]:
    days = {"signed_on": ("1", "3", "2026"), "review_on": ("1", "3", "2027"), **said.pop("days", {})}
    boxes = {
        f"{name}-{part}": value
        for name, day in days.items()
        for part, value in zip(("day", "month", "year"), day, strict=True)
    }
    return {
        "title": "Eastmoor and Northshire",
        "parties": "northshire probation\n\n Northshire  Probation \n",
        "purposes": ["direct-care"],
        "share-housing": "read",
        "share-clinical": "summary",
        "lawful_basis": "Article 6(1)(e)",
        "rests_on_consent": "no",
        **boxes,
        **said,
    }


def test_the_most_urgent_stands_first_and_each_says_how_it_stands(as_: SignIn, cast: Cast):
    agreed(cast, "In force until next year")
    agreed(cast, "Soon to be looked at", review_on=date(2026, 4, 1))
    agreed(cast, "Past its day", review_on=date(2026, 3, 1))
    over = agreed(cast, "Given up")
    agreeing.end_agreement(agreement=over, on=date(2026, 3, 2), by=cast.gwen, at=TODAY)
    page = words(as_("gwen").get(AGREEMENTS))
    order = ("Soon to be looked at Due for review soon", "Past its day Lapsed", "next year In force", "Given up Ended")
    places = [page.index(each) for each in order]
    assert places == sorted(places)


def test_one_says_who_for_what_how_much_and_of_how_many(as_: SignIn, cast: Cast):
    found = agreed(cast)
    page = words(as_("gwen").get(f"{AGREEMENTS}/{found.pk}"))
    assert "Eastmoor mental health team; Northshire Probation" in page
    assert "Clinical assessment and notes A summary" in page
    assert "Something of the record of 0 people" in page


@pytest.mark.parametrize("what", ["", "/end"])
def test_one_that_others_signed_is_absent(as_: SignIn, cast: Cast, what: str):
    found = agreed(cast)
    found.parties.filter(organisation=cast.gwen.organisation).delete()
    for number in (found.pk, 10**30):
        assert as_("gwen").get(f"{AGREEMENTS}/{number}{what}").status_code == 404


@pytest.mark.parametrize("username", ["nadia", "sam", "ada"])
def test_the_pages_are_the_guardian_s_alone(as_: SignIn, cast: Cast, username: str):
    found = agreed(cast)
    for what in ("", "/new", f"/{found.pk}", f"/{found.pk}/end"):
        assert as_(username).get(f"{AGREEMENTS}{what}").status_code == 404


def test_one_is_put_on_record_once(as_: SignIn, cast: Cast):
    gwen, says = as_("gwen"), typed(cast, submission=KEY)
    assert [gwen.post(f"{AGREEMENTS}/new", says).status_code for _ in range(2)] == [303, 303]
    made = Agreement.objects.get()
    assert made.shares == {"housing": "read", "clinical": "summary"}
    assert {one.organisation for one in made.parties.all()} == {cast.gwen.organisation, cast.bola.organisation}


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"days": {"review_on": ("1", "2", "2026")}}, "It is reviewed after it is signed."),
        ({"days": {"review_on": ("1", "2", "2926")}}, "Choose a day within five years"),
        ({"days": {"signed_on": ("1", "4", "2026")}}, "Choose a day that is not still to come"),
        ({"parties": "Nowhere Ltd"}, "No organisation at work is called “Nowhere Ltd”."),
        ({"parties": ""}, "The other parties cannot be left empty."),
        ({"parties": "Eastmoor mental health team"}, "An agreement has at least two parties."),
        ({"share-housing": "", "share-clinical": ""}, "Say how far at least one part of the record is shared."),
        ({"share-housing": "write"}, "Choose one of those offered."),
        ({"lawful_basis": ""}, "On which basis in law cannot be left empty."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(as_: SignIn, cast: Cast, said: dict[str, Any], says: str):
    answer = as_("gwen").post(f"{AGREEMENTS}/new", typed(cast, **said))
    assert answer.status_code == 422
    assert says in words(answer)
    assert not Agreement.objects.exists()


def test_one_is_ended_and_says_since_when(as_: SignIn, cast: Cast):
    found, gwen = agreed(cast), as_("gwen")
    day = {"on-day": "2", "on-month": "3", "on-year": "2026"}
    assert gwen.post(f"{AGREEMENTS}/{found.pk}/end", day).status_code == 303
    assert "Ended on Monday 2 March 2026" in words(gwen.get(f"{AGREEMENTS}/{found.pk}"))
    again = gwen.post(f"{AGREEMENTS}/{found.pk}/end", day)
    assert "This agreement ended on Monday 2 March 2026." in words(again)


def test_eight_questions_at_most(as_: SignIn, cast: Cast):
    found, *_ = (agreed(cast, f"Number {number}") for number in range(5))
    gwen = as_("gwen")
    for what in ("", "/new", f"/{found.pk}", f"/{found.pk}/end"):
        gwen.get(f"{AGREEMENTS}{what}")
        with CaptureQueriesContext(connection) as captured:
            assert gwen.get(f"{AGREEMENTS}{what}").status_code == 200
        assert len(queries(captured)) <= 8, "\n".join(queries(captured))
