"""What the rooms hand over of somebody's record, as the tests look at it: title -> what is said of it."""

from datetime import datetime

from throughcare.copies import Found, handed_over
from throughcare.organisations.acting import act
from throughcare.organisations.models import StaffRole
from throughcare.own.redacting import ruling
from throughcare.people.models import Person

Told = dict[str, Found]


def told(person: Person, *, to: StaffRole, at: datetime) -> Told:
    act(staff=to, as_of=at)
    alex = Person.objects.get(pk=person.pk)
    return {one.title: one for one in handed_over(alex, staff=to, as_of=at)}


def one(found: Told, *words: str) -> Found:
    """The one thing whose title has all of these words."""
    (row,) = (row for title, row in found.items() if all(word in title for word in words))
    return row


def outcome(row: Found) -> str:
    """What the rule of redaction says of it."""
    return str(ruling(row.category, free_text=row.free_text).outcome)
