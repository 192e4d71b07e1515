"""The web's Tuesday morning, 24 March 2026: Alex's ACCT was opened at Eastmoor on Sunday, and a worry led to it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.acct.conftest import NUMBER, Mirror, mirror, opened, reviewed
from tests.web.conftest import TODAY
from tests.worries.conftest import Scheme, scheme
from throughcare.acct.models import Acct
from throughcare.worries import answering, raising
from throughcare.worries.models import Worry
from throughcare.worries.whom import Tapped

__all__ = ["mirror", "scheme"]

SUNDAY = TODAY - timedelta(days=2)
HOUR = timedelta(hours=1)


@pytest.fixture
def acct(mirror: Mirror) -> Acct:
    """Opened at 9:30 on Sunday, reviewed once; the next review was due an hour ago, and the interview is missing."""
    first = reviewed(SUNDAY + 4 * HOUR, following=TODAY - HOUR, observation="4 an hour", health_attended=False)
    return mirror(first, begin=opened(SUNDAY))


@pytest.fixture
def worry(scheme: Scheme) -> Worry:
    """Milo was worried about Alex on Sunday morning: an ACCT was opened."""
    made = raising.tap(tapped=Tapped(scheme.mentor, scheme.mentee), key=uuid4(), by=scheme.milo, at=SUNDAY - HOUR).worry
    said = {"worry": made, "by": scheme.cast.owen, "at": SUNDAY}
    return answering.act(action="acct-opened", acct=NUMBER, says="", **said)
