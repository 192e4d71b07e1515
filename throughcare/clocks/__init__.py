"""Standards of time, and what they make of a history: started, due, met, late, days lost."""

from throughcare.clocks.accounting import Accounted, Explained, accounted, explained
from throughcare.clocks.calendar import add_working_days, is_working_day, working_days_between
from throughcare.clocks.counting import due
from throughcare.clocks.delays import Delay, DelayReason, against_delay, days_lost, delays
from throughcare.clocks.escalations import Escalation, Rung, rungs_ahead, rungs_due
from throughcare.clocks.ladder import (
    Answer,
    Asked,
    Raising,
    against_answer,
    answers,
    asked_of,
    next_rung_on,
    raisings,
    to_raise,
)
from throughcare.clocks.runs import OPEN_STATES, ClockState, Closing, Run, latest, runs
from throughcare.clocks.standard import FORCE_IN_WORDS, Counting, Force, Restart, Standard, Unit

__all__ = [
    "FORCE_IN_WORDS",
    "OPEN_STATES",
    "Accounted",
    "Answer",
    "Asked",
    "ClockState",
    "Closing",
    "Counting",
    "Delay",
    "DelayReason",
    "Escalation",
    "Explained",
    "Force",
    "Raising",
    "Restart",
    "Run",
    "Rung",
    "Standard",
    "Unit",
    "accounted",
    "add_working_days",
    "against_answer",
    "against_delay",
    "answers",
    "asked_of",
    "days_lost",
    "delays",
    "due",
    "explained",
    "is_working_day",
    "latest",
    "next_rung_on",
    "raisings",
    "rungs_ahead",
    "rungs_due",
    "runs",
    "to_raise",
    "working_days_between",
]
