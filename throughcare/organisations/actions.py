"""What can be done to the register of organisations and to the accounts of staff."""

from datetime import date, datetime
from typing import cast

from django.db import connection, transaction
from django.db.models import F, Model, Q

from throughcare.organisations import codes
from throughcare.organisations.deeds import tell
from throughcare.organisations.kinds import KINDS
from throughcare.organisations.loading import Difference, compare, link_parents, table_of
from throughcare.organisations.models import Organisation, Staff, StaffRole, Unit
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Fault, Refused, faults, refuse_if
from throughcare.organisations.registers import CODES, layout_of
from throughcare.organisations.registers.sheets import Sheet
from throughcare.organisations.roles import ROLES
from throughcare.organisations.spans import meets
from throughcare.pathways.moments import LONDON, spell_day

AT_A_TIME = 500
# Any number that nothing else locks.
LOADING = 7_410_002


@transaction.atomic
def load_register(*, kind: str, sheet: Sheet, by: StaffRole, at: datetime) -> Difference:
    """Brings the register of one kind to what the sheet says; the same sheet again changes nothing.

    Rows that cannot be taken are listed and the others are loaded. Raises Refused, field "file", and does nothing
    when the sheet is not of that kind. Rows that are on record and not in the sheet are told and left as they are.
    """
    layout = layout_of(kind, sheet)
    _one_load_at_a_time()
    difference = compare(layout, sheet)
    model: type[Model] = table_of(layout).model
    for row in (*difference.new, *difference.differing):
        if isinstance(row, Organisation):
            row.source_as_of = _london_day(at)
    model._default_manager.bulk_create(difference.new, batch_size=AT_A_TIME)
    if difference.differing:
        columns = [column.name for column in model._meta.concrete_fields if not column.primary_key]
        model._default_manager.bulk_update(difference.differing, columns, batch_size=AT_A_TIME)
    if model is Organisation:
        link_parents()
    counts = {"added": difference.added, "changed": difference.changed, "closed": difference.closed}
    tell(by=by, at=at, did="loaded-register", detail={"kind": kind, "file": sheet.name, **counts})
    return difference


def load_shipped_codes(*, by: StaffRole, at: datetime) -> Difference:
    """Puts the product's own code lists beside those of other people's registers."""
    return load_register(kind=CODES, sheet=codes.shipped_sheet(), by=by, at=at)


@transaction.atomic
def add_organisation(*, organisation: Organisation, by: StaffRole, at: datetime) -> Organisation:
    """Puts on record an organisation that no register names, given as a row not yet saved.

    Raises Refused: name, region, town, kind.
    """
    read = {
        "name": _name(organisation.name),
        "region": read_line(organisation.region, most=80),
        "town": read_line(organisation.town, most=80),
    }
    reasons = faults(**read)
    if organisation.kind not in KINDS:
        reasons["kind"] = f"There is no kind of organisation called “{organisation.kind}”."
    refuse_if(reasons)
    organisation.name, organisation.region, organisation.town = cast(list[str], read.values())
    organisation.save(force_insert=True)
    tell(by=by, at=at, did="added-organisation", detail={"organisation": organisation.pk})
    return organisation


@transaction.atomic
def close_organisation(
    *, organisation: Organisation, on: date, by: StaffRole, at: datetime, successor: Organisation | None = None
) -> None:
    """Records the day from which an organisation is closed, and who took over. Raises Refused: on, successor."""
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    reasons = {}
    if row.closed:
        reasons["on"] = f"{row.name} is closed already."
    elif row.opened_on and on < row.opened_on:
        reasons["on"] = f"{row.name} opened on {spell_day(row.opened_on)}, so it cannot have closed before that."
    if successor and successor.pk == row.pk:
        reasons["successor"] = "An organisation cannot take over from itself."
    refuse_if(reasons)
    row.closed, row.closed_on, row.successor = True, on, successor
    row.save(update_fields=["closed", "closed_on", "successor"])
    tell(by=by, at=at, did="closed-organisation", detail={"organisation": row.pk, "on": on.isoformat()})


@transaction.atomic
def add_unit(*, organisation: Organisation, kind: str, name: str, by: StaffRole, at: datetime) -> Unit:
    """Adds a wing, ward, court room or office. Raises Refused: kind, name."""
    read = _name(name, most=80)
    reasons = faults(name=read)
    if kind not in Unit.KINDS:
        reasons["kind"] = f"There is no kind of unit called “{kind}”."
    if not reasons and organisation.units.filter(name=read).exists():
        reasons["name"] = f"{organisation.name} has a unit called {read} already."
    refuse_if(reasons)
    unit = Unit.objects.create(organisation=organisation, kind=kind, name=cast(str, read))
    tell(by=by, at=at, did="added-unit", detail={"organisation": organisation.pk, "unit": unit.pk})
    return unit


@transaction.atomic
def add_staff(
    *, username: str, display_name: str, by: StaffRole, at: datetime, email: str = "", password: str | None = None
) -> Staff:
    """Opens an account, to which nobody can sign in without a password.

    Raises Refused: username, display_name, email.
    """
    read = {"username": _name(username, most=150), "display_name": _name(display_name, most=120)}
    reasons = faults(**read)
    if not reasons and Staff.objects.filter(username__iexact=read["username"]).exists():
        reasons["username"] = "Somebody has this username already. Choose another."
    if email and Staff.objects.filter(email__iexact=email).exists():
        reasons["email"] = "Somebody has an account with this address already."
    refuse_if(reasons)
    staff = Staff.objects.sign_up(**cast(dict[str, str], read), email=email, password=password)
    tell(by=by, at=at, did="opened-account", detail={"staff": staff.pk})
    return staff


