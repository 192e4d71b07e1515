"""Raising a worry: by one tap, or from a slip. Nothing that a mentor sends is lost, and nothing is raised twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction
from psycopg.errors import LockNotAvailable

from throughcare.access.words import line
from throughcare.audit import actions as audit
from throughcare.blueprints.holding import questions
from throughcare.episodes.actions import take_step
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Episode, Service
from throughcare.episodes.recording import lock
from throughcare.meanings import StepMeaning
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole, Unit
from throughcare.organisations.refusals import Refused
from throughcare.organisations.spans import holds_on
from throughcare.pathways import from_instant
from throughcare.pathways.moments import LONDON
from throughcare.people.lives import london_day
from throughcare.people.models import Person, Placement
from throughcare.worries.models import MentorTold, Tap, Worry, WorryLine
from throughcare.worries.setting import Watched, chain, schemes, watch_of
from throughcare.worries.shifts import MINUTE, Rung, seen_by
from throughcare.worries.slips import answered, entered_before, free_code, slip_code
from throughcare.worries.whom import Tapped
from throughcare.worries.words import ANSWERS, PASSED_ON, SLIP, SOMEBODY_ELSE, TAP

LONGEST_WHERE = 200
AGAIN = "This tap has reached staff already, as the same worry."


@dataclass(frozen=True, slots=True)
class Passed:
    """The worry that staff have now; `folded` says why no new one was raised."""

    worry: Worry
    folded: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """A paper slip as staff read it. `first_name` and `unit` are needed where the code says nobody."""

    code: str
    first_name: str = ""
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """One tap or slip that is about to become a worry, or part of one.

    `free` says that nobody else is recording in the mentee's episode: only then does anything refer to it.
    """

    tapped: Tapped
    key: UUID
    by: StaffRole
    at: datetime
    slip: Slip | None = None
    free: bool = True

    @property
    def episode(self) -> Episode | None:
        return self.tapped.mentee if self.free else None

    @property
    def how(self) -> str:
        return SLIP if self.slip else TAP


@verb
def tap(*, tapped: Tapped, key: UUID, by: StaffRole, at: datetime) -> Passed:
    """What a mentor passes on, about somebody they are matched with or somebody else.

    The same key is the same tap. Another about the same person within a few minutes is folded into the worry there is.
    """
    assert tapped.mentor is not None
    free = _to_oneself(tapped.mentee or tapped.mentor)
    earlier = Tap.objects.select_related("worry").filter(key=key).first()
    if earlier is not None and earlier.by_id == by.pk and earlier.mentor_id == tapped.mentor.pk:
        return Passed(earlier.worry, AGAIN)
    return _passed(_Said(tapped, uuid4() if earlier else key, by, at, free=free), service_of(tapped))


@verb
def enter_slip(*, slip: Slip, tapped: Tapped, service: Service, key: UUID, by: StaffRole, at: datetime) -> Passed:
    """The same from paper, by staff of the scheme's prison. Raises Refused: code, first_name.

    A slip is one worry, however often it is entered. `service` answers where the code says nobody.
    """
    if by.role not in ANSWERS:
        raise Refused({"": "Staff who may answer a worry enter slips."})
    code, service = slip_code(slip.code), tapped.mentee.service if tapped.mentee else service
    _one_at_a_time(service)
    free = tapped.mentee is None or _to_oneself(tapped.mentee)
    name = line(slip.first_name, field="first_name", most=60)
    about: dict[str, Any] = {"service": service, "key": key, "first_name": name, "unit": slip.unit}
    if earlier := entered_before(code, printed=tapped.mentor is not None, **about):
        return Passed(earlier.worry, f"This slip was entered {_clock(earlier.at)} already: it is the same worry.")
    if tapped.mentee is None and not name:
        raise Refused({"first_name": "Give the first name on the slip; 'not known' where there is none."})
    slip = Slip(free_code(code, service), name, slip.unit)
    return _passed(_Said(tapped, key, by, at, slip, free=free), service)


def service_of(tapped: Tapped) -> Service:
    """The scheme that answers: the mentee's, or the one that the mentor's organisation runs for mentees."""
    if tapped.mentee is not None:
        return tapped.mentee.service
    assert tapped.mentor is not None
    run = schemes().filter(organisation=tapped.mentor.service.organisation_id)
    return run.first() or tapped.mentor.service


def _passed(said: _Said, service: Service) -> Passed:
    watch = watch_of(service)
    recent = _recent(said, watch)
    if recent is None:
        return Passed(_raise(said, service, watch))
    because = (
        f"Double escalation: within {watch.fold_minutes} minutes of the one {_clock(recent.at)}, about the same person."
    )
    number = recent.taps.count() + 1
    _note(said, recent, number, because)
    audit.record(
        by=said.by, at=said.at, did="folded-worry", person_id=recent.person_id, episode_id=recent.episode_id,
        detail={"worry": recent.pk},
    )  # fmt: skip
    return Passed(recent, because)


def _recent(said: _Said, watch: Watched) -> Worry | None:
    """A worry about the same person, raised a moment ago and not answered yet. Of somebody unknown there is none."""
    if said.tapped.mentee is None:
        return None
    since = said.at - watch.fold_minutes * MINUTE
    about = {"person": said.tapped.mentee.person_id, "service": said.tapped.mentee.service_id}
    found = Worry.objects.filter(**about, at__gt=since).exclude(pk__in=answered())
    return found.order_by("-at").first()


def _raise(said: _Said, service: Service, watch: Watched) -> Worry:
    mentee, mentor = said.tapped.mentee, said.tapped.mentor
    lives = _lives((mentee or mentor), said.at)
    place, unit = (lives.organisation, lives.unit) if lives else (None, None)
    if said.slip and said.slip.unit:
        place, unit = said.slip.unit.organisation, said.slip.unit
    worry = Worry.objects.create(
        person=mentee.person if mentee else None, episode=said.episode, service=service, place=place, unit=unit,
        first_name=_first_name(said), within=watch.minutes, by=said.by, at=said.at,
        seen_by=seen_by(said.at, watch.shifts, within=watch.minutes),
    )  # fmt: skip
    _note(said, worry, 1, "")
    rungs = chain(service, place or _home(said), watch, raised_at=said.at, as_of=said.at)
    WorryLine.objects.bulk_create(lines(worry, [*_whoever_entered(said, rungs), *rungs]))
    noted(worry, said.episode, StepMeaning.WORRY_RAISED, {}, by=said.by, at=said.at)
    audit.record(
        by=said.by, at=said.at, did="raised-worry", person_id=worry.person_id, episode_id=worry.episode_id,
        detail={"worry": worry.pk, "how": said.how},
    )  # fmt: skip
    return worry


def lines(worry: Worry, rungs: Sequence[Rung]) -> list[WorryLine]:
    """The lines of a worry on the lists of those who are told, now or later; not yet saved."""
    where = ", ".join(str(one) for one in (worry.unit, worry.place) if one)[:LONGEST_WHERE]
    about = {"worry": worry, "person_id": worry.person_id, "first_name": worry.first_name, "where": where}
    times = {"raised_at": worry.at, "due_at": worry.due_at, "seen_by": worry.seen_by}
    told = {**about, **times, "raised_by": _whom_to_ask(worry)[:120]}
    return [
        WorryLine(
            **told, organisation_id=one.organisation, title=one.title, rung=one.number, from_at=one.at,
            told=one.number == 0,
        )
        for one in rungs
    ]  # fmt: skip


def _whom_to_ask(worry: Worry) -> str:
    """The mentor by first name and wing, for staff to go and ask; whoever entered a slip that says no mentor."""
    first = worry.taps.select_related("mentor__person").order_by("number").first()
    if first is None or first.mentor is None:
        return str(worry.by.staff)
    lives = _lives(first.mentor, worry.at)
    wing = str(lives.unit) if lives and lives.unit else ""
    return ", ".join(filter(None, [f"{first_name_of(first.mentor.person)} (mentor)", wing]))


def noted(
    worry: Worry, episode: Episode | None, word: StepMeaning, facts: dict[str, str], *, by: StaffRole, at: datetime
) -> bool:
    """Take the step of this meaning in the mentee's episode, where it takes one now. The worry stands without it."""
    blueprint = blueprint_of(episode) if episode else None
    if episode is None or blueprint is None or not (step := blueprint.that_means(word)):
        return False
    asked = {one.id for one in questions(blueprint, step)}
    said = {name: value for name, value in {"worry-number": str(worry.pk), **facts}.items() if name in asked}
    try:
        take_step(episode=episode, step=step, facts=said, happened=from_instant(at), by=by, at=at)
    except Refused:
        # The episode has ended, or whoever acts plays no part in it that takes this step.
        return False
    return True


