"""Every role, category and way of standing to a person, asked of the rule, the database and the pages: one answer.

The judge is `sharing.may`. What is asked: a table that shows rows from a summary on (needs), one that shows them only
to those who read all (answers of facts), both in plain SQL on the application's connection and through the door; a
count; the pages of a person and of a search; and the same of the API, with its counts.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.cast import LONG_AGO, Cast
from tests.episodes.conftest import refer_to_daycare
from tests.exchange.asked import Expected, api_shows
from tests.web.conftest import TODAY, Browser
from throughcare.access.models import Grant
from throughcare.access.seeing import seen_by
from throughcare.config.database import APPLICATION
from throughcare.episodes.models import EventDetail
from throughcare.organisations.acting import act
from throughcare.organisations.models import Organisation, Staff, StaffRole
from throughcare.people.models import Characteristic, Need, Person
from throughcare.sharing import (
    CATEGORIES,
    IDENTITY,
    MATRIX,
    PROTECTED,
    PURPOSES_OF,
    Consent,
    Given,
    Ground,
    Purpose,
    may,
)
from throughcare.sharing.flags import says
from throughcare.sharing.levels import greatest, reaches
from throughcare.sharing.roles import LIVE_IN_PRISON

BEGAN = datetime(2026, 2, 2, 9, tzinfo=UTC)
ROLES = tuple(next(iter(MATRIX.values())))
DAY = timedelta(days=1)
# Of a person's page, of a search.
SEARCHES_NEVER = {"PM", "SU", "COMM", "EVAL", "CG", "ADMIN"}

# Way of standing -> ground, from when until when; None is no ground at all.
WAYS: dict[str, tuple[Ground, datetime, datetime | None] | None] = {
    "never": None,
    "involved": (Ground.INVOLVEMENT, BEGAN, None),
    "formerly involved, within 28 days": (Ground.INVOLVEMENT, BEGAN, TODAY + DAY),
    "formerly involved, longer ago": (Ground.INVOLVEMENT, BEGAN, TODAY - DAY),
    "agreement": (Ground.AGREEMENT, BEGAN, None),
    "consent": (Ground.CONSENT, BEGAN, None),
    "break-glass": (Ground.BREAK_GLASS, TODAY - timedelta(hours=1), TODAY + timedelta(hours=23)),
    "break-glass, yesterday": (Ground.BREAK_GLASS, TODAY - 2 * DAY, TODAY - DAY),
    "their own": (Ground.OWN, BEGAN, None),
    "their own, until yesterday": (Ground.OWN, BEGAN, TODAY - DAY),
}
NAMES_A_PURPOSE = {Ground.AGREEMENT, Ground.CONSENT}
ALONE = {Ground.BREAK_GLASS, Ground.OWN}


@pytest.fixture
def shelf(cast: Cast) -> Person:
    """Alex's record, with one need and one answer of every category."""
    episode = refer_to_daycare(cast)
    event = episode.events.order_by("number").first()
    alex = cast.people["alex"]
    stamp: dict[str, Any] = {"recorded_at": BEGAN, "recorded_by": cast.nadia}
    Need.objects.bulk_create(
        Need(person=alex, kind="housing", category=category, says=f"need of {category}", from_on=LONG_AGO, **stamp)
        for category in CATEGORIES
    )
    Characteristic.objects.create(person=alex, kind="religion", code="C", source="person", from_on=LONG_AGO, **stamp)
    held = set(EventDetail.objects.filter(event=event).values_list("category", flat=True))
    EventDetail.objects.bulk_create(
        EventDetail(event=event, person=alex, category=category, facts={})
        for category in CATEGORIES
        if category not in held
    )
    return alex


def stand(role: str, way: str, person: Person, *, at: Organisation) -> StaffRole:
    """Somebody of a role who stands to the person in this way."""
    staff = Staff.objects.create(username=f"{role}-somebody", display_name="Somebody", password="!")
    made = StaffRole.objects.create(staff=staff, organisation=at, role=role, from_on=LONG_AGO)
    if found := WAYS[way]:
        ground, since, until = found
        Grant.objects.bulk_create(
            Grant(
                person=person,
                organisation=at,
                categories=[category],
                level="write",
                ground=ground,
                purpose=served(role, ground),
                staff=made if ground in ALONE else None,
                episode_id=1,
                source_id=1,
                starts_at=since,
                ends_at=until,
            )
            for category in CATEGORIES
        )
    return made


def served(role: str, ground: Ground) -> str:
    if ground is Ground.OWN:
        return Purpose.SUBJECT_ACCESS
    return usual(role) if ground in NAMES_A_PURPOSE else ""


def usual(role: str) -> Purpose:
    return PURPOSES_OF[role][0]


