"""What is known of a mentor, of somebody who asked for one, and of the two together. Nothing clinical is asked."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Mentor:
    """A mentor as they stand. `here` is whether they live in the prison of the scheme now.

    The days are those until which something holds, the day itself included; None is nothing on record. `unsettled` is
    something that weighs on them and that nobody has talked over yet. `carries` and `most` count people.
    """

    key: int
    active: bool
    suspended: bool
    here: bool
    clearance_until: date | None
    training_until: date | None
    supervision_due_on: date | None
    unsettled: bool
    rest_until: date | None
    carries: int
    most: int
    wing: str = ""
    languages: frozenset[str] = field(default_factory=frozenset)
    needs: frozenset[str] = field(default_factory=frozenset)
    hours: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Mentee:
    """Somebody who asked: what is empty was not said, and nothing is judged by it."""

    need: str = ""
    language: str = ""
    wing: str = ""
    hours: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between the two. Why, nobody here is told."""

    kept_apart: bool = False
    vetoed: bool = False
    same_person: bool = False
