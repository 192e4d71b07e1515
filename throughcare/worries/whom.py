"""Whom a mentor may be worried about: those they are matched with, and somebody else on the wing, without a name.

Rooms above know mentors and their matches; they add to these lists.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from throughcare.episodes.models import Episode
from throughcare.organisations.models import Organisation, StaffRole


@dataclass(frozen=True, slots=True)
class Tapped:
    """Who is worried, and about whom: two episodes, with their service and person.

    Without a mentee it is somebody else on the wing. `mentor` may be None for a slip of which nobody can tell who
    wrote it.
    """

    mentor: Episode | None
    mentee: Episode | None


# A mentor sees none of these rows: whoever is asked looks as a service of the product (organisations.acting).
# The mentor who taps, by account, and a reference as their screen has it, "" for somebody else on the wing: the two
# episodes, or None where they are no mentor or not matched with anybody of that reference.
WHOM: list[Callable[[StaffRole, str, datetime], Tapped | None]] = []
# The code of a printed slip, and the organisation that enters it: whose slip it is, where it is a slip of theirs.
SLIPS: list[Callable[[str, Organisation, datetime], Tapped | None]] = []
# Whether the account that acts is that of a mentor here and now. Nobody else is told any more what became of a worry.
HERE: list[Callable[[], bool]] = []
# The url name of the mentor's own screen, for the way back to it.
SCREENS: list[str] = []


def is_here() -> bool:
    """What any room says that knows mentors: one who has left, or whose account ended, is none."""
    return any(ask() for ask in HERE)


def tapped_by(staff: StaffRole, reference: str, *, as_of: datetime) -> Tapped | None:
    """What the first room that knows says of a tap; None where nobody does."""
    return next((found for ask in WHOM if (found := ask(staff, reference, as_of))), None)


def slip_of(code: str, organisation: Organisation, *, as_of: datetime) -> Tapped | None:
    """What the first room that knows says of a slip; None where nobody does."""
    return next((found for ask in SLIPS if (found := ask(code, organisation, as_of))), None)
