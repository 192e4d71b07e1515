"""What a prison says of people that groups must heed: who must not meet whom, and who has to be elsewhere when."""

from datetime import datetime

from throughcare.access.seeing import may_read, may_write
from throughcare.access.words import refuse_unknown
from throughcare.audit import actions as audit
from throughcare.care.keeping import COORDINATES, GUARDS, TREATS, year_of
from throughcare.care.models import Commitment, Helper, NonAssociation
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.people.models import Person
from throughcare.sessions.words import COMMITMENTS
from throughcare.sharing import IDENTITY

SECURITY = "security-intelligence"
# A local default, unconfirmed: the matrix says who reads these categories, not who knows of a visit first.
SAYS_WHEN = GUARDS | {TREATS}


@verb
def keep_apart(*, person: Person, other: Person, by: StaffRole, at: datetime) -> NonAssociation:
    """Two people must not meet. Said of both; why is not said here. Raises Refused: other, or "" with whose it is."""
    for one in (person, other):
        if not may_write(SECURITY, person_id=one.pk, staff=by, as_of=at):
            raise Refused({"": "Only the prison's own officers say who must not meet whom."})
    refuse_if({"other": "Name somebody else."} if person.pk == other.pk else {})
    if NonAssociation.objects.filter(person=person, other=other, ended_at=None).exists():
        raise Refused({"other": "That these two must not meet is on record."})
    about = {"by": by, "at": at}
    made, _ = NonAssociation.objects.bulk_create(
        [NonAssociation(person=person, other=other, **about), NonAssociation(person=other, other=person, **about)]
    )
    for one in (person, other):
        audit.record(by=by, at=at, did="kept-apart", person_id=one.pk)
    return made


@verb
def may_meet(*, person: Person, other: Person, by: StaffRole, at: datetime) -> None:
    """That two must not meet is over. What was said stays on record."""
    for one in (person, other):
        if not may_write(SECURITY, person_id=one.pk, staff=by, as_of=at):
            raise Refused({"": "Only the prison's own officers say who must not meet whom."})
    for one, two in ((person, other), (other, person)):
        live = NonAssociation.objects.filter(person=one, other=two, ended_at=None)
        refuse_if({} if live.update(ended_at=at, ended_by=by) else {"": "It is over already: these two may meet."})
        audit.record(by=by, at=at, did="may-meet", person_id=one.pk)


@verb
def say_commitment(
    *, person: Person, kind: str, starts_at: datetime, ends_at: datetime, by: StaffRole, at: datetime
) -> Commitment:
    """Somebody has to be elsewhere: at court, on a visit, at work. Raises Refused: kind, starts_at, ends_at."""
    refuse_unknown("kind", kind, COMMITMENTS)
    category = COMMITMENTS[kind].category
    _refuse_others(category, person.pk, by=by, at=at)
    refuse_if({} if year_of(starts_at.date()) else {"starts_at": "Check the year."})
    refuse_if({} if starts_at < ends_at else {"ends_at": "The end comes after the beginning."})
    made = Commitment.objects.create(
        person=person, kind=kind, category=category, starts_at=starts_at, ends_at=ends_at, by=by, at=at
    )
    audit.record(by=by, at=at, did="said-commitment", person_id=person.pk, detail={"kind": kind})
    return made


@verb
def take_back_commitment(*, commitment: Commitment, by: StaffRole, at: datetime) -> Commitment:
    """They need not be there after all. What was said stays on record."""
    held = Commitment.objects.select_for_update().get(pk=commitment.pk)
    _refuse_others(held.category, held.person_id, by=by, at=at)
    refuse_if({"": "This was taken back already."} if held.taken_back_at else {})
    held.taken_back_at = at
    held.save(update_fields=["taken_back_at"])
    audit.record(by=by, at=at, did="took-back-commitment", person_id=held.person_id)
    return held


def _refuse_others(category: str, person_id: int, *, by: StaffRole, at: datetime) -> None:
    sees = [may_read(one, person_id=person_id, staff=by, as_of=at) for one in {category, IDENTITY}]
    if not _says_when(person_id, by) or not all(sees):
        raise Refused({"": "Those who look after this person's days in prison say where they have to be."})


def _says_when(person_id: int, by: StaffRole) -> bool:
    """Whoever looks after people's days; and, of a mentor who helps to lead a group, the coordinator who keeps it."""
    if by.role != COORDINATES:
        return by.role in SAYS_WHEN
    helps = Helper.objects.filter(person=person_id, cohort__organisation=by.organisation_id, ended_at=None)
    return helps.exists()
