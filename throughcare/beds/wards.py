"""Verbs of a ward, for those of its own hospital: what it is, that its beds are as shown, its closing."""

from collections.abc import Sequence
from datetime import date, datetime

from throughcare.access.words import line
from throughcare.audit import actions as audit
from throughcare.beds.keeping import in_bed_now, live_offers, locked_beds
from throughcare.beds.models import Bed, Confirmation, Ward, WardClosing, WardVersion
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole, Unit
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways import spell_day
from throughcare.people.lives import london_day
from throughcare.placing.lists import MEETS, SEXES, SPECIALTIES
from throughcare.telling.phrases import count

WRITES = "SH"
MOST_BEDS = 60


def keeps(unit: Unit, staff: StaffRole) -> bool:
    """Whether this member of staff keeps what is said of a ward."""
    return staff.role == WRITES and unit.organisation_id == staff.organisation_id


def refuse_strangers(unit: Unit, by: StaffRole) -> None:
    if not keeps(unit, by):
        raise Refused({"": "Only the clinicians of its own hospital say how a ward and its beds stand."})


@verb
def open_ward(*, unit: Unit, version: WardVersion, by: StaffRole, at: datetime) -> Ward:
    """Put a unit into the directory of beds. `version` is not yet saved.

    Raises Refused: unit, and as `describe_ward` does.
    """
    refuse_strangers(unit, by)
    if unit.kind != "ward" or unit.closed:
        raise Refused({"unit": f"{unit} is not an open ward."})
    if Ward.objects.filter(unit=unit).exists():
        raise Refused({"unit": f"{unit} is in the directory already."})
    made = Ward.objects.create(unit=unit, by=by, at=at)
    _append(made, version, 1, by=by, at=at)
    audit.record(by=by, at=at, did="opened-ward", detail={"ward": made.pk})
    return made


@verb
def describe_ward(*, ward: Ward, version: WardVersion, by: StaffRole, at: datetime) -> WardVersion:
    """Say anew what a ward is, as a row not yet saved. What it said before stays.

    Raises Refused: level, specialties, sexes, ages, collaborative, criteria.
    """
    held = _theirs(ward, by)
    last = held.versions.first()
    made = _append(held, version, last.number + 1 if last else 1, by=by, at=at)
    audit.record(by=by, at=at, did="described-ward", detail={"ward": ward.pk, "version": made.number})
    return made


@verb
def add_beds(*, ward: Ward, names: Sequence[str], by: StaffRole, at: datetime) -> list[Bed]:
    """Put beds into service. Raises Refused: names."""
    held = _theirs(ward, by)
    read = [line(name, field="names", most=40, missing="Give each bed a name.") for name in names]
    known = set(held.beds.values_list("name", flat=True))
    twice = [name for place, name in enumerate(read) if name in known or name in read[:place]]
    reasons = {"names": f"There is a bed called “{twice[0]}” already."} if twice else {}
    if not 0 < len(read) <= MOST_BEDS:
        reasons["names"] = f"Add between 1 and {MOST_BEDS} beds at a time."
    refuse_if(reasons)
    made = Bed.objects.bulk_create(Bed(ward=held, name=name, by=by, at=at) for name in read)
    Ward.objects.filter(pk=held.pk).update(size=len(known) + len(made))
    audit.record(by=by, at=at, did="added-beds", detail={"ward": ward.pk, "beds": len(made)})
    return made


@verb
def confirm(*, ward: Ward, by: StaffRole, at: datetime) -> Confirmation:
    """Say that what is shown of a ward's beds is right now."""
    made = Confirmation.objects.create(ward=_theirs(ward, by), by=by, at=at)
    audit.record(by=by, at=at, did="confirmed-beds", detail={"ward": ward.pk})
    return made


