"""How often a number may be tried in vain: with one in hand, dates of birth could be tried until one fits.

Each try in vain is noted by the page (`web.refused`), and the notes are counted here: over all roles of somebody, and
over all processes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from throughcare.audit.models import Entry
from throughcare.organisations.acting import RECORDER, serving
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.pathways.moments import LONDON

# What the note of a try in vain says of itself.
IN_VAIN = {"tried": True}

TOO_MANY = "You have tried too many numbers that did not fit."
MEANWHILE = "What you typed is kept here. If it cannot wait, ask the Caldicott Guardian of your organisation."


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries in vain within the time, and then none until the first of them is older."""

    tries: int
    within: timedelta


# Local defaults, unconfirmed. Who mistypes does so a few times; a date of birth is one of some twenty thousand.
LIMITS = (Limit(10, timedelta(hours=1)), Limit(30, timedelta(days=1)))
MOST, LONGEST = max(limit.tries for limit in LIMITS), max(limit.within for limit in LIMITS)


class TooManyTries(Refused):
    """No number may be tried before `until`, whether it is right or not: so the answer tells nothing of it."""

    def __init__(self, until: datetime) -> None:
        ends = until.astimezone(LONDON)
        super().__init__({"": f"{TOO_MANY} You can try again from {ends:%H:%M} on {ends.day} {ends:%B}. {MEANWHILE}"})
        self.until = until


def expect_tries_left(*, staff: StaffRole, as_of: datetime) -> None:
    """Raises TooManyTries where this member of staff has none left."""
    with serving(RECORDER):
        notes = Entry.objects.filter(by__staff=staff.staff_id, did="was-refused", detail__contains=IN_VAIN)
        tried = list(notes.filter(at__gt=as_of - LONGEST).order_by("-at").values_list("at", flat=True)[:MOST])
    ends = [tried[limit.tries - 1] + limit.within for limit in LIMITS if len(tried) >= limit.tries]
    if until := max((end for end in ends if end > as_of), default=None):
        raise TooManyTries(until)
