"""Rules of law as data: a closed table of kinds, each a small question about what was answered, and what they say."""

from throughcare.law.answered import answered_last
from throughcare.law.judging import Doubt, Unanswered, against, doubts, misdated, told, unanswered
from throughcare.law.kinds import KINDS, Kind, lacks
from throughcare.law.rule import Rule

__all__ = [
    "KINDS",
    "Doubt",
    "Kind",
    "Rule",
    "Unanswered",
    "against",
    "answered_last",
    "doubts",
    "lacks",
    "misdated",
    "told",
    "unanswered",
]
