"""Every reason for and against a match: one table, each with its sentence and when it holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from throughcare.matching.people import Between, Mentee, Mentor
from throughcare.matching.words import HOURS, NEEDS


class Bearing(StrEnum):
    """What a reason does. What forbids a mentor anybody new today forbids it whoever asks."""

    FORBIDS_ANYBODY = "forbids-anybody"
    FORBIDS = "forbids"
    AGAINST = "against"
    FOR = "for"


@dataclass(frozen=True, slots=True)
class Reason:
    """One that holds, in words."""

    word: str
    bearing: Bearing
    says: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The two, what is between them, and the day."""

    mentor: Mentor
    mentee: Mentee
    between: Between
    today: date

    @property
    def language(self) -> str:
        return self.mentee.language.strip().casefold()

    @property
    def spoken(self) -> set[str]:
        return {one.strip().casefold() for one in self.mentor.languages}

    @property
    def in_common(self) -> frozenset[str]:
        return self.mentor.hours & self.mentee.hours


@dataclass(frozen=True, slots=True)
class Rule:
    """When a reason holds, and its sentence."""

    bearing: Bearing
    holds: Callable[[Asked], bool]
    says: Callable[[Asked], str]


def _ran_out(day: date | None, today: date) -> bool:
    return day is None or day < today


def _until(what: str, day: date | None) -> str:
    return f"{what} ran out after {_spelled(day)}." if day else f"{what} is not on record."


def _spelled(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _hours(asked: Asked) -> str:
    return " and ".join(title.lower() for word, title in HOURS.items() if word in asked.in_common)


A, F, N, Y = Bearing.FORBIDS_ANYBODY, Bearing.FORBIDS, Bearing.AGAINST, Bearing.FOR
REASONS: Mapping[str, Rule] = {
    "elsewhere": Rule(A, lambda a: not a.mentor.here, lambda _: "Does not live in this prison now."),
    "suspended": Rule(A, lambda a: a.mentor.suspended, lambda _: "Is suspended."),
    "not-active": Rule(
        A, lambda a: not (a.mentor.active or a.mentor.suspended), lambda _: "Is not an active mentor yet, or no longer."
    ),
    "clearance": Rule(
        A,
        lambda a: _ran_out(a.mentor.clearance_until, a.today),
        lambda a: _until("Security clearance", a.mentor.clearance_until),
    ),
    "training": Rule(
        A,
        lambda a: _ran_out(a.mentor.training_until, a.today),
        lambda a: _until("Training", a.mentor.training_until),
    ),
    "supervision": Rule(
        A,
        lambda a: a.mentor.active and _ran_out(a.mentor.supervision_due_on, a.today),
        lambda a: (
            f"Supervision was due on {_spelled(a.mentor.supervision_due_on)}: nobody new until it is held."
            if a.mentor.supervision_due_on
            else "No supervision is planned."
        ),
    ),
    "unsettled": Rule(
        A, lambda a: a.mentor.unsettled, lambda _: "Something weighs on them, and nobody has talked it over yet."
    ),
    "resting": Rule(
        A,
        lambda a: a.mentor.rest_until is not None and a.mentor.rest_until >= a.today,
        lambda a: f"Rests up to and including {_spelled(a.mentor.rest_until)}." if a.mentor.rest_until else "",
    ),
    "full": Rule(
        A,
        lambda a: a.mentor.carries >= a.mentor.most,
        lambda a: f"Supports {a.mentor.carries} of at most {a.mentor.most}: no place is free.",
    ),
    "same-person": Rule(F, lambda a: a.between.same_person, lambda _: "Is this person."),
    "kept-apart": Rule(F, lambda a: a.between.kept_apart, lambda _: "These two cannot be put together."),
    "vetoed": Rule(F, lambda a: a.between.vetoed, lambda _: "One of the two has said no."),
    "not-this-need": Rule(
        N,
        lambda a: bool(a.mentee.need and a.mentor.needs) and a.mentee.need not in a.mentor.needs,
        lambda a: f"Does not take: {NEEDS.get(a.mentee.need, a.mentee.need).lower()}.",
    ),
    "no-language": Rule(
        N,
        lambda a: bool(a.language) and a.language not in a.spoken,
        # Where nobody has said what a mentor speaks, that is what is known.
        lambda a: (
            f"Does not speak {a.mentee.language}."
            if a.spoken
            else f"Nobody has said whether they speak {a.mentee.language}."
        ),
    ),
    "other-wing": Rule(
        N,
        lambda a: bool(a.mentee.wing and a.mentor.wing) and a.mentee.wing != a.mentor.wing,
        lambda a: f"Lives on {a.mentor.wing}, not on {a.mentee.wing}.",
    ),
    "no-hours": Rule(
        N, lambda a: bool(a.mentor.hours and a.mentee.hours) and not a.in_common, lambda _: "Has no hours in common."
    ),
    "this-need": Rule(
        Y,
        lambda a: bool(a.mentee.need) and a.mentee.need in a.mentor.needs,
        lambda a: f"Takes: {NEEDS.get(a.mentee.need, a.mentee.need).lower()}.",
    ),
    "language": Rule(
        Y, lambda a: bool(a.language) and a.language in a.spoken, lambda a: f"Speaks {a.mentee.language}."
    ),
    "wing": Rule(
        Y, lambda a: bool(a.mentee.wing) and a.mentee.wing == a.mentor.wing, lambda a: f"Lives on {a.mentor.wing} too."
    ),
    "hours": Rule(Y, lambda a: bool(a.in_common), lambda a: f"Can meet in the {_hours(a)}."),
    "room": Rule(
        Y,
        lambda a: a.mentor.carries * 2 <= a.mentor.most,
        lambda a: f"Has room: supports {a.mentor.carries} of at most {a.mentor.most}.",
    ),
}
