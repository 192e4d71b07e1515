"""Breaking the glass and signing the matrix: what is opened in an emergency, and who answers for it."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.access.asked import FRIDAY, HOUR, person, reads
from tests.cast import LONG_AGO, Cast
from throughcare.access import breaking, signing
from throughcare.access.models import Emergency
from throughcare.access.seeing import seen_by
from throughcare.organisations.models import Staff, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.people.models import Identifier, Person
from throughcare.people.numbers import Number
from throughcare.sharing import fingerprint

ALEX_S_NUMBER = "A1234BC"


@pytest.fixture
def known(cast: Cast) -> Cast:
    """Alex has a prison number; Greta is the Caldicott Guardian where Sam works."""
    Identifier.objects.create(
        person=person(cast), kind="nomis", value=ALEX_S_NUMBER, source="PER", recorded_at=FRIDAY, recorded_by=cast.nadia
    )
    greta = Staff.objects.create(username="greta", display_name="Greta Lund", password="!")
    cast.staff["greta"] = StaffRole.objects.create(
        staff=greta, organisation=cast.sam.organisation, role="CG", from_on=LONG_AGO
    )
    return cast


def break_glass(cast: Cast, *, by: str = "sam", typed: str = ALEX_S_NUMBER, **said: Any) -> Emergency:
    given: dict[str, Any] = {"reason": "risk-to-life", "says": "Found with a ligature", **said}
    number = Number("nomis", typed, source="Seen on the cell card")
    born = given.pop("born", date(1990, 5, 14))
    return breaking.break_glass(number=number, birth_date=born, by=cast.staff[by], at=FRIDAY, **given)


def test_in_an_emergency_a_clinician_reads_for_a_day_and_alone(known: Cast):
    colleague = StaffRole.objects.create(
        staff=known.petra.staff, organisation=known.sam.organisation, role="PMH", from_on=LONG_AGO
    )
    opened_ = break_glass(known)
    assert reads(known, known.sam, "clinical")
    assert not reads(known, colleague, "clinical")
    assert reads(known, known.sam, "clinical", at=FRIDAY + timedelta(hours=23, minutes=59))
    assert not reads(known, known.sam, "clinical", at=FRIDAY + timedelta(hours=24))
    assert opened_.review_by == date(2026, 3, 11), "three working days after Friday"


def test_an_emergency_never_opens_intelligence_or_victims_or_what_was_said_in_therapy(known: Cast):
    break_glass(known)
    hidden = ("security-intelligence", "victim", "therapy-content", "peer-contacts", "housing")
    assert [category for category in hidden if reads(known, known.sam, category)] == []
    assert seen_by(Person, staff=known.sam, as_of=FRIDAY).exists()


@pytest.mark.parametrize("by", ["owen", "piotr", "bola", "carol", "ada"])
def test_those_who_treat_nobody_break_no_glass(known: Cast, by: str):
    with pytest.raises(Refused, match="Your role cannot open a record in an emergency"):
        break_glass(known, by=by)


@pytest.mark.parametrize("said", [{"typed": "A9999ZZ"}, {"born": date(1990, 5, 15)}])
def test_a_number_or_a_birth_date_that_is_not_theirs_is_answered_alike(known: Cast, said: dict[str, Any]):
    with pytest.raises(Refused) as refusal:
        break_glass(known, **said)
    assert refusal.value.reasons == {"number": "Nobody is on record with this number and this date of birth."}


@pytest.mark.parametrize(("said", "field"), [({"says": " "}, "says"), ({"reason": "curious"}, "reason")])
def test_an_emergency_says_why(known: Cast, said: dict[str, str], field: str):
    with pytest.raises(Refused) as refusal:
        break_glass(known, **said)
    assert list(refusal.value.reasons) == [field]


def test_what_the_guardian_finds_wrong_ends_at_once(known: Cast):
    emergency = break_glass(known)
    greta = known.staff["greta"]
    breaking.review(emergency=emergency, finding="not-justified", says="He was curious", by=greta, at=FRIDAY + HOUR)
    assert not reads(known, known.sam, "clinical", at=FRIDAY + HOUR)
    with pytest.raises(Refused, match="reviewed already"):
        breaking.review(emergency=emergency, finding="justified", says="It was right", by=greta, at=FRIDAY + HOUR)


@pytest.mark.parametrize("by", ["sam", "nadia", "ada"])
def test_only_the_guardian_of_that_organisation_reviews(known: Cast, by: str):
    emergency = break_glass(known)
    with pytest.raises(Refused, match="Caldicott Guardian"):
        breaking.review(emergency=emergency, finding="justified", says="Fine", by=known.staff[by], at=FRIDAY)


def test_nobody_reviews_themselves(known: Cast):
    emergency = break_glass(known)
    own = StaffRole.objects.create(
        staff=known.sam.staff, organisation=known.sam.organisation, role="CG", from_on=LONG_AGO
    )
    with pytest.raises(Refused, match="Nobody reviews what they opened themselves"):
        breaking.review(emergency=emergency, finding="justified", says="Fine", by=own, at=FRIDAY)


def test_that_the_person_was_told_is_recorded_once_by_whoever_opened_it(known: Cast):
    emergency = break_glass(known)
    with pytest.raises(Refused, match="for the organisation that opened"):
        breaking.record_told(emergency=emergency, how="In her cell", by=known.nadia, at=FRIDAY)
    breaking.record_told(emergency=emergency, how="In her cell, with the nurse", by=known.sam, at=FRIDAY + HOUR)
    with pytest.raises(Refused, match="recorded already"):
        breaking.record_told(emergency=emergency, how="Again", by=known.sam, at=FRIDAY + HOUR)


def test_the_guardian_signs_the_matrix_that_was_looked_at_and_no_other(known: Cast):
    greta = known.staff["greta"]
    assert signing.signed(greta.organisation) is None
    with pytest.raises(Refused, match="has changed"):
        signing.sign_matrix(seen="0" * 64, says="", by=greta, at=FRIDAY)
    made = signing.sign_matrix(seen=fingerprint(), says="As agreed in March", by=greta, at=FRIDAY)
    assert signing.signed(greta.organisation) == made
    with pytest.raises(Refused, match="for the Caldicott Guardian"):
        signing.sign_matrix(seen=fingerprint(), says="", by=known.nadia, at=FRIDAY)
