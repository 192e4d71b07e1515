"""What a model answers: the figure, every term of it, and what it may not be taken for."""

from dataclasses import dataclass
from decimal import Decimal

GROUP_PROBABILITY = "group probability, not a prediction for this person"
NEVER_REFUSE = "never a reason to refuse care"


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a sum: what it stands for in words, and what it weighs (a weight, or points)."""

    id: str
    says: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """`total` is the sum of the terms; `how` says in a sentence each how the figures follow from it."""

    model: str
    version: str
    terms: tuple[Term, ...]
    total: float
    meaning: str = GROUP_PROBABILITY
    how: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentages(Result):
    """Whole per cent, 1 to 99, within one and within two years of the start of follow-up. The band is of the second."""

    one_year: int
    two_year: int
    band: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Result):
    """Per cent within two years, with two places. `missing` are the dynamic answers without which it is static."""

    score: Decimal
    band: str
    kind: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen(Result):
    """Whether somebody is screened in, for a closer look by somebody; `outcome` in a word, `score` where there is one.

    `applies` is false for those whom the screen is not for. `override` is what clinicians asked for, apart from it.
    """

    applies: bool
    outcome: str | None
    score: int | None = None
    override: bool | None = None
    missing: tuple[str, ...] = ()
