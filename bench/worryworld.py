"""A world for worries: 50 schemes, each of 10 mentors and 250 mentees in a prison of its own, matched and met.

`python -m bench.child worryworld load`, then `subjects FILE`, as `caseworld` is. One mentee of each scheme has a
history that the verbs made; those of the others are copies of it.
"""

import json
import secrets
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection

from bench import places
from bench.bedworld import people_of_nowhere
from bench.subjects import sign_in
from throughcare.access.granting import grant_by_placement
from throughcare.access.models import Grant
from throughcare.episodes import actions, referring
from throughcare.episodes.models import Clock, Episode, Event, EventDetail, Involvement, Service, Task
from throughcare.organisations.acting import CHECKER, RECORDER, WORLD_LOADER, serve_as, serving
from throughcare.organisations.keeper import operator
from throughcare.organisations.models import Organisation, Staff, StaffRole, Unit
from throughcare.pathways import from_instant
from throughcare.people.models import Person, Placement
from throughcare.worries.whom import Tapped

SCHEMES, MENTORS_EACH, MENTEES_EACH, TAPS = 50, 10, 250, 150
SEED, AT_A_TIME = 20261128, 2000
OPENED = datetime(2026, 1, 5, 9, tzinfo=UTC)
ASKED = {"asked-by": "person", "need": "coping", "aim": "To sleep"}
STEPS = {
    "support-requested": ASKED,
    "request-looked-at": {"mental-health-first": "no"},
    "found-safe": {"location-safe": "yes"},
    "matched": {"mentor": "", "aim": "To sleep"},
    "contact-held": {"minutes": "30", "kind": "one-to-one"},
}


@dataclass(frozen=True)
class Scheme:
    """One scheme: who refers, who coordinates, where its people live, and its service for mentees."""

    nurse: StaffRole
    coordinator: StaffRole
    wing: Unit
    support: Service
    mentors: Service


def main(what: str, *arguments: str) -> None:
    {"load": load, "subjects": subjects}[what](*arguments)


def load() -> None:
    serve_as(WORLD_LOADER)
    furnish()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    print(f"{Episode.objects.count()} episodes, {Event.objects.count()} facts, seed {SEED}", flush=True)  # noqa: T201


def furnish() -> None:
    rng = Random(SEED)
    schemes = [_scheme(number, rng) for number in range(SCHEMES)]
    each = MENTORS_EACH + MENTEES_EACH
    people = people_of_nowhere(SCHEMES * each, schemes[0].nurse, rng)
    for number, person in enumerate(people):
        person.given_names = f"Mentee{number}"
    Person.objects.bulk_update(people, ["given_names"], batch_size=AT_A_TIME)
    for scheme in schemes:
        mine, people = people[:each], people[each:]
        _fill(scheme, mine[:MENTORS_EACH], mine[MENTORS_EACH:])


def _scheme(number: int, rng: Random) -> Scheme:
    builder = places.Builder(rng)
    prison = builder.place("prison", f"Prison {number + 1}").organisation
    nurse = builder.place("health", f"Mental health team, prison {number + 1}", prison)
    made = Organisation.objects.create(kind="peer-support", name=f"Mentors {number + 1}", parent=prison, fictional=True)
    wing = Unit.objects.create(organisation=prison, kind="wing", name="A wing")
    playing = {"scheme": made, "prison": prison, "mental-health": nurse.organisation}
    run = {slug: _service(slug, made, playing) for slug in ("peer-support", "peer-mentor")}
    coordinator = _account(f"coordinator-{number}", "MC", made)
    return Scheme(nurse, coordinator, wing, run["peer-support"], run["peer-mentor"])


def _account(username: str, role: str, there: Organisation) -> StaffRole:
    staff = Staff.objects.create(username=username, display_name=username, password="!")
    return StaffRole.objects.create(staff=staff, organisation=there, role=role, from_on=places.LONG_AGO)


def _service(slug: str, made: Organisation, playing: dict[str, Organisation]) -> Service:
    by = operator(at=OPENED)
    blueprint = referring.adopt(slug=slug, by=by, at=OPENED)
    parties = {party: one for party, one in playing.items() if f'id = "{party}"' in blueprint.text}
    service = Service(title=slug, blueprint=blueprint, organisation=made, opened_on=places.LONG_AGO)
    return referring.open_service(service=service, parties=parties, by=by, at=OPENED)


