"""A person's own account: it belongs to one person and is shown what the matrix calls their own."""

from datetime import datetime

from throughcare.access.granting import by_level
from throughcare.access.models import Grant
from throughcare.access.seeing import may_write
from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.people.dated import locked
from throughcare.people.models import Person
from throughcare.sharing import IDENTITY, Ground, Purpose, levels_of
from throughcare.sharing.roles import THE_PERSON


@verb
def open_own(*, person: Person, account: StaffRole, by: StaffRole, at: datetime) -> list[Grant]:
    """Let an account of the role SU see one person's record as their own.

    For whoever may write who the person is, and has made sure that the account is theirs. Raises Refused: account.
    """
    person = locked(person)
    refuse_unless_theirs_to_write(person, by=by, at=at)
    if account.role != THE_PERSON or account.organisation_id != by.organisation_id:
        raise Refused({"account": f"Choose an account for people who use the service, at {by.organisation}."})
    if person.died_on:
        raise Refused({"account": "The record of somebody who has died is opened to no account."})
    live = Grant.objects.live(as_of=at).of(IDENTITY).filter(ground=Ground.OWN)
    if live.filter(staff=account).exists():
        raise Refused({"account": "This account belongs to somebody already. End that first."})
    if live.filter(person=person).exists():
        raise Refused({"account": "This person has an account of their own already. End that first."})
    made = Grant.objects.bulk_create(_own(person, account, at=at))
    audit.record(by=by, at=at, did="opened-own-record", person_id=person.pk, detail={"account": account.pk})
    return made


@verb
def close_own(*, person: Person, by: StaffRole, at: datetime) -> None:
    """End that an account sees this person's record as its own. Raises Refused: account."""
    person = locked(person)
    refuse_unless_theirs_to_write(person, by=by, at=at)
    if not end_own(person, at=at):
        raise Refused({"account": "No account is open to this person."})
    audit.record(by=by, at=at, did="closed-own-record", person_id=person.pk)


def end_own(person: Person, *, at: datetime) -> int:
    """How many grants of the person's own account ended."""
    return Grant.objects.live(as_of=at).filter(person=person, ground=Ground.OWN).update(ends_at=at)


def refuse_unless_theirs_to_write(person: Person, *, by: StaffRole, at: datetime) -> None:
    if not may_write(IDENTITY, person_id=person.pk, staff=by, as_of=at):
        raise Refused({"": "Only those who may write who somebody is can say which account is theirs."})


def _own(person: Person, account: StaffRole, *, at: datetime) -> list[Grant]:
    shown = {category: most.as_own for category, most in levels_of(THE_PERSON).items() if most.as_own is not None}
    return [
        Grant(
            person=person,
            organisation_id=account.organisation_id,
            staff=account,
            categories=opened,
            level=level,
            ground=Ground.OWN,
            purpose=Purpose.SUBJECT_ACCESS,
            starts_at=at,
        )
        for level, opened in by_level(shown)
    ]
