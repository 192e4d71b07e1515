"""Registers of twelve people, saved through their page: `python -m bench.child registers save FILE`.

A world of `worlds` is taken as it is, and groups are put into it whose sessions are over. Every saving is one request
of the test client in this process, with all of its statements and its commit.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.test import Client

from bench.subjects import sign_in
from throughcare.care.keeping import place_of
from throughcare.care.models import (
    Cohort,
    Facilitation,
    Membership,
    Programme,
    ProgrammeVersion,
    Room,
    Seat,
    Session,
    Wait,
)
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Episode
from throughcare.meanings import StepMeaning
from throughcare.organisations.acting import WORLD_LOADER, serving
from throughcare.organisations.models import StaffRole

PEOPLE, SESSIONS, MOST_GROUPS = 12, 12, 20
A_DAY = timedelta(days=1)
AS_BROWSERS_DO = "application/x-www-form-urlencoded"
Over = tuple[int, StaffRole, list[int]]


def main(what: str, file: str) -> None:
    assert what == "save"
    Path(file).write_text(json.dumps(saved(datetime.now(UTC))))


def saved(now: datetime) -> dict[str, Any]:
    """How long savings took: milliseconds of a wall clock and of this process."""
    with serving(WORLD_LOADER):
        registers = list(_sessions(now))
    if not registers:
        return {"registers": 0}
    wall, own = [], []
    # One client: it loads what a server loads once, and not with every request.
    client = Client(SERVER_NAME="127.0.0.1")
    client.get("/health", secure=True)
    for session, by, people in registers:
        client.cookies[settings.SESSION_COOKIE_NAME] = sign_in(by, backend=settings.AUTHENTICATION_BACKENDS[0])
        typed = urlencode(_typed(people))
        began, used = perf_counter(), process_time()
        answer = client.post(f"/groups/sessions/{session}", typed, content_type=AS_BROWSERS_DO, secure=True)
        wall.append(1000 * (perf_counter() - began))
        own.append(1000 * (process_time() - used))
        assert answer.status_code == 303, answer.content
    return {
        "registers": len(wall), "people": PEOPLE, "median": round(median(wall), 1),
        "p95": round(quantiles(wall, n=20)[-1], 1), "processor median": round(median(own), 1),
    }  # fmt: skip


def _typed(people: list[int]) -> dict[str, str]:
    """Every fourth was lost to the regime."""
    said = {f"what-{key}": "regime-lockdown" if place % 4 == 3 else "on-time" for place, key in enumerate(people)}
    return {**said, **{f"engaged-{key}": "took-part" for key in people}, "submission": str(uuid4()), "seen": ""}


def _sessions(now: datetime) -> Iterator[Over]:
    """Sessions that are over since today, each with who holds it and the episodes of those in it."""
    clinicians = {
        role.organisation_id: role
        for role in StaffRole.objects.filter(role="PMH").select_related("staff", "organisation__parent").order_by("-pk")
    }
    groups = 0
    for organisation, by in clinicians.items():
        people = list(_in_treatment(organisation))
        for first in range(0, len(people) - PEOPLE + 1, PEOPLE):
            if groups < MOST_GROUPS:
                groups += 1
                yield from _group(by, people[first : first + PEOPLE], groups, now)


def _in_treatment(organisation_id: int) -> Iterator[Episode]:
    found = Episode.objects.filter(service__organisation=organisation_id, closed_on=None).select_related("service")
    for episode in found.order_by("pk"):
        pathway = blueprint_of(episode).pathway
        held = pathway.step.get(blueprint_of(episode).that_means(StepMeaning.SESSION_HELD))
        if held is not None and episode.stage in held.sources:
            yield episode


def _group(
    by: StaffRole, people: list[Episode], number: int, now: datetime
) -> Iterator[tuple[int, StaffRole, list[int]]]:
    kept: dict[str, Any] = {"by": by, "at": now - A_DAY}
    here: dict[str, Any] = {"organisation": by.organisation, "place": place_of(by.organisation)}
    programme = Programme.objects.create(organisation=by.organisation, title=f"Programme {number}", **kept)
    version = ProgrammeVersion.objects.create(
        programme=programme, number=1, intensity="high", minutes=60, smallest=1, largest=PEOPLE,
        modules=[{"title": "All", "sessions": SESSIONS}], **kept,
    )  # fmt: skip
    room = Room.objects.create(place=here["place"], name=f"Room {number}", holds=20, needs="any", **kept)
    cohort = Cohort.objects.create(
        **here, version=version, room=room, title=f"Group {number}", from_on=now.date(), until_on=now.date(),
        places=PEOPLE, **kept,
    )  # fmt: skip
    for place, episode in enumerate(people, start=1):
        whose: dict[str, Any] = {"episode": episode, "person_id": episode.person_id, **kept}
        seat = Seat.objects.create(cohort=cohort, number=place)
        wait = Wait.objects.create(
            programme=programme, since=now.date(), need="usual", fit="fits", ended_at=now - A_DAY, ended="placed",
            **whose,
        )  # fmt: skip
        Membership.objects.create(cohort=cohort, seat=seat, wait=wait, accepted_at=now - A_DAY, **whose)
    for one in range(1, SESSIONS + 1):
        # One after the other, as registers are saved in the weeks of a group.
        ends = now - timedelta(minutes=1 + SESSIONS - one + number * SESSIONS)
        times = {"starts_at": ends - timedelta(minutes=1), "ends_at": ends}
        session = Session.objects.create(**here, room=room, cohort=cohort, number=one, **times, **kept)
        Facilitation.objects.create(session=session, role=by, staff_id=by.staff_id, **times)
        yield session.pk, by, [episode.pk for episode in people]
