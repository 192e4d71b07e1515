"""What can be done to a person's record. Each verb is one transaction, and refuses in words."""

from datetime import date, datetime, timedelta

from django.db.models import F, Q
from django.db.models.functions import Greatest

from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways.moments import spell_day
from throughcare.people.characteristics import record_characteristics
from throughcare.people.dated import end_legal_status, end_placement, locked, move, set_legal_status
from throughcare.people.describing import ProbablyKnown, correct_person, create_person
from throughcare.people.lives import impossible_day
from throughcare.people.models import Alert, Characteristic, LegalStatus, Need, Person, Placement
from throughcare.people.notes import add_alert, add_need, end_note, review_alert
from throughcare.people.numbers import Number, add_identifier

__all__ = [
    "Number",
    "ProbablyKnown",
    "add_alert",
    "add_identifier",
    "add_need",
    "correct_person",
    "create_person",
    "end_legal_status",
    "end_note",
    "end_placement",
    "move",
    "record_characteristics",
    "record_death",
    "review_alert",
    "set_legal_status",
]


@verb
def record_death(*, person: Person, on: date, by: StaffRole, at: datetime) -> Person:
    """Records the day of death; whatever else held of the person holds for the last time on that day.

    Raises Refused: on.
    """
    person = locked(person)
    if person.died_on:
        raise Refused({"on": f"{person}'s death is recorded already, on {spell_day(person.died_on)}."})
    impossible = impossible_day(on, person=person, at=at) or _later_fact(person, on)
    refuse_if({"on": impossible} if impossible else {})
    person.died_on = on
    person.save(update_fields=["died_on"])
    after = on + timedelta(days=1)
    for model in (Placement, LegalStatus, Need, Characteristic, Alert):
        lasting = model.objects.filter(Q(until_on=None) | Q(until_on__gt=after), person=person)
        lasting.update(until_on=Greatest(F("from_on"), after))
    audit.record(by=by, at=at, did="recorded-death", person_id=person.pk, detail={"on": on.isoformat()})
    return person


def _later_fact(person: Person, on: date) -> str | None:
    later = person.placements.filter(from_on__gt=on).order_by("from_on").first()
    if later is None:
        return None
    return f"The person was placed at {later.organisation} on {spell_day(later.from_on)}, which is after that."
