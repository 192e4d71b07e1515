"""Alex waits for a hospital from Monday 2 March, and the hours pass."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.cast import Cast
from tests.episodes.conftest import day, request_for, requested, take
from throughcare.episodes.models import Episode, Event
from throughcare.ladder import raising
from throughcare.organisations.keeper import clock_keeper

__all__ = ["day", "request_for", "requested", "take"]

DAY_ZERO = date(2026, 3, 2)

Pass = Callable[[int], list[Event]]


def on_day(number: int) -> datetime:
    """The hour of the job on a day, counted from the request."""
    return datetime.combine(DAY_ZERO + timedelta(days=number), time(0, 10), tzinfo=UTC)


def climb(at: datetime) -> int:
    return raising.run(by=clock_keeper(at=at), at=at)


@pytest.fixture
def pass_to(cast: Cast) -> Pass:
    """pass_to(7): the job runs on day 7; what it told of that day."""

    def passed(number: int) -> list[Event]:
        known = set(Event.objects.values_list("pk", flat=True))
        climb(on_day(number))
        return list(Event.objects.filter(step="escalation-raised").exclude(pk__in=known).order_by("number"))

    return passed


def told(events: list[Event], cast: Cast) -> list[tuple[str, list[str]]]:
    """What was raised, and the names of those who were told, in order."""
    names = {place.pk: name for name, place in cast.places.items()}
    return [(one.facts["rung"], sorted(names[key] for key in one.facts["organisations"])) for one in events]


def steps(episode: Episode) -> list[str]:
    return list(episode.events.order_by("number").values_list("step", flat=True))