def _fill(scheme: Scheme, mentors: list[Person], mentees: list[Person]) -> None:
    here = {"organisation": scheme.wing.organisation, "unit": scheme.wing, "from_on": OPENED.date()}
    stamp = {"recorded_at": OPENED, "recorded_by": scheme.nurse}
    Placement.objects.bulk_create(Placement(person=one, **here, **stamp) for one in [*mentors, *mentees])
    first, *others = mentees
    ways = Episode.objects.bulk_create(
        Episode(
            reference=one.reference.replace("TC", "EP", 1), person=one, service=scheme.mentors, stage="active",
            blueprint=scheme.mentors.blueprint, created_at=OPENED, stage_since=OPENED.date(), nobody_holds=True,
        )
        for one in mentors
    )  # fmt: skip
    for way in ways:
        _account(way.reference, "PM", scheme.support.organisation)
    _copied(_played(scheme, first, ways[0]), others)


def _played(scheme: Scheme, person: Person, mentor: Episode) -> Episode:
    """A mentee who is matched and has met the mentor, as the verbs record it."""
    grant_by_placement(person=person, place=scheme.wing.organisation, at=OPENED)
    when: dict[str, Any] = {"happened": from_instant(OPENED), "at": OPENED}
    episode = referring.refer(
        person=person, service=scheme.support, facts=ASKED, begin="support-requested", by=scheme.nurse, **when
    )
    for step, said in STEPS.items():
        facts = {**said, "mentor": mentor.reference} if step == "matched" else said
        actions.take_step(episode=episode, step=step, facts=facts, by=scheme.coordinator, **when)
    return Episode.objects.get(pk=episode.pk)


def _copied(whole: Episode, people: list[Person]) -> None:
    """The same history for others, with all that is kept beside it."""
    episodes = Episode.objects.bulk_create(
        (_anew(whole, person_id=one.pk, reference=one.reference.replace("TC", "EP", 1)) for one in people),
        batch_size=AT_A_TIME,
    )
    pairs = [(one.pk, one.person_id) for one in episodes]
    for model in (Clock, Involvement, Task):
        rows = list(model._default_manager.filter(episode=whole))
        model._default_manager.bulk_create(_each(rows, pairs), batch_size=AT_A_TIME)
    grants = list(Grant.objects.filter(person=whole.person_id))
    Grant.objects.bulk_create(_each(grants, pairs), batch_size=AT_A_TIME)
    events = Event.objects.bulk_create(_each(list(whole.events.order_by("number")), pairs), batch_size=AT_A_TIME)
    by_number = {(one.episode_id, one.number): one.pk for one in events}
    details = EventDetail.objects.filter(event__episode=whole).select_related("event")
    EventDetail.objects.bulk_create(
        (
            _anew(row, event_id=by_number[episode, row.event.number], person_id=person)
            for row in details
            for episode, person in pairs
        ),
        batch_size=AT_A_TIME,
    )


def _each(rows: list[Any], pairs: list[tuple[int, int]]) -> Iterator[Any]:
    for row in rows:
        for episode, person in pairs:
            yield _anew(row, episode_id=episode if row.episode_id else None, person_id=person)


def _anew(row: Any, **said: Any) -> Any:
    made = copy(row)
    made._state = copy(row._state)
    made.pk, made._state.adding = None, True
    made._state.fields_cache = {}
    for name, value in said.items():
        setattr(made, name, value)
    return made


def whom(staff: StaffRole, reference: str, _at: datetime) -> Tapped | None:
    """Mentors of this world are called by the reference of their own episode. None for whoever is no mentor of it."""
    with serving(RECORDER):
        known = Episode.objects.select_related("service__organisation", "person")
        mentor = known.filter(reference=staff.staff.username).first()
        mentee = known.filter(reference=reference, service__organisation=staff.organisation_id).first()
    return Tapped(mentor, mentee) if mentor else None


def subjects(file: str) -> None:
    serve_as(CHECKER)
    rng, backend = Random(), settings.AUTHENTICATION_BACKENDS[0]
    officers = StaffRole.objects.filter(role="OPS").select_related("staff").order_by("organisation_id", "pk")
    screens = [sign_in(one, backend=backend) for one in officers.distinct("organisation_id")]
    mentors = list(StaffRole.objects.filter(role="PM").select_related("staff"))
    sessions = {one.organisation_id: sign_in(one, backend=backend) for one in mentors}
    supported = Episode.objects.filter(stage="active", service__title="peer-support").select_related("person")
    taps = [
        (int(one.person.given_names.removeprefix("Mentee")), sessions[one.service.organisation_id], one.reference)
        for one in rng.sample(list(supported.select_related("person", "service")), TAPS)
    ]
    world = {"mentors": len(mentors), "mentees": supported.count()}
    found = {"csrf": secrets.token_hex(16), "screens": screens, "taps": taps, "world": world}
    Path(file).write_text(json.dumps(found))
