"""What follows from a fact of a mentor, or of somebody they support, in the transaction of the fact.

A mentor who stops, for whatever reason and whoever records it, is on no rota from that moment; one who is to rest is
off it until then. The hours they were to be there are gaps at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import F
from django.db.models.functions import Greatest

from throughcare.blueprints.course import Course
from throughcare.cover import standing
from throughcare.cover.models import ActiveMentor, Duty, Mentoring, Rest, WeeklyDuty
from throughcare.cover.standing import Days
from throughcare.cover.words import CONTACTS, NUMBERS, RESTS, STOPPED
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import FOLLOWED, Followed
from throughcare.episodes.refreshing import KEYS, put
from throughcare.meanings import StepMeaning
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.refusals import Refused
from throughcare.people.lives import london_day
from throughcare.rota.carrying import Carried
from throughcare.rota.turns import DAY, instant

# One row an episode.
KEYS[ActiveMentor] = KEYS[Mentoring] = ()
ADD = f"""
    UPDATE cover_daycarried AS its SET {", ".join(f"{name} = its.{name} + %({name})s" for name in NUMBERS)}
    FROM episodes_episode AS mentor
    WHERE its.episode_id = mentor.id AND mentor.reference = %(mentor)s AND its."on" = %(on)s
"""
BEGIN = f"""
    INSERT INTO cover_daycarried (episode_id, person_id, "on", {", ".join(NUMBERS)})
    SELECT id, person_id, %(on)s, {", ".join("0" for _ in NUMBERS)} FROM episodes_episode WHERE reference = %(mentor)s
    ON CONFLICT DO NOTHING
"""
LONGEST_REST = 366 * DAY


def follow(facts: Sequence[Followed], at: datetime) -> None:
    """Keeps the rows of cover as the facts have it. The caller holds the episodes' row locks."""
    for episode, before, now in facts:
        if standing.is_of_mentors(now.blueprint):
            _mentor(episode, before, now, at)
        elif standing.is_of_support(now.blueprint) and _counted(before) != _counted(now):
            said = standing.answers(episode, CONTACTS)
            carry(standing.support(before, said) if before else {}, standing.support(now, said))


def _mentor(episode: Episode, before: Course | None, now: Course, at: datetime) -> None:
    had, want = (standing.active(episode, before) if before else {}), standing.active(episode, now)
    put(ActiveMentor, [(episode, want, had)])
    put(Mentoring, [(episode, standing.mentoring(episode, now), standing.mentoring(episode, before) if before else {})])
    carry(standing.distress(episode, before) if before else {}, standing.distress(episode, now))
    if had and not want:
        _stop(episode, at)
    if _debriefs(before) != _debriefs(now):
        _rest(episode, standing.rests_until(episode, now), at)


def _counted(course: Course | None) -> list[int]:
    return [fact.number for fact in standing.counts(course)] if course else []


def _debriefs(course: Course | None) -> list[int]:
    return [fact.number for fact in standing.facts_of(course, StepMeaning.MENTOR_DEBRIEFED)] if course else []


def _stop(episode: Episode, at: datetime) -> None:
    """Nothing weekly goes on, and no turn that is not over stands."""
    by = clock_keeper(at=at)
    Duty.objects.filter(episode=episode, ended_at=None, ends_at__gt=at).update(ended_at=at, ended_by=by, ended=STOPPED)
    live = WeeklyDuty.objects.filter(episode=episode, until_on=None)
    live.update(until_on=Greatest(F("from_on"), london_day(at)), ended_by=by)


def _rest(episode: Episode, until: date | None, at: datetime) -> None:
    if until is None:
        Rest.objects.filter(episode=episode).delete()
        return
    if until > london_day(at) + LONGEST_REST:
        raise Refused({"rest": "Choose a last day of rest within a year."})
    Rest.objects.update_or_create(episode=episode, defaults={"person_id": episode.person_id, "until_on": until})
    meanwhile = Duty.objects.filter(
        episode=episode, ended_at=None, ends_at__gt=at, starts_at__lt=instant(until + DAY, 0)
    )
    meanwhile.update(ended_at=at, ended_by=clock_keeper(at=at), ended=RESTS)


def carry(was: Days, now: Days) -> None:
    """Counts what mentors have by new facts, and takes back what a corrected one had counted."""
    for mentor, on in sorted(was.keys() | now.keys()):
        had, has = (asdict(days.get((mentor, on), Carried())) for days in (was, now))
        if had != has:
            more = {name: has[name] - had[name] for name in NUMBERS}
            _add({"mentor": mentor, "on": on, **more})


def _add(said: Mapping[str, Any]) -> None:
    # Begun with nought, because a row is judged before it is known that there is one.
    with connection.cursor() as cursor:
        cursor.execute(BEGIN, said)
        cursor.execute(ADD, said)


FOLLOWED.append(follow)
