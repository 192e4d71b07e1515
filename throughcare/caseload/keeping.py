"""Keeping what a caseload shows with each fact, so that its page never reads the facts themselves."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from throughcare.blueprints.course import Course
from throughcare.caseload.models import Case, CaseMode
from throughcare.caseload.words import CLINICAL, MODES
from throughcare.episodes.models import Episode, EventDetail
from throughcare.episodes.recording import FOLLOWED, Followed, lock, stands
from throughcare.episodes.refreshing import KEYS, put
from throughcare.meanings import ClockMeaning, StepMeaning
from throughcare.organisations.acting import verb
from throughcare.pathways import Event as Fact

# One row an episode.
KEYS[Case] = KEYS[CaseMode] = ()
# Somebody of the team was with the person.
CONTACTS = (
    StepMeaning.ASSESSED_FOR_THERAPY,
    StepMeaning.WAITING_CONTACT,
    StepMeaning.SESSION_HELD,
    StepMeaning.REVIEW_HELD,
    StepMeaning.FOLLOWED_UP,
)

Rows = Mapping[tuple[()], dict[str, Any]]


def follow(facts: Sequence[Followed], _at: datetime) -> None:
    """Write what the newest facts change. The caller holds the episodes' row locks."""
    put(Case, [(one, _kept(one, now), _kept(one, before) if before else {}) for one, before, now in facts])
    for episode, before, now in facts:
        started = start_of(now)
        if now.state.closed or started != (start_of(before) if before else None):
            _keep_mode(episode, None if now.state.closed else started)


def _kept(episode: Episode, course: Course) -> Rows:
    return case(course, episode.service.organisation_id)


def case(course: Course, organisation: int) -> Rows:
    """The row of an episode, as the facts make it; none once it has ended."""
    if course.state.closed or course.state.stage is None:
        return {}
    started, lead = start_of(course), course.state.leads.get(str(organisation))
    therapist = started.facts.get("therapist") if started else None
    return {
        (): {
            "organisation_id": organisation,
            "lead_id": int(lead) if lead else None,
            "therapist_id": int(therapist) if therapist else None,
            "last_contact_on": last_contact(course),
            "review_due_on": course.due_on(ClockMeaning.TO_REVIEW),
        }
    }


def start_of(course: Course) -> Fact | None:
    """The fact with which treatment began, as it stands."""
    step = course.blueprint.that_means(StepMeaning.TREATMENT_STARTED)
    return next((fact for fact in reversed(course.facts) if fact.step == step), None) if step else None


def last_contact(course: Course) -> date | None:
    steps = course.blueprint.meaning(*CONTACTS)
    return max((fact.when.on for fact in course.facts if fact.step in steps), default=None)


def _keep_mode(episode: Episode, started: Fact | None) -> None:
    """How somebody is treated is an answer of another category than that they are: the facts at hand are without it."""
    said = EventDetail.objects.filter(event__episode=episode, category=CLINICAL)
    found = said.filter(event__number=started.number).values_list("facts__mode", flat=True).first() if started else None
    CaseMode.objects.filter(episode=episode).exclude(mode=found or "").delete()
    if found in MODES:
        put(CaseMode, [(episode, {(): {"mode": found}}, {})])


def missing() -> QuerySet[Episode]:
    """Open episodes of which nothing is kept: recorded before there was this room."""
    return Episode.objects.filter(closed_on=None, case=None, event_count__gt=0).order_by("pk")


@verb
def keep_anew(*, episode: Episode, at: datetime) -> None:
    """Make the rows of an episode say what its facts amount to, whatever they say."""
    locked = lock(episode.pk)
    Case.objects.filter(episode=locked).delete()
    follow([(locked, None, stands(locked, at=at).course)], at)


FOLLOWED.append(follow)
