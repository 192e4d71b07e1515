"""How a verb says no, and how a rule about typed text does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a typed value cannot be taken: one sentence for whoever typed it."""

    reason: str


class Refused(Exception):
    """A verb did nothing. `reasons` has one sentence for each field that stands in the way.

    The key "" holds a reason that belongs to no single field.
    """

    def __init__(self, reasons: dict[str, str]):
        super().__init__(" ".join(reasons.values()))
        self.reasons = reasons


def refuse_if(reasons: dict[str, str]) -> None:
    """Raises Refused when there is any reason to."""
    if reasons:
        raise Refused(reasons)


def sound(read: Mapping[str, T | Fault]) -> dict[str, T]:
    """The values read, when none of them is a fault. Raises Refused with the faults by field."""
    refuse_if(faults(**read))
    return {field: value for field, value in read.items() if not isinstance(value, Fault)}


def faults(**read: object) -> dict[str, str]:
    """The sentences of those values that turned out to be faults, by field."""
    return {field: value.reason for field, value in read.items() if isinstance(value, Fault)}
