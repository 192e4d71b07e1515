"""Who asks for what: sessions signed in to in the database, and requests drawn from what each of them may see.

`python -m bench.child subjects FILE` writes them down for the load tool, which knows neither Django nor the database.
"""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from throughcare.access.seeing import seen_by
from throughcare.episodes.models import Episode, Task
from throughcare.organisations.acting import CHECKER, serve_as
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person
from throughcare.signin.session_store import SessionStore
from throughcare.signin.sessions import BEGAN, SEEN, VOUCHED

SESSIONS = 24
EACH = 250
# What the day-care team does next, by stage; facts within a stage may follow one another.
TREATING = ("session-held", "session-held", "session-missed", "session-held", "review-held", "session-held")
WAYS: Mapping[str, Sequence[str]] = {
    "referred": ("accepted", "assessed", "pathway-started", *TREATING),
    "accepted": ("assessed", "pathway-started", *TREATING),
    "assessed": ("pathway-started", *TREATING),
    "in-treatment": TREATING,
}
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "accepted": {"priority": "routine"},
    "assessed": {"formulation": "Low since the move; sleeps three hours.", "pathway-advised": "mood"},
    "pathway-started": {"pathway": "mood", "mode": "individual", "goals": "To sleep, and to ring home on Sundays."},
    "session-held": {"attendance": "on-time", "minutes": "50", "core-10": "17", "note": "Came by himself. See plan."},
    "session-missed": {"reason": "unwell"},
    "review-held": {"progress": "Sleeps better; rang home twice.", "core-10": "12", "continue": "yes"},
}


@dataclass(frozen=True, slots=True)
class Way:
    """An episode with the steps that can be taken one after another: each its address, its form and `seen`."""

    session: str
    steps: Sequence[tuple[str, Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Subjects:
    """Per page, pairs of session and address; ways to take; how many queries each page makes."""

    csrf: str
    pages: Mapping[str, Sequence[tuple[str, str]]]
    ways: Sequence[Way]
    queries: Mapping[str, int]
    lines: int


def main(file: str) -> None:
    serve_as(CHECKER)
    rng, now = Random(), datetime.now(UTC)
    pages: dict[str, list[tuple[str, str]]] = {name: [] for name in ("floor", "today", "person", "episode", "search")}
    ways: list[Way] = []
    roles = _roles(rng)
    for role in roles:
        session = sign_in(role, backend=settings.AUTHENTICATION_BACKENDS[0])
        people = list(seen_by(Person, staff=role, as_of=now).filter(placements__until_on=None).order_by("?")[:EACH])
        episodes = seen_by(Episode, staff=role, as_of=now).filter(tasks__organisation=role.organisation_id)
        references = list(episodes.order_by("?").values_list("reference", flat=True)[:EACH])
        pages["floor"].append((sign_in(role, backend=settings.FLOOR_BACKEND), "/floor"))
        pages["today"].append((session, "/today"))
        pages["person"] += [(session, f"/people/{person.reference}") for person in people]
        pages["episode"] += [(session, f"/episodes/{reference}") for reference in references]
        pages["search"] += [(session, f"/people?q={quote(typed)}") for typed in typed_for(people, rng)]
        ways += islice(_ways(role, session, now), EACH)
    for found in pages.values():
        rng.shuffle(found)
    rng.shuffle(ways)
    csrf = secrets.token_hex(16)
    lines = Task.objects.filter(organisation__in={role.organisation_id for role in roles}).count()
    with override_settings(**settings.FLOOR):
        queries = {"floor": count_queries(*pages["floor"][0])}
    queries |= {name: count_queries(*found[0]) for name, found in pages.items() if name != "floor"}
    queries["step"] = count_queries(ways[0].session, *ways.pop(0).steps[0])
    found = Subjects(csrf, pages, ways, queries, lines // len({role.organisation_id for role in roles}))
    Path(file).write_text(json.dumps(asdict(found)))


def _roles(rng: Random) -> list[StaffRole]:
    """Staff of the teams at prisons, every other one of a day-care team."""
    teams = StaffRole.objects.filter(role="PMH").select_related("organisation", "staff")
    daycare = list(teams.filter(organisation__name__startswith="Psychology"))
    health = list(teams.filter(organisation__name__startswith="Mental health"))
    half = SESSIONS // 2
    return rng.sample(daycare, min(half, len(daycare))) + rng.sample(health, min(half, len(health)))


def sign_in(role: StaffRole, *, backend: str) -> str:
    """A session as it is after both steps."""
    session = SessionStore()
    session[BEGAN] = session[SEEN] = datetime.now(UTC).isoformat()
    session[VOUCHED] = str(role.staff_id)
    session[SESSION_KEY] = str(role.staff_id)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = role.staff.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def typed_for(people: Sequence[Person], rng: Random) -> Iterator[str]:
    """What somebody types who looks for these people: names, misspelt ones, numbers, dates of birth."""
    for person in people:
        first = person.given_names.split()[0]
        yield rng.choice(
            (
                person.family_name,
                f"{first} {person.family_name}",
                f"{first} {person.family_name} {person.birth_date:%d/%m/%Y}",
                f"{first} {_misheard(person.family_name)}",
                person.reference,
                str(person.identifiers.first().value),
            )
        )


def _misheard(name: str) -> str:
    """The name with a letter doubled: it sounds the same."""
    middle = len(name) // 2
    return name[:middle] + name[middle] + name[middle:]


def _ways(role: StaffRole, session: str, now: datetime) -> Iterator[Way]:
    mine = seen_by(Episode, staff=role, as_of=now).filter(
        tasks__organisation=role.organisation_id, stage__in=WAYS, blueprint__slug="daycare"
    )
    if not role.organisation.name.startswith("Psychology"):
        return
    # Different members of one team take different episodes, those with the fewest facts first.
    others = StaffRole.objects.filter(organisation=role.organisation_id, pk__lt=role.pk).count()
    for number, episode in enumerate(mine.order_by("event_count", "pk")):
        if number % 3 == others:
            yield Way(session, [_form(episode, *step) for step in enumerate(WAYS[episode.stage])])


def _form(episode: Episode, taken: int, step: str) -> tuple[str, Mapping[str, str]]:
    day = date.today()  # noqa: DTZ011 - the day in the server's own time zone is near enough
    said: dict[str, Any] = {"happened-day": day.day, "happened-month": day.month, "happened-year": day.year}
    said |= {"happened-time": "", "seen": episode.event_count + taken, **ANSWERS[step]}
    return f"/episodes/{episode.reference}/steps/{step}", {name: str(answer) for name, answer in said.items()}


def count_queries(session: str, address: str, form: Mapping[str, str] | None = None) -> int:
    """Queries of one request, those that only begin or end a transaction apart. The second request is counted."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    if not form:
        client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(address, {**form, "submission": str(uuid4())}) if form else client.get(address)
    if answer.status_code not in {200, 303}:
        raise AssertionError(f"{address} answers {answer.status_code}")
    return len([one for one in captured.captured_queries if one["sql"] not in {"BEGIN", "COMMIT"}])
