"""In which order people wait for a bed, by a rule that anybody can read, and why one is before another.

The rule is a table: the first line on which two people differ decides. It is a local default, unconfirmed: no authority
has agreed on it, and each collaborative should.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody who waits for a bed, as far as the rule asks. `since` is the day of the initial request."""

    key: int
    urgent: bool
    at_risk: bool
    since: date


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the rule. `before` sorts: less comes first. `tells` is how somebody stands to it, in words."""

    id: str
    title: str
    says: str
    before: Callable[[Wait], int]
    tells: Callable[[Wait, date], str]


RULE: Sequence[Criterion] = (
    Criterion(
        "urgent",
        "Urgency",
        "Those whose request says that it is urgent come first.",
        before=lambda wait: not wait.urgent,
        tells=lambda wait, _: "urgent" if wait.urgent else "not urgent",
    ),
    Criterion(
        "at-risk",
        "Risk while waiting",
        "Then those who are held in segregation, or for whom an ACCT is open, as recorded last.",
        before=lambda wait: not wait.at_risk,
        tells=lambda wait, _: "at risk while waiting" if wait.at_risk else "no such risk recorded",
    ),
    Criterion(
        "since",
        "Days since the initial request",
        "Then those who have waited longest since the initial request for a medical report.",
        before=lambda wait: wait.since.toordinal(),
        tells=lambda wait, as_of: f"{(as_of - wait.since).days} days",
    ),
    Criterion(
        "recorded",
        "Recorded first",
        "Of those alike in all of this, whoever was on record first.",
        before=lambda wait: wait.key,
        tells=lambda _wait, _: "alike in all else",
    ),
)


def place_of(wait: Wait) -> tuple[int, ...]:
    """What the rule sorts by."""
    return tuple(int(criterion.before(wait)) for criterion in RULE)


def ordered(waits: Iterable[Wait]) -> list[Wait]:
    """First whoever is next."""
    return sorted(waits, key=place_of)


def why_before(first: Wait, second: Wait, *, as_of: date) -> str:
    """The line of the rule that puts one before the other, and how each stands to it. Raises ValueError if none does.

    It says nothing of either that the line does not ask.
    """
    for criterion in RULE:
        if criterion.before(first) == criterion.before(second):
            continue
        if criterion.before(first) > criterion.before(second):
            raise ValueError("the rule puts the second before the first")
        if criterion.id == "recorded":
            return f"{criterion.title}: they are {criterion.tells(first, as_of)}."
        return f"{criterion.title}: {criterion.tells(first, as_of)}, before {criterion.tells(second, as_of)}."
    raise ValueError("the same person")
