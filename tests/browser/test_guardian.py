"""An emergency on the Guardian's pages, narrow as on a telephone: axe finds nothing, nothing sticks out."""

from datetime import date, timedelta

import pytest

from tests.browser.conftest import Visit, axe, follow, too_wide
from tests.cast import Cast
from tests.web.conftest import TODAY
from throughcare.access import breaking
from throughcare.people.models import Identifier
from throughcare.people.numbers import Number

pytestmark = pytest.mark.browser


def test_an_emergency_is_found_and_reviewed_without_scripts(visit: Visit, world: Cast):
    stamp = {"recorded_at": TODAY, "recorded_by": world.nadia}
    Identifier.objects.create(person=world.people["alex"], kind="nomis", value="A1234BC", source="reception", **stamp)
    breaking.break_glass(
        number=Number("nomis", "A1234BC", "The cell card"),
        birth_date=date(1990, 5, 14),
        reason="risk-to-life",
        says="Found with a ligature",
        by=world.nadia,
        at=TODAY - timedelta(days=7),
    )
    narrow = visit("gwen", "/guardian", width=320)
    assert (axe(narrow), too_wide(narrow)) == ([], [])
    plain = visit("gwen", "/guardian", width=320, scripts=False)
    follow(plain.get_by_role("link", name="Review the emergency of TC-AAA-222"))
    assert too_wide(plain) == []
    plain.get_by_label("It was right to look").check()
    plain.get_by_label("Why you think so").fill("Nobody else could be reached")
    follow(plain.get_by_role("button", name="Record the review"))
    assert plain.get_by_text("Your review is on record.").is_visible()
    assert plain.get_by_text("There is none to review.").is_visible()
