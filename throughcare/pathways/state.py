"""Where a person stands, computed from the facts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from throughcare.pathways import everywhere
from throughcare.pathways.events import Event, standing
from throughcare.pathways.moments import Moment
from throughcare.pathways.pathway import Pathway, Step


@dataclass(frozen=True, slots=True)
class Stay:
    """A time in one stage; `until` is None while it lasts. `step` is what brought the person there."""

    stage: str
    since: Moment
    step: str
    until: Moment | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A hand-over offered and not yet answered: the giver still holds the person."""

    party: str
    organisation: str
    event: int


@dataclass(frozen=True, slots=True)
class State:
    """Stage, holders and outcome of an episode at one moment.

    `bound` names the organisation that plays each party; `joint` are organisations that hold the person besides the
    accountable parties; `leads` names a member of staff for an organisation.
    """

    stage: str | None = None
    closed: bool = False
    outcome: str | None = None
    stays: tuple[Stay, ...] = ()
    taken: frozenset[str] = frozenset()
    bound: Mapping[str, str] = field(default_factory=dict)
    joint: tuple[str, ...] = ()
    leads: Mapping[str, str] = field(default_factory=dict)
    offer: Offer | None = None

    @property
    def since(self) -> Moment | None:
        """When the present stage began."""
        return self.stays[-1].since if self.stays else None


def follow(pathway: Pathway, events: Sequence[Event], *, bound: Mapping[str, str]) -> State:
    """The state that the standing events lead to. They are taken as allowed: `decide` judged each when it came."""
    state = State(bound=dict(bound))
    for event in standing(events):
        state = after(pathway, state, event)
    return state


def after(pathway: Pathway, state: State, event: Event) -> State:
    """The state once this event has happened."""
    step = pathway.step[event.step]
    state = replace(state, taken=state.taken | {step.id}, bound=_bound_after(state, step, event))
    effect = EFFECTS.get(step.id)
    if effect is not None:
        state = effect(state, event)
    destination = stage_before(state) if step.returns else step.to
    return state if destination is None else _moved(pathway, state, step, destination, event)


def stage_before(state: State) -> str | None:
    """The stage the person was in before the present one."""
    return state.stays[-2].stage if len(state.stays) > 1 else None


def accountable(pathway: Pathway, state: State) -> tuple[str, ...]:
    """The parties that hold the person now; none before the first event."""
    return pathway.stage[state.stage].accountable if state.stage else ()


def holders(pathway: Pathway, state: State) -> tuple[str, ...]:
    """The organisations that hold the person now, the accountable ones first; empty when nobody does."""
    of_parties = [state.bound[party] for party in accountable(pathway, state) if party in state.bound]
    return tuple(dict.fromkeys([*of_parties, *state.joint])) if not state.closed else ()


def _bound_after(state: State, step: Step, event: Event) -> Mapping[str, str]:
    """Who acts as a party plays it from then on, unless it is played already; `binds` names another outright."""
    bound = dict(state.bound)
    if event.party and event.organisation:
        bound.setdefault(event.party, event.organisation)
    if step.binds and event.facts.get(step.binds):
        bound[step.binds] = str(event.facts[step.binds])
    return bound


def _moved(pathway: Pathway, state: State, step: Step, destination: str, event: Event) -> State:
    stage = pathway.stage[destination]
    stays = state.stays
    if state.stage != destination:
        closed_stay = (replace(stays[-1], until=event.when),) if stays else ()
        stays = (*stays[:-1], *closed_stay, Stay(stage=destination, since=event.when, step=step.id))
    return replace(
        state,
        stage=destination,
        stays=stays,
        closed=stage.final,
        outcome=(_outcome(step, event, stage.outcomes) if stage.final else None),
    )


def _outcome(step: Step, event: Event, allowed: tuple[str, ...]) -> str | None:
    """The code the episode ends with: what was recorded, else what the step says, else the stage's only one."""
    recorded = event.facts.get("outcome")
    if recorded in allowed:
        return str(recorded)
    return step.outcome or (allowed[0] if len(allowed) == 1 else None)


def _hand_over(state: State, _event: Event) -> State:
    assert state.offer is not None  # decide refuses an answer to no offer
    bound = {**state.bound, state.offer.party: state.offer.organisation}
    return replace(state, bound=bound, offer=None)


def _offer(state: State, event: Event) -> State:
    facts = event.facts
    offer = Offer(party=str(facts["party"]), organisation=str(facts["organisation"]), event=event.number)
    return replace(state, offer=offer)


def _name_lead(state: State, event: Event) -> State:
    leads: dict[str, Any] = {**state.leads, str(event.facts["organisation"]): str(event.facts["staff"])}
    return replace(state, leads=leads)


def _hold_jointly(state: State, event: Event) -> State:
    return replace(state, joint=tuple(dict.fromkeys([*state.joint, str(event.facts["organisation"])])))


def _end_joint(state: State, event: Event) -> State:
    return replace(state, joint=tuple(o for o in state.joint if o != str(event.facts["organisation"])))


EFFECTS: dict[str, Callable[[State, Event], State]] = {
    everywhere.HANDOVER_OFFERED: _offer,
    everywhere.HANDOVER_ACCEPTED: _hand_over,
    everywhere.HANDOVER_DECLINED: lambda state, _event: replace(state, offer=None),
    everywhere.LEAD_NAMED: _name_lead,
    everywhere.HELD_JOINTLY: _hold_jointly,
    everywhere.JOINT_HOLDING_ENDED: _end_joint,
}
