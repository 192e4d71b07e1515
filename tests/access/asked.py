"""What the tests of consents, agreements and emergencies share: whether somebody reads, and asking Alex."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.cast import Cast
from throughcare.access import consenting
from throughcare.access.models import Consent
from throughcare.access.seeing import may_read
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person

FRIDAY = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def person(cast: Cast) -> Person:
    return cast.people["alex"]


def reads(cast: Cast, staff: StaffRole, category: str, *, at: datetime = FRIDAY) -> bool:
    return may_read(category, person_id=person(cast).pk, staff=staff, as_of=at)


def answer(cast: Cast, state: str, *, by: StaffRole, at: datetime = FRIDAY, **said: Any) -> list[Consent]:
    given = {"purpose": "court-and-sentence", "how": "in-person", "says": "", "categories": ["clinical"], **said}
    categories = given.pop("categories")
    row = Consent(person=person(cast), organisation=cast.bola.organisation, state=state, at=at, **given)
    return consenting.record_answer(consent=row, categories=categories, by=by, at=at)
