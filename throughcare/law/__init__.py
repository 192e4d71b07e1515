"""Rules of law as data: a closed table of kinds, each a small question about what was answered, and what they say."""

from throughcare.law.judging import Doubt, against, doubts, misdated, told
from throughcare.law.kinds import KINDS, Kind, lacks
from throughcare.law.rule import Rule

__all__ = ["KINDS", "Doubt", "Kind", "Rule", "against", "doubts", "lacks", "misdated", "told"]
