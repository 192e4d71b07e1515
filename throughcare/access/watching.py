"""What a Caldicott Guardian asks of the audit record of their own organisation: whose looks, at whom, which kind.

The policy of the table shows a Guardian what members of their organisation did, and nobody else anything.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, ExtractHour, TruncDate

from throughcare.access.models import Grant
from throughcare.audit.models import Entry
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.pathways.moments import LONDON

Entries = QuerySet[Entry]
# What is shown at once, and what one file holds at most.
A_PAGE, A_FILE = 50, 5000
# Local defaults, unconfirmed: a site that works at night, or a large one, sets its own.
DAY_BEGINS, DAY_ENDS = 7, 20
MANY_PEOPLE = 40

LOOKED = Q(did__startswith="saw-") | Q(did__in=["recognised-person", "broke-glass", "explained-access"])


@dataclass(frozen=True, slots=True)
class Watched:
    """What is asked for: days in London, both included; of no member of staff, deed or person in particular."""

    since: date
    until: date
    staff: int | None = None
    did: str = ""
    person: str = ""
    worth: str = ""
    before: tuple[datetime, int] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Something worth a look: not a wrong, but a question to ask. `threshold` is the local default it goes by."""

    title: str
    threshold: str
    narrows: Callable[[Entries, Organisation, datetime], Entries]
    mark: str = "local default"


def _without_ground(entries: Entries, organisation: Organisation, as_of: datetime) -> Entries:
    held = Grant.objects.live(as_of=as_of).filter(organisation=organisation, person=OuterRef("person_id"))
    mine = held.filter(Q(staff__isnull=True) | Q(staff=OuterRef("by_id")))
    return entries.filter(LOOKED, ~Exists(mine), person_id__isnull=False)


def _out_of_hours(entries: Entries, _organisation: Organisation, _as_of: datetime) -> Entries:
    hour = ExtractHour("at", tzinfo=LONDON)
    return entries.filter(LOOKED).alias(hour=hour).filter(Q(hour__lt=DAY_BEGINS) | Q(hour__gte=DAY_ENDS))


def _many_people(entries: Entries, _organisation: Organisation, _as_of: datetime) -> Entries:
    """By one member of staff in one day. Asked once for all of them, as a word made of both."""
    both = Concat(Cast("by_id", CharField()), Value(" "), Cast(TruncDate("at", tzinfo=LONDON), CharField()))
    looks = entries.filter(LOOKED, person_id__isnull=False).annotate(whose_day=both)
    counted = looks.order_by().values("whose_day").annotate(people=Count("person_id", distinct=True))
    return looks.filter(whose_day__in=counted.filter(people__gt=MANY_PEOPLE).values("whose_day"))


WORTH_A_LOOK: Mapping[str, Rule] = {
    "no-ground": Rule(
        "Looks without a ground that holds now",
        "no grant of your organisation for this person holds today; it may have held then",
        _without_ground,
    ),
    "out-of-hours": Rule(
        "Looks out of hours", f"before {DAY_BEGINS:02}:00 or from {DAY_ENDS}:00, London time", _out_of_hours
    ),
    "many-people": Rule(
        "Many people by one member of staff in a day", f"more than {MANY_PEOPLE} records opened", _many_people
    ),
}


def watched(organisation: Organisation, asked: Watched, *, as_of: datetime) -> Entries:
    """The entries of an organisation that are asked for, newest first, each with the `reference` of the person."""
    every = Entry.objects.filter(by__organisation=organisation, **_between(asked.since, asked.until))
    if asked.staff is not None:
        every = every.filter(by=asked.staff)
    if asked.did:
        every = every.filter(did=asked.did)
    if asked.person:
        every = every.filter(person_id=Func(Value(asked.person), function="access_person_of", output_field=ID))
    if asked.worth:
        every = WORTH_A_LOOK[asked.worth].narrows(every, organisation, as_of)
    if asked.before:
        at, pk = asked.before
        every = every.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    reference = Func(F("person_id"), function="access_reference", output_field=CharField())
    return every.annotate(reference=reference).select_related("by__staff").order_by("-at", "-pk")


ID = BigIntegerField()


def _between(since: date, until: date) -> dict[str, Any]:
    """From the first moment of one day in London to the last of another."""
    begins = datetime.combine(since, time(), tzinfo=LONDON)
    return {"at__gte": begins, "at__lt": datetime.combine(until + timedelta(days=1), time(), tzinfo=LONDON)}


def members(organisation: Organisation) -> QuerySet[StaffRole]:
    """Whoever works or worked there, by name: also those who have left are answered for."""
    return StaffRole.objects.filter(organisation=organisation).select_related("staff").order_by("staff__display_name")
