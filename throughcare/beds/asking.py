"""Verbs about somebody who waits: what a bed must have for them, and that they cannot move before a day."""

from collections.abc import Sequence
from datetime import date, datetime

from throughcare.access.words import line
from throughcare.audit import actions as audit
from throughcare.beds.keeping import refresh_wait
from throughcare.beds.models import BedNeed, Parking, Wait
from throughcare.episodes.models import Episode, Involvement
from throughcare.episodes.recording import lock
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways import spell_day
from throughcare.people.lives import london_day
from throughcare.placing.lists import MEETS, PARKED_FOR, SPECIALTIES

# Those who find beds for people and look after them until then.
ASKS = frozenset({"SH", "CM", "PMH"})
LONGEST = 60


def plays(episode: Episode, by: StaffRole, *parties: str) -> bool:
    """Whether the organisation of whoever acts plays one of these parties now; any, where none is named."""
    parts = Involvement.objects.filter(episode=episode, organisation=by.organisation_id, until=None)
    return (parts.filter(party__in=parties) if parties else parts).exists()


def waiting(episode: Episode, by: StaffRole) -> Wait:
    """Under the row lock of the episode, the wait of somebody whom whoever acts has a part in. Raises Refused."""
    held = lock(episode.pk)
    if by.role not in ASKS or not plays(held, by):
        raise Refused({"": "Only those who take part in a transfer say what a bed must be for somebody."})
    found = Wait.objects.filter(episode=held, open=True).select_related("episode").first()
    if found is None:
        raise Refused({"": "No bed is asked for here, or none any more."})
    return found


@verb
def say_need(*, episode: Episode, specialty: str, meets: Sequence[str], by: StaffRole, at: datetime) -> BedNeed:
    """What a bed must have, beside what the facts say. Raises Refused: specialty, meets."""
    wait = waiting(episode, by)
    reasons = {"specialty": "Choose one of those offered."} if specialty and specialty not in SPECIALTIES else {}
    reasons |= {"meets": "Choose from those offered."} if set(meets) - set(MEETS) else {}
    refuse_if(reasons)
    about = {"person_id": wait.person_id, "episode": wait.episode, "by": by, "at": at}
    made = BedNeed.objects.create(**about, specialty=specialty, meets=sorted(set(meets)))
    wait.specialty, wait.meets = specialty, made.meets
    wait.save(update_fields=["specialty", "meets"])
    _note("said-bed-need", wait, by=by, at=at)
    return made


@verb
def park(*, episode: Episode, reason: str, until_on: date, says: str, by: StaffRole, at: datetime) -> Parking:
    """Match somebody with no bed until a day; until today, no longer. It stops no clock.

    Raises Refused: reason, until_on.
    """
    wait, today = waiting(episode, by), london_day(at)
    reasons = {} if reason in PARKED_FOR else {"reason": "Choose one of those offered."}
    if until_on < today:
        reasons["until_on"] = f"{spell_day(until_on)} has passed."
    elif (until_on - today).days > LONGEST:
        reasons["until_on"] = f"At most {LONGEST} days at a time: then somebody looks again."
    refuse_if(reasons)
    return parked(wait, reason, until_on, line(says, field="says"), by=by, at=at)


def parked(wait: Wait, reason: str, until_on: date, says: str, *, by: StaffRole, at: datetime) -> Parking:
    """The same within a verb that has judged it."""
    about = {"person_id": wait.person_id, "episode_id": wait.episode_id, "by": by, "at": at}
    made = Parking.objects.create(**about, reason=reason, until_on=until_on, says=says)
    refresh_wait(wait.episode_id, at=at)
    _note("parked", wait, by=by, at=at)
    return made


def _note(did: str, wait: Wait, *, by: StaffRole, at: datetime) -> None:
    audit.record(by=by, at=at, did=did, person_id=wait.person_id, episode_id=wait.episode_id)
