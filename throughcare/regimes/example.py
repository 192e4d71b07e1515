"""Groups for the day care of an example world: one that runs, with registers, one that is to begin, who waits for it.

Wings that lie apart from the main site lose more sessions to the regime, as the evaluation of such a service found.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from throughcare.care import booking, programmes
from throughcare.care.lines import Line
from throughcare.care.models import Cohort, Membership, Programme, Room, Seat, Wait
from throughcare.care.programmes import Said
from throughcare.care.registers import save_register
from throughcare.clocks.calendar import is_working_day
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Episode, Event, Service
from throughcare.meanings import StepMeaning
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.pathways.moments import LONDON
from throughcare.people.lives import london_day
from throughcare.people.models import Placement
from throughcare.regimes import places, prison
from throughcare.sessions.words import TOOK_PART
from throughcare.telling.phrases import short_day

SEED = 20261127
A_WEEK = timedelta(days=7)
MORNING, AFTERNOON = time(10), time(14)
MEMBERS, WAITING, WEEKS_BEHIND = 9, 5, 5
EMOTIONS = Said(
    pathway="emotional-regulation", intensity="high", minutes=90, smallest=4, largest=12,
    modules=[("Understanding emotions", 4), ("Riding the wave", 5), ("Keeping going", 3)],
)  # fmt: skip
# The regime of the place: minutes of the day, morning and afternoon, Monday to Friday.
HOURS = {day: [(510, 705), (810, 1005)] for day in range(5)}
LOST = ("regime-lockdown", "regime-lockdown", "no-escort", "no-officer-to-unlock", "medication-clash", "not-told")
MISSED = ("no-reason-given", "unwell", "refused", "late-not-seen")
# Of a hundred sessions, how many the regime takes on the main site, and on a wing that lies apart.
TAKEN, TAKEN_APART, MISSED_OF_100 = 10, 38, 12


def gather_groups(*, at: datetime) -> int:
    """For every service that treats in sessions and has clinicians; how many groups there are by it."""
    made = 0
    for service in Service.objects.select_related("organisation__parent", "blueprint").order_by("pk"):
        staff = StaffRole.objects.filter(organisation=service.organisation, role="PMH").in_force(as_of=london_day(at))
        givers = list(staff.select_related("staff", "organisation__parent").order_by("pk")[:3])
        people = list(_in_treatment(service)) if givers else []
        if len(people) > WAITING:
            made += _groups(service.organisation, givers, people, Random(SEED), at=at)
    return made


def _in_treatment(service: Service) -> Iterator[tuple[Episode, date]]:
    """The open episodes of a service in which treatment has begun, with the day; those of long ago first."""
    open_now = Episode.objects.filter(service=service, closed_on=None).select_related("service", "person")
    begun = []
    for episode in open_now:
        blueprint = blueprint_of(episode)
        start, end = (blueprint.that_means(one) for one in (StepMeaning.TREATMENT_STARTED, StepMeaning.TREATMENT_ENDED))
        steps = dict(Event.objects.filter(episode=episode).order_by("number").values_list("step", "happened_on"))
        if start and start in steps and end not in steps:
            begun.append((episode, steps[start]))
    yield from sorted(begun, key=lambda one: (one[1], one[0].pk))


def _groups(
    organisation: Organisation,
    givers: Sequence[StaffRole],
    people: Sequence[tuple[Episode, date]],
    rng: Random,
    *,
    at: datetime,
) -> int:
    place, by, opened = organisation.parent or organisation, givers[0], at - timedelta(days=300)
    programme = programmes.open_programme(
        organisation=organisation, title="Emotional regulation", said=EMOTIONS, by=by, at=opened
    )  # fmt: skip
    room = _rooms(place, by, at=opened)
    today = london_day(at)
    first, later = _working_day(today - WEEKS_BEHIND * A_WEEK), _working_day(today + 2 * A_WEEK)
    inside = [one for one, began in people if began < first][:MEMBERS]
    if inside:
        running = _open(programme, room, givers[:2], first, MORNING, at=opened)
        _members(running, programme, inside, by, first)
        _registers(running, inside, place, by, rng, at=at)
    _open(programme, room, givers[:2], later, AFTERNOON, at=at)
    _days(place, inside, by, today, at=at)
    _waiting(programme, [one for one, _ in people if one not in inside][:WAITING], by, rng, at=at)
    return 1 + bool(inside)


def _rooms(place: Organisation, by: StaffRole, *, at: datetime) -> Room:
    """Two rooms and the hours of the place; the answer is the one for groups."""
    places.say_regime(place=place, unit=None, hours=HOURS, by=by, at=at)
    places.add_room(place=place, name="Quiet room", holds=3, needs="any", by=by, at=at)
    return places.add_room(place=place, name="Group room", holds=16, needs="regime", by=by, at=at)


def _days(place: Organisation, people: Sequence[Episode], by: StaffRole, today: date, *, at: datetime) -> None:
    """A day on which the place is closed, and a visit next week for two of those who are in the group."""
    training = _working_day(today + 3 * A_WEEK)
    places.close_day(place=place, on=training, says="Training of staff", by=by, at=at)
    visits = datetime.combine(_working_day(today + A_WEEK), MORNING, tzinfo=LONDON)
    for number, episode in enumerate(people[:2]):
        starts = visits + timedelta(hours=number)
        # Of whoever has left the place by then nobody there says anything.
        with suppress(Refused):
            prison.say_commitment(
                person=episode.person, kind="legal-visit", starts_at=starts, ends_at=starts + timedelta(minutes=45),
                by=by, at=at,
            )  # fmt: skip


def _working_day(day: date) -> date:
    return next(one for one in (day + timedelta(days=n) for n in range(10)) if is_working_day(one))


def _open(
    programme: Programme, room: Room, givers: Sequence[StaffRole], first: date, starts: time, *, at: datetime
) -> Cohort:
    title = f"Emotional regulation, from {short_day(first)}"
    group = booking.Group(programme.versions.get(), room, title, first, starts, 12, givers)
    return booking.open_cohort(group=group, by=givers[0], at=at)


def _members(cohort: Cohort, programme: Programme, people: Sequence[Episode], by: StaffRole, first: date) -> None:
    """As if each had waited and said yes in the week before the group began."""
    began = cohort.sessions.order_by("starts_at")[0].starts_at - timedelta(days=4)
    for seat, episode in zip(Seat.objects.filter(cohort=cohort), people, strict=False):
        whose: dict[str, Any] = {"person_id": episode.person_id, "episode": episode, "by": by, "at": began}
        wait = Wait.objects.create(
            **whose, programme=programme, since=first - 3 * A_WEEK, need="usual", fit="fits", ended_at=began,
            ended="placed",
        )  # fmt: skip
        Membership.objects.create(**whose, cohort=cohort, seat=seat, wait=wait, accepted_at=began)


def _registers(
    cohort: Cohort, people: Sequence[Episode], place: Organisation, by: StaffRole, rng: Random, *, at: datetime
) -> None:
    """Every session that is over has its register, but for the last: that one still waits for it."""
    apart = _apart(people, place)
    for session in list(cohort.sessions.filter(ends_at__lt=at).order_by("starts_at"))[:-1]:
        lines = {one.pk: _line(rng, TAKEN_APART if one.pk in apart else TAKEN) for one in people}
        try:
            save_register(session=session, lines=lines, seen=0, by=by, at=at)
        except Refused:
            # What the story of somebody's life makes impossible on that day is left as it is.
            continue


def _apart(people: Sequence[Episode], place: Organisation) -> set[int]:
    wings: Mapping[int, str] = dict(
        Placement.objects.filter(person__in=[one.person_id for one in people], until_on=None, unit__isnull=False)
        .values_list("person", "unit__name")
    )  # fmt: skip
    far = set(place.register.get("apart from the main site", ()))
    return {one.pk for one in people if wings.get(one.person_id) in far}


def _line(rng: Random, taken: int) -> Line:
    drawn = rng.randint(1, 100)
    if drawn <= taken:
        return Line(rng.choice(LOST))
    if drawn <= taken + MISSED_OF_100:
        return Line(rng.choice(MISSED))
    return Line(
        rng.choice(("on-time", "on-time", "on-time", "late-seen")), rng.choice((TOOK_PART, TOOK_PART, "a-little"))
    )


def _waiting(programme: Programme, people: Sequence[Episode], by: StaffRole, rng: Random, *, at: datetime) -> None:
    for episode in people:
        since = london_day(at) - timedelta(days=rng.randint(3, 40))
        Wait.objects.create(
            programme=programme, episode=episode, person_id=episode.person_id, since=since,
            need=rng.choice(("urgent", "high", "usual", "usual")), fit=rng.choice(("fits", "fits", "arrange")),
            by=by, at=at,
        )  # fmt: skip
