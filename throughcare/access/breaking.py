"""Breaking the glass: seeing in an emergency, for a day, and answering for it afterwards."""

from datetime import date, datetime

from django.db.models import QuerySet

from throughcare.access.granting import by_level
from throughcare.access.models import Emergency, EmergencyReview, EmergencyTold, Grant
from throughcare.access.tries import expect_tries_left
from throughcare.access.words import line, refuse_unknown
from throughcare.audit import actions as audit
from throughcare.clocks.calendar import add_working_days
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused, faults, refuse_if
from throughcare.pathways.moments import LONDON
from throughcare.people.dated import locked
from throughcare.people.models import Identifier, Person
from throughcare.people.numbers import Number, TriedInVain, read_number
from throughcare.sharing import Ground, Opening, levels_of
from throughcare.sharing.break_glass import HOLDS, MAY_BREAK_GLASS, REVIEW_WITHIN_WORKING_DAYS

GUARDIAN = "CG"


@verb
def break_glass(*, number: Number, birth_date: date, reason: str, says: str, by: StaffRole, at: datetime) -> Emergency:
    """Open the record of somebody whose number and date of birth one has, because somebody may come to harm.

    It holds for a day and for whoever did it alone. Raises Refused: number, reason, says, or "" where the role never
    may. Whether nobody has the number or somebody with another date of birth does is answered alike.
    """
    if by.role not in MAY_BREAK_GLASS:
        raise Refused({"": "Your role cannot open a record in an emergency. Ask somebody who treats the person."})
    expect_tries_left(staff=by, as_of=at)
    why = line(says, field="says", missing="Say what the emergency is.")
    refuse_unknown("reason", reason, Emergency.REASONS)
    person = whose(number, birth_date, at=at)
    made = Emergency.objects.create(
        person=person, reference=person.reference, organisation=by.organisation, by=by, reason=reason, says=why,
        at=at, ends_at=at + HOLDS,
        review_by=add_working_days(at.astimezone(LONDON).date(), REVIEW_WITHIN_WORKING_DAYS),
    )  # fmt: skip
    Grant.objects.bulk_create(_opened(made))
    audit.record(by=by, at=at, did="broke-glass", person_id=person.pk, ground=reason, detail={"emergency": made.pk})
    return made


def whose(number: Number, birth_date: date, *, at: datetime) -> Person:
    """The person who has this number and this date of birth.

    Raises Refused: number. TriedInVain tells nothing of anybody: it is the same whether nobody has that number or
    somebody with another date of birth does.
    """
    value = sound_number(number, at=at)
    found = Identifier.objects.select_related("person").filter(
        kind=number.kind, value=value, issuer=number.issuer, person__birth_date=birth_date
    )
    for row in found:
        return row.person
    raise TriedInVain({"number": "Nobody is on record with this number and this date of birth."})


def sound_number(number: Number, *, at: datetime) -> str:
    value = read_number(number, at=at)
    refuse_if(faults(number=value))
    return str(value)


def of_organisation(organisation: Organisation) -> QuerySet[Emergency]:
    """The emergencies of an organisation, those that are due for review soonest first."""
    return Emergency.objects.filter(organisation=organisation).select_related("by__staff").order_by("review_by", "at")


@verb
def review(*, emergency: Emergency, finding: str, says: str, by: StaffRole, at: datetime) -> EmergencyReview:
    """Record what the Caldicott Guardian found. Found to be wrong, it ends at once. Raises Refused: finding, says."""
    locked(emergency.person)
    row = Emergency.objects.select_related("by").get(pk=emergency.pk)
    _refuse_unless_guardian(row, by=by)
    found = line(says, field="says", missing="Say what you found.")
    refuse_unknown("finding", finding, EmergencyReview.FINDINGS)
    if EmergencyReview.objects.filter(emergency=row).exists():
        raise Refused({"": "This has been reviewed already."})
    made = EmergencyReview.objects.create(
        emergency=row, person_id=row.person_id, by=by, finding=finding, says=found, at=at
    )
    if finding == "not-justified":
        live = Grant.objects.live(as_of=at).filter(ground=Ground.BREAK_GLASS, source_id=row.pk)
        live.update(ends_at=at)
    detail = {"emergency": row.pk, "finding": finding}
    audit.record(by=by, at=at, did="reviewed-emergency", person_id=row.person_id, detail=detail)
    return made


@verb
def record_told(*, emergency: Emergency, how: str, by: StaffRole, at: datetime) -> EmergencyTold:
    """Record that the person has been told, once that was safe. Raises Refused: how."""
    locked(emergency.person)
    row = Emergency.objects.get(pk=emergency.pk)
    if row.organisation_id != by.organisation_id:
        raise Refused({"": "It is for the organisation that opened the record to tell the person."})
    told = line(how, field="how", missing="Say how they were told.")
    if EmergencyTold.objects.filter(emergency=row).exists():
        raise Refused({"": "That they were told is recorded already."})
    made = EmergencyTold.objects.create(emergency=row, person_id=row.person_id, by=by, how=told, at=at)
    audit.record(by=by, at=at, did="told-of-emergency", person_id=row.person_id, detail={"emergency": row.pk})
    return made


def _refuse_unless_guardian(emergency: Emergency, *, by: StaffRole) -> None:
    if by.role != GUARDIAN or by.organisation_id != emergency.organisation_id:
        raise Refused({"": "It is for the Caldicott Guardian of the organisation that opened the record to review it."})
    if by.staff_id == emergency.by.staff_id:
        raise Refused({"": "Nobody reviews what they opened themselves."})


def _opened(emergency: Emergency) -> list[Grant]:
    """What this role is shown in an emergency, for this member of staff alone."""
    shown = {category: most.by(Opening.IN_AN_EMERGENCY) for category, most in levels_of(emergency.by.role).items()}
    return [
        Grant(
            person_id=emergency.person_id,
            organisation_id=emergency.organisation_id,
            staff=emergency.by,
            categories=opened,
            level=level,
            ground=Ground.BREAK_GLASS,
            source_id=emergency.pk,
            starts_at=emergency.at,
            ends_at=emergency.ends_at,
        )
        for level, opened in by_level({category: level for category, level in shown.items() if level is not None})
    ]
