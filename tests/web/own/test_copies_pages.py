"""A copy of a record on its pages: from the request to the two files that are given."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.cast import Cast
from tests.episodes.conftest import refer_to_daycare
from tests.own.asked import copy_of, extended, gathered, items, note
from tests.own.test_copies import decide, opinion
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.audit.models import Entry
from throughcare.own import copy_forms, ending
from throughcare.own.models import Copy, Release, Review
from throughcare.own.releasing import release

REQUEST = "/people/TC-AAA-222/copy"


def typed(**said: Any) -> dict[str, Any]:
    received = {"received_on-day": "20", "received_on-month": "3", "received_on-year": "2026"}
    return {"asker": "person", "asked_by": "Alex Marlow", "identified": "known", **received, **said}


def test_from_the_request_to_the_copy(as_: SignIn, cast: Cast):
    refer_to_daycare(cast)
    note(cast, "A quiet room, not beside Tony")
    nadia, gwen = as_("nadia"), as_("gwen")
    assert nadia.post(REQUEST, typed()).status_code == 303
    at = f"/copies/{Copy.objects.get().pk}"
    assert "Due on Monday 20 April 2026" in words(nadia.get(at))
    assert "TC-AAA-222" in words(gwen.get("/copies"))
    assert nadia.post(f"{at}/gather", {}).status_code == 303
    assert "1 item is still to be looked at." in words(gwen.get(at))
    item = items(Copy.objects.get(), outcome="look")[0].number
    refused = gwen.post(f"{at}/items/{item}", {"outcome": "withhold", "reason": "", "says": "Names another"})
    assert (refused.status_code, "Names another</textarea>" in refused.content.decode()) == (422, True)
    decided = {"outcome": "withhold", "reason": "third-party", "says": "Names another"}
    assert gwen.post(f"{at}/items/{item}", decided).status_code == 303
    assert "A health professional has yet to say" in words(gwen.post(f"{at}/release", {}))
    assert nadia.post(f"{at}/opinion", {"harm": "no", "says": "Read all of it"}).status_code == 303
    assert gwen.post(f"{at}/release", {}).status_code == 303
    for kind, begins in (("pdf", b"%PDF-"), ("html", b"<!DOCTYPE html>")):
        file = nadia.get(f"{at}/file.{kind}")
        assert file.content.startswith(begins)
        assert file["Content-Disposition"] == f'attachment; filename="TC-AAA-222.{kind}"'
        assert b"Tony" not in file.content
    assert Entry.objects.filter(did="took-copy", by=cast.nadia).count() == 2


def test_sent_twice_it_is_asked_for_once(as_: SignIn):
    sent = typed(submission="3b6d3d0a-5a44-4c8e-8c59-30d1a5ad7d01")
    nadia = as_("nadia")
    assert [nadia.post(REQUEST, sent).status_code for _ in range(2)] == [303, 303]
    assert Copy.objects.count() == 1


WRONG = {
    "tomorrow": ({"received_on-day": "25"}, "has not come yet"),
    "no day": ({"received_on-day": "32"}, ""),
    "nobody": ({"asked_by": "  "}, "Their name cannot be left empty."),
    "no such way": ({"identified": "guessed"}, "Choose one of those offered."),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_said_and_keeps_what_was_typed(as_: SignIn, case: str):
    said, why = WRONG[case]
    answer = as_("nadia").post(REQUEST, typed(**{"asked_by": "A. Marlow", **said}))
    assert answer.status_code == 422
    assert why in words(answer)
    assert not Copy.objects.exists()


def pages(copy: Copy) -> list[str]:
    at = f"/copies/{copy.pk}"
    last = (
        "",
        "/gather",
        "/extend",
        "/opinion",
        "/items/1",
        "/release",
        "/gather-again",
        "/withdraw",
        "/refuse",
        "/tell",
    )
    last = (*last, "/gathered/1", "/file.pdf", "/file.html")
    return [f"{at}{page}" for page in last]


@pytest.mark.parametrize("who", ["sam", "petra", "harun"])
def test_a_copy_of_another_organisation_is_absent(as_: SignIn, cast: Cast, who: str):
    made = gathered(cast)
    assert {as_(who).get(page).status_code for page in pages(made)} == {404}
    assert {as_(who).post(page, {}).status_code for page in pages(made)[1:10]} == {404}


@pytest.mark.parametrize("who", ["owen", "ada", "carol", "maya"])
def test_those_who_handle_none_are_refused(as_: SignIn, cast: Cast, who: str):
    made = gathered(cast)
    assert {as_(who).get(page).status_code for page in [*pages(made), "/copies"]} == {403}
    assert as_(who).post(REQUEST, typed()).status_code == 403
    assert as_("gwen").post(REQUEST, typed()).status_code == 403


def test_what_is_not_released_is_no_file_and_what_is_not_an_item_is_absent(as_: SignIn, cast: Cast):
    made = gathered(cast)
    gwen = as_("gwen")
    for page in ("file.pdf", "file.html", "file.exe", "items/9999"):
        assert gwen.get(f"/copies/{made.pk}/{page}").status_code == 404
    assert not Release.objects.exists()


@pytest.mark.parametrize("who", ["nadia", "gwen"])
@pytest.mark.parametrize(
    "page", ["/copies", "/copies/{}", "/copies/{}/gathered/1", "/copies/{}/items/1", "/copies/{}/file.pdf"]
)
def test_a_page_asks_eight_questions_at_most(as_: SignIn, cast: Cast, who: str, page: str):
    note(cast, "A quiet room")
    made = gathered(cast)
    opinion(cast, made)
    decide(cast, items(made, outcome="look")[0])
    release(copy=made, by=cast.gwen, at=made.at)
    browser, address = as_(who), page.format(made.pk)
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    assert len(queries(asked)) <= 8, "\n".join(queries(asked))


def test_what_somebody_typed_is_shown_as_they_typed_it(as_: SignIn, cast: Cast):
    note(cast, "<script>alert(1)</script>")
    made = gathered(cast)
    page = as_("gwen").get(f"/copies/{made.pk}").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_overdue_ones_stand_first_with_their_days_and_those_that_ended_below(as_: SignIn, cast: Cast):
    late = copy_of(cast, received_on=date(2026, 2, 20), asked_by="Late Marlow")
    copy_of(cast, asked_by="Soon Marlow")
    ending.withdraw(copy=copy_of(cast, asked_by="Never Marlow"), reason="wish", says="No", by=cast.nadia, at=TODAY)
    page = words(as_("gwen").get("/copies"))
    told = [
        page.index(said) for said in ("Overdue 4 days", "Late Marlow", "Due in 27 days", "Soon Marlow", "Withdrawn")
    ]
    assert told == sorted(told)
    assert "Overdue 4 days" in words(as_("nadia").get(f"/copies/{late.pk}"))


def test_the_first_pages_say_how_many_are_due_and_the_nearest_day(as_: SignIn, cast: Cast):
    assert "Copies of records" not in words(as_("nadia").get("/today"))
    copy_of(cast)
    assert "Copies of records to be given: 1. The nearest is due on Monday 20 April 2026" in words(
        as_("nadia").get("/today")
    )
    copy_of(cast, received_on=date(2026, 2, 20))
    said = "Overdue. Copies of records to be given: 2. The nearest is due on Friday 20 March 2026"
    for who, page in (("nadia", "/today"), ("gwen", "/today"), ("gwen", "/guardian")):
        assert said in words(as_(who).get(page))
    for who in ("owen", "petra", "sam", "ada"):
        assert "Copies of records" not in words(as_(who).get("/today"))


def test_it_is_gathered_again_and_what_was_gathered_before_can_be_read(as_: SignIn, cast: Cast):
    note(cast, "A quiet room, not beside Tony")
    made = gathered(cast)
    decide(cast, items(made, outcome="look")[0])
    nadia, at = as_("nadia"), f"/copies/{made.pk}"
    assert nadia.post(f"{at}/gather-again", {"says": ""}).status_code == 422
    assert nadia.post(f"{at}/gather-again", {"says": "A letter came since"}).status_code == 303
    page = words(as_("gwen").get(at))
    assert "Again, because: A letter came since" in page
    assert "1 item is still to be looked at." in page
    before = words(as_("gwen").get(f"{at}/gathered/1"))
    assert "It was gathered again since, so that this counts no more." in before
    assert "Gwen Hale: Read it through" in before
    for missing in (0, 3):
        assert nadia.get(f"{at}/gathered/{missing}").status_code == 404


def test_an_extension_is_told_in_a_letter(as_: SignIn, cast: Cast):
    made = extended(cast)
    nadia, at = as_("nadia"), f"/copies/{made.pk}"
    letter = words(nadia.get(f"{at}/tell"))
    assert "We need longer, because: Ten years of notes" in letter
    assert "You will have your copy by Wednesday 20 May 2026" in letter
    assert "Complain to the Information Commissioner" in letter
    assert "recalled, not confirmed" in letter
    assert nadia.post(f"{at}/tell", {}).status_code == 422
    assert nadia.post(f"{at}/tell", {"how": "paper"}).status_code == 303
    assert "told on Tuesday 24 March 2026. On paper." in words(nadia.get(f"{at}/tell"))
    assert nadia.get(f"/copies/{copy_of(cast).pk}/tell").status_code == 404


def test_a_refusal_is_a_guardian_s_and_says_how_to_complain(as_: SignIn, cast: Cast):
    made = copy_of(cast)
    at, typed_in = f"/copies/{made.pk}", {"reason": "excessive", "says": "The tenth time this month"}
    assert "Refuse the request" not in words(as_("nadia").get(at))
    refused = as_("nadia").post(f"{at}/refuse", typed_in)
    assert (refused.status_code, "This is for others" in words(refused)) == (422, True)
    assert as_("gwen").post(f"{at}/refuse", typed_in).status_code == 303
    page = words(as_("gwen").get(at))
    assert (
        "Refused on Tuesday 24 March 2026 by Gwen Hale. It is manifestly excessive: The tenth time this month" in page
    )
    letter = words(as_("gwen").get(f"{at}/tell"))
    assert "It is manifestly excessive, because: The tenth time this month" in letter
    assert "Complain to the Information Commissioner" in letter
    assert as_("nadia").post(f"{at}/withdraw", {"reason": "wish", "says": "x"}).status_code == 422


def waiting(cast: Cast, number: int = 3) -> Copy:
    for one in range(number):
        note(cast, f"A quiet room, not beside Tony ({one})")
    return gathered(cast)


def opened(client: Any, at: str) -> dict[str, Any]:
    """The page as a browser has it: what it carries unseen, and which items it shows."""
    page = html.document_fromstring(client.get(at).content.decode())
    return {
        "shown": page.xpath("//input[@name='shown']/@value")[0],
        "items": page.xpath("//input[@name='items']/@value"),
        "outcome": "withhold", "reason": "third-party", "says": "Names another",
    }  # fmt: skip


def test_several_items_of_a_kind_are_read_and_decided_on_one_page(as_: SignIn, cast: Cast):
    made = waiting(cast)
    gwen, at = as_("gwen"), f"/copies/{made.pk}/kinds/protected-characteristics"
    assert "Protected characteristics and accessibility needs: 3 to be looked at" in words(
        gwen.get(f"/copies/{made.pk}")
    )
    page = words(gwen.get(at))
    assert all(f"not beside Tony ({number})" in page for number in range(3))
    typed_in = opened(gwen, at)
    sent = {**typed_in, "items": typed_in["items"][:2], "submission": "3b6d3d0a-5a44-4c8e-8c59-30d1a5ad7d09"}
    assert [gwen.post(at, sent).status_code for _ in range(2)] == [303, 422], "what is decided is offered no more"
    assert Review.objects.count() == 2
    assert "1 item is still to be looked at." in words(gwen.get(f"/copies/{made.pk}"))


def test_what_the_page_has_not_shown_is_not_decided(as_: SignIn, cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(copy_forms, "AT_ONCE", 2)
    made = waiting(cast)
    gwen, at = as_("gwen"), f"/copies/{made.pk}/kinds/protected-characteristics"
    typed_in, every = opened(gwen, at), [item.pk for item in items(made, outcome="look")]
    assert len(typed_in["items"]) == 2
    assert "There are 3 to be looked at; here are the first 2" in words(gwen.get(at))
    for forged in ({"items": every}, {"shown": "x"}, {"shown": ""}, {"items": []}, {"items": ["x"]}, {"items": [0]}):
        assert gwen.post(at, {**typed_in, **forged}).status_code == 422
    assert "1 item was not on the page. Read them first." in words(gwen.post(at, {**typed_in, "items": every}))
    assert not Review.objects.exists()


def test_the_word_for_what_was_shown_is_one_reviewer_s_alone(as_: SignIn, cast: Cast):
    made = waiting(cast)
    at = f"/copies/{made.pk}/kinds/protected-characteristics"
    typed_in = opened(as_("nadia"), at)
    assert as_("gwen").post(at, typed_in).status_code == 422
    refused = as_("nadia").post(at, typed_in)
    assert (refused.status_code, "This is for others" in words(refused)) == (422, True)
    assert not Review.objects.exists()


@pytest.mark.parametrize("kind", ["clinical", "no-such-kind"])
def test_of_a_kind_of_which_nothing_waits_there_is_no_page(as_: SignIn, cast: Cast, kind: str):
    made = waiting(cast)
    assert as_("gwen").get(f"/copies/{made.pk}/kinds/{kind}").status_code == 404
