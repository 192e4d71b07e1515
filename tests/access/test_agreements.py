"""Information-sharing agreements: what they open, what they do not cover, and how they lapse."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests import grants
from tests.access.asked import FRIDAY, HOUR, answer, person, reads
from tests.cast import Cast
from throughcare.access import agreeing
from throughcare.access.models import Agreement, Disclosure, Grant
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused


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
    grants.of("clinical", organisation=cast.nadia.organisation).delete()
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
