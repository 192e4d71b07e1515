"""What a model asks: one question a field of its input. Files, forms and help pages are all made from these."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

Answer = str | int | bool | date | None


class Kind(StrEnum):
    """What an answer is, as JSON has it."""

    DAY = "a day such as 2021-08-05"
    NUMBER = "a whole number"
    YES_NO = "true or false"
    LEVEL = "0, 1 or 2"
    CHOICE = "one of the words"


class Part(StrEnum):
    """Which questions stand together."""

    PERSON = "The person"
    HISTORY = "Convictions and sanctions"
    NOW = "How things are now"
    DRUGS = "Drugs that are used"
    SCREEN = "Answers of the assessment"


PROBLEMS = MappingProxyType({0: "No problems", 1: "Some problems", 2: "Significant problems"})


@dataclass(frozen=True, slots=True)
class Question:
    """`choices` are the answers of a level or a choice with their titles; `least` and `most` bound a number.

    `other_names` are short names by which a choice is known as well.
    """

    kind: Kind
    label: str
    part: Part = Part.NOW
    help: str = ""
    choices: Mapping[Any, str] = field(default_factory=dict)
    least: int = 0
    most: int = 0
    other_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def wanted(self) -> str:
        """What an answer may be, in words."""
        if self.kind is Kind.CHOICE:
            return f"one of {', '.join(self.choices)}"
        if self.kind is Kind.LEVEL:
            return ", ".join(f"{value} ({title.lower()})" for value, title in self.choices.items())
        return f"{self.kind} from {self.least} to {self.most}" if self.kind is Kind.NUMBER else str(self.kind)

    def spoken(self, answer: Answer) -> str:
        """An answer in words."""
        if answer is None:
            return "not known"
        if self.kind is Kind.YES_NO:
            return "yes" if answer else "no"
        if self.choices:
            return self.choices[answer]
        return f"{answer:%-d %B %Y}" if isinstance(answer, date) else str(answer)


def asked(question: Question, *, may_be_unknown: bool = False) -> Any:
    """A field of an input, which carries its question."""
    known = {"asks": question, "may_be_unknown": may_be_unknown}
    return field(default=None, metadata=known) if may_be_unknown else field(metadata=known)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question under the name that a file gives the answer."""

    name: str
    question: Question
    may_be_unknown: bool


def questions_of(asks: type[Any]) -> tuple[Asked, ...]:
    """The questions of an input in the order in which they are asked."""
    found = (Asked(one.name, one.metadata["asks"], one.metadata["may_be_unknown"]) for one in fields(asks))
    order = list(Part)
    return tuple(sorted(found, key=lambda one: order.index(one.question.part)))
