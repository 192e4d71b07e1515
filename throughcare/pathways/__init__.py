"""Stages and what may come next: pure functions from a table of moves and a list of facts."""

from throughcare.pathways.decide import Bars, Decision, Reason, decide, no_bars, objections
from throughcare.pathways.events import RECORDED_IN_ERROR, SAID_OF_THE_WAIT, Event, places, standing
from throughcare.pathways.everywhere import with_what_every_pathway_has
from throughcare.pathways.moments import LONDON, Moment, from_instant, parse_moment, spell_day
from throughcare.pathways.pathway import Party, Pathway, Stage, Step
from throughcare.pathways.quoting import as_typed
from throughcare.pathways.state import (
    JOINT,
    OFFERED,
    Offer,
    Part,
    State,
    Stay,
    accountable,
    after,
    as_it_stands,
    follow,
    holders,
    walk,
)

__all__ = [
    "JOINT",
    "LONDON",
    "OFFERED",
    "RECORDED_IN_ERROR",
    "SAID_OF_THE_WAIT",
    "Bars",
    "Decision",
    "Event",
    "Moment",
    "Offer",
    "Part",
    "Party",
    "Pathway",
    "Reason",
    "Stage",
    "State",
    "Stay",
    "Step",
    "accountable",
    "after",
    "as_it_stands",
    "as_typed",
    "decide",
    "follow",
    "from_instant",
    "holders",
    "no_bars",
    "objections",
    "parse_moment",
    "places",
    "spell_day",
    "standing",
    "walk",
    "with_what_every_pathway_has",
]
