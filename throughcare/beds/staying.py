"""Verbs of a stay: somebody whom the facts have in hospital is put into a bed, moves to another, or leaves."""

from datetime import date, datetime

from throughcare.access.words import refuse_unknown
from throughcare.audit import actions as audit
from throughcare.beds.asking import plays
from throughcare.beds.following import Bedside, bedside, follow, has_room
from throughcare.beds.keeping import live_offers, locked_beds, refresh_beds
from throughcare.beds.models import Bed, Stay
from throughcare.beds.wards import refuse_if_closing, refuse_strangers
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import lock, stands
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways import spell_day
from throughcare.people.lives import london_day
from throughcare.placing.deciding import HOSPITAL
from throughcare.placing.lists import OUT, SAID_BY_THE_WARD


@verb
def settle(*, episode: Episode, bed: Bed, from_on: date, by: StaffRole, at: datetime) -> Stay:
    """Put somebody who was received into hospital into a bed of it; from another bed they move.

    Raises Refused: bed, from_on.
    """
    held, today = lock(episode.pk), london_day(at)
    stay = Stay.objects.filter(episode=held, until_on=None).first()
    there = locked_beds({bed.pk, *([stay.bed_id] if stay else [])})[bed.pk]
    refuse_strangers(there.ward.unit, by)
    refuse_if_closing(there.ward_id)
    standing = stands(held, at=at)
    earliest = _earliest(held, stay, bedside(standing.course.blueprint, standing.course.facts), by)
    if not earliest <= from_on <= today:
        raise Refused({"from_on": f"Choose a day from {spell_day(earliest)} until today."})
    if stay:
        _end(stay, from_on, "another-bed")
    refuse_if(_not_free(there, held, from_on, at))
    about = {"person_id": held.person_id, "episode": held, "by": by, "at": at}
    made = Stay.objects.create(**about, bed=there, from_on=from_on)
    refresh_beds({there.pk, *([stay.bed_id] if stay else [])})
    follow(held, None, standing.course, at)
    _note("settled-in-bed", made, by=by, at=at)
    return made


@verb
def leave(*, stay: Stay, on: date, reason: str, by: StaffRole, at: datetime) -> Stay:
    """That somebody left a bed, where no fact of their episode says so. Raises Refused: on, reason."""
    lock(stay.episode_id)
    bed = locked_beds([stay.bed_id])[stay.bed_id]
    refuse_strangers(bed.ward.unit, by)
    held = Stay.objects.get(pk=stay.pk)
    if held.until_on is not None:
        raise Refused({"": f"They left this bed on {spell_day(held.until_on)} already."})
    refuse_unknown("reason", reason, SAID_BY_THE_WARD)
    if not held.from_on <= on <= london_day(at):
        raise Refused({"on": f"Choose a day from {spell_day(held.from_on)} until today."})
    _end(held, on, reason)
    refresh_beds([bed.pk])
    _note("left-bed", held, by=by, at=at)
    return held


def _earliest(episode: Episode, stay: Stay | None, there: Bedside, by: StaffRole) -> date:
    """The first day on which somebody can have come into a bed. Raises Refused where they are not there."""
    if there.received_on is None or there.left_on is not None or not plays(episode, by, HOSPITAL):
        raise Refused(
            {"": "The record does not have this person in your hospital. Record that they were received first."}
        )
    return stay.from_on if stay else there.received_on


def _note(did: str, stay: Stay, *, by: StaffRole, at: datetime) -> None:
    detail = {"bed": stay.bed_id}
    audit.record(by=by, at=at, did=did, person_id=stay.person_id, episode_id=stay.episode_id, detail=detail)


def _end(stay: Stay, on: date, reason: str) -> None:
    stay.until_on, stay.left_for = on, reason
    stay.save(update_fields=["until_on", "left_for"])


def _not_free(bed: Bed, episode: Episode, from_on: date, at: datetime) -> dict[str, str]:
    if bed.withheld == OUT:
        return {"bed": f"{bed} is out of service. Put it back first, or choose another."}
    if not has_room(bed.pk, episode.person_id, from_on):
        return {"bed": f"Somebody is in {bed} from {spell_day(from_on)} on. Choose another bed or a later day."}
    if live_offers(at).filter(bed=bed).exclude(episode=episode).exists():
        return {"bed": f"{bed} is offered to somebody else. Choose another, or withdraw that first."}
    return {}
