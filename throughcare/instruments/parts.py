"""What an instrument is made of: items, scales, bands, cut-offs, thresholds, alert rules, codes and a licence.

Every fact names the source it comes from and says whether somebody confirmed it there. What is not confirmed was
recalled, and is shown as unconfirmed until a person confirms it in the file.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

OPS: Mapping[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}
# Which way a scale is good, as a word of the file and as a number.
DIRECTIONS: Mapping[str, int] = {"higher": 1, "lower": -1, "neither": 0}


class Rater(StrEnum):
    """Who answers."""

    SELF = "self"
    CLINICIAN = "clinician"


class Blanks(StrEnum):
    """What a sum does about items left blank, as long as enough are answered."""

    MEAN = "mean"  # each is taken to be the mean of those answered
    LEFT_OUT = "left-out"  # each adds nothing, and the score is marked incomplete


class Kind(StrEnum):
    """What an alert asks for: somebody now, or a look at it."""

    ALERT = "alert"
    REVIEW = "review"


class About(StrEnum):
    """What an alert is about, which decides who is told of it and what they are asked to do."""

    SELF_HARM = "self-harm"
    TO_OTHERS = "harm-to-others"
    SAFEGUARDING = "safeguarding"  # what others may do to them
    HOW_THEY_ARE = "how-they-are"
    WITHDRAWAL = "withdrawal"  # from alcohol or drugs
    DETERIORATION = "deterioration"


@dataclass(frozen=True, slots=True)
class Fact:
    """Where something said of an instrument comes from: the id of a source, and whether it was confirmed there."""

    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Source:
    """What a fact was read in, or that it was recalled."""

    id: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `values` are the answers there are; `unknown` one more, which counts as blank.

    `text` and `choices` are None where the licence or our certainty of the wording keeps them from shipping.
    """

    number: str
    text: str | None
    values: tuple[int, ...]
    choices: tuple[tuple[int, str], ...] | None
    reverse: bool
    required: bool
    scored: bool
    unknown: int | None = None
    alias: str = ""

    @property
    def min(self) -> int:
        return self.values[0]

    @property
    def max(self) -> int:
        return self.values[-1]

    def counted(self, answer: int) -> int:
        """The answer as scales count it: turned round where the item is worded the other way."""
        return self.min + self.max - answer if self.reverse else answer


@dataclass(frozen=True, slots=True)
class Scale(Fact):
    """What is made of some items, by a method of the closed table in `methods`.

    A look-up turns the score of the scale `of`, whose lowest is `of_low`, into an entry of its `table`. `direction` is
    +1 where high is good and -1 where high is bad. `needed` is how many items must be answered.
    """

    id: str
    title: str
    items: tuple[str, ...]
    method: str
    low: float
    high: float
    direction: int
    needed: int
    blanks: Blanks | None = None
    of: str = ""
    of_low: float = 0
    table: tuple[float, ...] = ()
    weights: tuple[str, ...] = ()
    algorithm: str = ""
    rho: float = 0.0


@dataclass(frozen=True, slots=True)
class Band(Fact):
    """A stretch of a scale with a name: from `lo` up to where the next one begins; `hi` is its highest whole score."""

    scale: str
    lo: float
    hi: float
    label: str


@dataclass(frozen=True, slots=True)
class Cutoff(Fact):
    """A score from which something is said. `sex` is empty where it holds for everybody.

    `may_be` holds the values a site may choose among; empty where there is no choice.
    """

    scale: str
    value: float
    op: str
    meaning: str
    sex: str = ""
    may_be: tuple[float, ...] = ()

    @property
    def says(self) -> str:
        """What is said from it on, and of whom where it is not of everybody."""
        return f"{self.meaning}, {self.sex}" if self.sex else self.meaning


@dataclass(frozen=True, slots=True)
class Threshold(Fact):
    """How much a scale must differ before it counts as changed. `basis`: RCI95, RCI90, MIC or policy."""

    scale: str
    threshold: float
    op: str
    basis: str


@dataclass(frozen=True, slots=True)
class Norm(Fact):
    """How a population scores: number, mean, standard deviation, alpha and retest reliability, as far as published."""

    scale: str
    population: str
    n: int | None
    mean: float
    sd: float
    alpha: float | None
    retest: float | None


@dataclass(frozen=True, slots=True)
class AlertRule(Fact):
    """An answer, or a score, at which somebody is told. Exactly one of `item` and `scale` is given.

    One that is `off` raises nothing until a service that has the form in hand says that it is to: which item asks about
    what was not known here.
    """

    id: str
    item: str
    scale: str
    op: str
    value: float
    says: str
    kind: Kind
    about: About
    off: bool = False


@dataclass(frozen=True, slots=True)
class Skip(Fact):
    """Items that need no answer, and then count as nought, where each of `when` was answered with `equals`."""

    when: tuple[str, ...]
    equals: int
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code(Fact):
    """A code of a terminology (`loinc`, `snomed`) for the instrument, a scale or an item; `of` names which."""

    system: str
    code: str
    of: str


@dataclass(frozen=True, slots=True)
class Recoding(Fact):
    """That another instrument asks the same items in other numbers: its answers and `add` are answers here."""

    of: str
    add: int


@dataclass(frozen=True, slots=True)
class Licence(Fact):
    """Who holds the rights, on which terms, and whether the wording may ship with the product."""

    holder: str
    terms: str
    text_may_ship: bool
    status: str
