"""Whether where somebody is has ended what an episode is about: they died, left, moved, or were admitted elsewhere.

Plain values in, a day out. What a step waits `upon` is a word of the blueprint; each has its rule here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

HOSPITALS = frozenset({"secure-hospital", "nhs-trust"})
PRISON = "prison"
# What leaves a place may be recorded the day before what arrives at the next.
ON_THE_WAY = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Placed:
    """A time at one place, by order; `until` is the first day on which they were there no more."""

    organisation: str
    kind: str
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where somebody has lived, oldest first, and the day of their death.

    `begun` is the day on which the episode began, `takes_part` the organisations that take a part in it, `moving` says
    that they have left prison for the hospital and are not known to have arrived.
    """

    placed: tuple[Placed, ...]
    died: date | None
    begun: date
    takes_part: frozenset[str]
    moving: bool

    def on(self, day: date) -> Placed | None:
        return next((one for one in reversed(self.placed) if one.covers(day)), None)


def _death(who: Whereabouts, today: date) -> date | None:
    return who.died if who.died and who.died <= today else None


def _admission(who: Whereabouts, today: date) -> date | None:
    """In a hospital that takes no part in this."""
    now = who.on(today)
    elsewhere = now and now.kind in HOSPITALS and now.organisation not in who.takes_part and now.since >= who.begun
    return now.since if now and elsewhere else None


def _release(who: Whereabouts, today: date) -> date | None:
    """Nowhere by order any more, for long enough that no arrival is still to be recorded."""
    last = who.placed[-1] if who.placed else None
    if last is None or last.until is None or who.moving:
        return None
    return last.until if who.begun <= last.until <= today - ON_THE_WAY else None


def _move(who: Whereabouts, today: date) -> date | None:
    """In another prison than on the day on which the episode began."""
    then, now = who.on(who.begun), who.on(today)
    moved = then and now and now.kind == PRISON and now.organisation != then.organisation
    return now.since if now and moved else None


# The word of the blueprint -> its rule; the first that holds is the one.
ENDS: Mapping[str, Callable[[Whereabouts, date], date | None]] = {
    "death": _death,
    "admission": _admission,
    "move": _move,
    "release": _release,
}
