"""What steps, clocks and outcomes mean, whatever a blueprint calls them: closed tables of words with sentences."""

from collections.abc import Mapping
from typing import Any

from throughcare.meanings.clocks import CLOCKS, ClockMeaning
from throughcare.meanings.outcomes import OUTCOMES, OutcomeMeaning
from throughcare.meanings.step_meaning import StepMeaning
from throughcare.meanings.steps import STEPS
from throughcare.meanings.word import Word, read_as

__all__ = [
    "CLOCKS",
    "OUTCOMES",
    "STEPS",
    "WORDS",
    "ClockMeaning",
    "OutcomeMeaning",
    "StepMeaning",
    "Word",
    "read_as",
]

# Which kind of row of a blueprint bears which words.
WORDS: Mapping[str, Mapping[Any, Word]] = {"step": STEPS, "standard": CLOCKS}
