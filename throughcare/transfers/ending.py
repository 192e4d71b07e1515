"""Episodes that where the person is has ended: the fact is recorded, whether or not anybody thought of it."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from throughcare.blueprints.course import Course
from throughcare.episodes.history import adopted, adopted_versions
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import Saying, append, lock, stands
from throughcare.meanings import StepMeaning
from throughcare.organisations.acting import verb
from throughcare.organisations.keeper import refuse_staff
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.pathways import SAID_OF_THE_WAIT, Moment, Step, from_instant
from throughcare.people.models import Person, Placement
from throughcare.transfers.whereabouts import ENDS, Placed, Whereabouts


def to_look_at(*, as_of: datetime) -> list[Episode]:
    """The open episodes that a step could end by itself, of people who since then died, moved or left a place.

    Two queries, and one more for each version of a blueprint.
    """
    found = Q(pk=None)
    for version in adopted_versions():
        steps = [step for step in adopted(version.digest, starts={}, in_force={}).pathway.steps if step.upon]
        found |= Q(blueprint=version, stage__in={stage for step in steps for stage in step.sources})
    lived = Placement.objects.filter(person=OuterRef("person"))
    moved = Exists(lived.filter(recorded_at__gte=OuterRef("created_at")))
    left = Exists(lived.filter(until_on__isnull=False))
    open_now = Episode.objects.filter(found, closed_on__isnull=True, created_at__lte=as_of)
    return list(open_now.filter(Q(moved) | Q(left) | Q(person__died_on__isnull=False)).order_by("pk"))


@verb
def record_ending(*, episode: Episode, by: StaffRole, at: datetime) -> Episode | None:
    """Record what has ended this episode, on the day on which it did; None where nothing has.

    Raises Refused where a fact on record stands against it.
    """
    refuse_staff(by)
    locked = lock(episode.pk)
    if locked.closed_on is not None:
        return None
    standing = stands(locked, at=at)
    for step, day in _ended(locked, standing.course, from_instant(at).on):
        party = next(one for one in step.by if one in standing.course.state.bound)
        saying = Saying(step.id, _when(standing.course, day, at=at), party=party)
        append(locked, saying, by=by, at=at, standing=standing)
        return locked
    return None


def end_all(episodes: list[Episode], *, by: StaffRole, at: datetime) -> Iterator[str]:
    """Record each ending there is; yields a sentence for each that a fact on record stands against."""
    for episode in episodes:
        try:
            record_ending(episode=episode, by=by, at=at)
        except Refused as refused:
            yield f"{episode.reference}: {' '.join(refused.reasons.values())}"


def _ended(episode: Episode, course: Course, today: date) -> Iterator[tuple[Step, date]]:
    """The steps of the stage that what has happened brings, in the order of the rules, each with its day."""
    steps = [step for step in course.blueprint.pathway.steps if step.upon and course.state.stage in step.sources]
    if not steps:
        return
    who = _whereabouts(episode, course)
    for word, rule in ENDS.items():
        day = rule(who, today)
        for step in steps if day else ():
            if step.upon == word and day and set(step.by) & course.state.bound.keys():
                yield step, day


def _whereabouts(episode: Episode, course: Course) -> Whereabouts:
    placements = Placement.objects.filter(person=episode.person_id).select_related("organisation").order_by("from_on")
    taken = course.state.taken
    return Whereabouts(
        placed=tuple(Placed(str(p.organisation_id), p.organisation.kind, p.from_on, p.until_on) for p in placements),
        died=Person.objects.values_list("died_on", flat=True).get(pk=episode.person_id),
        begun=course.facts[0].when.on,
        takes_part=frozenset(course.state.bound.values()),
        moving=course.blueprint.that_means(StepMeaning.LEFT_PRISON) in taken,
    )


def _when(course: Course, day: date, *, at: datetime) -> Moment:
    """The day itself; or now, where something is on record as having happened after it.

    What was said of the wait is no such thing.
    """
    latest = max(fact.when.on for fact in course.facts if fact.step not in SAID_OF_THE_WAIT)
    return Moment(on=day) if latest <= day else from_instant(at)
