"""Holding a record past its period, and what else stops that it is due: a table to which rooms above add."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Value, When

from throughcare.access.breaking import GUARDIAN
from throughcare.access.models import Emergency, Grant
from throughcare.access.words import line, refuse_unknown
from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.people.dated import locked
from throughcare.people.models import Person
from throughcare.retention.models import HoldLifted, RetentionHold

Holding = Callable[[], QuerySet[Any]]


def _held_for(reason: str) -> Holding:
    return lambda: RetentionHold.objects.standing().filter(reason=reason)


# Why a record is on hold -> the rows that say so, each of a person and of the organisation whose business it is.
HOLDS: dict[str, Holding] = {title: _held_for(reason) for reason, title in RetentionHold.REASONS.items()}
HOLDS["An emergency in which it was opened is not reviewed yet"] = lambda: Emergency.objects.filter(review=None)
# What is told of a hold that is another organisation's: that there is one.
ELSEWHERE = "Another organisation has a reason to keep it"


@verb
def hold(*, reference: str, reason: str, says: str, by: StaffRole, at: datetime) -> RetentionHold:
    """Keep a record past its period until that is lifted. For a Guardian. Raises Refused: reference, reason, says."""
    _refuse_unless_guardian(by)
    why = line(says, field="says", missing="Say what it is about, such as the number of the inquiry.")
    refuse_unknown("reason", reason, RetentionHold.REASONS)
    theirs = Exists(Grant.objects.filter(organisation=by.organisation, person=OuterRef("pk")))
    person = Person.objects.filter(theirs, reference=reference.strip().upper()).first()
    if person is None:
        raise Refused({"reference": f"{by.organisation} has and had no ground for a record of this reference."})
    made = RetentionHold.objects.create(
        person=person, reference=person.reference, organisation=by.organisation, reason=reason, says=why, by=by, at=at
    )
    audit.record(by=by, at=at, did="held-record", person_id=person.pk, ground=reason, detail={"hold": made.pk})
    return made


@verb
def lift(*, held: RetentionHold, says: str, by: StaffRole, at: datetime) -> HoldLifted:
    """End a hold of one's organisation. For a Guardian. Raises Refused: says."""
    _refuse_unless_guardian(by)
    locked(held.person)
    if held.organisation_id != by.organisation_id:
        raise Refused({"": "It is for the Guardian of the organisation that holds it to lift it."})
    why = line(says, field="says", missing="Say why it need not be held any more.")
    if HoldLifted.objects.filter(hold=held).exists():
        raise Refused({"": "This was lifted already."})
    made = HoldLifted.objects.create(hold=held, person_id=held.person_id, says=why, by=by, at=at)
    audit.record(by=by, at=at, did="lifted-hold", person_id=held.person_id, detail={"hold": held.pk})
    return made


def holds_of(organisation: Organisation) -> QuerySet[RetentionHold]:
    """Those of an organisation that stand, oldest first."""
    return RetentionHold.objects.standing().filter(organisation=organisation).select_related("by__staff")


def why_held(organisation: Organisation | None) -> Case:
    """Of a person in a query: why their record is on hold, as it is told to an organisation; empty where it is not."""
    mine = {} if organisation is None else {"organisation": organisation.pk}
    ours = [_when(rows().filter(**mine), title) for title, rows in HOLDS.items()]
    others = [_when(rows(), ELSEWHERE) for rows in HOLDS.values()] if organisation else []
    return Case(*ours, *others, default=Value(""), output_field=CharField())


def _when(rows: QuerySet[Any], title: str) -> When:
    return When(Exists(rows.filter(person=OuterRef("pk"))), then=Value(title))


def _refuse_unless_guardian(by: StaffRole) -> None:
    if by.role != GUARDIAN:
        raise Refused({"": "It is for a Caldicott Guardian to say that a record is kept past its period."})
