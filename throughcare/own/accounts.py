"""An account of a person's own: who gave it and when, the codes it is first signed in with, and how it ended.

What is on record are facts. A code is told once, to whoever gives it, and is kept nowhere in a form that can be read.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import choice

from django.db.models import QuerySet

from throughcare.access.owning import close_own, open_own, refuse_unless_theirs_to_write
from throughcare.access.words import line
from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.actions import add_staff, appoint, close_account, give_password
from throughcare.organisations.models import Staff, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.own.models import AccountCode, AccountEnd, OwnAccount
from throughcare.people.dated import locked
from throughcare.people.lives import london_day
from throughcare.people.models import Person
from throughcare.people.references import ALPHABET
from throughcare.sharing.roles import THE_PERSON

# A local default: long enough for a slip to reach a cell, short enough for one that is lost.
CODE_HOLDS = timedelta(days=14)
LETTERS = ALPHABET.lower()


@dataclass(frozen=True, slots=True)
class Slip:
    """What is put into the person's hands, once: a name to sign in with, and a code that is good until then."""

    person: Person
    name: str
    code: str
    until: datetime


@verb
def give(*, person: Person, by: StaffRole, at: datetime) -> Slip:
    """Open an account for a person, which sees their own record and no other, and give its first code.

    For whoever may write who the person is. Raises Refused: account, or "" where it is not theirs to give.
    """
    staff = add_staff(username=(name := _free_name()), display_name=name, by=by, at=at)
    held = StaffRole(staff=staff, organisation=by.organisation, role=THE_PERSON, from_on=london_day(at))
    made = link(person=person, account=appoint(held=held, by=by, at=at), by=by, at=at)
    return _coded(made, by=by, at=at)


@verb
def link(*, person: Person, account: StaffRole, by: StaffRole, at: datetime) -> OwnAccount:
    """The same with an account that there is already. Raises Refused: account, or ""."""
    open_own(person=person, account=account, by=by, at=at)
    return OwnAccount.objects.create(person=person, account=account, by=by, at=at)


@verb
def renew_code(*, person: Person, by: StaffRole, at: datetime) -> Slip:
    """A new code for whoever has lost theirs or forgotten their password; every session of the account ends.

    For the organisation that gave the account. Raises Refused: account, or "".
    """
    held = _standing_of(person, by=by, at=at)
    if held.by.organisation_id != by.organisation_id:
        raise Refused({"account": f"{held.by.organisation} gave this account, so only they give a new code for it."})
    return _coded(held, by=by, at=at)


@verb
def end(*, person: Person, says: str, by: StaffRole, at: datetime) -> AccountEnd:
    """End the account with a reason: nobody signs in with it again. Raises Refused: says, account, or ""."""
    why = line(says, field="says", missing="Say why the account ends.")
    held = _standing_of(person, by=by, at=at)
    close_own(person=person, by=by, at=at)
    close_account(staff=held.account.staff, by=by, at=at)
    return AccountEnd.objects.create(own_account=held, person=person, says=why, by=by, at=at)


def accounts_of(person: Person) -> QuerySet[OwnAccount]:
    """Every account that a person had, the last one first, with how each ended."""
    found = OwnAccount.objects.filter(person=person).order_by("-at", "-pk")
    return found.select_related("account__staff", "by__staff", "by__organisation", "end__by__staff")


def _standing_of(person: Person, *, by: StaffRole, at: datetime) -> OwnAccount:
    row = locked(person)
    refuse_unless_theirs_to_write(row, by=by, at=at)
    if row.died_on:
        raise Refused({"account": f"{row} has died, and the account ended with that."})
    found = accounts_of(row).filter(end=None).first()
    if found is None:
        raise Refused({"account": "This person has no account. Give them one first."})
    return found


def _coded(held: OwnAccount, *, by: StaffRole, at: datetime) -> Slip:
    code, until = _drawn(4, 4, 4), at + CODE_HOLDS
    give_password(staff=held.account.staff, password=code, until=until, by=by, at=at)
    AccountCode.objects.create(own_account=held, person_id=held.person_id, until=until, by=by, at=at)
    detail = {"account": held.account_id, "until": until.isoformat()}
    audit.record(by=by, at=at, did="gave-own-code", person_id=held.person_id, detail=detail)
    return Slip(held.person, held.account.staff.username, code, until)


def _free_name() -> str:
    """A name to sign in with that tells nothing of whose it is."""
    while Staff.objects.filter(username=(name := f"own-{_drawn(3, 3)}")).exists():
        pass
    return name


def _drawn(*groups: int) -> str:
    return "-".join("".join(choice(LETTERS) for _ in range(size)) for size in groups)
