"""What time does by itself: steps that a clock's end allows, leads whose role has ended, joint holding that ends."""

from datetime import date, datetime, timedelta

from django.db.models import Q

from throughcare.blueprints.blueprint import Blueprint
from throughcare.episodes.computing import cached, wanted
from throughcare.episodes.history import adopted, adopted_versions, blueprint_of, recorded, starting_parties
from throughcare.episodes.models import Clock, Episode
from throughcare.episodes.recording import FOLLOWED, Saying, append, lock, stands
from throughcare.episodes.refreshing import refresh
from throughcare.organisations.acting import verb
from throughcare.organisations.keeper import refuse_staff
from throughcare.organisations.models import StaffRole
from throughcare.pathways import SAID_OF_THE_WAIT, Moment, everywhere, follow, from_instant, standing
from throughcare.pathways import Event as Fact


def lapses(*, as_of: datetime) -> list[Clock]:
    """The running clocks of open episodes whose last day has passed."""
    today = from_instant(as_of).on
    running = Clock.objects.filter(state="running", due_on__lt=today, episode__closed_on__isnull=True)
    return list(running.select_related("episode__service").order_by("due_on", "pk"))


@verb
def record_lapse(*, clock: Clock, by: StaffRole, at: datetime) -> Episode | None:
    """Record the step that the end of this clock brings, the day after it; None when its standard brings none.

    A warrant that was not used in time lapses whether or not anybody notices: the fact is recorded in the part of
    whoever might have.
    """
    refuse_staff(by)
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


def relieved(*, as_of: datetime) -> list[Episode]:
    """The open episodes in which whoever held for the first days only no longer does, and the cache does not say so."""
    today, found = from_instant(as_of).on, Q(pk=None)
    for version in adopted_versions():
        for stage in adopted(version.digest, starts={}, in_force={}).pathway.stages:
            if stage.joint:
                last = today - timedelta(days=stage.joint_days + 1)
                found |= Q(blueprint=version, stage=stage.id, stage_since__lte=last)
    return list(Episode.objects.filter(found, closed_on__isnull=True, relieved=False).order_by("pk"))


@verb
def record_relief(*, episode: Episode, by: StaffRole, at: datetime) -> Episode:
    """Make the cache say that those who held jointly for a time no longer do: no fact tells it, the days do."""
    refuse_staff(by)
    locked = lock(episode.pk)
    now = stands(locked, at=at)
    was, want = cached(now.course, locked), wanted(now.course)
    Episode.objects.filter(pk=locked.pk).update(**want.episode)
    refresh([(locked, want, wanted(was))], at=at)
    for keep in FOLLOWED:
        keep([(locked, was, now.course)], at)
    return locked


def led_by_nobody_there(*, as_of: datetime) -> list[Episode]:
    """The open episodes whose lead no longer holds the role in which they lead, or whose account is closed."""
    gone = Q(lead__until_on__lte=from_instant(as_of).on) | Q(lead__staff__is_active=False)
    return list(Episode.objects.filter(gone, closed_on__isnull=True).order_by("pk"))


@verb
def record_lead_left(*, episode: Episode, by: StaffRole, at: datetime) -> Episode:
    """Record that the lead has left, so that a person whom nobody holds any more is on the list that says so."""
    refuse_staff(by)
    locked = lock(episode.pk)
    if locked.closed_on is not None or locked.lead_id is None:
        return locked
    lead = StaffRole.objects.get(pk=locked.lead_id)
    history = recorded(locked)
    bound = follow(blueprint_of(locked).pathway, history, bound=starting_parties(locked)).bound
    there = str(lead.organisation_id)
    # Whoever holds jointly plays no party: then the fact stands in the part of whoever does.
    party = next((party for party, organisation in bound.items() if organisation == there), next(iter(bound)))
    facts = {"organisation": lead.organisation_id, "staff": lead.pk}
    saying = Saying(everywhere.LEAD_LEFT, _left(lead.until_on, history, at=at), facts, party=party)
    append(locked, saying, by=by, at=at)
    return locked


def _left(ended_on: date | None, history: tuple[Fact, ...], *, at: datetime) -> Moment:
    """The day on which the role ended; or now, where they are known to have led after it."""
    latest = max(event.when.on for event in standing(history) if event.step not in SAID_OF_THE_WAIT)
    now = from_instant(at)
    return Moment(on=ended_on) if ended_on is not None and latest < ended_on <= now.on else now


def _brought(blueprint: Blueprint, standard: str, stage: str) -> str | None:
    opened = blueprint.standard[standard].opens
    return next((step for step in opened if stage in blueprint.pathway.step[step].sources), None)
