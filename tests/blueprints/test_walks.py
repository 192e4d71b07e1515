"""Thousands of random ways through the shipped blueprints: what must hold whatever happens."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.course import Course, course, judge
from throughcare.blueprints.library import load, shipped
from throughcare.clocks import ClockState
from throughcare.pathways import Event, Moment, accountable

FIRST = date(2026, 1, 5)
LATE = {ClockState.BREACHED_OPEN, ClockState.BREACHED_CLOSED}
# Facts that holding and delays cannot be without, and an outcome for what ends.
FACTS = {
    "organisation": "rowan",
    "staff": "petra",
    "party": "prison",
    "reason": "unknown",
    "from": "2026-01-06",
    "until": "2026-01-09",
    "answer": "agreed",
    "outcome": "died",
}
# A walk judges each fact against all before it: how long that takes says nothing about whether it is right.
WALKS = settings(max_examples=40)
Choices = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 9)), max_size=25)


def walked(blueprint: Blueprint, choices: list[tuple[int, int]]) -> list[Event]:
    """A history in which each fact was possible when it came; some days pass between them."""
    events: list[Event] = []
    on = FIRST
    for choice, days in choices:
        on += timedelta(days=days)
        moment = Moment(on)
        possible = [step for step in course(blueprint, events, as_of=moment).next_steps if not step.reasons]
        if not possible:
            break
        chosen = possible[choice % len(possible)]
        delay = next((event.number for event in events if event.step == "delay-recorded"), 0)
        event = Event(
            number=len(events) + 1,
            step=chosen.step,
            when=moment,
            party=chosen.by[0] if chosen.by else None,
            organisation="rowan",
            facts={**FACTS, "delay": delay},
        )
        if judge(blueprint, events, event, as_of=moment).allowed:
            events.append(event)
    return events


def at(blueprint: Blueprint, events: list[Event], on: date) -> Course:
    return course(blueprint, events, as_of=Moment(on))


def end_of(events: list[Event]) -> date:
    return max((event.when.on for event in events), default=FIRST)


@pytest.mark.parametrize("name", shipped())
@WALKS
@given(choices=Choices)
def test_an_open_episode_is_always_held_by_an_accountable_party(name: str, choices: list[tuple[int, int]]) -> None:
    blueprint = load(name)
    events = walked(blueprint, choices)
    state = at(blueprint, events, end_of(events)).state
    assert state.stage is None or state.closed or accountable(blueprint.pathway, state)


@pytest.mark.parametrize("name", shipped())
@WALKS
@given(choices=Choices)
def test_stays_join_without_a_gap_and_only_the_last_is_open(name: str, choices: list[tuple[int, int]]) -> None:
    stays = at(load(name), events := walked(load(name), choices), end_of(events)).state.stays
    assert all(earlier.until == later.since for earlier, later in pairwise(stays))
    assert [stay.until for stay in stays if stay.until is None] == [None][: len(stays)]


@pytest.mark.parametrize("name", shipped())
@WALKS
@given(choices=Choices)
def test_when_an_episode_has_ended_no_clock_runs(name: str, choices: list[tuple[int, int]]) -> None:
    blueprint = load(name)
    events = walked(blueprint, choices)
    whole = at(blueprint, events, end_of(events) + timedelta(days=400))
    if whole.state.closed:
        assert not any(run.state in (ClockState.RUNNING, ClockState.BREACHED_OPEN) for run in whole.clocks)


@pytest.mark.parametrize("name", shipped())
@WALKS
@given(choices=Choices, seen_on=st.integers(0, 60), later=st.integers(0, 200))
def test_a_breach_never_un_happens_as_time_goes_on(
    name: str, choices: list[tuple[int, int]], seen_on: int, later: int
) -> None:
    """A clock that a query resets is told apart: its application had not been complete."""
    blueprint = load(name)
    events = walked(blueprint, choices)
    earlier = at(blueprint, events, FIRST + timedelta(days=seen_on))
    at_last = at(blueprint, events, max(end_of(events), FIRST + timedelta(days=seen_on)) + timedelta(days=later))
    for standard in (standard for standard in blueprint.standards if not standard.resets):
        assert late(earlier, standard.id) <= late(at_last, standard.id)


def late(seen: Course, standard: str) -> set[int | None]:
    """The facts whose running of the clock is or was late."""
    return {run.started_by for run in seen.runs[standard] if run.state in LATE}


@pytest.mark.parametrize("name", shipped())
@WALKS
@given(choices=Choices)
def test_no_delay_moves_a_clock(name: str, choices: list[tuple[int, int]]) -> None:
    blueprint = load(name)
    events = walked(blueprint, choices)
    without = [event for event in events if not event.step.startswith("delay-")]
    on = end_of(events) + timedelta(days=30)
    with_delays, plain = at(blueprint, events, on), at(blueprint, without, on)
    assert [run.due for run in with_delays.clocks] == [run.due for run in plain.clocks]
    assert [run.state for run in with_delays.clocks] == [run.state for run in plain.clocks]


@pytest.mark.parametrize("name", shipped())
@WALKS
@given(choices=Choices, which=st.integers(0, 100))
def test_a_correction_by_the_same_fact_changes_nothing(name: str, choices: list[tuple[int, int]], which: int) -> None:
    blueprint = load(name)
    events = walked(blueprint, choices)
    if not events:
        return
    wrong = events[which % len(events)]
    again = replace(wrong, number=len(events) + 1, corrects=wrong.number)
    on = end_of(events)
    assert judge(blueprint, events, again, as_of=Moment(on)).allowed
    before, after = at(blueprint, events, on), at(blueprint, [*events, again], on)
    assert (before.state.stage, before.state.stays) == (after.state.stage, after.state.stays)
    assert [(run.state, run.due) for run in before.clocks] == [(run.state, run.due) for run in after.clocks]


@pytest.mark.parametrize("name", shipped())
@WALKS
@given(choices=Choices)
def test_what_may_come_next_may_indeed_be_recorded(name: str, choices: list[tuple[int, int]]) -> None:
    blueprint = load(name)
    events = walked(blueprint, choices)
    moment = Moment(end_of(events))
    for step in course(blueprint, events, as_of=moment).next_steps:
        own = step.step in blueprint.form_of or step.step in blueprint.plain
        event = Event(len(events) + 1, step.step, moment, party=step.by[0] if step.by else None)
        assert not own or judge(blueprint, events, event, as_of=moment).allowed is not bool(step.reasons)
