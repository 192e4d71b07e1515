"""What is kept of a course for speed: the values that rows of the cache must have."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from throughcare.blueprints.course import Course
from throughcare.clocks import OPEN_STATES, ClockState, Explained, Run, explained
from throughcare.clocks.accounting import NEVER_LATE
from throughcare.episodes.models import Episode, Waiting
from throughcare.pathways import Part, accountable, holders
from throughcare.pathways.everywhere import SENT
from throughcare.sharing import LEVELS, STAGES

PERSON = "person"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The cache of one episode, each table by its natural key."""

    episode: Row
    clocks: Mapping[tuple[str, int], Row]
    involvements: Mapping[tuple[str, int], Row]
    tasks: Mapping[int, Row]
    grants: Mapping[tuple[int, str], str]


# What there is of an episode whose first fact is not recorded yet.
NOTHING = Wanted(episode={}, clocks={}, involvements={}, tasks={}, grants={})


def wanted(course: Course) -> Wanted:
    """Everything that the cache must say about an episode."""
    return Wanted(
        episode=_episode(course),
        clocks={
            (run.standard, number): _clock(course, run)
            for of_standard in course.runs.values()
            for number, run in enumerate(of_standard, start=1)
            if run.state is not ClockState.NOT_STARTED
        },
        involvements=_involvements(course.state.parts),
        tasks=tasks(course),
        grants=_grants(course),
    )


def cached(course: Course, episode: Episode) -> Course:
    """A course that no newer fact has changed, as the cache knows it: who is relieved only once it has been told so."""
    return replace(course, state=replace(course.state, relieved=episode.relieved))


def _episode(course: Course) -> Row:
    state = course.state
    holding = holders(course.blueprint.pathway, state)
    held = next((organisation for organisation in holding if organisation in state.leads), None)
    first = held or next(iter(holding), None)
    return {
        "stage": state.stage or "",
        "stage_since": state.since.on if state.since else course.as_of.on,
        "closed_on": state.since.on if state.closed and state.since else None,
        "outcome": state.outcome or "",
        "holder_id": _key(first),
        "lead_id": _key(state.leads.get(held)) if held else None,
        "nobody_holds": not state.closed and held is None,
        "relieved": state.relieved,
        "next_rung_on": course.next_rung_on,
    }


def _clock(course: Course, run: Run) -> Row:
    standard = course.blueprint.standard[run.standard]
    running = run.state in OPEN_STATES
    return {
        # Whether a running clock is late depends on the day one looks, so the day is what is kept.
        "state": ClockState.RUNNING.value if running else run.state.value,
        "shadow": run.shadow,
        "owner_id": _key(course.state.bound.get(standard.owner)),
        "started_on": run.started.on if run.started else None,
        "warn_on": run.warn.on if run.warn else None,
        "due_on": run.due.on if run.due else None,
        "due_at": run.due.at if run.due else None,
        "stopped_on": run.stopped.on if run.stopped else None,
        "because": run.because or "",
        "days_used": None if running else run.days_used,
    }


def _involvements(parts: tuple[Part, ...]) -> dict[tuple[str, int], Row]:
    """One row a part and organisation: the first day of the earliest time to the last day of the latest."""
    rows: dict[tuple[str, int], Row] = {}
    for part in parts:
        key = (part.party, int(part.organisation))
        since = rows[key]["since"] if key in rows else part.since.on
        rows[key] = {"since": since, "until": part.until.on if part.until else None}
    return rows


def tasks(course: Course) -> dict[int, Row]:
    """A line for each organisation that now takes part and may see stages, with the clock that is due first."""
    state = course.state
    if state.closed or state.stage is None:
        return {}
    waited = course.blueprint.pathway.stage[state.stage].waiting_on
    must_act = _must_act(course, waited)
    shown = {int(part.organisation) for part in state.parts if part.until is None and _sees_stages(course, part)}
    episode, answerable = _episode(course), _answerable(course)
    first = {organisation: due_first(course, organisation) for organisation in shown | answerable}
    said = {organisation: _explained(course, first[organisation]) for organisation in answerable}
    return {
        organisation: {
            "standard": run.standard if (run := first[organisation]) else "",
            "due_on": run.due.on if run and run.due else _to_receive(course, organisation, must_act),
            "waiting": _waiting(organisation, must_act, waited),
            "waiting_for_id": must_act[0] if must_act else None,
            "lead_id": episode["lead_id"],
            "nobody_holds": episode["nobody_holds"] and organisation in answerable,
            "explained_until": said.get(organisation, NEVER_LATE).until,
            "unexplained": said.get(organisation, NEVER_LATE).days,
        }
        for organisation in shown | (answerable if episode["nobody_holds"] else set())
    }


def _explained(course: Course, run: Run | None) -> Explained:
    return explained(run, course.delays, course.blueprint.delay_reason)


def _to_receive(course: Course, organisation: int, must_act: list[int]) -> date | None:
    """A referral that waits to be received stands in line by the day it was sent, although no clock runs for it yet."""
    state = course.state
    sent = state.stage == SENT and organisation in must_act
    return state.since.on if sent and state.since else None


def due_first(course: Course, organisation: int | None = None) -> Run | None:
    """What is due first of an organisation; where no clock is its own, of anybody."""
    due = [run for run in course.clocks if run.state in OPEN_STATES and run.due is not None and not run.shadow]
    owner = {run.standard: course.state.bound.get(course.blueprint.standard[run.standard].owner) for run in due}
    own = [run for run in due if owner[run.standard] == str(organisation)]
    return min(own or due, key=lambda run: run.due.on if run.due else date.max, default=None)


def _must_act(course: Course, waited: str | None) -> list[int]:
    if waited is not None:
        return [int(course.state.bound[waited])] if waited in course.state.bound else []
    return [int(organisation) for organisation in holders(course.blueprint.pathway, course.state)]


def _waiting(organisation: int, must_act: list[int], waited: str | None) -> str:
    if waited == PERSON:
        return Waiting.PERSON.value
    return (Waiting.US if organisation in must_act else Waiting.OTHERS).value


def _answerable(course: Course) -> set[int]:
    """Whose list shows that nobody holds a person: the accountable ones, else those who last were."""
    now = holders(course.blueprint.pathway, course.state)
    if now:
        return {int(organisation) for organisation in now}
    for stay in reversed(course.state.stays):
        parties = course.blueprint.pathway.stage[stay.stage].accountable
        bound = {int(course.state.bound[party]) for party in parties if party in course.state.bound}
        if bound:
            return bound
    return {int(part.organisation) for part in course.state.parts if part.until is None}


def _sees_stages(course: Course, part: Part) -> bool:
    return STAGES in _shares(course, part)


def _shares(course: Course, part: Part) -> dict[str, str]:
    """Category -> level for a part; those who hold jointly or are offered a hand-over see as the holder does."""
    pathway = course.blueprint.pathway
    parties = {part.party} if part.party in pathway.party else set(accountable(pathway, course.state))
    shares = [share for share in course.blueprint.shares if share.party in parties]
    return {share.category: share.level for share in sorted(shares, key=lambda share: LEVELS.index(share.level))}


def _grants(course: Course) -> dict[tuple[int, str], str]:
    """(organisation, category) -> level, for everyone who takes part now."""
    grants: dict[tuple[int, str], str] = {}
    for part in course.state.parts:
        if part.until is None:
            for category, level in _shares(course, part).items():
                key = (int(part.organisation), category)
                grants[key] = max(level, grants.get(key, level), key=LEVELS.index)
    return grants


def _key(reference: str | None) -> int | None:
    return int(reference) if reference is not None else None
