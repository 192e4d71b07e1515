"""A standard applied to one history: when it started, is due, stopped, and what that makes it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from throughcare.clocks.counting import days_before, days_used, due, later_by, units_between
from throughcare.clocks.standard import Restart, Standard
from throughcare.pathways import Event, Moment


class ClockState(StrEnum):
    """What a clock shows. A breach stays a breach: ending the episode afterwards does not unsay it."""

    NOT_STARTED = "not-started"
    RUNNING = "running"
    MET = "met"
    BREACHED_OPEN = "breached-open"
    BREACHED_CLOSED = "breached-closed"
    ENDED = "ended-not-applicable"


OPEN_STATES = frozenset({ClockState.RUNNING, ClockState.BREACHED_OPEN})


@dataclass(frozen=True, slots=True)
class Run:
    """One running of a standard.

    `days_used` counts as the standard counts, up to the stop or `as_of`. `started_by` is the number of the event that
    started it and `because` the step that stopped or ended it. `late_by` is in the standard's days.
    """

    standard: str
    state: ClockState
    shadow: bool
    started: Moment | None = None
    started_by: int | None = None
    due: Moment | None = None
    warn: Moment | None = None
    stopped: Moment | None = None
    because: str | None = None
    days_used: int | None = None
    late_by: int = 0


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of the episode, which ends every clock that still runs."""

    when: Moment
    step: str


@dataclass(frozen=True, slots=True)
class _Running:
    """A run not yet over: for which of `each` it has stopped, the days it was paused and since when it stands still."""

    event: Event
    stopped_for: frozenset[str] = frozenset()
    paused: int = 0
    paused_since: Moment | None = None


def runs(
    standard: Standard, events: Sequence[Event], *, as_of: Moment, closing: Closing | None = None
) -> tuple[Run, ...]:
    """Every run of the standard over the standing events, oldest first; one `not-started` run where there is none.

    `events` are in the order in which they happened. Those after `as_of` are not looked at.
    """
    heard = {
        *standard.starts, *standard.stops, *standard.ends, *standard.resets, *standard.pauses, *standard.resumes,
    }  # fmt: skip
    past = [event for event in events if event.step in heard and not event.when.is_after(as_of)]
    over, running = _play(standard, past)
    if running is not None and closing is not None and not closing.when.is_after(as_of):
        over.append(_ended(standard, running, closing.when, closing.step))
    elif running is not None:
        over.append(_still_running(standard, running, as_of))
    return tuple(over) or (Run(standard.id, ClockState.NOT_STARTED, shadow=_shadow_now(standard, as_of)),)


def latest(all_runs: Sequence[Run]) -> Run:
    """The run that counts now: the newest."""
    return all_runs[-1]


def _shadow_now(standard: Standard, as_of: Moment) -> bool:
    return standard.in_shadow_on(as_of.on)


def _play(standard: Standard, events: Sequence[Event]) -> tuple[list[Run], _Running | None]:
    over: list[Run] = []
    running: _Running | None = None
    for event in events:
        if running is not None:
            running, finished = _during(standard, running, event)
            over.extend(finished)
        if event.step in standard.starts and standard.applies_on(event.when.on):
            running, finished = _start(standard, running, event, first=not over)
            over.extend(finished)
    return over, running


def _during(standard: Standard, running: _Running, event: Event) -> tuple[_Running | None, list[Run]]:
    """What an event does to a run that has begun."""
    if event.step in standard.stops:
        stopped_for = running.stopped_for | _stops_for(standard, event)
        if stopped_for.issuperset(standard.each):
            return None, [_stopped(standard, running, event)]
        return replace(running, stopped_for=stopped_for), []
    if event.step in standard.ends:
        return None, [_ended(standard, running, event.when, event.step)]
    if event.step in standard.resets:
        return None, []
    if event.step in standard.pauses and running.paused_since is None:
        return replace(running, paused_since=event.when), []
    if event.step in standard.resumes and running.paused_since is not None:
        lost = units_between(running.paused_since, event.when, unit=standard.unit)
        return replace(running, paused=running.paused + lost, paused_since=None), []
    return running, []


def _stops_for(standard: Standard, event: Event) -> frozenset[str]:
    """For which of `each` a stop speaks: for those it names, and for all where it names none."""
    said = event.facts.get(standard.each_in) if standard.each_in else None
    return frozenset(map(str, said if isinstance(said, list | tuple) else [said])) if said else frozenset(standard.each)


def _start(
    standard: Standard, running: _Running | None, event: Event, *, first: bool
) -> tuple[_Running | None, list[Run]]:
    """A start event begins a run, replaces the one that runs, or is only one more of its kind: see Restart."""
    if running is None:
        return (_Running(event) if first or standard.restarts is not Restart.NEVER else None), []
    if standard.restarts is Restart.ANEW:
        return _Running(event), [_ended(standard, running, event.when, event.step)]
    return running, []


def _due(standard: Standard, running: _Running, end: Moment) -> Moment | None:
    if standard.counts_to is not None:
        return days_before(running.event.facts.get(standard.counts_to), 0)
    return _after(standard, running, standard.limit, end)


def _warn(standard: Standard, running: _Running, end: Moment) -> Moment | None:
    if standard.counts_to is not None and standard.warn_at is not None:
        return days_before(running.event.facts.get(standard.counts_to), standard.warn_at)
    return _after(standard, running, standard.warn_at, end)


def _after(standard: Standard, running: _Running, limit: int | None, end: Moment) -> Moment | None:
    if limit is None:
        return None
    paused = running.paused
    if running.paused_since is not None:
        paused += units_between(running.paused_since, end, unit=standard.unit)
    moment = due(running.event.when, limit, unit=standard.unit, counting=standard.counting)
    return later_by(moment, paused, unit=standard.unit)


def _at(standard: Standard, running: _Running, end: Moment, state: ClockState) -> Run:
    due_at = _due(standard, running, end)
    started = running.event.when
    late = due_at is not None and end.is_after(due_at)
    return Run(
        standard=standard.id,
        state=state,
        shadow=standard.in_shadow_on(started.on),
        started=started,
        started_by=running.event.number,
        due=due_at,
        warn=_warn(standard, running, end),
        days_used=days_used(started, end, standard=standard),
        # Late by hours, or on a day that the unit does not count, is late all the same.
        late_by=max(1, units_between(due_at, end, unit=standard.unit)) if late and due_at else 0,
    )


def _still_running(standard: Standard, running: _Running, as_of: Moment) -> Run:
    run = _at(standard, running, as_of, ClockState.RUNNING)
    return replace(run, state=ClockState.BREACHED_OPEN) if run.late_by else run


def _stopped(standard: Standard, running: _Running, event: Event) -> Run:
    run = _at(standard, running, event.when, ClockState.MET)
    state = ClockState.BREACHED_CLOSED if run.late_by else ClockState.MET
    return replace(run, state=state, stopped=event.when, because=event.step)


def _ended(standard: Standard, running: _Running, when: Moment, step: str) -> Run:
    """Over without a result; but a limit that had passed by then was passed."""
    run = _at(standard, running, when, ClockState.ENDED)
    state = ClockState.BREACHED_CLOSED if run.late_by else ClockState.ENDED
    return replace(run, state=state, stopped=when, because=step)
