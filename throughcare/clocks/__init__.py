"""Standards of time, and what they make of a history: started, due, met, late, days lost."""

from throughcare.clocks.calendar import add_working_days, is_working_day, working_days_between
from throughcare.clocks.counting import due
from throughcare.clocks.delays import Delay, DelayReason, against_delay, days_lost, delays
from throughcare.clocks.escalations import Escalation, Rung, rungs_due
from throughcare.clocks.runs import OPEN_STATES, ClockState, Closing, Run, latest, runs
from throughcare.clocks.standard import FORCE_IN_WORDS, Counting, Force, Restart, Standard, Unit

__all__ = [
    "FORCE_IN_WORDS",
    "OPEN_STATES",
    "ClockState",
    "Closing",
    "Counting",
    "Delay",
    "DelayReason",
    "Escalation",
    "Force",
    "Restart",
    "Run",
    "Rung",
    "Standard",
    "Unit",
    "add_working_days",
    "against_delay",
    "days_lost",
    "delays",
    "due",
    "is_working_day",
    "latest",
    "rungs_due",
    "runs",
    "working_days_between",
]
