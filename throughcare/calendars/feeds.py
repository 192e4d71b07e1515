"""An address that a calendar program reads somebody's sessions from: unguessable, of one account, and ended at will.

What it brings names nobody and says nothing of anybody: titles of groups, rooms, times.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.db.models import OuterRef, Subquery

from throughcare.audit import actions as audit
from throughcare.care.models import Facilitation, Feed, SessionChange
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.sessions.icalendar import Entry

# How far back and ahead a feed reaches.
BEHIND, AHEAD = timedelta(days=60), timedelta(days=400)


@verb
def open_feed(*, by: StaffRole, at: datetime) -> str:
    """A new address, of which only the secret that comes back here is known; the one before ends with it."""
    _end(by, at)
    secret = token_urlsafe(32)
    Feed.objects.create(staff_id=by.staff_id, digest=_digest(secret), by=by, at=at)
    audit.record(by=by, at=at, did="opened-calendar-feed")
    return secret


@verb
def end_feed(*, by: StaffRole, at: datetime) -> None:
    """Whoever has the address reads nothing there any more."""
    _end(by, at)
    audit.record(by=by, at=at, did="ended-calendar-feed")


def has_feed(by: StaffRole) -> bool:
    return Feed.objects.filter(staff=by.staff_id, ended_at=None).exists()


def entries(secret: str, *, as_of: datetime) -> list[Entry] | None:
    """What is read at an address; None where there is none, or whose owner may sign in no longer."""
    feed = Feed.objects.filter(digest=_digest(secret), ended_at=None, staff__is_active=True).first()
    if feed is None:
        return None
    held = Facilitation.objects.filter(
        staff=feed.staff_id, stands=True, ends_at__gt=as_of - BEHIND, starts_at__lt=as_of + AHEAD
    )
    moved = SessionChange.objects.filter(session=OuterRef("session")).order_by("-pk")
    told = held.annotate(moved_at=Subquery(moved.values("at")[:1]))
    return list(_entries(told.select_related("session__cohort", "session__room", "session__place")))


def _entries(held: Iterable[Facilitation]) -> Iterable[Entry]:
    for one in held:
        session, group = one.session, one.session.cohort
        title = f"{group}, session {session.number}" if group else "Single session"
        where = f"{session.room}, {session.place}"
        stamp = vars(one)["moved_at"] or session.at
        yield Entry(f"session-{session.pk}", title, where, session.starts_at, session.ends_at, stamp)


def _end(by: StaffRole, at: datetime) -> None:
    Feed.objects.filter(staff=by.staff_id, ended_at=None).update(ended_at=at)


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
