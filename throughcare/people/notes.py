"""What a person needs, and what those near them must do or avoid."""

from datetime import date, datetime
from typing import TypeVar

from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Fault, Refused, faults, refuse_if
from throughcare.pathways.moments import spell_day
from throughcare.people.dated import locked
from throughcare.people.kinds import ALERTS, NEEDS, NoteKind
from throughcare.people.lives import impossible_day, impossible_span, london_day
from throughcare.people.models import Alert, Need

Note = TypeVar("Note", Need, Alert)

LONGEST = 400


@verb
def add_need(*, need: Need, by: StaffRole, at: datetime) -> Need:
    """Records a need, as a row not yet saved; its category follows from its kind.

    Raises Refused: kind, says, from_on, until_on.
    """
    refuse_if(_impossible(need, NEEDS, at=at))
    return _write(need, NEEDS, did="added-need", by=by, at=at)


@verb
def add_alert(*, alert: Alert, by: StaffRole, at: datetime) -> Alert:
    """Records an alert, as a row not yet saved; its category follows from its kind.

    Raises Refused: kind, says, from_on, until_on, review_on.
    """
    reasons = _impossible(alert, ALERTS, at=at)
    if alert.review_on < max(alert.from_on, london_day(at)):
        reasons["review_on"] = "Choose a day still to come on which somebody looks at this again."
    refuse_if(reasons)
    return _write(alert, ALERTS, did="added-alert", by=by, at=at)


@verb
def review_alert(*, alert: Alert, next_on: date, by: StaffRole, at: datetime) -> Alert:
    """Records that somebody looked again and the alert stands, until the next look. Raises Refused: next_on.

    Refused too where somebody else looked since the row was read, so that the day they set is not lost.
    """
    read = alert.review_on
    alert = Alert.objects.select_for_update().get(pk=alert.pk)
    if alert.until_on:
        raise Refused({"next_on": f"This alert ended on {spell_day(alert.until_on)}."})
    if alert.review_on != read:
        meanwhile = f"Somebody else has looked meanwhile and set the next look for {spell_day(alert.review_on)}."
        raise Refused({"next_on": f"{meanwhile} Send this again if yours should stand instead."})
    if next_on <= london_day(at):
        raise Refused({"next_on": "Choose a day still to come on which somebody looks at this again."})
    alert.review_on = next_on
    alert.save(update_fields=["review_on"])
    audit.record(by=by, at=at, did="reviewed-alert", person_id=alert.person_id, detail={"row": alert.pk})
    return alert


@verb
def end_note(*, note: Note, on: date, by: StaffRole, at: datetime) -> Note:
    """Records that a need is met or an alert no longer holds. Raises Refused: on."""
    person = locked(note.person)
    note.refresh_from_db()
    impossible = impossible_day(on, person=person, at=at)
    if note.until_on:
        impossible = f"This ended on {spell_day(note.until_on)} already."
    elif on < note.from_on:
        impossible = f"This began on {spell_day(note.from_on)}, so it cannot have ended before that."
    refuse_if({"on": impossible} if impossible else {})
    note.until_on = on
    note.save(update_fields=["until_on"])
    audit.record(by=by, at=at, did="ended-note", person_id=note.person_id, detail={"kind": note.kind, "row": note.pk})
    return note


def _impossible(note: Note, kinds: dict[str, NoteKind], *, at: datetime) -> dict[str, str]:
    """Tidies the row in place; returns what is wrong, by field."""
    person = locked(note.person)
    says = read_line(note.says, most=LONGEST) or Fault("Say it in a few words.")
    reasons = faults(says=says) | impossible_span(person, note.from_on, note.until_on, at=at)
    if note.kind not in kinds:
        reasons["kind"] = "Choose one of those in the list."
    if not isinstance(says, Fault):
        note.says = says
    return reasons


def _write(note: Note, kinds: dict[str, NoteKind], *, did: str, by: StaffRole, at: datetime) -> Note:
    note.category = kinds[note.kind].category
    note.recorded_by, note.recorded_at = by, at
    note.save(force_insert=True)
    audit.record(by=by, at=at, did=did, person_id=note.person_id, detail={"row": note.pk})
    return note
