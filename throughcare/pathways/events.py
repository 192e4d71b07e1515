"""The facts of an episode: an append-only list in which a later fact may correct an earlier one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from throughcare.pathways.moments import LONDON, START_OF_DAY, Moment

RECORDED_IN_ERROR = "recorded-in-error"
ESCALATION_RAISED = "escalation-raised"
ESCALATION_ANSWERED = "escalation-answered"
# Who was told that somebody waits, and what they answered. It was said, whatever turns out later: it moves nothing, and
# no late fact or correction is refused because of it.
SAID_OF_THE_WAIT = frozenset({ESCALATION_RAISED, ESCALATION_ANSWERED})

NO_FACTS: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Event:
    """One recorded fact.

    `number` counts from 1 in the order of recording. `step` is the id of a step in the pathway. `party` is the
    part in the pathway that took it, `organisation` the real one and `staff` who acted for it, by reference.
    `corrects` is the number of the event that this one replaces.
    """

    number: int
    step: str
    when: Moment
    party: str | None = None
    organisation: str | None = None
    staff: str | None = None
    facts: Mapping[str, Any] = field(default_factory=lambda: NO_FACTS)
    corrects: int | None = None


def standing(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events that still count, in the order in which they happened.

    A corrected event gives way to its correction, which stands in its place among facts of the same moment; an event
    corrected by `recorded-in-error` gives way to nothing. Where nothing is left at all, or only what was said of a wait
    that never was, the last such fact stands, and says that the episode never was.
    """
    corrected = {event.corrects for event in events}
    place = places(events)
    left = [event for event in events if event.number not in corrected and event.step != RECORDED_IN_ERROR]
    if all(event.step in SAID_OF_THE_WAIT for event in left):
        return tuple(events[-1:])
    left.sort(key=lambda event: place[event.number])
    moments = _sortable_moments(left)
    return tuple(sorted(left, key=lambda event: (moments[event.number], place[event.number])))


def places(events: Sequence[Event]) -> dict[int, int]:
    """Each event's place in the order of recording; a correction takes the place of what it corrects."""
    place: dict[int, int] = {}
    for event in sorted(events, key=lambda event: event.number):
        place[event.number] = place.get(event.corrects or event.number, event.number)
    return place


def _sortable_moments(events: Sequence[Event]) -> dict[int, datetime]:
    """An instant for each event, so that dates and times can be sorted together.

    A fact known only to its day happened, for all we know, straight after what was recorded before it on that day.
    """
    latest: dict[date, datetime] = {}
    moments = {}
    for event in events:
        day = event.when.on
        known = latest.get(day) or _midnight(day)
        moment = moments[event.number] = event.when.at or known
        latest[day] = max(moment, known)
    return moments


@lru_cache(maxsize=4096)
def _midnight(day: date) -> datetime:
    return datetime.combine(day, START_OF_DAY, tzinfo=LONDON).astimezone(UTC)
