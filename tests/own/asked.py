"""What the tests of a person's own record share: an account for Alex, and a copy of their record that was asked for."""

from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from tests.cast import LONG_AGO, Cast
from throughcare.config.database import APPLICATION
from throughcare.organisations.acting import act, door_kept_for
from throughcare.organisations.models import Staff, StaffRole
from throughcare.own import accounts, copying, gathering
from throughcare.own.models import Copy, Item
from throughcare.people import actions as people
from throughcare.people.models import Alert, Need, Person

TODAY = datetime(2026, 3, 24, 9, 30, tzinfo=UTC)
FEW_DAYS_AGO = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)


def alex(cast: Cast) -> Person:
    return cast.people["alex"]


def account(cast: Cast, username: str = "alex", *, at: StaffRole | None = None) -> StaffRole:
    """An account for people who use the service, where Nadia works; it belongs to nobody yet."""
    place = (at or cast.nadia).organisation
    staff = Staff.objects.create(username=username, display_name=username.capitalize(), password="!")
    cast.staff[username] = StaffRole.objects.create(staff=staff, organisation=place, role="SU", from_on=LONG_AGO)
    return cast.staff[username]


def linked(cast: Cast) -> StaffRole:
    """Alex signs in with an account of their own."""
    made = account(cast)
    accounts.link(person=alex(cast), account=made, by=cast.nadia, at=FEW_DAYS_AGO)
    return made


def in_plain_sql(staff: StaffRole, sql: str, *, at: datetime = TODAY) -> list[tuple[Any, ...]]:
    """What a bare question brings on the application's own connection."""
    # Who acted is forgotten afterwards: the rest of the test asks as the owner of the tables.
    with connection.cursor() as cursor, door_kept_for(None):
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        act(staff=staff, as_of=at)
        cursor.execute(sql)
        found = cursor.fetchall()
        cursor.execute("RESET ROLE")
    return found


def note(cast: Cast, says: str, *, kind: str = "adjustment", person: Person | None = None) -> Need:
    row = Need(person=person or alex(cast), kind=kind, says=says, from_on=date(2026, 3, 2))
    return people.add_need(need=row, by=cast.nadia, at=FEW_DAYS_AGO)


def warn(cast: Cast, kind: str, says: str) -> Alert:
    row = Alert(person=alex(cast), kind=kind, says=says, from_on=date(2026, 3, 2), review_on=date(2026, 6, 1))
    return people.add_alert(alert=row, by=cast.nadia, at=FEW_DAYS_AGO)


def copy_of(cast: Cast, *, by: StaffRole | None = None, **said: Any) -> Copy:
    given = {"asker": "person", "asked_by": "Alex Marlow", "identified": "known", "received_on": date(2026, 3, 20)}
    row = Copy(person=alex(cast), **{**given, **said})
    return copying.ask(copy=row, by=by or cast.nadia, at=TODAY)


def extended(cast: Cast) -> Copy:
    """Nadia was asked for a copy, and it takes longer."""
    made = copy_of(cast)
    copying.extend(copy=made, until_on=date(2026, 5, 20), says="Ten years of notes", by=cast.nadia, at=TODAY)
    return made


def gathered(cast: Cast, **said: Any) -> Copy:
    """Nadia was asked for a copy and has gathered the record."""
    made = copy_of(cast, **said)
    gathering.prepare(copy=made, by=cast.nadia, at=TODAY)
    return made


def items(copy: Copy, **about: Any) -> list[Item]:
    return list(Item.objects.filter(copy=copy, **about))
