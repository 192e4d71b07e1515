"""Whether what is kept of cases is what their facts amount to: for `throughcare check`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from throughcare.blueprints.course import Course, course
from throughcare.caseload.keeping import case, start_of
from throughcare.caseload.models import Case, CaseMode
from throughcare.caseload.words import CLINICAL, MODES
from throughcare.episodes.checking import BATCH
from throughcare.episodes.history import blueprint_of, facts, starting_parties
from throughcare.episodes.models import Episode, Event, EventDetail
from throughcare.pathways import from_instant

# What is kept of an episode, as a sentence names it.
KEPT = ("organisation_id", "lead_id", "therapist_id", "last_contact_on", "review_due_on")
Modes = Mapping[tuple[int, int], str]


def faults(*, as_of: datetime) -> Iterator[str]:
    """A sentence for each fault; none when all is as it must be. Memory does not grow with the episodes."""
    last = 0
    every = Episode.objects.filter(event_count__gt=0).order_by("pk")
    while ids := list(every.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        yield from _of_some(ids, as_of=as_of)
        last = ids[-1]


def _of_some(ids: Sequence[int], *, as_of: datetime) -> Iterator[str]:
    events = defaultdict[int, list[Event]](list)
    for event in Event.objects.filter(episode__in=ids).order_by("episode_id", "number"):
        events[event.episode_id].append(event)
    rows = {row.episode_id: row for row in Case.objects.filter(episode__in=ids)}
    modes = dict(CaseMode.objects.filter(episode__in=ids).values_list("episode_id", "mode"))
    said = _said(ids)
    for episode in Episode.objects.filter(pk__in=ids).select_related("service").order_by("pk"):
        history, bound = facts(events[episode.pk]), starting_parties(episode)
        now = course(blueprint_of(episode), history, as_of=from_instant(as_of), bound=bound)
        yield from _of_case(episode, rows.get(episode.pk), now)
        yield from _of_mode(episode, modes.get(episode.pk, ""), now, said)


def _of_case(episode: Episode, row: Case | None, now: Course) -> Iterator[str]:
    wanted = case(now, episode.service.organisation_id).get(())
    if (row is None) != (wanted is None):
        yield f"{episode.reference}: it is on {'a' if row else 'no'} caseload, and its facts say otherwise."
    elif row is not None and wanted is not None:
        for name in KEPT:
            kept = vars(row)[name]
            if kept != wanted[name]:
                yield f"{episode.reference}: its case keeps {name} {kept}; its facts say {wanted[name]}."


def _of_mode(episode: Episode, kept: str, now: Course, said: Modes) -> Iterator[str]:
    started = None if now.state.closed else start_of(now)
    wanted = said.get((episode.pk, started.number), "") if started else ""
    if kept != wanted:
        yield f"{episode.reference}: its case keeps that it is treated “{kept}”; its facts say “{wanted}”."


def _said(ids: Sequence[int]) -> Modes:
    """How each fact of these says that somebody is treated."""
    details = EventDetail.objects.filter(event__episode__in=ids, category=CLINICAL, facts__has_key="mode")
    rows = details.values_list("event__episode", "event__number", "facts__mode")
    return {(episode, number): mode for episode, number, mode in rows if mode in MODES}
