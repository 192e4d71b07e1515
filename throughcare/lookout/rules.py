"""What is worth a look, in one table. Every limit is a local default that nobody has confirmed.

A rule finds questions and not wrongs: most of what it finds has a good reason that the record does not hold.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db import connection

from throughcare.pathways.moments import LONDON
from throughcare.people.names import words
from throughcare.sharing import IDENTITY

MANY_IN_AN_HOUR = 20
VAIN_IN_A_DAY = 10

OPENED = "('saw-person', 'saw-episode', 'saw-consents', 'saw-disclosures', 'recognised-person')"
DAY = "(its.at AT TIME ZONE 'Europe/London')::date"
# Of each member of staff by itself, because that is what the index of the entries is sorted by. The person's own
# account is no member of staff.
NEW = """
    FROM organisations_staffrole AS held CROSS JOIN LATERAL (
        SELECT its.person_id, its.at, {day} AS day FROM audit_entry AS its
        WHERE its.by_id = held.id AND its.at >= %(since)s AND its.at < %(until)s AND {did}) AS its
    {join} WHERE held.role <> 'SU'
"""
OF_PEOPLE = "JOIN people_person AS whose ON whose.id = its.person_id"
RECORDS = NEW.format(day=DAY, did=f"its.did IN {OPENED}", join=OF_PEOPLE)
OF_STAFF = "JOIN organisations_staff AS somebody ON somebody.id = held.staff_id"
WITH_NAMES = NEW.format(day=DAY, did=f"its.did IN {OPENED}", join=f"{OF_PEOPLE} {OF_STAFF}")
NO_PART = f"""
    SELECT held.organisation_id, held.id, its.person_id, whose.reference, its.day, min(its.at), count(*) {RECORDS}
    AND NOT EXISTS (
        SELECT FROM episodes_involvement AS part
        WHERE part.person_id = its.person_id AND part.organisation_id = held.organisation_id
        AND part.since <= its.day AND (part.until IS NULL OR part.until >= its.day))
    AND NOT EXISTS (
        SELECT FROM access_grant AS live WHERE live.organisation_id = held.organisation_id
        AND '{IDENTITY}' = ANY (live.categories) AND live.person_id = its.person_id
        AND live.starts_at <= its.at AND (live.ends_at IS NULL OR live.ends_at > its.at)
        AND (live.ground = 'placement' OR (live.ground = 'break-glass' AND live.staff_id = held.id)))
    GROUP BY 1, 2, 3, 4, 5
"""
MANY = f"""
    SELECT held.organisation_id, held.id, NULL::bigint, '', date_trunc('hour', its.at), min(its.at),
        count(DISTINCT its.person_id) {RECORDS} GROUP BY 1, 2, 5 HAVING count(DISTINCT its.person_id) > %(many)s
"""
PAIRS = f"""
    SELECT held.organisation_id, held.id, its.person_id, whose.reference, its.day, min(its.at), count(*),
        somebody.display_name, whose.family_name {WITH_NAMES}
    GROUP BY 1, 2, 3, 4, 5, 8, 9
"""
OVERDUE = """
    SELECT its.organisation_id, its.by_id, its.person_id, its.reference, its.id, its.at, 1
    FROM access_emergency AS its
    WHERE its.review_by < (%(until)s AT TIME ZONE 'Europe/London')::date
    AND NOT EXISTS (SELECT FROM access_emergencyreview AS done WHERE done.emergency_id = its.id)
"""
IN_VAIN = f"""
    SELECT held.organisation_id, held.id, NULL::bigint, '', its.day, min(its.at), count(*)
    {NEW.format(day=DAY, did="its.did = 'was-refused'", join="")} GROUP BY 1, 2, 5 HAVING count(*) > %(vain)s
"""


@dataclass(frozen=True, slots=True)
class Window:
    """The entries of which times are looked at: those that are new, and what belongs to the same hour or day."""

    since: datetime
    until: datetime

    def from_the_hour(self) -> "Window":
        return Window(self.since.replace(minute=0, second=0, microsecond=0), self.until)

    def from_the_day(self) -> "Window":
        day = self.since.astimezone(LONDON).date()
        return Window(datetime.combine(day, time(), tzinfo=LONDON), self.until)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found. What it is found by once: its `what` (a day, an hour, an emergency) and whose look it was."""

    organisation: int
    by: int
    person: int | None
    reference: str
    what: Any
    happened_at: datetime
    count: int

    @property
    def key(self) -> str:
        return f"{self.by}:{self.person or ''}:{self.what}"


@dataclass(frozen=True, slots=True)
class Rule:
    """`limit` is the local default it goes by, and `often` why it is often nothing."""

    title: str
    limit: str
    often: str
    find: Callable[[Window], Iterator[Found]]
    mark: str = "local default, unconfirmed"


def no_part(window: Window) -> Iterator[Found]:
    return _found(NO_PART, window)


def many_in_an_hour(window: Window) -> Iterator[Found]:
    return _found(MANY, window.from_the_hour())


def same_name(window: Window) -> Iterator[Found]:
    """Whose family name is one of the looker's names but the first; also their own."""
    for *found, shown, family in _rows(PAIRS, window):
        if set(words(shown)[1:]) & set(words(family)):
            yield Found(*found)


def overdue(window: Window) -> Iterator[Found]:
    return _found(OVERDUE, window)


def in_vain(window: Window) -> Iterator[Found]:
    return _found(IN_VAIN, window.from_the_day())


RULES: Mapping[str, Rule] = {
    "no-part": Rule(
        "Opened a record without an open part in the person's care",
        "on that day the organisation had no part in an open episode of the person, who did not live where it works",
        "Referrals come before a part begins, and letters after it has ended.",
        no_part,
    ),
    "many-in-an-hour": Rule(
        "Opened many records within an hour",
        f"more than {MANY_IN_AN_HOUR} people between one full hour and the next",
        "A ward round, a handover or an afternoon of bringing records up to date looks the same.",
        many_in_an_hour,
    ),
    "same-name": Rule(
        "Opened a record of their own name or surname",
        "a name of theirs other than the first is the family name of the person",
        "Most people of one surname have never met.",
        same_name,
    ),
    "not-reviewed": Rule(
        "Opened a record in an emergency that nobody has reviewed",
        "3 working days have gone by",
        "It may have been right to look: it is the review that is missing.",
        overdue,
    ),
    "in-vain": Rule(
        "Tried in vain again and again",
        f"refused more than {VAIN_IN_A_DAY} times in a day",
        "An old bookmark or a role that has changed does this too.",
        in_vain,
    ),
}


def _rows(sql: str, window: Window) -> list[tuple[Any, ...]]:
    given: dict[str, datetime | int] = {
        "since": window.since,
        "until": window.until,
        "many": MANY_IN_AN_HOUR,
        "vain": VAIN_IN_A_DAY,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())


def _found(sql: str, window: Window) -> Iterator[Found]:
    return (Found(*row) for row in _rows(sql, window))
