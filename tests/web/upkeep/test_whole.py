"""Correcting who somebody is, and recording their death."""

import re
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from tests import grants
from tests.cast import Cast
from tests.episodes.conftest import day, evening, refer_to_daycare
from tests.own.asked import linked
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from tests.web.upkeep.conftest import ALEX, typed
from throughcare.audit.models import Entry
from throughcare.episodes import actions
from throughcare.episodes.models import Episode
from throughcare.people.models import Alert, LegalStatus, Need, Person, Placement

CORRECT, DEATH = f"{ALEX}/correct", f"{ALEX}/death"
FRIDAY = date(2026, 3, 20)


def seen(page: HttpResponse) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page.content.decode())
    assert found
    return unescape(found[1])


def as_it_is(page: HttpResponse, **changed: str) -> dict[str, str]:
    """The form as it was opened, with some of it changed."""
    is_alex = {"family_name": "Marlow", "given_names": "Alex", "sex": "X", "ethnic_category": "99"}
    return {**is_alex, **typed(date(1990, 5, 14), "birth_date"), "seen": seen(page), **changed}


def test_what_is_on_record_is_filled_in(as_: SignIn):
    page = as_("nadia").get(CORRECT).content.decode()
    assert all(f'value="{held}"' in page for held in ("Marlow", "Alex", "14", "5", "1990"))


def test_a_correction_is_on_the_person_s_page_and_what_was_said_before_on_the_audit_record(as_: SignIn):
    nadia = as_("nadia")
    sent = as_it_is(nadia.get(CORRECT), family_name="Marlowe", language="Polish", interpreter_needed="on")
    page = words(nadia.get(nadia.post(CORRECT, sent)["Location"]))
    assert "Who this is stands corrected." in page
    assert "Alex Marlowe" in page
    assert "Polish, needs an interpreter" in page
    assert Entry.objects.get(did="corrected-person").detail["was"]["family_name"] == "Marlow"


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"family_name": ""}, "family_name", "Family name cannot be left empty."),
        ({"family_name": "x" * 101}, "family_name", "Family name is too long"),
        ({"family_name": "123"}, "family_name", ""),
        ({"given_names": "a\0b"}, "given_names", "a character that cannot be seen"),
        ({"sex": "7"}, "sex", "Choose one of those offered."),
        ({"ethnic_category": "zz"}, "ethnic_category", "Choose one of those offered."),
        (typed(date(2026, 3, 25), "birth_date"), "birth_date-day", "The date of birth has not come yet."),
        (typed(date(1790, 3, 25), "birth_date"), "birth_date-day", "too long ago"),
        (typed(date(2026, 3, 1), "birth_date"), "birth_date-day", "after the first placement on record"),
        ({}, None, "Nothing here differs from what is on record."),
    ],
)
def test_what_cannot_be_is_named_at_its_field_and_nothing_is_recorded(as_: SignIn, changed, field, says: str):
    nadia = as_("nadia")
    answer = nadia.post(CORRECT, as_it_is(nadia.get(CORRECT), **changed))
    assert answer.status_code == 422
    assert says in words(answer)
    assert field is None or f'href="#id_{field}"' in answer.content.decode()
    assert not Entry.objects.filter(did="corrected-person").exists()


def test_a_correction_made_meanwhile_is_not_undone_and_what_was_typed_is_kept(as_: SignIn):
    nadia = as_("nadia")
    sent = as_it_is(nadia.get(CORRECT), given_names="Alexander")
    Person.objects.update(family_name="Marlowe", known_as="Lex")
    answer = nadia.post(CORRECT, sent)
    assert answer.status_code == 422
    assert "Corrected meanwhile. On record now: Marlowe." in words(answer)
    assert "Corrected meanwhile. On record now: Lex." in words(answer)
    assert 'value="Alexander"' in answer.content.decode()
    again = {**sent, "family_name": "Marlowe", "known_as": "Lex", "seen": seen(answer)}
    assert nadia.post(CORRECT, again).status_code == 303
    assert Person.objects.get().full_name == "Alexander Marlowe"


def test_a_correction_sent_twice_counts_once(as_: SignIn):
    nadia = as_("nadia")
    sent = {**as_it_is(nadia.get(CORRECT), family_name="Marlowe"), "submission": str(uuid4())}
    assert [nadia.post(CORRECT, sent).status_code for _ in range(2)] == [303, 303]
    assert Entry.objects.filter(did="corrected-person").count() == 1


