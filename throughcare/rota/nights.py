"""Which turns are of the night. A night is named by the day whose evening it follows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from throughcare.rota.turns import A_DAY, Turn, days_begun, laid, merged

# Local defaults, unconfirmed: the hours of the night, and the minutes of them that make it a night for somebody.
NIGHT = (23 * 60, A_DAY + 6 * 60)
COUNTS_FROM = 180


def night(on: date) -> Turn:
    return laid(on, NIGHT)


def parts_at_night(turn: Turn) -> list[Turn]:
    """What of it is in the hours of a night, by night."""
    return [part for on in days_begun(turn) if (part := turn.within(night(on)))]


def overnight(turn: Turn) -> bool:
    """Whether any of it is in the hours of the night."""
    return bool(parts_at_night(turn))


def nights(turns: Iterable[Turn]) -> list[date]:
    """The nights of which these turns take as much as counts, in order."""
    taken: dict[date, int] = defaultdict(int)
    for turn in merged(turns):
        for on in days_begun(turn):
            if part := turn.within(night(on)):
                taken[on] += part.minutes
    return sorted(on for on, minutes in taken.items() if minutes >= COUNTS_FROM)
