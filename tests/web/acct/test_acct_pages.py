"""The pages of an ACCT: what is due first, one document as it is mirrored, and that all of it is the prison's."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.acct.conftest import NUMBER, Mirror, closed, opened, standing
from tests.cast import Cast, live_at
from tests.own.asked import linked
from tests.web.acct.conftest import HOUR, SUNDAY
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from tests.worries.conftest import Scheme
from throughcare.access.actions import place
from throughcare.access.models import Grant
from throughcare.acct import checking, mirroring
from throughcare.acct.models import Acct, AcctEntry, AcctStanding
from throughcare.people.models import Placement
from throughcare.worries.models import Worry

ALEX = "/people/TC-AAA-222"
MASTER = "The ACCT is the prison's own document, and decides. This only mirrors it"
OVERDUE = "Overdue. 1 ACCT owes a review, or something else that was due"


def typed(name: str, day: int, time: str = "", month: int = 3) -> dict[str, str]:
    return {f"{name}-day": str(day), f"{name}-month": str(month), f"{name}-year": "2026", f"{name}-time": time}


@pytest.mark.usefixtures("acct")
def test_the_first_page_says_to_those_who_write_it_that_a_review_is_overdue(as_: SignIn):
    for who in ("owen", "nadia"):
        assert OVERDUE in words(as_(who).get("/today"))
    for other in ("sam", "piotr", "harun"):
        assert "ACCT owes" not in words(as_(other).get("/today"))


def test_those_of_the_establishment_stand_by_what_is_due_first(as_: SignIn, cast: Cast, acct: Acct, mirror: Mirror):
    cast.people["blake"] = live_at(cast, "HMP Eastmoor", "Blake", "Orr", reference="TC-BBB-222")
    mirror(closed(SUNDAY + HOUR), begin=opened(SUNDAY, "E-120/26"), person="blake")
    said = words(as_("owen").get("/acct"))
    assert MASTER in said
    assert said.index(NUMBER) < said.index("E-120/26")
    assert "Assessor's interview, Monday 23 March 2026 at 09:30 overdue" in said
    assert "Next case review, Tuesday 24 March 2026 at 08:30 overdue" in said
    assert "End of post-closure, Monday 30 March 2026 at 00:00" in said
    assert NUMBER not in words(as_("sam").get("/acct"))
    assert as_("piotr").get("/acct").status_code == 404


def test_a_whole_acct_is_mirrored_on_pages(as_: SignIn, cast: Cast):
    owen = as_("owen")
    begin = {"number": NUMBER, "opened_as": "officer", **typed("happened", 22, "09:30")}
    answer = owen.post(f"{ALEX}/acct/open", begin)
    assert answer.status_code == 303
    page = answer["Location"].split("?")[0]
    review = {**typed("happened", 22, "20:00"), **typed("next", 25), "health": "no", "observation": "4 an hour"}
    deeds = {
        "assessed": typed("happened", 22, "12:00"),
        "reviewed": review,
        "closed": {**typed("happened", 23, "10:00"), "until-day": "28", "until-month": "3", "until-year": "2026"},
        "reopened": {**typed("happened", 23, "16:00"), **typed("next", 24, "16:00")},
    }
    for deed, said in deeds.items():
        assert owen.get(f"{page}/{deed}").status_code == 200
        assert owen.post(f"{page}/{deed}", said).status_code == 303, deed
    said = words(owen.get(page))
    assert (
        f"ACCT {NUMBER} open since Sunday 22 March 2026, next case review due Tuesday 24 March 2026 at 16:00." in said
    )
    assert (
        "Case review held , Sunday 22 March 2026 at 20:00. Health care was not there. Observations: 4 an hour." in said
    )
    assert "Next review due Wednesday 25 March 2026 at 23:59" in said
    assert "24 hours" in said
    assert said.count("unconfirmed") == 3
    assert owen.get(f"{page}/assessed").status_code == 404, "there is one already"
    assert list(checking.faults()) == []


def test_what_cannot_be_true_is_refused_at_its_field_and_what_was_typed_stays(as_: SignIn, acct: Acct):
    owen, page = as_("owen"), f"/acct/{acct.pk}"
    wrong = {
        "When: Case review held, Saturday 21 March 2026 at 10:00: that cannot": typed("happened", 21, "10:00"),
        "When: give the time as well": typed("happened", 23),
        "Next review due: it must be after the review itself": typed("happened", 23, "10:00") | typed("next", 22),
        "When: Wednesday 25 March 2026 at 10:00 has not come yet": typed("happened", 25, "10:00"),
        "There is no 31 February 2026": typed("happened", 31, "10:00", 2),
    }  # fmt: skip
    for says, said in wrong.items():
        sent = {**typed("next", 26), "health": "yes", "observation": "kept as typed", **said}
        answer = owen.post(f"{page}/reviewed", sent)
        assert (answer.status_code, says in words(answer)) == (422, True), says
        assert "kept as typed" in answer.content.decode()
    second = owen.post(f"{ALEX}/acct/open", {"number": "E-1", "opened_as": "other", **typed("happened", 23, "10:00")})
    assert f"ACCT {NUMBER} of HMP Eastmoor is open here" in words(second)
    assert owen.post(f"{page}/closed", {}).status_code == 422
    assert AcctEntry.objects.count() == 2


def test_an_entry_is_put_right_and_the_old_one_stays_in_sight(as_: SignIn, acct: Acct):
    owen, review = as_("owen"), acct.entries.get(kind="reviewed")
    at = f"/acct/{acct.pk}/entries/{review.pk}"
    form = owen.get(at).content.decode()
    assert 'value="13:30"' in form
    assert 'value="4 an hour"' in form
    right = {
        **typed("happened", 22, "14:30"),
        **typed("next", 26, "10:00"),
        "health": "yes",
        "observation": "2 an hour",
    }
    assert "What was wrong cannot be left empty" in words(owen.post(at, right))
    assert owen.post(at, {**right, "why": "The nurse came late"}).status_code == 303
    said = words(owen.get(f"/acct/{acct.pk}"))
    assert "Put right: The nurse came late" in said
    assert "does not stand any more" in said
    assert owen.post(at, {**right, "why": "Again"}).status_code == 422
    newest = acct.entries.get(corrects=review)
    gone = {**right, "never": "on", "why": "It was another person's"}
    assert owen.post(f"/acct/{acct.pk}/entries/{newest.pk}", gone).status_code == 303
    assert standing(acct).reviewed_at is None
    assert owen.get(f"/acct/{acct.pk}/entries/{acct.entries.get(kind='taken-back').pk}").status_code == 404


def test_who_reads_the_document_and_who_hears_only_that_there_is_one(as_: SignIn, scheme: Scheme, acct: Acct):
    page = f"/acct/{acct.pk}"
    assert "4 an hour" in words(as_("nadia").get(page))
    for summed_up in ("cora", "piotr"):
        said = words(as_(summed_up).get(page))
        assert "An ACCT open since Sunday 22 March 2026." in said
        assert "for those who read self-harm risk" in said
        assert not re.search(r"E-114|4 an hour|08:30|interview", said)
    assert as_("cora").get(f"{page}/closed").status_code == 404
    assert as_("cora").post(f"{page}/closed", typed("happened", 23, "10:00")).status_code == 404
    for outside in ("sam", "maya", "harun", "gwen"):
        assert as_(outside).get(page).status_code == 404
    assert (as_("milo").get(page).status_code, as_("milo").get("/acct").status_code) == (404, 403)
    Grant.objects.update(ends_at=TODAY - HOUR)
    assert as_("owen").get(page).status_code == 404


def test_a_person_s_page_says_so_and_leads_to_it_and_to_their_worries(
    as_: SignIn, scheme: Scheme, worry: Worry, acct: Acct
):
    said = as_("owen").get(ALEX)
    assert f"ACCT {NUMBER} open since Sunday 22 March 2026, assessor's interview was due" in words(said)
    assert f'href="/acct/{acct.pk}"' in said.content.decode()
    assert f'href="{ALEX}/acct"' in said.content.decode()
    both = as_("owen").get(f"{ALEX}/acct").content.decode()
    assert f'href="/acct/{acct.pk}"' in both
    assert f'href="/worries/{worry.pk}"' in both
    cora = words(as_("cora").get(ALEX))
    assert "An ACCT open since Sunday 22 March 2026" in cora
    assert NUMBER not in cora
    assert as_("sam").get(f"{ALEX}/acct").status_code == as_("sam").get(ALEX).status_code == 404


@pytest.mark.usefixtures("scheme", "acct")
def test_the_api_says_so_as_the_page_does(as_: SignIn):
    said = {}
    for who in ("nadia", "cora", "piotr"):
        found = as_(who).get("/api/Flag?patient=TC-AAA-222").json()["entry"]
        flags = [one["resource"] for one in found]
        said[who] = [one["code"]["text"] for one in flags if one["category"][0].get("text") == "ACCT"]
    assert said["nadia"][0].startswith(f"ACCT {NUMBER} open since Sunday 22 March 2026, assessor's interview was due")
    assert said["cora"] == said["piotr"] == ["An ACCT open since Sunday 22 March 2026"]


def test_an_episode_s_page_says_so_too(as_: SignIn, scheme: Scheme, acct: Acct):
    said = as_("nadia").get(f"/episodes/{scheme.mentee.reference}")
    assert f'href="/acct/{acct.pk}"' in said.content.decode()
    assert "next case review was due Tuesday 24 March 2026 at 08:30. This is overdue here" in words(said)


def test_a_worry_finds_the_mirror_or_offers_to_begin_it(as_: SignIn, scheme: Scheme, worry: Worry, mirror: Mirror):
    owen, page = as_("owen"), f"/worries/{worry.pk}"
    offered = owen.get(page).content.decode()
    link = f"{ALEX}/acct/open?number=E-114/26"
    assert f'href="{link}"' in offered
    assert 'value="E-114/26"' in owen.get(link).content.decode()
    assert "Mirror it" not in words(as_("cora").get(page))
    acct = mirror(begin=opened(SUNDAY))
    found = owen.get(page)
    assert "Its ACCT: ACCT E-114/26 open since" in words(found)
    assert f'href="/acct/{acct.pk}"' in found.content.decode()
    assert f'href="/worries/{worry.pk}"' in owen.get(f"/acct/{acct.pk}").content.decode()
    assert f'href="/acct/{acct.pk}"' in owen.get("/worries/acct?number=e-114/26").content.decode()


def test_every_page_asks_few_questions_however_many_there_are(
    as_: SignIn, scheme: Scheme, worry: Worry, acct: Acct, cast: Cast
):
    for number in range(12):
        key = f"p{number}"
        cast.people[key] = live_at(
            cast, "HMP Eastmoor", "Jo", f"Reed{number}", reference=f"TC-JJJ-22{chr(65 + number)}"
        )
        made = mirroring.begin(
            person=cast.people[key], said=opened(SUNDAY, f"E-{number}"), by=cast.owen, at=SUNDAY + HOUR
        )
        mirroring.add(acct=made, said=closed(SUNDAY + HOUR), by=cast.owen, at=TODAY - timedelta(hours=2))
    entry = acct.entries.first()
    assert entry is not None
    its = f"/acct/{acct.pk}"
    for address in ("/acct", its, f"{its}/reviewed", f"{its}/entries/{entry.pk}", f"{ALEX}/acct", f"{ALEX}/acct/open",
                    ALEX, f"/worries/{worry.pk}", "/worries/acct?number=E-114/26"):  # fmt: skip
        browser = as_("owen")
        browser.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200, address
        assert len(queries(captured)) <= 8, [address, *queries(captured)]
    assert AcctStanding.objects.count() == 13


def test_it_goes_with_the_person_to_another_prison(as_: SignIn, cast: Cast, acct: Acct):
    """What the receiving prison must know is on its list from the day of the move, under the number it has."""
    person, westfell = cast.people["alex"], cast.places["HMP Westfell"]
    place(placement=Placement(person=person, organisation=westfell, from_on=TODAY.date()), by=cast.nadia, at=TODAY)
    sam = as_("sam")
    assert f"{NUMBER} , open since 22 March 2026 HMP Westfell" in words(sam.get("/acct"))
    assert OVERDUE in words(sam.get("/today"))
    assert sam.post(f"/acct/{acct.pk}/assessed", typed("happened", 24, "09:00")).status_code == 303


@pytest.mark.usefixtures("acct")
def test_the_person_reads_of_their_own_and_staff_print_what_they_see_themselves(as_: SignIn, cast: Cast):
    linked(cast)
    mine = words(as_("alex").get("/own"))
    assert "Your ACCT ACCT E-114/26 open since Sunday 22 March 2026, assessor's interview was due Monday" in mine
    assert "look at the ACCT itself" not in mine
    assert as_("alex").get("/acct").status_code in {403, 404}
    assert "Your ACCT An ACCT open since Sunday 22 March 2026." in words(as_("piotr").get(f"{ALEX}/own"))
