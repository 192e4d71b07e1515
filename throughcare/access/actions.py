"""Verbs of a person's record that also decide who may see it: record a person, place them, recognise one.

Pages, imports and the example world use these rather than the verbs of `people` they stand on, so that nobody is ever
on record without anyone who may see them.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from throughcare.access.breaking import whose
from throughcare.access.granting import SEEING_AFTERWARDS, grant, grant_by_placement
from throughcare.access.models import Grant
from throughcare.access.placement import SEES_BY_PLACEMENT
from throughcare.access.seeing import searched_among
from throughcare.access.tries import expect_tries_left
from throughcare.access.writing import expect_seeker, expect_writer
from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.people import actions as people
from throughcare.people.models import Person, Placement
from throughcare.people.numbers import Number
from throughcare.sharing import IDENTITY

# What an organisation of a kind that the table of placement does not know may see of someone it put on record.
SEES_WHOM_IT_RECORDED = {IDENTITY: "write"}


@verb
def record_person(
    *,
    person: Person,
    by: StaffRole,
    at: datetime,
    numbers: Sequence[Number] = (),
    confirmed_not: Collection[int] = (),
) -> Person:
    """Put a person on record; whoever does so may see them.

    Raises Refused, ProbablyKnown with the matches, or TriedInVain and TooManyTries where there are numbers.
    """
    expect_seeker(by)
    if numbers:
        expect_tries_left(staff=by, as_of=at)
    among = searched_among(staff=by, as_of=at)
    made = people.create_person(person=person, among=among, by=by, at=at, numbers=numbers, confirmed_not=confirmed_not)
    levels = SEES_BY_PLACEMENT.get(by.organisation.kind, SEES_WHOM_IT_RECORDED)
    grant(person=made, organisation=by.organisation, levels=levels, ground="created", at=at)
    return made


@verb
def place(*, placement: Placement, by: StaffRole, at: datetime) -> Placement:
    """Record where a person lives now; whoever works there may see them, and the former place soon no longer.

    Raises Refused, with "" where whoever acts may not write who the person is and where they are.
    """
    expect_writer(IDENTITY, person_id=placement.person_id, by=by, at=at)
    made = people.move(placement=placement, by=by, at=at)
    if made.until_on is None:
        grant_by_placement(person=made.person, place=made.organisation, at=at)
    return made


@verb
def leave(*, placement: Placement, on: date, by: StaffRole, at: datetime) -> Placement:
    """Record that a person left where they lived, for no other placement. Raises Refused as `place` does."""
    held = Placement.objects.select_related("person").get(pk=placement.pk)
    expect_writer(IDENTITY, person_id=held.person_id, by=by, at=at)
    ended = people.end_placement(placement=held, on=on, by=by, at=at)
    by_placement = Grant.objects.filter(person=held.person, ground="placement", ends_at__isnull=True)
    by_placement.update(ends_at=at + SEEING_AFTERWARDS)
    return ended


@verb
def recognise(*, number: Number, birth_date: date, by: StaffRole, at: datetime) -> Person:
    """See the identity of somebody whose number and date of birth one has in front of one.

    It is recorded for the person to see. Raises Refused as `whose` does, and TooManyTries.
    """
    expect_seeker(by)
    expect_tries_left(staff=by, as_of=at)
    person = whose(number, birth_date, at=at)
    grant(person=person, organisation=by.organisation, levels={IDENTITY: "read"}, ground="identified", at=at)
    audit.record(by=by, at=at, did="recognised-person", person_id=person.pk, ground="identified")
    return person
