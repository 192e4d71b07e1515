"""The account of a mentor: one at a time, first opened with a code on paper, and ended by a coordinator.

It carries no grant at all. What it shows is judged by a function of the database at every look (`door`): of a mentor
who has stopped or left it shows nothing, ended or not.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import choice

from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.actions import add_staff, appoint, close_account, give_password
from throughcare.organisations.models import Staff, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.peers.models import Mentor, MentorAccount
from throughcare.peers.pairing import locked
from throughcare.peers.schemes import refuse_unless_theirs
from throughcare.peers.words import PEER_MENTOR
from throughcare.people.lives import london_day
from throughcare.people.references import ALPHABET

# Local default, as for the accounts of people who use a service.
CODE_HOLDS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Given:
    """What is put into a mentor's hands, once: a name to sign in with, and a code that is good until then."""

    account: MentorAccount
    name: str
    code: str
    until: datetime


@verb
def give(*, mentor: Mentor, by: StaffRole, at: datetime) -> Given:
    """Open an account for somebody on their way to being a mentor, and give its first code. Raises Refused: ""."""
    held = locked(mentor)
    refuse_unless_theirs(held.scheme, by)
    if not held.open:
        raise Refused({"": f"No account is given any more: {held.stage.lower()}."})
    if MentorAccount.objects.filter(mentor=held, ended_at=None).exists():
        raise Refused({"": "This mentor has an account already. Give a new code for it."})
    staff = add_staff(username=(name := _free_name()), display_name=name, by=by, at=at)
    role = StaffRole(staff=staff, organisation=by.organisation, role=PEER_MENTOR, from_on=london_day(at))
    made = MentorAccount.objects.create(
        mentor=held, person_id=held.person_id, account=appoint(held=role, by=by, at=at), by=by, at=at
    )
    return _coded(made, by=by, at=at)


@verb
def renew_code(*, mentor: Mentor, by: StaffRole, at: datetime) -> Given:
    """A new code for whoever has lost theirs; every session of the account ends. Raises Refused: ""."""
    return _coded(_standing(mentor, by=by), by=by, at=at)


@verb
def end(*, mentor: Mentor, by: StaffRole, at: datetime) -> MentorAccount:
    """End the account: nobody signs in with it again. Raises Refused: ""."""
    held = _standing(mentor, by=by)
    close_account(staff=held.account.staff, by=by, at=at)
    held.ended_at, held.ended_by = at, by
    held.save(update_fields=["ended_at", "ended_by"])
    audit.record(by=by, at=at, did="ended-mentor-account", person_id=held.person_id, detail={"account": held.pk})
    return held


def _standing(mentor: Mentor, *, by: StaffRole) -> MentorAccount:
    refuse_unless_theirs(locked(mentor).scheme, by)
    found = MentorAccount.objects.filter(mentor=mentor, ended_at=None).select_related("account__staff").first()
    if found is None:
        raise Refused({"": "This mentor has no account. Give them one first."})
    return found


def _coded(held: MentorAccount, *, by: StaffRole, at: datetime) -> Given:
    code, until = "-".join(_drawn(4) for _ in range(3)), at + CODE_HOLDS
    staff = held.account.staff
    give_password(staff=staff, password=code, until=until, by=by, at=at)
    audit.record(by=by, at=at, did="gave-mentor-code", person_id=held.person_id, detail={"account": held.pk})
    return Given(held, staff.username, code, until)


def _free_name() -> str:
    """A name to sign in with that tells nothing of whose it is."""
    while Staff.objects.filter(username=(name := f"mentor-{_drawn(3)}-{_drawn(3)}")).exists():
        pass
    return name


def _drawn(size: int) -> str:
    return "".join(choice(ALPHABET.lower()) for _ in range(size))