def test_ethnic_category_is_asked_of_those_who_write_what_is_protected_and_else_stays(as_: SignIn):
    Person.objects.update(ethnic_category="A")
    grants.of("protected-characteristics").delete()
    nadia = as_("nadia")
    page = nadia.get(CORRECT)
    assert "Ethnic category" not in words(page)
    assert nadia.post(CORRECT, as_it_is(page, family_name="Marlowe", ethnic_category="99")).status_code == 303
    assert Person.objects.get().ethnic_category == "A"


@pytest.mark.parametrize("address", [CORRECT, DEATH])
@pytest.mark.parametrize(
    ("who", "status"), [("nadia", 200), ("owen", 403), ("sam", 404), ("harun", 404), ("gwen", 404), ("ada", 404)]
)
def test_who_may_and_who_may_not(as_: SignIn, address: str, who: str, status: int):
    page = as_(who).get(address)
    assert page.status_code == status
    assert ("may not write in these parts" in words(page)) == (status == 403)
    sent = as_it_is(as_("nadia").get(CORRECT), family_name="Marlowe") | typed(FRIDAY)
    # A death is asked about once more.
    assert as_(who).post(address, sent).status_code == (
        {CORRECT: 303, DEATH: 422}[address] if who == "nadia" else status
    )


@pytest.mark.parametrize(("who", "offered"), [("nadia", [CORRECT, DEATH]), ("owen", [])])
def test_the_person_s_page_leads_there_for_those_who_write_identity(as_: SignIn, who: str, offered: list[str]):
    page = as_(who).get(ALEX).content.decode()
    assert [address for address in (CORRECT, DEATH) if f'href="{address}"' in page] == offered


def looked(on: date = FRIDAY) -> dict[str, str]:
    return {**typed(on), "looked": on.isoformat()}


def test_a_death_is_looked_at_again_before_it_is_recorded(as_: SignIn, cast: Cast):
    episode = refer_to_daycare(cast)
    nadia = as_("nadia")
    answer = nadia.post(DEATH, typed(FRIDAY))
    assert answer.status_code == 422
    assert "Look again before you record this death" in words(answer)
    assert "There is a problem" not in words(answer)
    assert "Nothing is recorded yet" in words(answer)
    assert "died on Friday 20 March 2026" in words(answer)
    assert "Each is to be ended by its own step" in words(answer)
    assert f'href="/episodes/{episode.reference}"' in answer.content.decode()
    assert 'name="looked" value="2026-03-20"' in answer.content.decode()
    assert Person.objects.get(died_on=None)
    answer = nadia.post(DEATH, looked())
    page = words(nadia.get(answer["Location"]))
    assert "The death is on record." in page
    assert (
        "Alex Marlow died on Friday 20 March 2026. 1 episode is still open: each is to be ended by its own step."
        in page
    )
    assert "Record a death" not in page
    assert Episode.objects.get().closed_on is None


def test_another_day_than_was_looked_at_is_looked_at_too(as_: SignIn):
    answer = as_("nadia").post(DEATH, {**typed(FRIDAY), "looked": "2026-03-19"})
    assert answer.status_code == 422
    assert "Look again before you record this death" in words(answer)
    assert Person.objects.get(died_on=None)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (typed(date(2026, 3, 25)), "Wednesday 25 March 2026 has not come yet."),
        (typed(date(1990, 5, 13)), "is before Alex Marlow was born."),
        (typed(date(2025, 12, 31)), "The person was placed at HMP Eastmoor on Thursday 1 January 2026, which is after"),
        ({**typed(FRIDAY), "on-day": "32"}, "There is no 32 March 2026."),
        ({}, "Date of death cannot be left empty."),
    ],
)
def test_a_day_on_which_nobody_can_have_died_is_refused_before_anybody_looks_again(as_: SignIn, sent, says: str):
    answer = as_("nadia").post(DEATH, sent)
    assert answer.status_code == 422
    assert says in words(answer)
    assert "There is a problem" in words(answer)
    assert "Nothing is recorded yet" not in words(answer)


