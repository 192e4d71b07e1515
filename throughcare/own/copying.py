"""Asking for a copy of a record, and the time there is for it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from throughcare.access.breaking import GUARDIAN
from throughcare.access.seeing import may_read
from throughcare.access.words import line, refuse_unknown
from throughcare.audit import actions as audit
from throughcare.clocks.calendar import add_months
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.own.models import Copy, Ending, Extension, Preparation
from throughcare.pathways import spell_day
from throughcare.people.dated import locked
from throughcare.people.lives import london_day
from throughcare.sharing import IDENTITY, PURPOSES_OF, Purpose
from throughcare.sharing.roles import THE_PERSON

# Those who treat people: subject access is among what they look at a record for, and they can read what is gathered.
PREPARES = frozenset(role for role, served in PURPOSES_OF.items() if Purpose.SUBJECT_ACCESS in served) - {THE_PERSON}
HANDLES = PREPARES | {GUARDIAN}
# UK GDPR, Article 12(3): a month from the day it was received, and up to two more where that is necessary.
MONTHS, MONTHS_MORE = 1, 2
ENDED = {
    "released": "The copy has been released. It stays as it is.",
    "withdrawn": "The request was withdrawn. If they ask again, put a new one on record.",
    "refused": "The request was refused. If they ask again, put a new one on record.",
}


@verb
def ask(*, copy: Copy, by: StaffRole, at: datetime) -> Copy:
    """Put on record that somebody asked for a copy, as a row not yet saved.

    Raises Refused: asker, asked_by, identified, received_on, or "" where whoever records it may not.
    """
    if by.role not in PREPARES or not may_read(IDENTITY, person_id=copy.person_id, staff=by, as_of=at):
        raise Refused({"": "A request is taken by those who treat people and may see this person."})
    refuse_unknown("asker", copy.asker, Copy.ASKERS)
    refuse_unknown("identified", copy.identified, Copy.IDENTIFIED)
    copy.asked_by = line(copy.asked_by, field="asked_by", most=200, missing="Say who asked.")
    if copy.received_on > london_day(at):
        raise Refused({"received_on": f"{spell_day(copy.received_on)} has not come yet."})
    copy.reference, copy.organisation = copy.person.reference, by.organisation
    copy.first_due_on = add_months(copy.received_on, MONTHS)
    copy.by, copy.at = by, at
    copy.save(force_insert=True)
    audit.record(by=by, at=at, did="asked-for-copy", person_id=copy.person_id, detail={"copy": copy.pk})
    return copy


@verb
def extend(*, copy: Copy, until_on: date, says: str, by: StaffRole, at: datetime) -> Extension:
    """Take longer over a copy, by up to two months. Raises Refused: until_on, says."""
    refuse_unless_open(copy, by=by)
    why = line(says, field="says", missing="Say why it takes longer. The person is told the reason.")
    if Extension.objects.filter(copy=copy).exists():
        raise Refused({"until_on": "It was extended already, which can be done once."})
    if london_day(at) > copy.first_due_on:
        raise Refused({"until_on": f"It was due on {spell_day(copy.first_due_on)}: it had to be extended by then."})
    last = add_months(copy.received_on, MONTHS + MONTHS_MORE)
    if not copy.first_due_on < until_on <= last:
        raise Refused(
            {"until_on": f"Choose a day after {spell_day(copy.first_due_on)}, {spell_day(last)} at the latest."}
        )
    made = Extension.objects.create(copy=copy, person_id=copy.person_id, until_on=until_on, says=why, by=by, at=at)
    audit.record(by=by, at=at, did="extended-copy", person_id=copy.person_id, detail={"copy": copy.pk})
    return made


def copies_of(staff: StaffRole) -> QuerySet[Copy]:
    """Those that are with an organisation, as its rows show them to whoever asks, soonest due first.

    Each with its `gatherings` (number, at, by, says), in their order: in the same question, because a page has few.
    """
    mine = Copy.objects.with_due().filter(organisation=staff.organisation_id)
    by_number = Preparation.objects.filter(copy=OuterRef("pk")).order_by("number")
    told = JSONObject(number="number", at="at", by="by__staff__display_name", says="says")
    with_gatherings = mine.annotate(gatherings=ArraySubquery(by_number.values(told=told)))
    related = ("extension", "ending__by__staff", "release", "organisation")
    return with_gatherings.select_related(*related).defer("release__page", "release__pdf", "organisation__register")


def due_now() -> tuple[int, date | None]:
    """How many copies are due of the organisation of whoever acts, of those that they may see, and the nearest day."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, nearest FROM own_copies_due()")
        number, nearest = cursor.fetchone()
    return number, nearest


def refuse_unless_open(copy: Copy, *, by: StaffRole, roles: Iterable[str] = HANDLES) -> None:
    """Locks the person's record for the verb. Raises Refused where this copy is not theirs or has ended."""
    refuse_unless_handled(copy, by=by, roles=roles)
    ended = Ending.objects.filter(copy=copy).first()
    if ended is not None:
        raise Refused({"": ENDED[ended.outcome]})


def refuse_unless_handled(copy: Copy, *, by: StaffRole, roles: Iterable[str] = HANDLES) -> None:
    """Locks the person's record for the verb. Raises Refused where this copy is for others."""
    locked(copy.person)
    if by.organisation_id != copy.organisation_id or by.role not in roles:
        raise Refused({"": "This is for others in the organisation that was asked for the copy."})


def last_preparation(copy: Copy) -> Preparation:
    """The gathering that counts, as it stands now. Raises Refused while nobody has gathered anything."""
    made = Preparation.objects.filter(copy=copy).select_related("by").last()
    if made is None:
        raise Refused({"": "Nothing has been gathered yet."})
    return made
