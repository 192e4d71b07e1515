"""How somebody is held is on record once: a referral fills it in, and says why where it is not so."""

from datetime import date

import pytest

from tests.cast import MONDAY, Cast
from tests.web.conftest import SignIn
from tests.web.pages import words
from tests.web.test_refer import SENT, transfer
from throughcare.episodes.history import answers
from throughcare.episodes.models import Event
from throughcare.people import actions
from throughcare.people.models import LegalStatus

TYPED = {**SENT, "section": "section-47", "held-as": "sentenced", "why": "Unwell"}
SAYS = "From the record of legal status on Tuesday 24 March 2026: Determinate sentence, since Monday 5 January 2026."


def hold(cast: Cast, code: str) -> None:
    status = LegalStatus(person=cast.people["alex"], kind="sentence", code=code, from_on=date(2026, 1, 5))
    actions.set_legal_status(status=status, by=cast.nadia, at=MONDAY)


def test_it_is_filled_in_from_the_record_with_its_day(as_: SignIn, cast: Cast):
    hold(cast, "determinate")
    answer = as_("nadia").get(transfer(cast))
    assert SAYS in words(answer)
    assert 'value="sentenced" checked' in " ".join(answer.content.decode().split())


def test_what_differs_from_the_record_needs_a_reason_and_both_are_facts(as_: SignIn, cast: Cast):
    hold(cast, "determinate")
    other = {**TYPED, "section": "section-48", "held-as": "crown-court-remand"}
    refused = as_("nadia").post(transfer(cast), other)
    assert refused.status_code == 422
    assert f"{SAYS} Say why this differs, or have the record put right." in words(refused)
    assert as_("nadia").post(transfer(cast), {**other, "held-as-differs": "Quashed on 20 March"}).status_code == 303
    said = answers(Event.objects.get(step="initial-request-for-medical-report"))
    assert (said["held-as"], said["held-as-differs"]) == ("crown-court-remand", "Quashed on 20 March")


def test_what_agrees_with_the_record_needs_none(as_: SignIn, cast: Cast):
    hold(cast, "life")
    assert as_("nadia").post(transfer(cast), TYPED).status_code == 303
    assert answers(Event.objects.get(step="initial-request-for-medical-report"))["held-as"] == "sentenced"


@pytest.mark.parametrize("code", ["remand", "convicted-unsentenced"])
def test_where_the_record_does_not_say_which_court_nothing_is_filled_in(as_: SignIn, cast: Cast, code: str):
    hold(cast, code)
    answer = as_("nadia").get(transfer(cast))
    assert "It does not say which of these." in words(answer)
    assert " checked" not in answer.content.decode()
    remand = {**TYPED, "section": "section-48", "held-as": "magistrates-remand"}
    assert as_("nadia").post(transfer(cast), remand).status_code == 303


def test_without_a_record_it_is_asked_as_before(as_: SignIn, cast: Cast):
    assert "From the record of legal status" not in words(as_("nadia").get(transfer(cast)))
    assert as_("nadia").post(transfer(cast), TYPED).status_code == 303


def test_a_change_is_filled_in_from_the_record_of_its_day(as_: SignIn, cast: Cast):
    remand = {**TYPED, "section": "section-48", "held-as": "crown-court-remand"}
    as_("nadia").post(transfer(cast), remand)
    hold(cast, "determinate")
    reference = Event.objects.get(step="initial-request-for-medical-report").episode.reference
    assert SAYS in words(as_("nadia").get(f"/episodes/{reference}/steps/held-as-changed"))
