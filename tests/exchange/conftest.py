"""Alex with one of everything that the API tells of, and the moment of all tests of pages."""

from datetime import date
from typing import Any

import pytest

from tests.cast import MONDAY, Cast
from tests.episodes.conftest import refer_to_daycare, requested, take
from tests.web.conftest import _tuesday_24_march, as_
from throughcare.episodes.models import Episode
from throughcare.people.models import Alert, Identifier, LegalStatus, Need, Placement

__all__ = ["_tuesday_24_march", "as_", "requested", "take"]


@pytest.fixture
def record(cast: Cast) -> Episode:
    """Alex's episode of day care. Beside it an alert, a need, a legal status, two numbers and an earlier place."""
    stamp: dict[str, Any] = {"person": cast.people["alex"], "recorded_at": MONDAY, "recorded_by": cast.nadia}
    since = {"from_on": date(2026, 3, 1), **stamp}
    Alert.objects.create(
        kind="self-harm", says="Check every hour", review_on=date(2026, 3, 20), category="self-harm-risk", **since
    )
    Need.objects.create(kind="language", says="Speaks Polish", category="protected-characteristics", **since)
    LegalStatus.objects.create(kind="sentence", code="life", category="sentence-and-dates", **since)
    Identifier.objects.create(kind="nhs-number", value="9434765919", source="letter", **stamp)
    rowan = cast.places["Rowan Unit"]
    Identifier.objects.create(kind="hospital", value="H-204417", source="letter", issuer=rowan, **stamp)
    Placement.objects.create(
        organisation=cast.places["HMP Westfell"], from_on=date(2025, 6, 1), until_on=date(2026, 1, 1), **stamp
    )
    return refer_to_daycare(cast)
