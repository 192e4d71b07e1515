"""A copy holds what the mirror of an ACCT says; whatever somebody typed, a reviewer looks at."""

from tests.acct.conftest import BEGAN, DAY, HOUR, Mirror, closed, mirror, reviewed
from tests.cast import Cast
from tests.copies.told import one, outcome, told
from throughcare.acct import mirroring

__all__ = ["mirror"]
LATER = BEGAN + 30 * DAY


def test_every_entry_with_what_the_document_says_and_what_was_put_right(cast: Cast, mirror: Mirror):
    acct = mirror(reviewed(BEGAN + HOUR, observation="4 an hour", health_attended=False), closed(BEGAN + 9 * DAY))
    review = acct.entries.get(kind="reviewed")
    right = reviewed(BEGAN + 2 * HOUR, observation="2 an hour")
    mirroring.correct(entry=review, said=right, why="Read from the wrong page", by=cast.nadia, at=LATER)
    found = told(cast.people["alex"], to=cast.nadia, at=LATER)
    opening = one(found, "ACCT opened")
    assert opening.says == "Number E-114/26. By: Officer, or other staff of the prison"
    old, new = one(found, "Case review held", "15:05"), one(found, "Case review held", "16:05")
    assert "Observations: 4 an hour. Health care was not there. Next review due" in old.says
    assert new.says.endswith("Put right, because: Read from the wrong page")
    assert (opening.category, outcome(opening), outcome(new)) == ("self-harm-risk", "release", "look")
    assert "The ACCT itself is the prison's document" in one(found, "An ACCT of HMP Eastmoor").says


def test_nothing_is_handed_to_whoever_sees_a_summary_or_less(cast: Cast, mirror: Mirror):
    mirror()
    for who in (cast.piotr, cast.sam):
        assert not any("ACCT" in title for title in told(cast.people["alex"], to=who, at=LATER))
