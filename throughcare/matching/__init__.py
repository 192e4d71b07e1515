"""Whether a mentor and somebody who asked for one fit each other, and why: for a coordinator, who decides."""

from throughcare.matching.fitting import Fit, best_first, fit, free_today
from throughcare.matching.people import Between, Mentee, Mentor
from throughcare.matching.reasons import REASONS, Bearing, Reason
from throughcare.matching.words import HOURS, NEEDS

__all__ = [
    "HOURS",
    "NEEDS",
    "REASONS",
    "Bearing",
    "Between",
    "Fit",
    "Mentee",
    "Mentor",
    "Reason",
    "best_first",
    "fit",
    "free_today",
]
