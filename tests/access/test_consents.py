"""What people answer when they are asked, and what follows from it."""

from datetime import timedelta
from typing import Any

import pytest

from tests.access.asked import FRIDAY, HOUR, answer, reads
from tests.cast import Cast
from throughcare.access.models import Consent, Grant
from throughcare.organisations.refusals import Refused
from throughcare.sharing import CATEGORIES


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
