"""One version of an instrument, as its file says it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from throughcare.instruments.parts import (
    AlertRule,
    Band,
    Code,
    Cutoff,
    Fact,
    Item,
    Licence,
    Norm,
    Rater,
    Recoding,
    Scale,
    Skip,
    Source,
    Threshold,
)


@dataclass(frozen=True)
class Instrument:
    """One version of an instrument. `hash`, that of its file, is its identity.

    `broken` says why its file cannot be used, and what to do; then nothing else that is said of it stands for anything.
    """

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
    broken: str = ""

    @property
    def checked(self) -> str:
        """Who held the file to its sources, in words."""
        return f"checked by {self.checked_by}" if self.checked_by else "not yet checked by a clinician"

    @cached_property
    def item(self) -> Mapping[str, Item]:
        return {item.number: item for item in self.items}

    @cached_property
    def named(self) -> Mapping[str, Item]:
        """The items by number, and by the other number that some have."""
        return {**{item.alias: item for item in self.items if item.alias}, **self.item}

    @cached_property
    def scale(self) -> Mapping[str, Scale]:
        return {scale.id: scale for scale in self.scales}

    @cached_property
    def raising(self) -> tuple[AlertRule, ...]:
        """The rules that raise: those that are off say nothing yet."""
        return tuple(rule for rule in self.alerts if not rule.off)

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The items that must be answered for a score to be complete."""
        return tuple(item.number for item in self.items if item.scored and item.required)

    @cached_property
    def optional(self) -> frozenset[str]:
        """The scales, but the main one, of nothing but items that nobody has to answer."""
        others = [scale for scale in self.scales if scale.items and scale.id != self.main_scale]
        return frozenset(scale.id for scale in others if not any(self.item[number].required for number in scale.items))

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

    def sure_of(self, scale: str, band: str = "") -> bool:
        """Whether all by which a score of a scale comes about, and is named, was looked up in its source."""
        bands = [one for one in self.bands if (one.scale, one.label) == (scale, band)]
        return all(one.confirmed for one in (self.keys, self.scale[scale], *bands))

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """What nobody has confirmed yet, in words."""
        return tuple(dict.fromkeys(what for what, fact in self.facts() if not fact.confirmed))


_NAMED: tuple[tuple[Callable[..., str], str], ...] = (
    (lambda one: f"Scale {one.id}", "scales"),
    (lambda one: f"Bands of {one.scale}", "bands"),
    (lambda one: f"Cut-off of {one.scale}: {one.op} {one.value:g}, {one.says}", "cutoffs"),
    (lambda one: f"Change of {one.scale}: {one.op} {one.threshold:g} ({one.basis})", "changes"),
    (lambda one: f"Norm of {one.scale}: {one.population}", "norms"),
    (lambda one: f"Alert rule {one.id}", "raising"),
    (lambda one: f"Items {', '.join(one.items)} may be skipped", "skips"),
    (lambda one: f"{one.system.upper()} code of {one.of}", "codes"),
    (lambda one: f"The same items as {one.of} in other numbers", "recodings"),
)
