"""Agreements, consents and emergencies: how each opens a record, closes it again, and is answered for."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.cast import LONG_AGO, Cast
from throughcare.access import agreeing, breaking, consenting, signing
from throughcare.access.models import Agreement, Consent, Disclosure, Emergency, Grant
from throughcare.access.seeing import may_read, seen_by
from throughcare.organisations.models import Staff, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.people.models import Identifier, Person
from throughcare.people.numbers import Number
from throughcare.sharing import CATEGORIES, fingerprint

FRIDAY = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ALEX_S_NUMBER = "A1234BC"


def person(cast: Cast) -> Person:
    return cast.people["alex"]


def reads(cast: Cast, staff: StaffRole, category: str, *, at: datetime = FRIDAY) -> bool:
    return may_read(category, person_id=person(cast).pk, staff=staff, as_of=at)


# --- Consent


def answer(cast: Cast, state: str, *, by: StaffRole, at: datetime = FRIDAY, **said: Any) -> list[Consent]:
    given = {"purpose": "court-and-sentence", "how": "in-person", "says": "", "categories": ["clinical"], **said}
    categories = given.pop("categories")
    row = Consent(person=person(cast), organisation=cast.bola.organisation, state=state, at=at, **given)
    return consenting.record_answer(consent=row, categories=categories, by=by, at=at)


def test_a_yes_lets_probation_read_what_it_names_and_nothing_else(cast: Cast):
    assert not reads(cast, cast.bola, "clinical")
    answer(cast, "given", by=cast.nadia)
    assert reads(cast, cast.bola, "clinical")
    assert not reads(cast, cast.bola, "diagnosis-and-medication")


def test_a_yes_taken_back_closes_it_at_once(cast: Cast):
    answer(cast, "given", by=cast.nadia)
    answer(cast, "withdrawn", by=cast.nadia, at=FRIDAY + HOUR)
    assert reads(cast, cast.bola, "clinical", at=FRIDAY + HOUR - timedelta(seconds=1))
    assert not reads(cast, cast.bola, "clinical", at=FRIDAY + HOUR)


def test_whatever_a_person_agrees_to_a_role_sees_no_more_than_the_matrix_lets_it(cast: Cast):
    answer(cast, "given", by=cast.nadia, categories=["security-intelligence", "therapy-content", "clinical"])
    seen = [category for category in CATEGORIES if reads(cast, cast.bola, category)]
    assert seen == ["clinical"]


def test_consent_for_one_purpose_opens_nothing_for_another(cast: Cast):
    answer(cast, "given", by=cast.nadia, purpose="evaluation")
    assert not reads(cast, cast.bola, "clinical")


@pytest.mark.parametrize(
    ("state", "said", "field"),
    [
        ("withdrawn", {}, "state"),
        ("perhaps", {}, "state"),
        ("could-not-be-asked", {}, "says"),
        ("given", {"how": "by-owl"}, "how"),
        ("given", {"purpose": "curiosity"}, "purpose"),
        ("given", {"categories": []}, "categories"),
        ("given", {"categories": ["shoe-size"]}, "categories"),
        ("given", {"says": "x" * 401}, "says"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_at_its_field(cast: Cast, state: str, said: dict[str, Any], field: str):
    with pytest.raises(Refused) as refusal:
        answer(cast, state, by=cast.nadia, **said)
    assert list(refusal.value.reasons) == [field]
    assert not Consent.objects.exists()


def test_nobody_records_what_somebody_they_may_not_see_has_said(cast: Cast):
    with pytest.raises(Refused, match="You may not see this person"):
        answer(cast, "given", by=cast.sam)


def test_a_no_is_on_record_and_opens_nothing(cast: Cast):
    answer(cast, "refused", by=cast.nadia)
    assert Consent.objects.get().state == "refused"
    assert not Grant.objects.filter(ground="consent").exists()


# --- Agreements


def agreed(cast: Cast, **said: Any) -> Agreement:
    """Health care at Eastmoor and Northshire Probation agree to share what housing and care need, until June."""
    row = Agreement(
        **{
            "title": "Eastmoor and Northshire",
            "purposes": ["court-and-sentence", "direct-care"],
            "shares": {"housing": "read", "clinical": "read"},
            "lawful_basis": "Article 6(1)(e) and 9(2)(h)",
            "signed_on": date(2026, 1, 5),
            "review_on": date(2026, 6, 1),
            **said,
        }
    )
    parties = [cast.nadia.organisation, cast.bola.organisation]
    return agreeing.record_agreement(agreement=row, parties=parties, by=cast.nadia, at=FRIDAY)


def opened(cast: Cast, agreement: Agreement, *, by: StaffRole, at: datetime = FRIDAY, **said: Any) -> list[Grant]:
    named: dict[str, Any] = {
        "to": cast.bola.organisation,
        "purpose": "direct-care",
        "categories": ("clinical",),
        **said,
    }
    sharing = agreeing.Sharing(agreement=agreement, person=person(cast), **named)
    return agreeing.share(sharing=sharing, by=by, at=at)


def test_what_an_agreement_covers_is_opened_and_logged(cast: Cast):
    agreement = agreed(cast)
    opened(cast, agreement, by=cast.nadia)
    assert reads(cast, cast.bola, "clinical")
    logged = Disclosure.objects.get()
    assert (logged.to, logged.categories) == ("Northshire Probation", ["clinical"])
    assert logged.basis == "Eastmoor and Northshire: Article 6(1)(e) and 9(2)(h)"


@pytest.mark.parametrize(
    ("by", "said", "at", "says"),
    [
        ("nadia", {"categories": ("therapy-content",)}, FRIDAY, "does not cover: Therapy content"),
        ("nadia", {"categories": ()}, FRIDAY, "Choose what to share"),
        ("nadia", {"purpose": "evaluation"}, FRIDAY, "for other purposes"),
        ("sam", {}, FRIDAY, "is no party to this agreement"),
        ("bola", {"categories": ("housing",)}, FRIDAY, "is no other party"),
        ("nadia", {}, datetime(2026, 6, 1, 9, tzinfo=UTC), "was due for review on Monday 1 June 2026"),
    ],
)
def test_what_an_agreement_does_not_cover_is_refused_and_why(
    cast: Cast, by: str, said: dict[str, Any], at: datetime, says: str
):
    agreement = agreed(cast)
    with pytest.raises(Refused, match=says):
        opened(cast, agreement, by=cast.staff[by], at=at, **said)
    assert not Disclosure.objects.exists()


def test_nobody_passes_on_what_they_may_not_read_themselves(cast: Cast):
    agreement = agreed(cast)
    Grant.objects.filter(organisation=cast.nadia.organisation, category="clinical").delete()
    with pytest.raises(Refused, match="You may not read this yourself: Clinical"):
        opened(cast, agreement, by=cast.nadia)


def test_an_agreement_that_rests_on_consent_waits_for_it_and_ends_with_it(cast: Cast):
    agreement = agreed(cast, rests_on_consent=True)
    with pytest.raises(Refused, match="rests on consent"):
        opened(cast, agreement, by=cast.nadia)
    answer(cast, "given", by=cast.nadia, purpose="direct-care")
    opened(cast, agreement, by=cast.nadia)
    answer(cast, "withdrawn", by=cast.nadia, purpose="direct-care", at=FRIDAY + HOUR)
    assert not reads(cast, cast.bola, "clinical", at=FRIDAY + HOUR)


def test_an_agreement_is_said_to_be_due_before_its_day(cast: Cast):
    agreement, health = agreed(cast), cast.nadia.organisation
    assert not agreeing.due_for_review(health, as_of=date(2026, 5, 3)).exists()
    assert list(agreeing.due_for_review(health, as_of=date(2026, 5, 4))) == [agreement]
    assert list(agreeing.covering(health, as_of=date(2026, 5, 31))) == [agreement]
    assert not agreeing.covering(health, as_of=date(2026, 6, 1)).exists()


def test_an_agreement_that_ends_takes_with_it_what_it_opened(cast: Cast):
    agreement = agreed(cast)
    opened(cast, agreement, by=cast.nadia)
    agreeing.end_agreement(agreement=agreement, on=FRIDAY.date(), by=cast.nadia, at=FRIDAY + HOUR)
    assert not reads(cast, cast.bola, "clinical", at=FRIDAY + HOUR)
    with pytest.raises(Refused, match="This agreement ended"):
        opened(cast, agreement, by=cast.nadia, at=FRIDAY + HOUR)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " "}, "title"),
        ({"lawful_basis": ""}, "lawful_basis"),
        ({"purposes": []}, "purposes"),
        ({"purposes": ["curiosity"]}, "purposes"),
        ({"shares": {}}, "shares"),
        ({"shares": {"housing": "everything"}}, "shares"),
        ({"review_on": date(2026, 1, 5)}, "review_on"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused_at_its_field(cast: Cast, said: dict[str, Any], field: str):
    with pytest.raises(Refused) as refusal:
        agreed(cast, **said)
    assert list(refusal.value.reasons) == [field]


# --- Emergencies


@pytest.fixture
def known(cast: Cast) -> Cast:
    """Alex has a prison number; Gwen is the Caldicott Guardian where Sam works."""
    Identifier.objects.create(
        person=person(cast), kind="nomis", value=ALEX_S_NUMBER, source="PER", recorded_at=FRIDAY, recorded_by=cast.nadia
    )
    gwen = Staff.objects.create(username="gwen", display_name="Gwen Hale", password="!")
    cast.staff["gwen"] = StaffRole.objects.create(
        staff=gwen, organisation=cast.sam.organisation, role="CG", from_on=LONG_AGO
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
    gwen = known.staff["gwen"]
    breaking.review(emergency=emergency, finding="not-justified", says="He was curious", by=gwen, at=FRIDAY + HOUR)
    assert not reads(known, known.sam, "clinical", at=FRIDAY + HOUR)
    with pytest.raises(Refused, match="reviewed already"):
        breaking.review(emergency=emergency, finding="justified", says="It was right", by=gwen, at=FRIDAY + HOUR)


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


# --- The matrix of a site


def test_the_guardian_signs_the_matrix_that_was_looked_at_and_no_other(known: Cast):
    gwen = known.staff["gwen"]
    assert signing.signed(gwen.organisation) is None
    with pytest.raises(Refused, match="has changed"):
        signing.sign_matrix(seen="0" * 64, says="", by=gwen, at=FRIDAY)
    made = signing.sign_matrix(seen=fingerprint(), says="As agreed in March", by=gwen, at=FRIDAY)
    assert signing.signed(gwen.organisation) == made
    with pytest.raises(Refused, match="for the Caldicott Guardian"):
        signing.sign_matrix(seen=fingerprint(), says="", by=known.nadia, at=FRIDAY)