def _note(said: _Said, worry: Worry, number: int, because: str) -> None:
    mentor = said.tapped.mentor
    Tap.objects.create(
        worry=worry, service_id=worry.service_id, person_id=worry.person_id, number=number, how=said.how, key=said.key,
        slip=said.slip.code if said.slip else "", mentor=mentor, folded_because=because, by=said.by, at=said.at,
    )  # fmt: skip
    if mentor is not None:
        MentorTold.objects.get_or_create(
            worry=worry, episode=mentor, word=PASSED_ON,
            defaults={
                "person_id": mentor.person_id, "staff": None if said.slip else said.by, "at": said.at,
                "first_name": worry.first_name, "raised_at": said.at,
            },
        )  # fmt: skip


def _first_name(said: _Said) -> str:
    if said.slip and said.slip.first_name:
        return said.slip.first_name
    return first_name_of(said.tapped.mentee.person) if said.tapped.mentee else SOMEBODY_ELSE


def first_name_of(person: Person) -> str:
    """As a mentor knows somebody: what they are called, or the first of their given names."""
    called = person.known_as or person.given_names
    return (called.split() or [person.reference])[0][:60]


def _lives(episode: Episode | None, at: datetime) -> Placement | None:
    if episode is None:
        return None
    found = Placement.objects.filter(holds_on(london_day(at)), person=episode.person_id)
    return found.select_related("organisation", "unit").first()


def _home(said: _Said) -> Organisation | None:
    """The prison of whoever entered a slip, where nothing else says a place."""
    return said.by.organisation if said.slip and said.by.organisation.kind == "prison" else None


def _whoever_entered(said: _Said, rungs: Sequence[Rung]) -> list[Rung]:
    """Whoever has the slip in their hands was told, whoever is on call."""
    here = said.by.organisation_id
    told = {one.organisation for one in rungs if one.number == 0}
    return [Rung(0, here, "Entered the slip", said.at)] if said.slip and here not in told else []


def _to_oneself(episode: Episode) -> bool:
    """Whether the episode was to be had within a second: a worry waits no longer for whoever records there."""
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute("SET LOCAL lock_timeout = '1s'")
                lock(episode.pk)
                cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
        except DatabaseError as held:
            if not isinstance(held.__cause__, LockNotAvailable):
                raise
            return False
    return True


def _one_at_a_time(service: Service) -> None:
    """Two who enter the same slip wait for each other. Rows that refer to the service do not."""
    Service.objects.select_for_update(no_key=True).get(pk=service.pk)


def _clock(at: datetime) -> str:
    return f"at {at.astimezone(LONDON):%H:%M}"