@transaction.atomic
def appoint(*, held: StaffRole, by: StaffRole, at: datetime) -> StaffRole:
    """Gives somebody a role at an organisation, as a row not yet saved says.

    Raises Refused: role, until_on, unit, from_on.
    """
    # Whoever appoints the same person at the same moment waits here, and then sees this role.
    Staff.objects.select_for_update().get(pk=held.staff_id)
    reasons = {}
    if held.role not in ROLES:
        reasons["role"] = f"There is no role called “{held.role}”."
    if held.until_on and held.until_on < held.from_on:
        reasons["until_on"] = "The role would end before it begins."
    if held.unit and held.unit.organisation_id != held.organisation_id:
        reasons["unit"] = f"{held.unit.name} is not a unit of {held.organisation.name}."
    same = StaffRole.objects.filter(staff=held.staff_id, organisation=held.organisation_id, role=held.role)
    if not reasons and same.filter(meets(held.from_on, held.until_on)).exists():
        reasons["from_on"] = f"{held.staff} has this role at {held.organisation} already during these days."
    refuse_if(reasons)
    held.save(force_insert=True)
    tell(by=by, at=at, did="gave-role", detail={"staff_role": held.pk})
    return held


@transaction.atomic
def end_role(*, held: StaffRole, on: date, by: StaffRole, at: datetime) -> None:
    """Ends a role: `on` is the first day it is no longer held. Raises Refused: on."""
    row = StaffRole.objects.select_for_update().get(pk=held.pk)
    if row.until_on and row.until_on <= on:
        raise Refused({"on": f"This role ended on {spell_day(row.until_on)}."})
    if on < row.from_on:
        raise Refused({"on": f"This role began on {spell_day(row.from_on)}, so it cannot end before that."})
    row.until_on = on
    row.save(update_fields=["until_on"])
    tell(by=by, at=at, did="ended-role", detail={"staff_role": row.pk, "on": on.isoformat()})
    if not StaffRole.objects.filter(staff=row.staff_id).in_force(as_of=_london_day(at)).exists():
        _end_sessions(row.staff_id)


@transaction.atomic
def move_staff(*, held: StaffRole, to: Organisation, on: date, by: StaffRole, at: datetime) -> StaffRole:
    """Ends a role and begins the same one elsewhere on the same day, so that no day belongs to both or to neither.

    Raises Refused: to, on, from_on.
    """
    if to.pk == held.organisation_id:
        raise Refused({"to": f"{held.staff} works at {to} already."})
    if to.closed and (to.closed_on is None or to.closed_on <= on):
        raise Refused({"to": f"{to} is closed."})
    until = held.until_on if held.until_on and held.until_on > on else None
    begun = StaffRole(staff=held.staff, organisation=to, role=held.role, from_on=on, until_on=until)
    # The new one first: whoever moves is never without a role, and so is not signed out.
    appoint(held=begun, by=by, at=at)
    end_role(held=held, on=on, by=by, at=at)
    return begun


@transaction.atomic
def close_account(*, staff: Staff, by: StaffRole, at: datetime) -> None:
    """Ends every role as of today and lets nobody sign in with the account again. Raises Refused: staff."""
    row = Staff.objects.select_for_update().get(pk=staff.pk)
    if not row.is_active:
        raise Refused({"staff": f"The account of {row} is closed already."})
    today = _london_day(at)
    for held in row.roles.filter(Q(until_on__isnull=True) | Q(until_on__gt=today)):
        # One that was to begin later never does.
        end_role(held=held, on=max(today, held.from_on), by=by, at=at)
    row.is_active = False
    row.save(update_fields=["is_active"])
    _end_sessions(row.pk)
    tell(by=by, at=at, did="closed-account", detail={"staff": row.pk})


@transaction.atomic
def give_password(*, staff: Staff, password: str, until: datetime, by: StaffRole, at: datetime) -> None:
    """A password that somebody else has seen: until its owner has changed it, it opens the page to change it alone.

    Every session that began before ends. Raises Refused: staff.
    """
    row = Staff.objects.select_for_update().get(pk=staff.pk)
    if not row.is_active:
        raise Refused({"staff": f"The account of {row} is closed."})
    row.set_password(password)
    row.given_until = until
    row.save(update_fields=["password", "given_until"])
    tell(by=by, at=at, did="gave-password", detail={"staff": row.pk, "until": until.isoformat()})


@transaction.atomic
def end_sessions(*, staff: Staff, by: StaffRole, at: datetime) -> None:
    """Signs somebody out everywhere, at once: a lost telephone, a stolen computer."""
    _end_sessions(staff.pk)
    tell(by=by, at=at, did="ended-sessions", detail={"staff": staff.pk})


def _end_sessions(staff_id: int) -> None:
    Staff.objects.filter(pk=staff_id).update(sessions_ended=F("sessions_ended") + 1)


def _one_load_at_a_time() -> None:
    """Two loads that compare at once would both add what is new; the lock goes with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOADING])


def _name(typed: str, *, most: int = 200) -> str | Fault:
    value = read_line(typed, most=most)
    return value or Fault("This cannot be empty.")


def _london_day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
