"""Ending a need, an alert, a legal status or a placement, and looking at an alert again."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, live_at
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from tests.web.upkeep.conftest import ALEX, BEGAN, typed
from throughcare.audit.models import Entry
from throughcare.people import actions as people
from throughcare.people.models import Alert, LegalStatus, Need, Placement

SAID = {
    "end_need": "That the need has ended is on record.",
    "end_alert": "That the alert has ended is on record.",
    "review_alert": "That somebody looked again is on record.",
    "end_legal_status": "That the legal status has ended is on record.",
    "end_placement": "That the person left is on record.",
}
TABLE = {"end_need": Need, "end_alert": Alert, "end_legal_status": LegalStatus, "end_placement": Placement}
ENDS = list(TABLE)
FRIDAY, FIRST_OF_MAY = date(2026, 3, 20), date(2026, 5, 1)
# What was sent from the page of a review: a day of the next look, and the day that the page showed.
REVIEWED = {**typed(FIRST_OF_MAY, "next_on"), "seen": "2026-03-30"}


def what_is_sent(what: str, on: date = FRIDAY) -> dict[str, str]:
    return REVIEWED if what == "review_alert" else typed(on)


def ended(what: str) -> list[date | None]:
    return list(TABLE[what].objects.values_list("until_on", flat=True))


@pytest.mark.parametrize("what", SAID)
def test_the_person_s_page_leads_to_a_form_filled_in_and_says_what_was_recorded(as_: SignIn, pages, what: str):
    nadia = as_("nadia")
    assert f'href="{pages[what]}"' in nadia.get(ALEX).content.decode()
    page = nadia.get(pages[what])
    assert page.status_code == 200
    assert "2 March 2026" in words(page)
    if what in ENDS:
        assert [box in page.content.decode() for box in ('value="24"', 'value="3"', 'value="2026"')] == [True] * 3
    answer = nadia.post(pages[what], what_is_sent(what))
    assert answer.status_code == 303
    assert SAID[what] in words(nadia.get(answer["Location"]))


@pytest.mark.parametrize("what", ENDS)
def test_what_has_ended_holds_until_the_day_that_was_typed(as_: SignIn, pages, what: str):
    as_("nadia").post(pages[what], typed(FRIDAY))
    assert ended(what) == [FRIDAY]
    assert f'href="{pages[what]}"' not in as_("nadia").get(ALEX).content.decode()


def test_an_alert_that_was_looked_at_stands_until_the_next_look(as_: SignIn, pages):
    as_("nadia").post(pages["review_alert"], REVIEWED)
    assert Alert.objects.get().review_on == FIRST_OF_MAY
    assert "Somebody looks again on Friday 1 May 2026" in words(as_("nadia").get(ALEX))


BAD_DAYS = [
    (typed(date(2026, 3, 25)), "has not come yet."),
    (typed(BEGAN - timedelta(days=1)), "began on Monday 2 March 2026, so it cannot have ended before that."),
    (typed(date(1980, 1, 1)), "began on Monday 2 March 2026, so it cannot have ended before that."),
    ({**typed(FRIDAY), "on-day": "31", "on-month": "2"}, "There is no 31 February 2026."),
    ({**typed(FRIDAY), "on-year": "26"}, "The year needs four digits, such as 2026."),
    ({**typed(FRIDAY), "on-month": "<b>"}, "The month needs to be a number from 1 to 12, or a word such as March."),
    ({**typed(FRIDAY), "on-day": ""}, "The date needs a day."),
    ({"on-day": "", "on-month": "", "on-year": ""}, "cannot be left empty."),
]


@pytest.mark.parametrize("what", ENDS)
@pytest.mark.parametrize(("sent", "says"), BAD_DAYS)
def test_a_day_that_cannot_be_is_named_at_its_field_and_kept(as_: SignIn, pages, what: str, sent, says: str):
    answer = as_("nadia").post(pages[what], sent)
    assert answer.status_code == 422
    assert says in words(answer)
    assert 'href="#id_on-day"' in answer.content.decode()
    assert f'value="{sent["on-year"]}"' in answer.content.decode() or not sent["on-year"]
    assert ended(what) == [None]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (typed(date(2026, 3, 24), "next_on"), "Choose a day still to come"),
        (typed(date(2025, 3, 24), "next_on"), "Choose a day still to come"),
        ({}, "Somebody looks again on cannot be left empty."),
    ],
)
def test_a_next_look_that_cannot_be_is_refused(as_: SignIn, pages, sent, says: str):
    answer = as_("nadia").post(pages["review_alert"], {"seen": "2026-03-30", **sent})
    assert answer.status_code == 422
    assert says in words(answer)
    assert Alert.objects.get().review_on == date(2026, 3, 30)


@pytest.mark.parametrize("what", ENDS)
def test_what_somebody_else_ended_meanwhile_is_said_and_what_was_typed_is_kept(as_: SignIn, pages, what: str):
    """Nadia opened the page before Petra, who works with her, was quicker."""
    as_("nadia").get(pages[what])
    TABLE[what].objects.update(until_on=FRIDAY)
    answer = as_("nadia").post(pages[what], typed(date(2026, 3, 23)))
    assert answer.status_code == 422
    assert "ended on Friday 20 March 2026 already." in words(answer)
    assert 'value="23"' in answer.content.decode()
    assert ended(what) == [FRIDAY]
    page = words(as_("nadia").get(pages[what]))
    assert "This ended on Friday 20 March 2026. There is nothing left to record here." in page


def test_a_status_that_follows_is_not_ended_in_place_of_the_one_that_was_shown(as_: SignIn, pages, cast: Cast):
    follows = LegalStatus(person=cast.people["alex"], kind="mental-health-act", code="15", from_on=date(2026, 3, 10))
    people.set_legal_status(status=follows, by=cast.nadia, at=TODAY)
    answer = as_("nadia").post(pages["end_legal_status"], typed(FRIDAY))
    assert answer.status_code == 422
    assert "ended on Tuesday 10 March 2026 already." in words(answer)
    assert LegalStatus.objects.get(pk=follows.pk).until_on is None


def test_a_status_may_end_before_its_planned_end(as_: SignIn, pages):
    LegalStatus.objects.update(until_on=date(2027, 1, 1))
    assert as_("nadia").post(pages["end_legal_status"], typed(FRIDAY)).status_code == 303
    assert ended("end_legal_status") == [FRIDAY]


def test_a_look_that_somebody_else_took_meanwhile_is_said_and_the_form_can_be_sent_again(as_: SignIn, pages):
    Alert.objects.update(review_on=date(2026, 4, 7))
    answer = as_("nadia").post(pages["review_alert"], REVIEWED)
    assert answer.status_code == 422
    assert "Somebody else has looked meanwhile and set the next look for Tuesday 7 April 2026." in words(answer)
    assert Alert.objects.get().review_on == date(2026, 4, 7)
    assert 'name="seen" value="2026-04-07"' in answer.content.decode()
    assert as_("nadia").post(pages["review_alert"], {**REVIEWED, "seen": "2026-04-07"}).status_code == 303


@pytest.mark.parametrize("what", SAID)
def test_a_form_sent_twice_counts_once(as_: SignIn, pages, what: str):
    sent, before = {**what_is_sent(what), "submission": str(uuid4())}, Entry.objects.exclude(did="saw-person").count()
    first, second = (as_("nadia").post(pages[what], sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert Entry.objects.exclude(did="saw-person").count() == before + 1


def test_a_key_counts_for_the_line_it_was_sent_about(as_: SignIn, pages, cast: Cast):
    other = Need.objects.get()
    other.pk, other.says = None, "Reads no English"
    other.save(force_insert=True)
    sent = {**typed(FRIDAY), "submission": str(uuid4())}
    for address in (pages["end_need"], f"{ALEX}/needs/{other.pk}/end"):
        assert as_("nadia").post(address, sent).status_code == 303
    assert ended("end_need") == [FRIDAY, FRIDAY]


# Who may: what -> what each is answered with. Owen is on the wing and writes of self-harm alone.
MAY = [
    ("nadia", dict.fromkeys(SAID, 200)),
    ("owen", {"end_alert": 200, "review_alert": 200, "end_need": 404, "end_legal_status": 404, "end_placement": 403}),
    ("sam", dict.fromkeys(SAID, 404)),
    ("harun", dict.fromkeys(SAID, 404)),
    ("gwen", dict.fromkeys(SAID, 404)),
    ("ada", dict.fromkeys(SAID, 404)),
]


@pytest.mark.parametrize(("who", "answers"), MAY)
def test_who_may_and_who_may_not(as_: SignIn, pages, who: str, answers: dict[str, int]):
    assert {what: as_(who).get(pages[what]).status_code for what in answers} == answers
    tried = {what: as_(who).post(pages[what], what_is_sent(what)).status_code for what in ("end_placement", "end_need")}
    assert tried == {what: 303 if answers[what] == 200 else answers[what] for what in tried}


def test_what_is_seen_and_not_theirs_to_write_is_said_with_whose_it_is(as_: SignIn, pages):
    page = as_("owen").get(pages["end_placement"])
    assert page.status_code == 403
    assert (
        "HMP Eastmoor may not write in these parts of this person\N{RIGHT SINGLE QUOTATION MARK}s record: identity"
        in words(page)
    )
    shown = as_("owen").get(ALEX).content.decode()
    assert [what for what in SAID if f'href="{pages[what]}"' in shown] == ["end_alert", "review_alert"]


@pytest.mark.parametrize("what", SAID)
def test_a_line_of_somebody_else_is_not_found_on_this_person_s_pages(as_: SignIn, pages, cast: Cast, what: str):
    live_at(cast, "HMP Eastmoor", "Jamie", "Hollis", reference="TC-WWW-222")
    elsewhere = pages[what].replace("TC-AAA-222", "TC-WWW-222")
    assert as_("nadia").get(elsewhere).status_code == 404
    assert as_("nadia").post(elsewhere, what_is_sent(what)).status_code == 404
    nowhere = re.sub(r"/\d+/", f"/{2**62}/", pages[what])
    assert as_("nadia").get(nowhere).status_code == 404


def test_a_page_asks_eight_questions_at_most_however_much_is_on_record(as_: SignIn, pages):
    nadia = as_("nadia")

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            nadia.get(pages["end_need"])
        return queries(captured)

    few, need = asked(), Need.objects.get()
    for _ in range(20):
        need.pk = None
        need.save(force_insert=True)
    assert len(asked()) == len(few) <= 8, "\n".join(few)
