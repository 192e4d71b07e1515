"""Who held the person from when until when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from throughcare.pathways.pathway import Pathway
from throughcare.pathways.state import JOINT, State, Stay


@dataclass(frozen=True, slots=True)
class Tenure:
    """Days in which the same organisations held the person; nobody did where `holders` is empty.

    It runs from `since` up to `until`, the day on which another begins or the episode ended; None while it lasts.
    """

    holders: tuple[str, ...]
    since: date
    until: date | None = None


def tenures(pathway: Pathway, state: State) -> tuple[Tenure, ...]:
    """The tenures of an episode, oldest first. One that began and ended on the same day is left out."""
    found: list[Tenure] = []
    for day, until in _spells(pathway, state):
        holders = _holders_on(pathway, state, day)
        if found and found[-1].holders == holders:
            found[-1] = replace(found[-1], until=until)
        else:
            found.append(Tenure(holders, day, until))
    return tuple(found)


def _spells(pathway: Pathway, state: State) -> Iterator[tuple[date, date | None]]:
    """The days between which nothing changes, with the day of the next change."""
    changes = {moment.on for part in state.parts for moment in (part.since, part.until) if moment}
    changes |= {stay.since.on for stay in state.stays} | _reliefs(pathway, state)
    days = sorted(changes)
    last = state.since.on if state.closed and state.since else None
    for day, following in zip_longest(days, days[1:]):
        if last is None or day < last:
            yield day, following


def _holders_on(pathway: Pathway, state: State, day: date) -> tuple[str, ...]:
    """Who holds the person at the end of a day: the accountable parties' organisations, and whoever holds jointly."""
    stay = _stay_on(state, day)
    playing = [part for part in state.parts if part.since.on <= day and (part.until is None or part.until.on > day)]
    held = [
        part.organisation for party in (*_held_by(pathway, stay, day), JOINT) for part in playing if part.party == party
    ]
    return tuple(dict.fromkeys(held))


def _held_by(pathway: Pathway, stay: Stay | None, day: date) -> tuple[str, ...]:
    if stay is None:
        return ()
    stage = pathway.stage[stay.stage]
    relieved_on = stage.relieved_on(stay.since.on)
    return (*stage.accountable, *stage.joint) if relieved_on and day < relieved_on else stage.accountable


def _reliefs(pathway: Pathway, state: State) -> set[date]:
    """The days on which those who held jointly for a time no longer did, up to what the state knows of."""
    found = set()
    for stay in state.stays:
        relieved_on = pathway.stage[stay.stage].relieved_on(stay.since.on)
        over = state.relieved if stay.until is None else relieved_on is not None and relieved_on < stay.until.on
        if relieved_on is not None and over:
            found.add(relieved_on)
    return found


def _stay_on(state: State, day: date) -> Stay | None:
    return next((stay for stay in reversed(state.stays) if stay.since.on <= day), None)
