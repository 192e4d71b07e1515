"""The judgement: which reasons hold between two, and in which order mentors are suggested."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from throughcare.matching.people import Between, Mentee, Mentor
from throughcare.matching.reasons import REASONS, Asked, Bearing, Reason

NOBODY, NOTHING = Mentee(), Between()


@dataclass(frozen=True, slots=True)
class Fit:
    """A mentor and every reason that holds, in the order of the table."""

    mentor: Mentor
    reasons: tuple[Reason, ...]

    @property
    def possible(self) -> bool:
        """Whether nothing forbids it. What is only against it is for a coordinator to weigh."""
        return not self.forbids

    @property
    def forbids(self) -> tuple[Reason, ...]:
        return tuple(one for one in self.reasons if one.bearing in (Bearing.FORBIDS_ANYBODY, Bearing.FORBIDS))

    @property
    def against(self) -> tuple[Reason, ...]:
        return tuple(one for one in self.reasons if one.bearing is Bearing.AGAINST)

    @property
    def speaks_for(self) -> tuple[Reason, ...]:
        return tuple(one for one in self.reasons if one.bearing is Bearing.FOR)


def fit(mentor: Mentor, mentee: Mentee, between: Between, *, as_of: date) -> Fit:
    """Everything that speaks for and against a match on a day."""
    asked = Asked(mentor, mentee, between, as_of)
    held = ((word, rule) for word, rule in REASONS.items() if rule.holds(asked))
    return Fit(mentor, tuple(Reason(word, rule.bearing, rule.says(asked)) for word, rule in held))


def free_today(mentor: Mentor, *, as_of: date) -> tuple[Reason, ...]:
    """Why a mentor can be given nobody new on a day, whoever it is; empty where they can."""
    found = fit(mentor, NOBODY, NOTHING, as_of=as_of)
    return tuple(one for one in found.reasons if one.bearing is Bearing.FORBIDS_ANYBODY)


def best_first(fits: Iterable[Fit]) -> list[Fit]:
    """Those that are possible first; of these the ones with least against them, most for them, and most room."""
    return sorted(fits, key=_place)


def _place(one: Fit) -> tuple[bool, int, int, float, int]:
    load = one.mentor.carries / one.mentor.most if one.mentor.most else 1.0
    return (not one.possible, len(one.against), -len(one.speaks_for), load, one.mentor.key)