def test_a_death_recorded_meanwhile_is_said(as_: SignIn):
    Person.objects.update(died_on=date(2026, 3, 19))
    answer = as_("nadia").post(DEATH, looked())
    assert answer.status_code == 422
    assert "death is recorded already, on Thursday 19 March 2026." in words(answer)
    assert 'value="20"' in answer.content.decode()
    assert "The death is on record already" in words(as_("nadia").get(DEATH))


def test_a_death_sent_twice_is_recorded_once(as_: SignIn):
    sent = {**looked(), "submission": str(uuid4())}
    assert [as_("nadia").post(DEATH, sent).status_code for _ in range(2)] == [303, 303]
    assert Entry.objects.filter(did="recorded-death").count() == 1


def test_whatever_held_holds_for_the_last_time_on_that_day_and_nothing_is_offered_to_end(
    as_: SignIn, pages, cast: Cast
):
    linked(cast)
    as_("nadia").post(DEATH, looked())
    for table in (Need, Alert, LegalStatus, Placement):
        assert table.objects.get().until_on == FRIDAY + timedelta(days=1)
    assert as_("alex").get("/own").status_code in {403, 404}
    shown = as_("nadia").get(ALEX).content.decode()
    assert [what for what in pages if pages[what] in shown] == []
    assert "What everybody near must know" not in shown
    page = words(as_("nadia").get(pages["end_need"]))
    assert "There is nothing left to record here." in page


def test_of_somebody_who_has_died_what_cannot_hold_any_more_is_not_offered_and_why_is_said(as_: SignIn, pages):
    as_("nadia").post(DEATH, looked())
    nadia, shown = as_("nadia"), as_("nadia").get(ALEX)
    assert "No need, alert, move or referral can be added any more." in words(shown)
    offered = re.findall(rf'href="{ALEX}/add/([a-z-]+)"', shown.content.decode())
    assert offered == ["identifier", "legal-status"]
    for what in ("need", "alert"):
        assert "Alex Marlow died on Friday 20 March 2026." in words(nadia.get(f"{ALEX}/add/{what}"))
        assert nadia.post(f"{ALEX}/add/{what}", {"says": "x"}).status_code == 422


def test_a_legal_status_that_held_before_a_death_is_still_recorded_and_none_that_holds_on(as_: SignIn, cast: Cast):
    as_("nadia").post(DEATH, looked())
    asked = {"status": "mental-health-act:17", **typed(date(2026, 3, 1), "from_on")}
    answer = as_("nadia").post(f"{ALEX}/add/legal-status", asked)
    assert answer.status_code == 422
    assert "Alex Marlow died on Friday 20 March 2026: nothing holds of them for longer." in words(answer)
    assert as_("nadia").post(f"{ALEX}/add/legal-status", asked | typed(FRIDAY, "until_on")).status_code == 303


def test_the_step_that_ends_an_episode_because_of_a_death_is_one_press_away_for_those_whose_it_is(
    as_: SignIn, cast: Cast, requested: Episode, referred: Episode
):
    """The transfer is Nadia's team's to end. The day care is the psychologist's, and not before it was received."""
    as_("nadia").post(DEATH, looked())
    step = f'href="/episodes/{requested.reference}/steps/died"'
    for address in (ALEX, DEATH):
        page = as_("nadia").get(address).content.decode()
        assert re.findall(r'href="/episodes/[^"]*/steps/[^"]*"', page) == [step], address
    assert "/steps/died" not in as_("harun").get(ALEX).content.decode()
    assert as_("nadia").get(f"/episodes/{requested.reference}/steps/died").status_code == 200
    received = {"facts": {}, "happened": day(3), "at": evening(day(3))}
    actions.take_step(episode=referred, step="referral-received", by=cast.petra, **received)
    assert f"/episodes/{referred.reference}/steps/died" in as_("petra").get(ALEX).content.decode()


@pytest.mark.parametrize("address", [ALEX, CORRECT, DEATH])
def test_a_page_asks_eight_questions_at_most(as_: SignIn, pages, cast: Cast, address: str):
    refer_to_daycare(cast)
    nadia = as_("nadia")
    with CaptureQueriesContext(connection) as captured:
        nadia.get(address)
    assert len(queries(captured)) <= 8, "\n".join(queries(captured))
