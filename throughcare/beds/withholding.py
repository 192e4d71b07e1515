"""Verbs of a bed that is not offered: out of service or held, for a reason, from when and until when it is expected."""

from datetime import date, datetime

from throughcare.access.words import line
from throughcare.audit import actions as audit
from throughcare.beds.keeping import live_offers, locked_beds, refresh_beds, withheld_now
from throughcare.beds.models import Bed, Offer, Withholding
from throughcare.beds.wards import refuse_strangers
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.organisations.spans import meets
from throughcare.pathways import spell_day
from throughcare.people.lives import london_day
from throughcare.placing.lists import HELD


@verb
def withhold(*, withholding: Withholding, by: StaffRole, at: datetime) -> Withholding:
    """Take a bed out of service, or hold it, as a row not yet saved.

    Raises Refused: bed, reason, from_on, expected_on.
    """
    bed = locked_beds([withholding.bed_id])[withholding.bed_id]
    refuse_strangers(bed.ward.unit, by)
    today = london_day(at)
    withholding.says = line(withholding.says, field="says")
    refuse_if(_impossible(withholding, bed, live_offers(at).filter(bed=bed).first(), today))
    before = withheld_now(bed)
    if before is not None:
        _end_hold_that_ran_out(before, today)
    if Withholding.objects.filter(meets(withholding.from_on, None), bed=bed).exists():
        raise Refused({"from_on": f"{bed} was withheld after that day already. Choose a later one."})
    withholding.by, withholding.at = by, at
    withholding.save(force_insert=True)
    refresh_beds([bed.pk])
    audit.record(by=by, at=at, did="withheld-bed", detail={"bed": bed.pk, "reason": withholding.reason})
    return withholding


@verb
def put_back(*, bed: Bed, by: StaffRole, at: datetime) -> Withholding:
    """Say that a bed may be offered again. Raises Refused."""
    held = locked_beds([bed.pk])[bed.pk]
    refuse_strangers(held.ward.unit, by)
    kept = withheld_now(held)
    if kept is None:
        raise Refused({"": f"{held} is in service, and nobody holds it."})
    kept.until_on = london_day(at)
    kept.save(update_fields=["until_on"])
    refresh_beds([held.pk])
    audit.record(by=by, at=at, did="put-bed-back", detail={"bed": held.pk})
    return kept


def _impossible(withholding: Withholding, bed: Bed, live: Offer | None, today: date) -> dict[str, str]:
    reasons = {}
    if withholding.from_on > today:
        reasons["from_on"] = f"{spell_day(withholding.from_on)} has not come yet."
    if withholding.expected_on < max(withholding.from_on, today):
        reasons["expected_on"] = "It cannot be expected back before today."
    if withholding.reason not in Withholding.BECAUSE.get(withholding.kind, {}):
        reasons["reason"] = "Choose one of those offered."
    if bed.taken:
        reasons["bed"] = f"Somebody is in {bed}."
    elif live:
        reasons["bed"] = f"{bed} is offered to somebody until {spell_day(london_day(live.until))}. Withdraw that first."
    return reasons


def _end_hold_that_ran_out(before: Withholding, today: date) -> None:
    if before.kind != HELD or before.expected_on >= today:
        raise Refused({"bed": f"{before.bed} is {before.get_kind_display().lower()} already. Put it back first."})
    before.until_on = today
    before.save(update_fields=["until_on"])