@verb
def close_ward(*, ward: Ward, on: date, says: str, meant: bool, by: StaffRole, at: datetime) -> WardClosing:
    """Close a ward that nobody is in, or put on record that it is meant to close, whoever is in it.

    Once it is meant to close none of its beds is offered. Raises Refused: on, says, or "" with how many are in it.
    """
    held = _theirs(ward, by)
    why = line(says, field="says", missing="Say why it closes.")
    # Whoever gives one of its beds away has that bed: they and whoever closes the ward wait for each other.
    locked_beds(held.beds.values_list("pk", flat=True))
    people, offers = in_bed_now(held.pk).count(), live_offers(at).filter(bed__ward=held).count()
    today = london_day(at)
    refuse_if({} if meant or on == today else {"on": "A ward closes today. For a later day, record what is meant."})
    refuse_if({} if not meant or on >= today else {"on": f"{spell_day(on)} has passed."})
    if not meant and (people or offers):
        raise Refused({"": _still_there(held, people, offers)})
    kind = "meant" if meant else "closed"
    made = WardClosing.objects.create(ward=held, kind=kind, on=on, says=why, people=people, by=by, at=at)
    if not meant:
        Ward.objects.filter(pk=held.pk).update(closed=True)
    audit.record(by=by, at=at, did="closed-ward", detail={"ward": ward.pk, "kind": kind, "people": people})
    return made


@verb
def keep_ward_open(*, ward: Ward, says: str, by: StaffRole, at: datetime) -> WardClosing:
    """Put on record that a ward that was meant to close does not. Raises Refused: says."""
    held = _theirs(ward, by)
    if meant_to_close(held) is None:
        raise Refused({"": f"{held} is not meant to close."})
    why = line(says, field="says", missing="Say why it stays open.")
    about = {"ward": held, "kind": "given-up", "on": london_day(at), "says": why, "by": by, "at": at}
    made = WardClosing.objects.create(**about, people=in_bed_now(held.pk).count())
    audit.record(by=by, at=at, did="kept-ward-open", detail={"ward": ward.pk})
    return made


def meant_to_close(ward: Ward) -> WardClosing | None:
    """The closing that is meant, where one is and it was not given up."""
    last = ward.closings.first()
    return last if last and last.kind == "meant" else None


def refuse_if_closing(ward_id: int) -> None:
    """Raises Refused, field bed, where no bed of a ward is offered any more.

    Read once the bed is locked: what came with the bed is as it was before somebody else let go of it.
    """
    ward = Ward.objects.select_related("unit").get(pk=ward_id)
    meant = meant_to_close(ward)
    if ward.closed:
        raise Refused({"bed": f"{ward} is closed."})
    if meant:
        raise Refused({"bed": f"{ward} is meant to close on {spell_day(meant.on)}: none of its beds is offered."})


def locked_ward(key: int) -> Ward:
    """The ward, to oneself until the transaction ends."""
    return Ward.objects.select_for_update(of=("self",)).select_related("unit__organisation").get(pk=key)


def _theirs(ward: Ward, by: StaffRole) -> Ward:
    held = locked_ward(ward.pk)
    refuse_strangers(held.unit, by)
    refuse_if({"": f"{held} is closed."} if held.closed else {})
    return held


def _append(ward: Ward, version: WardVersion, number: int, *, by: StaffRole, at: datetime) -> WardVersion:
    version.collaborative = line(version.collaborative, field="collaborative", most=120)
    reasons = {}
    if not version.specialties or set(version.specialties) - set(SPECIALTIES):
        reasons["specialties"] = "Choose what the ward treats."
    if not version.sexes or set(version.sexes) - set(SEXES):
        reasons["sexes"] = "Choose whom the ward takes."
    if set(version.meets) - set(MEETS):
        reasons["meets"] = "Choose from those offered."
    if version.age_to < version.age_from:
        reasons["age_to"] = "The oldest age comes before the youngest."
    if not version.criteria.strip():
        reasons["criteria"] = "Say whom the ward admits, so that it is known beforehand."
    refuse_if(reasons)
    version.ward, version.number, version.by, version.at = ward, number, by, at
    version.save(force_insert=True)
    return version


def _still_there(ward: Ward, people: int, offers: int) -> str:
    there = [count(people, "person is in it", "people are in it")] if people else []
    there += [f"{count(offers, 'bed is', 'beds are')} offered"] if offers else []
    return (
        f"{ward} cannot close: {' and '.join(there)}. Record that it is meant to close: then nobody else is offered a "
        "bed there, and everybody in it is shown until they have moved."
    )
