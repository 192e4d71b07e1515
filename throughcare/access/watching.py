"""What a Caldicott Guardian asks of the audit record of their own organisation: whose looks, at whom, which kind.

The policy of the table shows a Guardian what members of their organisation did, and nobody else anything.

PostgreSQL would read all that an organisation did in the days asked for, to sort it and show the newest fifty. Asked of
each member of staff by itself it reads the newest of each in the order of an index, however long the record is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, F, Func, QuerySet
from django.db.models.expressions import RawSQL

from throughcare.audit.models import Entry
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.pathways.moments import LONDON
from throughcare.sharing import IDENTITY

# What is shown at once, and what one file holds at most.
A_PAGE, A_FILE = 50, 100_000
# How many lines of a file are in memory at once.
A_PIECE = 500
# Local defaults, unconfirmed: a site that works at night, or a large one, sets its own.
DAY_BEGINS, DAY_ENDS = 7, 20
MANY_PEOPLE = 40
# What is worth a look is judged entry by entry, so of no more days than can be judged while somebody waits.
WORTH_WITHIN = timedelta(days=13)

LOOKED = "(its.did LIKE 'saw-%%' OR its.did IN ('recognised-person', 'broke-glass', 'explained-access'))"
OF_SOMEBODY = f"{LOOKED} AND its.person_id IS NOT NULL"
IN_LONDON = "its.at AT TIME ZONE 'Europe/London'"
BETWEEN = "its.at >= %(since)s AND its.at < %(until)s"
# No page of a record opens without who the person is, so that one category is asked about, by the index of the door.
NO_GROUND = f"""{OF_SOMEBODY} AND NOT EXISTS (
    SELECT FROM access_grant AS live WHERE live.organisation_id = %(organisation)s AND live.person_id = its.person_id
    AND '{IDENTITY}' = ANY (live.categories)
    AND live.starts_at <= %(as_of)s AND (live.ends_at IS NULL OR live.ends_at > %(as_of)s)
    AND (live.staff_id IS NULL OR live.staff_id = its.by_id))"""
# Of the one member of staff whose newest are asked for. As an array it is counted once for each, not for each entry.
MANY = f"""{OF_SOMEBODY} AND ({IN_LONDON})::date = ANY (ARRAY(
    SELECT ({IN_LONDON})::date FROM audit_entry AS its
    WHERE its.by_id = held.id AND {BETWEEN} AND {OF_SOMEBODY}
    GROUP BY 1 HAVING count(DISTINCT its.person_id) > %(many)s))"""

NEWEST_OF_EACH = """
    SELECT nearest.id FROM organisations_staffrole AS held CROSS JOIN LATERAL (
        SELECT its.id, its.at FROM audit_entry AS its WHERE its.by_id = held.id AND {asked}
        ORDER BY its.at {order}, its.id {order} LIMIT %(most)s) AS nearest
    WHERE held.organisation_id = %(organisation)s AND held.id = coalesce(%(staff)s::bigint, held.id)
    ORDER BY nearest.at {order}, nearest.id {order} LIMIT %(most)s
"""
NEWEST_OF_A_PERSON = """
    SELECT its.id FROM audit_entry AS its JOIN organisations_staffrole AS held ON held.id = its.by_id
    WHERE its.person_id = (SELECT access_person_of(%(person)s)) AND {asked}
    AND held.organisation_id = %(organisation)s AND held.id = coalesce(%(staff)s::bigint, held.id)
    ORDER BY its.at {order}, its.id {order} LIMIT %(most)s
"""
# Which way a page lies from a place in the list -> how it is sorted, and on which side of the place.
OLDER, NEWER = ("DESC", "<"), ("ASC", ">")

NAMED = re.compile(r"%\((\w+)\)s")

Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Watched:
    """What is asked for: days in London, both included; of no member of staff, deed or person in particular.

    The newest; or those `before` or `after` a place, which is the moment and number of an entry.
    """

    since: date
    until: date
    staff: int | None = None
    did: str = ""
    person: str = ""
    worth: str = ""
    before: Place | None = None
    after: Place | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Something worth a look: not a wrong, but a question to ask. `threshold` is the local default it goes by.

    `asks` is the condition of an entry (`its`) by a member of staff (`held`), in SQL.
    """

    title: str
    threshold: str
    asks: str
    mark: str = "local default"


