"""A service as a value: everything that its file says, checked and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from throughcare.clocks import DelayReason, Escalation, Standard
from throughcare.law import Rule
from throughcare.meanings import ClockMeaning, OutcomeMeaning, StepMeaning
from throughcare.pathways import Pathway, Step


@dataclass(frozen=True)
class Source:
    """Where a rule comes from."""

    id: str
    title: str
    address: str = ""


@dataclass(frozen=True)
class Criterion:
    """Who a service is for. `needed` is all, any or exclude; a decline cites one; `instead` names a better service."""

    id: str
    says: str
    needed: str
    instead: str | None = None


@dataclass(frozen=True)
class Field:
    """One question of a form. `category` of the record decides who may ever read the answer.

    `kind` is one of text, long-text, date, time, number, yes-no, choice, choices, organisation, staff, criterion.
    """

    id: str
    label: str
    kind: str
    category: str
    required: bool = False
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Form:
    """The questions that a step asks, in order."""

    id: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Share:
    """What a party may see of a category while it is involved: write, read, summary or flag."""

    party: str
    category: str
    level: str


@dataclass(frozen=True)
class Blueprint:
    """One version of a service, identified by `digest`, the SHA-256 of its file.

    `forms` of a step are found through `form_of`. `plain` holds, by step, what the person is told. `indicators`,
    `instruments` and `evaluation` are kept as read: `check_instruments` checks the former, whoever uses it the other.
    """

    id: str
    title: str
    version: str
    digest: str
    summary: str
    authored_by: str
    checked_by: str
    review_by: date
    pathway: Pathway
    sources: tuple[Source, ...]
    criteria: tuple[Criterion, ...]
    standards: tuple[Standard, ...]
    rules: tuple[Rule, ...]
    forms: tuple[Form, ...]
    form_of: Mapping[str, str]
    plain: Mapping[str, str]
    shares: tuple[Share, ...]
    delay_reasons: tuple[DelayReason, ...]
    escalations: tuple[Escalation, ...]
    indicators: tuple[Mapping[str, Any], ...]
    instruments: tuple[Mapping[str, Any], ...]
    evaluation: Mapping[str, Any]
    outcome_titles: Mapping[str, str] = field(default_factory=dict)
    outcome_means: Mapping[str, OutcomeMeaning] = field(default_factory=dict)

    @cached_property
    def standard(self) -> Mapping[str, Standard]:
        return {standard.id: standard for standard in self.standards}

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def form(self) -> Mapping[str, Form]:
        return {form.id: form for form in self.forms}

    @cached_property
    def delay_reason(self) -> Mapping[str, DelayReason]:
        return {reason.id: reason for reason in self.delay_reasons}

    @cached_property
    def escalation(self) -> Mapping[str, Escalation]:
        return {escalation.id: escalation for escalation in self.escalations}

    @cached_property
    def _bearing(self) -> Mapping[str, tuple[str, ...]]:
        """Word -> the rows that bear it: no word of a step is one of a clock."""
        rows: list[Step | Standard] = [*self.pathway.steps, *self.standards]
        words = dict.fromkeys(word for row in rows for word in row.means)
        return {word: tuple(row.id for row in rows if word in row.means) for word in words}

    def meaning(self, *words: StepMeaning | ClockMeaning) -> tuple[str, ...]:
        """The ids of the steps, or standards, that bear one of these words, in the order of the words."""
        return tuple(dict.fromkeys(row for word in words for row in self._bearing.get(word, ())))

    def that_means(self, word: StepMeaning | ClockMeaning) -> str:
        """The id of the one step, or standard, that bears a word; empty where this service has none."""
        return next(iter(self.meaning(word)), "")

    def means(self, step: str | None, *words: StepMeaning) -> bool:
        """Whether a step bears one of these words."""
        return step in self.meaning(*words)

    def fields_of(self, step: str) -> tuple[Field, ...]:
        """The questions that taking this step asks; none for a step without a form."""
        return self.form[self.form_of[step]].fields if step in self.form_of else ()
