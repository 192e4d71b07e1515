"""What time does by itself: a step that only a clock's end allows is recorded when that day has passed."""

from datetime import datetime, timedelta

from django.db import transaction

from throughcare.blueprints.blueprint import Blueprint
from throughcare.episodes.history import blueprint_of, recorded, starting_parties
from throughcare.episodes.models import Clock, Episode
from throughcare.episodes.recording import Saying, append, lock
from throughcare.organisations.models import StaffRole
from throughcare.pathways import Moment, follow, from_instant


def lapses(*, as_of: datetime) -> list[Clock]:
    """The running clocks of open episodes whose last day has passed."""
    today = from_instant(as_of).on
    running = Clock.objects.filter(state="running", due_on__lt=today, episode__closed_on__isnull=True)
    return list(running.select_related("episode__service").order_by("due_on", "pk"))


@transaction.atomic
def record_lapse(*, clock: Clock, by: StaffRole, at: datetime) -> Episode | None:
    """Record the step that the end of this clock brings, the day after it; None when its standard brings none.

    A warrant that was not used in time lapses whether or not anybody notices: the fact is recorded in the part of
    whoever might have.
    """
    episode = lock(clock.episode_id)
    blueprint = blueprint_of(episode)
    step = _brought(blueprint, clock.standard, episode.stage)
    if step is None or clock.due_on is None:
        return None
    history = recorded(episode)
    state = follow(blueprint.pathway, history, bound=starting_parties(episode))
    party = next((party for party in blueprint.pathway.step[step].by if party in state.bound), None)
    append(episode, Saying(step, Moment(on=clock.due_on + timedelta(days=1)), party=party), by=by, at=at)
    return episode


def _brought(blueprint: Blueprint, standard: str, stage: str) -> str | None:
    opened = blueprint.standard[standard].opens
    return next((step for step in opened if stage in blueprint.pathway.step[step].sources), None)
