"""What an instrument is: items, scales, bands, cut-offs, thresholds of change, alert rules, codes and a licence.

Every fact names the source it comes from and says whether somebody confirmed it there. What is not confirmed was
recalled, and is shown as unconfirmed until a person confirms it in the file.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

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
    """An answer, or a score, at which somebody is told. Exactly one of `item` and `scale` is given."""

    id: str
    item: str
    scale: str
    op: str
    value: float
    says: str
    kind: Kind


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


@dataclass(frozen=True)
class Instrument:
    """One version of an instrument. `hash`, that of its file, is its identity."""

    id: str
    title: str
    version: str
    hash: str
    rater: Rater
    recall: str
    asks: str
    note: str
    main_scale: str
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    bands: tuple[Band, ...]
    cutoffs: tuple[Cutoff, ...]
    changes: tuple[Threshold, ...]
    norms: tuple[Norm, ...]
    alerts: tuple[AlertRule, ...]
    skips: tuple[Skip, ...]
    codes: tuple[Code, ...]
    recodings: tuple[Recoding, ...]
    licence: Licence
    keys: Fact
    wording: Fact
    missing: str
    sources: tuple[Source, ...]
    authored_by: str
    checked_by: str
    review_by: date

    @cached_property
    def item(self) -> Mapping[str, Item]:
        return {item.number: item for item in self.items}

    @cached_property
    def scale(self) -> Mapping[str, Scale]:
        return {scale.id: scale for scale in self.scales}

    @cached_property
    def scored(self) -> tuple[Item, ...]:
        """The items that scales are made of."""
        return tuple(item for item in self.items if item.scored)

    @cached_property
    def optional(self) -> frozenset[str]:
        """The scales of nothing but items that nobody has to answer."""
        return frozenset(
            scale.id
            for scale in self.scales
            if scale.items and not any(self.item[number].required for number in scale.items)
        )

    @cached_property
    def edges(self) -> Mapping[str, tuple[tuple[float, ...], tuple[str, ...]]]:
        """By scale, where its bands begin and what they are called."""
        found: dict[str, tuple[tuple[float, ...], tuple[str, ...]]] = {}
        for band in self.bands:
            los, labels = found.get(band.scale, ((), ()))
            found[band.scale] = ((*los, band.lo), (*labels, band.label))
        return found

    def facts(self) -> Iterator[tuple[str, Fact]]:
        """Everything that is said of the instrument and has a source, each with what it is about."""
        yield "Items: how many, which answers, which are turned round", self.keys
        if any(item.text for item in self.items):
            yield "Wording of the items", self.wording
        yield "Licence", self.licence
        for what, some in _NAMED:
            for fact in getattr(self, some):
                yield what(fact), fact

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """What nobody has confirmed yet, in words."""
        return tuple(dict.fromkeys(what for what, fact in self.facts() if not fact.confirmed))


_NAMED: tuple[tuple[Callable[..., str], str], ...] = (
    (lambda one: f"Scale {one.id}", "scales"),
    (lambda one: f"Bands of {one.scale}", "bands"),
    (lambda one: f"Cut-off of {one.scale}: {one.op} {one.value:g}, {one.meaning}", "cutoffs"),
    (lambda one: f"Change of {one.scale}: {one.op} {one.threshold:g} ({one.basis})", "changes"),
    (lambda one: f"Norm of {one.scale}: {one.population}", "norms"),
    (lambda one: f"Alert rule {one.id}", "alerts"),
    (lambda one: f"Items {', '.join(one.items)} may be skipped", "skips"),
    (lambda one: f"{one.system.upper()} code of {one.of}", "codes"),
    (lambda one: f"The same items as {one.of} in other numbers", "recodings"),
)
