"""Verbs of a person's record for whoever may write in that part of it: what pages and imports call.

The verbs of `people` judge what is said, not who says it, because grants are not known there. Here each is asked first
whether whoever acts may write in the category it writes in.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from throughcare.access.owning import end_own
from throughcare.access.seeing import may_write
from throughcare.access.tries import expect_tries_left
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.people import actions as people
from throughcare.people.kinds import ALERTS, LEGAL_STATUSES, NEEDS
from throughcare.people.models import Alert, Identifier, LegalStatus, Need, Person
from throughcare.people.numbers import Number
from throughcare.sharing import IDENTITY, PROTECTED, seeks_people

P = ParamSpec("P")
R = TypeVar("R")

# The person's id and the category written in; None for a kind that there is none of, which the verb itself refuses.
Part = tuple[int, str | None]
NOT_YOURS = "You may not write in this part of the record."


def expect_seeker(by: StaffRole) -> None:
    """Raises Refused for a role that looks for nobody, and so puts nobody on record and refers nobody."""
    if not seeks_people(by.role):
        raise Refused({"": f"{by.get_role_display()}: in this role nobody is looked for, put on record or referred."})


def expect_writer(category: str | None, *, person_id: int, by: StaffRole, at: datetime) -> None:
    """Raises Refused unless whoever acts may write in a category of this record. It tells nothing of the record."""
    if category is not None and not may_write(category, person_id=person_id, staff=by, as_of=at):
        raise Refused({"": NOT_YOURS})


def only_by_writers(deed: Callable[P, R], part: Callable[[Mapping[str, Any]], Part]) -> Callable[P, R]:
    """The same verb, refused to whoever may not write in the part of the record that `part` reads off what is said."""

    @verb
    @wraps(deed)
    def judged(*given: P.args, **said: P.kwargs) -> R:
        named = cast(Mapping[str, Any], said)
        person_id, category = part(named)
        expect_writer(category, person_id=person_id, by=named["by"], at=named["at"])
        return deed(*given, **said)

    return judged


def _who_they_are(said: Mapping[str, Any]) -> Part:
    person: Person = said["person"]
    return person.pk, IDENTITY


def _of_themselves(said: Mapping[str, Any]) -> Part:
    person: Person = said["person"]
    return person.pk, PROTECTED


def _need(said: Mapping[str, Any]) -> Part:
    need: Need = said["need"]
    return need.person_id, NEEDS[need.kind].category if need.kind in NEEDS else None


def _new_alert(said: Mapping[str, Any]) -> Part:
    alert: Alert = said["alert"]
    return alert.person_id, ALERTS[alert.kind].category if alert.kind in ALERTS else None


def _kept_alert(said: Mapping[str, Any]) -> Part:
    return _kept(said["alert"])


def _kept_note(said: Mapping[str, Any]) -> Part:
    return _kept(said["note"])


def _kept(held: Need | Alert | LegalStatus) -> Part:
    """Of a row on record, whatever the one that was given says of it."""
    row = type(held)._default_manager.only("person_id", "category").get(pk=held.pk)
    return row.person_id, row.category


def _status(said: Mapping[str, Any]) -> Part:
    status: LegalStatus = said["status"]
    return status.person_id, _category_of_status(status.kind)


def _kept_status(said: Mapping[str, Any]) -> Part:
    return _kept(said["status"])


def _category_of_status(kind: str) -> str | None:
    return LEGAL_STATUSES[kind].category if kind in LEGAL_STATUSES else None


@verb
def _identifier(*, person: Person, number: Number, by: StaffRole, at: datetime) -> Identifier:
    """Add a number, while there are tries of numbers left. Raises Refused as the verb of `people` does."""
    expect_tries_left(staff=by, as_of=at)
    return people.add_identifier(person=person, number=number, by=by, at=at)


@verb
def _death(*, person: Person, on: date, by: StaffRole, at: datetime) -> Person:
    """Record the day of death; the person's own account is shown nothing from then on. Raises Refused: on."""
    died = people.record_death(person=person, on=on, by=by, at=at)
    end_own(died, at=at)
    return died


add_identifier = only_by_writers(_identifier, _who_they_are)
correct_person = only_by_writers(people.correct_person, _who_they_are)
record_death = only_by_writers(_death, _who_they_are)
record_characteristics = only_by_writers(people.record_characteristics, _of_themselves)
add_need = only_by_writers(people.add_need, _need)
add_alert = only_by_writers(people.add_alert, _new_alert)
review_alert = only_by_writers(people.review_alert, _kept_alert)
end_note = only_by_writers(people.end_note, _kept_note)
set_legal_status = only_by_writers(people.set_legal_status, _status)
end_legal_status = only_by_writers(people.end_legal_status, _kept_status)
