"""How long a session may rest before it locks, and how long it may last at all. Nothing here asks what time it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum


class Standing(Enum):
    OPEN = "open"
    LOCKED = "locked"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for one kind of device."""

    lock: timedelta
    end: timedelta

    @property
    def grain(self) -> timedelta:
        """How exactly it is kept when something was last opened: a session is not written anew for every page."""
        return self.lock / 15


@dataclass(frozen=True, slots=True)
class Span:
    """One session: when it began, and when something was last opened in it."""

    began: datetime
    seen: datetime
    limits: Limits

    @property
    def ends_at(self) -> datetime:
        return self.began + self.limits.end

    @property
    def locks_at(self) -> datetime:
        """Never later than the session ends."""
        return min(self.seen + self.limits.lock, self.ends_at)

    def standing(self, *, as_of: datetime) -> Standing:
        if as_of >= self.ends_at:
            return Standing.ENDED
        return Standing.LOCKED if as_of >= self.locks_at else Standing.OPEN

    def is_worth_noting(self, *, as_of: datetime) -> bool:
        """Whether what is kept of `seen` is too old to be left as it is."""
        return as_of - self.seen >= self.limits.grain
