"""A world for the bed board: 10,000 beds of 500 wards, most with somebody in them, and 5,000 people who wait.

`python -m bench.child bedworld load`, then `subjects FILE`, as `worlds` and `subjects` are; `match` times the matching.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

from bench import places
from bench.subjects import Subjects, count_queries, sign_in
from throughcare.access.models import Grant
from throughcare.beds.board import wards_now
from throughcare.beds.fits import matches, need_of
from throughcare.beds.keeping import refresh_beds
from throughcare.beds.models import Bed, Confirmation, Stay, Wait, Ward, WardVersion
from throughcare.episodes.models import Episode
from throughcare.organisations.acting import CHECKER, WORLD_LOADER, serve_as
from throughcare.organisations.models import StaffRole, Unit
from throughcare.people.models import Person
from throughcare.people.references import drawn_from, new_reference
from throughcare.placing.lists import LEVELS, MEETS, SPECIALTIES
from throughcare.placing.matching import Stock, matched
from throughcare.sharing import IDENTITY, STAGES

HOSPITALS, WARDS_EACH, BEDS_EACH = 100, 5, 20
WAITING, IN_A_BED = 5_000, 8_500
SEED = 20261126
AT_A_TIME = 1000
ROOM = places.EPISODES_A_PRISON * 10
OPENED = datetime(2026, 1, 5, 9, tzinfo=UTC)
PAGES = ("/beds", "/beds?level=medium&sex=1&free=yes", "/beds?page=7", "/beds?specialty=rehabilitation")

LISTS = ("/beds/waiting", "/beds/waiting?page=3", "/beds/waiting?line=medium-1", "/beds/waiting?line=low-2")


def main(what: str, *arguments: str) -> None:
    {"load": load, "subjects": subjects, "match": match}[what](*arguments)


def load() -> None:
    serve_as(WORLD_LOADER)
    rng = Random(SEED)
    there = places.build(ROOM, rng=rng)
    _wards(rng)
    people = people_of_nowhere(WAITING + IN_A_BED, there[0].cast["health"], rng)
    episodes = Episode.objects.bulk_create(_episodes(people, there), batch_size=AT_A_TIME)
    Grant.objects.bulk_create(_grants(episodes), batch_size=AT_A_TIME)
    _stays(episodes[:IN_A_BED], there[0].cast["hospital"], rng)
    Wait.objects.bulk_create(_waits(episodes[IN_A_BED:], rng), batch_size=AT_A_TIME)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    print(f"{Bed.objects.count()} beds, {Wait.objects.count()} waits, seed {SEED}", flush=True)  # noqa: T201


def _wards(rng: Random) -> None:
    builder = places.Builder(rng)
    for number in range(HOSPITALS):
        keeper = builder.place("hospital", f"Hospital {number + 1}")
        kept = {"by": keeper, "at": OPENED}
        units = Unit.objects.bulk_create(
            Unit(organisation=keeper.organisation, kind="ward", name=f"Ward {one + 1}") for one in range(WARDS_EACH)
        )
        wards = Ward.objects.bulk_create(Ward(unit=unit, size=BEDS_EACH, **kept) for unit in units)
        WardVersion.objects.bulk_create(_version(ward, number, keeper, rng) for ward in wards)
        looked = datetime.now(UTC) - timedelta(hours=rng.randint(1, 40))
        Confirmation.objects.bulk_create(Confirmation(ward=ward, by=keeper, at=looked) for ward in wards)
        Bed.objects.bulk_create(Bed(ward=ward, name=f"Bed {one}", **kept) for ward in wards for one in range(BEDS_EACH))


def _version(ward: Ward, hospital: int, keeper: StaffRole, rng: Random) -> WardVersion:
    return WardVersion(
        ward=ward, number=1, level=rng.choice(list(LEVELS)), specialties=rng.sample(list(SPECIALTIES), 2),
        sexes=rng.choice((["1"], ["1"], ["2"], ["1", "2"])), collaborative=f"Collaborative {hospital % 12 + 1}",
        age_from=rng.choice((18, 18, 25)), age_to=rng.choice((60, 75, 120)), meets=rng.sample(list(MEETS), 3),
        criteria="Ask the ward.", by=keeper, at=OPENED,
    )  # fmt: skip


def people_of_nowhere(number: int, by: StaffRole, rng: Random) -> list[Person]:
    references = set[str]()
    with drawn_from(rng):
        while len(references) < number:
            references.add(new_reference("TC"))
    people = (
        Person(
            reference=reference, family_name=f"Family{place}", given_names="Given", sex=rng.choice("1112"),
            birth_date=date(1950 + rng.randint(0, 55), 1, 1), fictional=True, recorded_at=OPENED, recorded_by=by,
        )
        for place, reference in enumerate(sorted(references))
    )  # fmt: skip
    return Person.objects.bulk_create(people, batch_size=AT_A_TIME)


def _episodes(people: list[Person], there: list[places.Setting]) -> Iterator[Episode]:
    for place, person in enumerate(people):
        service = there[place % len(there)].services["hospital-transfer"]
        yield Episode(
            reference=person.reference.replace("TC", "EP", 1), person=person, service=service,
            blueprint=service.blueprint, created_at=OPENED, nobody_holds=True, stage_since=OPENED.date(),
            stage="in-hospital" if place < IN_A_BED else "access-assessment-and-bed",
        )  # fmt: skip


def _grants(episodes: list[Episode]) -> Iterator[Grant]:
    for episode in episodes:
        yield Grant(
            person_id=episode.person_id, organisation_id=episode.service.organisation_id,
            categories=[IDENTITY, STAGES], level="write", ground="involvement", episode_id=episode.pk, starts_at=OPENED,
        )  # fmt: skip


def _stays(episodes: list[Episode], by: StaffRole, rng: Random) -> None:
    """In beds drawn from all wards, so that nearly every ward has some that are free."""
    beds = rng.sample(list(Bed.objects.order_by("pk").values_list("pk", flat=True)), len(episodes))
    stays = (
        Stay(person_id=one.person_id, episode=one, bed_id=bed, from_on=OPENED.date(), by=by, at=OPENED)
        for one, bed in zip(episodes, beds, strict=True)
    )
    Stay.objects.bulk_create(stays, batch_size=AT_A_TIME)
    refresh_beds(Bed.objects.values_list("pk", flat=True))


def _waits(episodes: list[Episode], rng: Random) -> Iterator[Wait]:
    for episode in episodes:
        yield Wait(
            episode=episode, person_id=episode.person_id, open=True, since=OPENED.date() + timedelta(rng.randint(0, 9)),
            urgent=rng.random() < 0.4, at_risk=rng.random() < 0.2, level=rng.choice(["", *LEVELS]),
            specialty=rng.choice(["", *SPECIALTIES]), sex=episode.person.sex, born_in=episode.person.birth_date.year,
            meets=rng.sample(list(MEETS), rng.choice((0, 0, 1, 2))),
        )  # fmt: skip


def subjects(file: str) -> None:
    serve_as(CHECKER)
    backend = settings.AUTHENTICATION_BACKENDS[0]
    roles = list(
        StaffRole.objects.filter(role="PMH", organisation__name__startswith="Mental").select_related("staff")[:24]
    )
    pages: dict[str, list[tuple[str, str]]] = {"floor": [], "board": [], "waiting": [], "ward": []}
    wards = list(Ward.objects.values_list("pk", flat=True))
    for number, role in enumerate(roles):
        session = sign_in(role, backend=backend)
        pages["floor"].append((sign_in(role, backend=settings.FLOOR_BACKEND), "/floor"))
        pages["board"] += [(session, page) for page in PAGES]
        pages["waiting"] += [(session, page) for page in LISTS]
        pages["ward"] += [(session, f"/beds/wards/{ward}") for ward in wards[number::24]]
    with override_settings(**settings.FLOOR):
        queries = {"floor": count_queries(*pages["floor"][0])}
    queries |= {name: count_queries(*found[0]) for name, found in pages.items() if name != "floor"}
    found = Subjects(csrf="", pages=pages, ways=[], queries=queries, lines=WAITING)
    Path(file).write_text(json.dumps(asdict(found)))


def match(file: str) -> None:
    """Seconds of matching every wait with every bed, occupied or not, and with the free beds read anew."""
    serve_as(CHECKER)
    now = datetime.now(UTC)
    waits = list(Wait.objects.filter(open=True))
    beds: dict[int, list[int]] = {}
    for ward, bed in Bed.objects.order_by("ward_id", "pk").values_list("ward_id", "pk"):
        beds.setdefault(ward, []).append(bed)
    wards = [(ward.profile, beds[ward.key]) for ward in wards_now(now)]
    began = perf_counter()
    found = matched(Stock.of(wards, in_year=now.year), [need_of(wait, ()) for wait in waits])
    everything = perf_counter() - began
    began = perf_counter()
    matches(waits, as_of=now)
    from_the_database = perf_counter() - began
    told = {
        "waits": len(waits), "beds": sum(map(len, beds.values())), "pairs that fit": sum(one.beds for one in found),
        "seconds": round(everything, 3), "seconds with free beds read": round(from_the_database, 3),
    }  # fmt: skip
    Path(file).write_text(json.dumps(told))
