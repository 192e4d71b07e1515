"""Who answers for whom, put on record and ended by those who commission and those who manage cases."""

from datetime import date, datetime
from typing import cast

from django.db.models import Q

from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.kinds import filling
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Fault, Refused, faults, refuse_if
from throughcare.organisations.spans import meets
from throughcare.pathways.moments import spell_day
from throughcare.providers.kinds import ANSWERED_BY, ANSWERS, AREAS, KEEPERS, TRAITS, in_words
from throughcare.providers.models import LONGEST_LINE, Responsibility, ResponsibilityEnd

NOT_YOURS = "Case managers and commissioners keep who answers for whom."


@verb
def answer_for(*, row: Responsibility, by: StaffRole, at: datetime) -> Responsibility:
    """Puts on record, as a row not yet saved, who answers for an area, from when on and by whose approval.

    Raises Refused: answers, area, organisation, level, specialty, sex, from_on, until_on, source, approved_by.
    """
    # Whoever says it of the same area at the same moment waits here, and then sees this row.
    row.area = Organisation.objects.select_for_update().get(pk=row.area_id)
    _refuse_strangers(row.area, by=by)
    read = {name: needed(getattr(row, name)) for name in ("source", "approved_by")}
    refuse_if(faults(**read) | _impossible(row))
    row.source, row.approved_by = (cast(str, line) for line in read.values())
    _refuse_second(row)
    row.recorded_by, row.recorded_at = by, at
    row.save(force_insert=True)
    audit.record(by=by, at=at, did="answered-for-area", detail={"responsibility": row.pk})
    return row


@verb
def end(*, row: Responsibility, on: date, source: str, approved_by: str, by: StaffRole, at: datetime) -> Responsibility:
    """Ends a row, once: `on` is the first day on which it no longer holds. The row itself stays.

    Raises Refused: on, source, approved_by.
    """
    held = Responsibility.objects.select_for_update().get(pk=row.pk)
    _refuse_strangers(held.area, by=by)
    read = {"source": needed(source), "approved_by": needed(approved_by)}
    refuse_if(faults(**read) | _not_on(held, on))
    said = cast(dict[str, str], read)
    ended = ResponsibilityEnd(responsibility=held, on=on, before=held.until_on, recorded_by=by, recorded_at=at, **said)
    ended.save(force_insert=True)
    held.until_on = on
    held.save(update_fields=["until_on"])
    audit.record(by=by, at=at, did="ended-responsibility", detail={"responsibility": held.pk, "on": on.isoformat()})
    return held


def may_keep(area: Organisation, by: StaffRole) -> bool:
    """Whether somebody keeps the rows of an area: in their own region, where both say which they are in."""
    return by.role in KEEPERS and ("" in {area.region, by.organisation.region} or area.region == by.organisation.region)


def needed(typed: str) -> str | Fault:
    """A line that cannot be left empty."""
    return read_line(typed, most=LONGEST_LINE) or Fault("This cannot be empty.")


def _refuse_strangers(area: Organisation, *, by: StaffRole) -> None:
    if by.role not in KEEPERS:
        raise Refused({"": NOT_YOURS})
    if not may_keep(area, by):
        raise Refused({"area": f"{area} lies in {area.region}: it is for those who commission or manage cases there."})


def _impossible(row: Responsibility) -> dict[str, str]:
    reasons = {}
    if row.answers not in ANSWERS:
        reasons["answers"] = f"Nobody asks for “{row.answers}”."
    elif row.organisation.kind not in {kind for part in ANSWERED_BY[row.answers] for kind in filling(part)}:
        reasons["organisation"] = f"{row.organisation} cannot be a {ANSWERS[row.answers].lower()}."
    elif row.organisation.closed:
        reasons["organisation"] = f"{row.organisation} is closed."
    if row.area.kind not in AREAS:
        reasons["area"] = f"{row.area} is not an area that somebody can live in."
    for trait, known in TRAITS.items():
        value = vars(row)[trait]
        if value and value not in known:
            reasons[trait] = f"There is no {trait} called “{value}”."
    if row.until_on is not None and row.until_on <= row.from_on:
        reasons["until_on"] = "It would end before it begins."
    return reasons


def _refuse_second(row: Responsibility) -> None:
    """No two rows answer the same question on one day: the constraint holds it, and this says which stands there."""
    same = Responsibility.objects.filter(meets(row.from_on, row.until_on), area=row.area, answers=row.answers)
    for trait in TRAITS:
        value = vars(row)[trait]
        same = same.filter(Q(**{f"{trait}__in": ["", value]})) if value else same
    for other in same.select_related("organisation")[:1]:
        until = f" until {spell_day(other.until_on)}" if other.until_on else " on"
        traits = ", ".join(in_words(trait, vars(other)[trait]) for trait in TRAITS)
        told = f"{row.area} ({traits}) from {spell_day(other.from_on)}{until}: {other.organisation}"
        raise Refused({"from_on": f"Row {other.pk} answers for {told}. End it first, or choose other days."})


def _not_on(held: Responsibility, on: date) -> dict[str, str]:
    if ResponsibilityEnd.objects.filter(responsibility=held).exists():
        return {"on": "This row was ended before. Put another on record for what follows."}
    if on < held.from_on:
        return {"on": f"This row begins on {spell_day(held.from_on)}, so it cannot end before that."}
    if held.until_on is not None and on > held.until_on:
        return {"on": f"This row holds until {spell_day(held.until_on)} as it is. Put another on record for longer."}
    return {}