WORTH_A_LOOK: Mapping[str, Rule] = {
    "no-ground": Rule(
        "Looks without a ground that holds now",
        "no grant of your organisation to know who this person is holds today; it may have held then",
        NO_GROUND,
    ),
    "out-of-hours": Rule(
        "Looks out of hours",
        f"before {DAY_BEGINS:02}:00 or from {DAY_ENDS}:00, London time",
        f"{LOOKED} AND (extract(hour FROM {IN_LONDON}) < %(begins)s OR extract(hour FROM {IN_LONDON}) >= %(ends)s)",
    ),
    "many-people": Rule("Many people by one member of staff in a day", f"more than {MANY_PEOPLE} records opened", MANY),
}


def watched(organisation: Organisation, asked: Watched, *, as_of: datetime, most: int) -> QuerySet[Entry]:
    """The entries of an organisation that are asked for, each with the `reference` of the person. As many as `most`.

    Newest first; those after a place oldest first, because they are the nearest to it.
    """
    order, side = NEWER if asked.after else OLDER
    conditions = [BETWEEN]
    if asked.did:
        conditions.append("its.did = %(did)s")
    if asked.worth:
        conditions.append(WORTH_A_LOOK[asked.worth].asks)
    if asked.before or asked.after:
        conditions.append(f"(its.at, its.id) {side} (%(place_at)s, %(place_id)s)")
    sought = NEWEST_OF_A_PERSON if asked.person else NEWEST_OF_EACH
    found = _put(sought.format(asked=" AND ".join(conditions), order=order), _values(organisation, asked, as_of, most))
    reference = Func(F("person_id"), function="access_reference", output_field=CharField())
    entries = Entry.objects.filter(pk__in=found).annotate(reference=reference).select_related("by__staff")
    return entries.order_by("at", "pk") if asked.after else entries.order_by("-at", "-pk")


def pieces(organisation: Organisation, asked: Watched, *, as_of: datetime) -> Iterator[list[Entry]]:
    """All that is asked for, newest first, some hundred at a time: day by day, which costs the same however many days.

    Each piece is asked for when it is taken, so that whoever takes it may begin a transaction for it.
    """
    for back in range((asked.until - asked.since).days + 1):
        day = asked.until - timedelta(days=back)
        of_day = replace(asked, since=day, until=day, before=None, after=None)
        while piece := list(watched(organisation, of_day, as_of=as_of, most=A_PIECE)):
            yield piece
            if len(piece) < A_PIECE:
                break
            of_day = replace(of_day, before=(piece[-1].at, piece[-1].pk))


def _put(sql: str, values: Mapping[str, Any]) -> RawSQL:
    """The values by name, in the order in which the text has them."""
    return RawSQL(NAMED.sub("%s", sql), [values[name] for name in NAMED.findall(sql)])


def _values(organisation: Organisation, asked: Watched, as_of: datetime, most: int) -> dict[str, Any]:
    place_at, place_id = asked.before or asked.after or (None, None)
    since, until = _between(asked.since, asked.until)
    return {
        "organisation": organisation.pk,
        "as_of": as_of,
        "most": most,
        "since": since,
        "until": until,
        "staff": asked.staff,
        "did": asked.did,
        "person": asked.person,
        "place_at": place_at,
        "place_id": place_id,
        "begins": DAY_BEGINS,
        "ends": DAY_ENDS,
        "many": MANY_PEOPLE,
    }


def _between(since: date, until: date) -> tuple[datetime, datetime]:
    """From the first moment of one day in London to the first of the day after another."""
    first, last = (datetime.combine(day, time(), tzinfo=LONDON) for day in (since, until + timedelta(days=1)))
    return first, last


def members(organisation: Organisation) -> QuerySet[StaffRole]:
    """Whoever works or worked there, by name: also those who have left are answered for."""
    return StaffRole.objects.filter(organisation=organisation).select_related("staff").order_by("staff__display_name")