def judged(role: str, way: str) -> dict[str, str | None]:
    """Category -> the level that the rule shows for the best of the role's purposes."""
    found = WAYS[way]
    if found is None:
        return dict.fromkeys(CATEGORIES)
    ground, since, until = found
    purposes = frozenset({usual(role)}) if ground in NAMES_A_PURPOSE else None
    consent = Consent.GIVEN if ground is Ground.CONSENT else None

    def level(category: str, purpose: Purpose) -> str | None:
        one = Given(
            ground=ground,
            category=category,
            level="write",
            since=since,
            until=until,
            purposes=purposes,
            consent=consent,
        )
        return may(category, role=role, purpose=purpose, given=[one], as_of=TODAY).level

    return {
        category: greatest(None, *(level(category, purpose) for purpose in PURPOSES_OF[role]))
        for category in CATEGORIES
    }


def flagged() -> set[str]:
    """The categories of which the database says, to whoever acts, that there is something."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT category FROM people_person, episodes_flags(people_person.id)")
        return {category for (category,) in cursor.fetchall()}


def in_plain_sql(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT category FROM {table}")
        found = [category for (category,) in cursor.fetchall()]
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone() == (len(found),)
    return set(found)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("role", ROLES)
def test_the_database_the_door_and_the_pages_show_what_the_rule_says(cast: Cast, shelf: Person, role: str, way: str):
    at = cast.places["Alder Unit"]
    somebody, levels = stand(role, way, shelf, at=at), judged(role, way)
    sees = {category for category, level in levels.items() if reaches(level, "summary")}
    flags = {category for category, level in levels.items() if level == "flag"} if IDENTITY in sees else set()
    reads = {category for category, level in levels.items() if reaches(level, "read")}
    by_door = seen_by(Need, staff=somebody, as_of=TODAY).values_list("category", flat=True)
    assert set(by_door) == sees
    assert seen_by(Characteristic, staff=somebody, as_of=TODAY).exists() == (PROTECTED in sees)
    assert set(seen_by(EventDetail, staff=somebody, as_of=TODAY).values_list("category", flat=True)) == reads
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        act(staff=somebody, as_of=TODAY)
        assert in_plain_sql("people_need") == sees
        assert Characteristic.objects.exists() == (PROTECTED in sees)
        assert in_plain_sql("episodes_eventdetail") == reads
        assert flagged() == flags
        cursor.execute("RESET ROLE")
    # The person reads it on pages of their own, which give no words of what they see a summary of.
    own = role == "SU"
    pages_show(somebody, shelf, reads if own else sees, at="/own" if own else f"/people/{shelf.reference}")
    if not own and IDENTITY in sees:
        page_flags(somebody, shelf, flags)
    searches, kept = role not in SEARCHES_NEVER, role in LIVE_IN_PRISON
    api_shows(somebody, shelf, Expected(sees=sees, reads=reads, flags=flags, searches=searches, theirs=kept))


def page_flags(somebody: StaffRole, person: Person, flags: set[str]) -> None:
    """The page says what each flag is called and what to do, in words that are the same of everybody."""
    browser = Browser()
    browser.force_login(somebody.staff)
    page = browser.get(f"/people/{person.reference}").content.decode()
    section = page[page.index('aria-labelledby="flags"') :].partition("</section>")[0] if flags else ""
    assert ('id="flags"' in page) == bool(flags)
    told = re.findall(r"<li><strong>([^<]*):</strong> ([^<]*) <", section)
    assert told == [says(category, somebody.role) for category in CATEGORIES if category in flags]
    assert "need of" not in section
    assert section.count("<li>") == len(flags)


def pages_show(somebody: StaffRole, person: Person, sees: set[str], *, at: str) -> None:
    browser = Browser()
    browser.force_login(somebody.staff)
    page = browser.get(at)
    knows = "identity-and-location" in sees
    assert page.status_code == (200 if knows else 404)
    shown = {category for category in CATEGORIES if f"need of {category}" in page.content.decode()}
    assert shown == (sees if knows else set())
    search = browser.get("/people?q=Marlow")
    assert search.status_code == (403 if somebody.role in SEARCHES_NEVER else 200)
    assert (person.reference in search.content.decode()) == (knows and somebody.role not in SEARCHES_NEVER)


def test_no_way_of_standing_to_somebody_shows_a_peer_mentor_a_row_of_them():
    """Whom they support is told by one function of the database (ADR 44, tests/peers/test_door.py); here is only what
    the matrix calls their own, of which no account of a mentor holds a grant.
    """
    shown = {way: {category for category, level in judged("PM", way).items() if level} for way in WAYS}
    own = shown.pop("their own")
    assert own == {"peer-contacts", "mentor-vetting", "incidents"}
    assert set().union(*shown.values()) == set()
