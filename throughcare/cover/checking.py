"""Whether what is kept of cover is what the facts amount to, and nobody is on a rota who cannot be: for the check."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from throughcare.care.recording import stand_each
from throughcare.cover import standing
from throughcare.cover.models import ActiveMentor, DayCarried, Mentoring
from throughcare.cover.standing import Answers
from throughcare.cover.words import CONTACTS, NUMBERS
from throughcare.episodes.models import Episode, EventDetail
from throughcare.meanings import StepMeaning
from throughcare.rota.carrying import Carried

AT_ONCE = 500
# What may never be -> a question that brings the row and what it is called, for each that is.
WRONG = {
    "{1}: a turn ahead on the rota (duty {0}) of somebody who is no active mentor.": """
        SELECT its.id, episode.reference FROM cover_duty AS its
        JOIN episodes_episode AS episode ON episode.id = its.episode_id
        WHERE its.ended_at IS NULL AND its.ends_at > %(at)s
        AND NOT EXISTS (SELECT FROM cover_activementor AS active WHERE active.episode_id = its.episode_id)
    """,
    "{1}: duty {0} is on a wing of another place.": """
        SELECT its.id, unit.name FROM cover_duty AS its JOIN organisations_unit AS unit ON unit.id = its.unit_id
        WHERE unit.organisation_id <> its.place_id
    """,
    "{1}: when it wants a mentor is kept with another place ({0}).": """
        SELECT its.id, unit.name FROM cover_weekwanted AS its JOIN organisations_unit AS unit ON unit.id = its.unit_id
        WHERE unit.organisation_id <> its.place_id
    """,
}


def faults(*, as_of: datetime) -> Iterator[str]:
    """A sentence for each fault found; none when all is as it must be."""
    with connection.cursor() as cursor:
        for says, sql in WRONG.items():
            cursor.execute(f"{sql} ORDER BY 1", {"at": as_of})
            for row in cursor.fetchall():
                yield says.format(*row)
    carried: list[Mapping[tuple[str, date], Carried]] = []
    for some in _episodes(StepMeaning.MENTOR_ACTIVE):
        yield from _of_mentors(some, carried, as_of)
    carried += [_supported(some, as_of) for some in _episodes(StepMeaning.MATCHED)]
    yield from _carried(standing.together(carried))


def _episodes(word: StepMeaning) -> Iterator[dict[int, Episode]]:
    """Those of services in which a step bears a word, so many at once, by number."""
    found = Episode.objects.filter(blueprint__means__has_key=word, event_count__gt=0).order_by("pk")
    keys = list(found.values_list("pk", flat=True))
    for begins in range(0, len(keys), AT_ONCE):
        some = found.filter(pk__in=keys[begins : begins + AT_ONCE])
        yield some.select_related("service__organisation__parent", "person").in_bulk()


def _of_mentors(
    episodes: Mapping[int, Episode], carried: list[Mapping[tuple[str, date], Carried]], as_of: datetime
) -> Iterator[str]:
    kept = {model: _rows(model.objects.filter(episode__in=episodes)) for model in (ActiveMentor, Mentoring)}
    for key, stands in stand_each(episodes, at=as_of).items():
        episode, course = episodes[key], stands.course
        carried.append(standing.distress(episode, course))
        for model, want in (
            (ActiveMentor, standing.active(episode, course)),
            (Mentoring, standing.mentoring(episode, course)),
        ):
            has, should = kept[model].get(key, {}), want.get((), {})
            if {name: has.get(name) for name in should} != should or (has and not should):
                yield f"{episode.reference}: {model._meta.verbose_name} is not what the facts amount to."


def _rows(found: QuerySet[Any]) -> dict[int, dict[str, Any]]:
    return {row["episode_id"]: row for row in found.values()}


def _supported(episodes: Mapping[int, Episode], as_of: datetime) -> dict[tuple[str, date], Carried]:
    said: dict[int, Answers] = defaultdict(dict)
    rows = EventDetail.objects.filter(event__episode__in=episodes, category=CONTACTS)
    for key, number, answers in rows.values_list("event__episode", "event__number", "facts"):
        said[key] = {**said[key], number: answers}
    stands = stand_each(episodes, at=as_of)
    return standing.together(standing.support(one.course, said[key]) for key, one in stands.items())


def _carried(should: Mapping[tuple[str, date], Carried]) -> Iterator[str]:
    names = ("episode__reference", "on", *NUMBERS)
    has = {
        (row[0], row[1]): Carried(**dict(zip(NUMBERS, row[2:], strict=True)))
        for row in DayCarried.objects.values_list(*names)
    }
    for key in sorted(has.keys() | should.keys()):
        if has.get(key, Carried()) != should.get(key, Carried()):
            yield f"{key[0]}: what they carried on {key[1]} is not what the facts amount to."
