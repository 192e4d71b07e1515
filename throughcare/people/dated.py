"""What holds of a person from one day until another: where they are and under which law."""

from datetime import date, datetime
from typing import TypeVar

from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.codes import code_list
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.organisations.spans import meets
from throughcare.pathways.moments import spell_day
from throughcare.people.kinds import LEGAL_STATUSES
from throughcare.people.lives import impossible_day, impossible_span, london_day, room_for, spell_span
from throughcare.people.models import LegalStatus, Person, Placement

Dated = TypeVar("Dated", Placement, LegalStatus)


def locked(person: Person) -> Person:
    """The person as they are on record now, to oneself until the transaction ends."""
    return Person.objects.select_for_update().get(pk=person.pk)


@verb
def move(*, placement: Placement, by: StaffRole, at: datetime) -> Placement:
    """Records where a person is placed, as a row not yet saved. The placement in force ends on the day it begins.

    With `until_on` it is a past placement, entered late. Raises Refused: from_on, until_on, organisation, unit.
    """
    person = locked(placement.person)
    refuse_if(impossible_span(person, placement.from_on, placement.until_on, at=at) | _impossible_place(placement))
    around = person.placements.filter(meets(placement.from_on, placement.until_on)).select_related("organisation")
    room = room_for(around, from_on=placement.from_on, until_on=placement.until_on, today=london_day(at))
    former = room.clash or room.closes
    if former and (former.organisation_id, former.unit_id) == (placement.organisation_id, placement.unit_id):
        raise Refused({"organisation": f"The person is there already, {spell_span(former)}."})
    if room.clash:
        raise Refused({"from_on": f"The person is recorded at {room.clash.organisation} {spell_span(room.clash)}."})
    return _begin(placement, room.closes, did="moved-person", by=by, at=at)


@verb
def end_placement(*, placement: Placement, on: date, by: StaffRole, at: datetime) -> Placement:
    """Records that the person left where they were placed, for no other placement. Raises Refused: on."""
    return _end(placement, "placement", on=on, by=by, at=at)


@verb
def set_legal_status(*, status: LegalStatus, by: StaffRole, at: datetime) -> LegalStatus:
    """Records a legal status, as a row not yet saved. One of the same kind in force ends on the day it begins.

    `until_on` may lie ahead. The category follows from the kind. Raises Refused: kind, code, from_on, until_on.
    """
    person = locked(status.person)
    reasons = impossible_span(person, status.from_on, status.until_on, at=at, planned=True)
    refuse_if(_impossible_status(status) | reasons)
    same = person.legal_statuses.filter(meets(status.from_on, status.until_on), kind=status.kind)
    room = room_for(same, from_on=status.from_on, until_on=status.until_on, today=london_day(at))
    title = LEGAL_STATUSES[status.kind].title
    if room.clash:
        raise Refused({"from_on": f"{title}: another is recorded {spell_span(room.clash)}."})
    if room.closes and room.closes.code == status.code and room.closes.until_on == status.until_on:
        raise Refused({"code": f"{title}: this is recorded already, {spell_span(room.closes)}."})
    status.category = LEGAL_STATUSES[status.kind].category
    return _begin(status, room.closes, did="set-legal-status", by=by, at=at)


@verb
def end_legal_status(*, status: LegalStatus, on: date, by: StaffRole, at: datetime) -> LegalStatus:
    """Records that a legal status ended, if need be before its planned end, and none follows. Raises Refused: on."""
    return _end(status, "legal status", on=on, by=by, at=at)


def _impossible_place(placement: Placement) -> dict[str, str]:
    reasons = {}
    if not Organisation.objects.open_on(placement.from_on).filter(pk=placement.organisation_id).exists():
        reasons["organisation"] = f"{placement.organisation} was not open on that day."
    if placement.unit and placement.unit.organisation_id != placement.organisation_id:
        reasons["unit"] = f"{placement.unit} is not a unit of {placement.organisation}."
    return reasons


def _impossible_status(status: LegalStatus) -> dict[str, str]:
    if status.kind not in LEGAL_STATUSES:
        return {"kind": f"There is no kind of legal status called “{status.kind}”."}
    if status.code not in code_list(LEGAL_STATUSES[status.kind].codes):
        return {"code": f"“{status.code}” is not in the list for {LEGAL_STATUSES[status.kind].title}."}
    return {}


def _begin(row: Dated, closes: Dated | None, *, did: str, by: StaffRole, at: datetime) -> Dated:
    if closes:
        closes.until_on = row.from_on
        closes.save(update_fields=["until_on"])
    row.recorded_by, row.recorded_at = by, at
    row.save(force_insert=True)
    audit.record(by=by, at=at, did=did, person_id=row.person_id, detail={"row": row.pk})
    return row


def _end(row: Dated, title: str, *, on: date, by: StaffRole, at: datetime) -> Dated:
    """Ends the row that is meant and no other: one that took its place meanwhile stands."""
    person = locked(row.person)
    row.refresh_from_db()
    impossible = impossible_day(on, person=person, at=at)
    if row.until_on and row.until_on <= london_day(at):
        impossible = f"The {title} ended on {spell_day(row.until_on)} already."
    elif on < row.from_on:
        impossible = f"The {title} began on {spell_day(row.from_on)}, so it cannot have ended before that."
    refuse_if({"on": impossible} if impossible else {})
    row.until_on = on
    row.save(update_fields=["until_on"])
    audit.record(by=by, at=at, did=f"ended-{title.replace(' ', '-')}", person_id=row.person_id, detail={"row": row.pk})
    return row
