"""An ACCT with something in every column of text, put on record past every rule, for those who look at all pages."""

from datetime import datetime, timedelta
from typing import Any

from throughcare.acct.mirroring import refresh
from throughcare.acct.models import Acct, AcctEntry
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person, Placement

HOUR = timedelta(hours=1)


def an_acct(person: Person, *, by: StaffRole, at: datetime) -> Acct:
    """Opened two hours before, reviewed since, and the review put right. It is still open."""
    lives = Placement.objects.get(person=person, until_on=None)
    acct = Acct.objects.create(person=person, place=lives.organisation, by=by, at=at)
    said: dict[str, Any] = {"acct": acct, "person": person, "by": by, "at": at}
    review = {**said, "kind": "reviewed", "next_at": at + 20 * HOUR, "observation": "x", "health_attended": True}
    AcctEntry.objects.create(**said, kind="opened", happened_at=at - 2 * HOUR, number="x", opened_as="officer", says="")
    first = AcctEntry.objects.create(**review, happened_at=at - HOUR)
    AcctEntry.objects.create(**review, happened_at=at - HOUR / 2, corrects=first, says="x")
    refresh(acct)
    return acct
