"""Where a person stands, computed from the facts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from throughcare.pathways import everywhere
from throughcare.pathways.events import SAID_OF_THE_WAIT, Event, standing
from throughcare.pathways.moments import Moment
from throughcare.pathways.pathway import Pathway, Step

# Parts that are no party's: holding with another, and being offered a hand-over.
JOINT = "joint"
OFFERED = "offered"


@dataclass(frozen=True, slots=True)
class Stay:
    """A time in one stage; `until` is None while it lasts. `step` is what brought the person there."""

    stage: str
    since: Moment
    step: str
    until: Moment | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A time in which an organisation took a part in the episode; `until` is None while it does."""

    party: str
    organisation: str
    since: Moment
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
    accountable parties; `leads` names a member of staff for an organisation: whoever first acted for it, until
    another is named. `parts` are the organisations involved, over time. `carried` is the outcome recorded on the way,
    with which the episode ends unless its end says otherwise. `relieved` says that whoever holds for the first days of
    the stage only no longer does; facts do not tell, so `as_it_stands` does.
    """

    stage: str | None = None
    closed: bool = False
    outcome: str | None = None
    carried: str | None = None
    stays: tuple[Stay, ...] = ()
    taken: frozenset[str] = frozenset()
    bound: Mapping[str, str] = field(default_factory=dict)
    joint: tuple[str, ...] = ()
    leads: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    offer: Offer | None = None
    relieved: bool = False

    @property
    def since(self) -> Moment | None:
        """When the present stage began."""
        return self.stays[-1].since if self.stays else None


def follow(pathway: Pathway, events: Sequence[Event], *, bound: Mapping[str, str]) -> State:
    """The state that the standing events lead to. They are taken as allowed: `decide` judged each when it came."""
    return walk(pathway, standing(events), bound=bound)


def walk(pathway: Pathway, facts: Sequence[Event], *, bound: Mapping[str, str]) -> State:
    """As `follow`, for events of which only the standing ones are left, in the order in which they happened."""
    state = State(bound=dict(bound))
    for event in facts:
        state = after(pathway, state, event)
    return state


def after(pathway: Pathway, state: State, event: Event) -> State:
    """The state once this event has happened. What is said of a wait changes nothing of it."""
    if event.step in SAID_OF_THE_WAIT:
        return state
    step = pathway.step[event.step]
    bound, leads = _bound_after(state, step, event), _leads_after(state, event)
    effect, destination = EFFECTS.get(step.id), _destination(state, step)
    if bound is not state.bound or leads is not state.leads or step.id not in state.taken:
        state = replace(state, taken=state.taken | {step.id}, bound=bound, leads=leads)
    elif effect is None and destination is None:
        # Most facts of a long treatment are of this kind, and a state is a value: it is the same one.
        return state
    if effect is not None:
        state = effect(state, event)
    if destination is not None:
        state = _moved(pathway, state, step, destination, event)
    parts = _parts_after(pathway, state, event.when)
    return state if parts is state.parts else replace(state, parts=parts)


def as_it_stands(pathway: Pathway, state: State, *, as_of: Moment) -> State:
    """The state on a day, when those who hold jointly for a time may have been relieved."""
    if state.stage is None or state.since is None:
        return state
    relieved_on = pathway.stage[state.stage].relieved_on(state.since.on)
    return replace(state, relieved=True) if relieved_on and relieved_on <= as_of.on else state


def _destination(state: State, step: Step) -> str | None:
    if state.stage in step.within:
        return None
    return stage_before(state) if step.returns else step.to


def stage_before(state: State) -> str | None:
    """The stage the person was in before the present one."""
    return state.stays[-2].stage if len(state.stays) > 1 else None


def accountable(pathway: Pathway, state: State) -> tuple[str, ...]:
    """The parties that hold the person now; none before the first event."""
    if state.stage is None:
        return ()
    stage = pathway.stage[state.stage]
    return stage.accountable if state.relieved else (*stage.accountable, *stage.joint)


def holders(pathway: Pathway, state: State) -> tuple[str, ...]:
    """The organisations that hold the person now, the accountable ones first; empty when nobody does."""
    of_parties = [state.bound[party] for party in accountable(pathway, state) if party in state.bound]
    return tuple(dict.fromkeys([*of_parties, *state.joint])) if not state.closed else ()


def _bound_after(state: State, step: Step, event: Event) -> Mapping[str, str]:
    """Who acts as a party plays it from then on, unless it is played already; `binds` names another outright.

    The same mapping where nothing is new.
    """
    new: dict[str, str] = {}
    if event.party and event.organisation and event.party not in state.bound:
        new[event.party] = event.organisation
    if step.binds and event.facts.get(step.binds):
        new[step.binds] = str(event.facts[step.binds])
    return {**state.bound, **new} if new else state.bound


def _leads_after(state: State, event: Event) -> Mapping[str, str]:
    """Whoever first acts for an organisation leads for it until another is named. The same where one does already."""
    if not (event.organisation and event.staff) or event.organisation in state.leads:
        return state.leads
    return {event.organisation: event.staff, **state.leads}


def _parts_after(pathway: Pathway, state: State, when: Moment) -> tuple[Part, ...]:
    """Ends the parts that are no longer played and begins those that now are; the same parts where none is."""
    playing = _playing(pathway, state)
    already = {(part.party, part.organisation) for part in state.parts if part.until is None}
    if already == set(playing):
        return state.parts
    kept = tuple(
        part if part.until is not None or (part.party, part.organisation) in playing else replace(part, until=when)
        for part in state.parts
    )
    return kept + tuple(Part(*played, since=when) for played in playing if played not in already)


def _playing(pathway: Pathway, state: State) -> tuple[tuple[str, str], ...]:
    """Who takes part now: while a referral is not yet received, only those who write and receive it."""
    if state.closed:
        return ()
    parties = set(state.bound)
    if state.stage in everywhere.RESERVED_STAGES:
        parties &= {pathway.opened_by, pathway.stage[str(state.stage)].waiting_on}
    played = [(party, organisation) for party, organisation in state.bound.items() if party in parties]
    offered = [(OFFERED, state.offer.organisation)] if state.offer else []
    return tuple(dict.fromkeys([*played, *offered, *((JOINT, organisation) for organisation in state.joint)]))


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
        outcome=_outcome(state, step, event, stage.outcomes) if stage.final else None,
        carried=event.facts.get("outcome") or state.carried,
    )


def _outcome(state: State, step: Step, event: Event, allowed: tuple[str, ...]) -> str | None:
    """The code the episode ends with: what was recorded, else what the step says, else what was carried, if allowed."""
    only = allowed[0] if len(allowed) == 1 else None
    said = (event.facts.get("outcome"), step.outcome, state.carried, only)
    return next((str(code) for code in said if code in allowed), None)


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


def _lead_left(state: State, event: Event) -> State:
    """Whoever has left leads no longer; a lead named since then stays."""
    organisation, staff = str(event.facts["organisation"]), str(event.facts["staff"])
    left = state.leads.get(organisation) == staff
    return replace(state, leads={o: s for o, s in state.leads.items() if o != organisation}) if left else state


def _hold_jointly(state: State, event: Event) -> State:
    return replace(state, joint=tuple(dict.fromkeys([*state.joint, str(event.facts["organisation"])])))


def _end_joint(state: State, event: Event) -> State:
    return replace(state, joint=tuple(o for o in state.joint if o != str(event.facts["organisation"])))


EFFECTS: dict[str, Callable[[State, Event], State]] = {
    everywhere.HANDOVER_OFFERED: _offer,
    everywhere.HANDOVER_ACCEPTED: _hand_over,
    everywhere.HANDOVER_DECLINED: lambda state, _event: replace(state, offer=None),
    everywhere.LEAD_NAMED: _name_lead,
    everywhere.LEAD_LEFT: _lead_left,
    everywhere.HELD_JOINTLY: _hold_jointly,
    everywhere.JOINT_HOLDING_ENDED: _end_joint,
}
