"""Alex's record with one of everything that can end, and a second sending of one form from many places."""

from datetime import date
from typing import Any

import pytest

from tests.cast import MONDAY, Cast
from tests.episodes.conftest import referred, requested
from throughcare.people.models import Alert, LegalStatus, Need

__all__ = ["referred", "requested"]

ALEX = "/people/TC-AAA-222"
BEGAN = date(2026, 3, 2)


def furnish(cast: Cast) -> dict[str, str]:
    """What is done about a line -> the address of its page."""
    alex = cast.people["alex"]
    since: dict[str, Any] = {"person": alex, "from_on": BEGAN, "recorded_at": MONDAY, "recorded_by": cast.nadia}
    need = Need.objects.create(kind="language", says="Speaks Polish", category="protected-characteristics", **since)
    alert = Alert.objects.create(
        kind="self-harm", says="Check every hour", review_on=date(2026, 3, 30), category="self-harm-risk", **since
    )
    act = LegalStatus.objects.create(kind="mental-health-act", code="17", category="mha-status", **since)
    home = alex.placements.get()
    home.from_on = BEGAN
    home.save()
    return {
        "end_need": f"{ALEX}/needs/{need.pk}/end",
        "end_alert": f"{ALEX}/alerts/{alert.pk}/end",
        "review_alert": f"{ALEX}/alerts/{alert.pk}/review",
        "end_legal_status": f"{ALEX}/legal-statuses/{act.pk}/end",
        "end_placement": f"{ALEX}/placements/{home.pk}/end",
    }


@pytest.fixture
def pages(cast: Cast) -> dict[str, str]:
    return furnish(cast)


def typed(on: date, name: str = "on") -> dict[str, str]:
    """A day in its three boxes."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}
