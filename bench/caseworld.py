"""A world for caseloads: clinicians with 200 people each, whose histories are short in one team and long in another.

`python -m bench.child caseworld load`, then `subjects FILE`, as `bedworld` is.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

from bench import places
from bench.bedworld import OPENED, SEED, people_of_nowhere
from bench.subjects import Subjects, count_queries, sign_in
from throughcare.access.models import Grant
from throughcare.caseload.models import Case, CaseMode
from throughcare.episodes.models import Clock, Episode, Event, Service, Task
from throughcare.organisations.acting import CHECKER, WORLD_LOADER, serve_as
from throughcare.organisations.models import StaffRole
from throughcare.sharing import IDENTITY, STAGES

# Facts of an episode, and runs of its clock of reviews, by team.
HISTORIES = {"caseload-short": (6, 1), "caseload-long": (400, 60)}
A_CASELOAD = 200
SHOWN = [IDENTITY, STAGES, "clinical", "care-plan", "self-harm-risk"]
AT_A_TIME = 2000


def main(what: str, *arguments: str) -> None:
    {"load": load, "subjects": subjects}[what](*arguments)


def load() -> None:
    serve_as(WORLD_LOADER)
    rng = Random(SEED)
    there = {one.cast["daycare"].organisation_id: one for one in places.build(0, rng=rng)}
    people = people_of_nowhere(
        len(HISTORIES) * places.STAFF_A_PLACE * A_CASELOAD, next(iter(there.values())).cast["health"], rng
    )
    for (facts, runs), setting in zip(HISTORIES.values(), there.values(), strict=False):
        for lead in _clinicians(setting.services["daycare"]):
            mine, people = people[:A_CASELOAD], people[A_CASELOAD:]
            episodes = Episode.objects.bulk_create(
                Episode(
                    reference=person.reference.replace("TC", "EP", 1), person=person, created_at=OPENED,
                    service=setting.services["daycare"], blueprint=setting.services["daycare"].blueprint,
                    stage="in-treatment", stage_since=OPENED.date(), holder=lead.organisation, lead=lead,
                    event_count=facts,
                )
                for person in mine
            )  # fmt: skip
            _beside(episodes, lead, rng)
            Event.objects.bulk_create(_facts(episodes, lead, facts), batch_size=AT_A_TIME)
            Clock.objects.bulk_create(_reviews(episodes, lead, runs), batch_size=AT_A_TIME)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    print(f"{Case.objects.count()} cases, {Event.objects.count()} facts, seed {SEED}", flush=True)  # noqa: T201


def _clinicians(service: Service) -> list[StaffRole]:
    return list(StaffRole.objects.filter(organisation=service.organisation_id).order_by("pk"))


def _beside(episodes: list[Episode], lead: StaffRole, rng: Random) -> None:
    """What is kept beside each episode, with the grant by which its team sees it."""
    for one in episodes:
        one.tasks.create(
            organisation=lead.organisation, person_id=one.person_id, service=one.service, lead=lead, waiting="us",
            standard="review", due_on=_due(rng),
        )  # fmt: skip
    kept = [{"episode": one, "person_id": one.person_id} for one in episodes]
    Case.objects.bulk_create(
        Case(**one, organisation=lead.organisation, lead=lead, review_due_on=_due(rng), last_contact_on=_due(rng))
        for one in kept
    )
    CaseMode.objects.bulk_create(CaseMode(**one, mode=rng.choice(("individual", "group"))) for one in kept)
    Grant.objects.bulk_create(
        Grant(
            person_id=one.person_id, organisation=lead.organisation, categories=SHOWN, level="write",
            ground="involvement", episode_id=one.pk, starts_at=OPENED,
        )
        for one in episodes
    )  # fmt: skip


def _due(rng: Random) -> date:
    return datetime.now(UTC).date() + timedelta(days=rng.randint(-30, 30))


def _facts(episodes: list[Episode], lead: StaffRole, number: int) -> Iterator[Event]:
    for one in episodes:
        for place in range(1, number + 1):
            yield Event(
                episode=one, person_id=one.person_id, number=place, step="session-held", party="daycare",
                organisation=lead.organisation, happened_on=OPENED.date(), recorded_at=OPENED, recorded_by=lead,
            )  # fmt: skip


def _reviews(episodes: list[Episode], lead: StaffRole, number: int) -> Iterator[Clock]:
    for one in episodes:
        for run in range(1, number + 1):
            yield Clock(
                episode=one, person_id=one.person_id, standard="review", run=run, shadow=False,
                state="running" if run == number else "met", owner=lead.organisation, started_on=OPENED.date(),
                due_on=OPENED.date() + timedelta(weeks=6),
            )  # fmt: skip


def subjects(file: str) -> None:
    serve_as(CHECKER)
    backend = settings.AUTHENTICATION_BACKENDS[0]
    leads = StaffRole.objects.filter(pk__in=Case.objects.values("lead")).select_related("staff").order_by("pk")
    pages: dict[str, list[tuple[str, str]]] = {"floor": [], **{name: [] for name in HISTORIES}, "caseload-team": []}
    teams = list(dict.fromkeys(leads.values_list("organisation", flat=True)))
    for role in leads:
        session = sign_in(role, backend=backend)
        pages["floor"].append((sign_in(role, backend=settings.FLOOR_BACKEND), "/floor"))
        pages[list(HISTORIES)[teams.index(role.organisation_id)]].append((session, "/caseload"))
        pages["caseload-team"].append((session, "/caseload/team"))
    with override_settings(**settings.FLOOR):
        queries = {"floor": count_queries(*pages["floor"][0])}
    queries |= {name: count_queries(*found[0]) for name, found in pages.items() if name != "floor"}
    found = Subjects(csrf="", pages=pages, ways=[], queries=queries, lines=Task.objects.count())
    Path(file).write_text(json.dumps(asdict(found)))
