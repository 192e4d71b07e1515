"""What somebody of the example world records, as a value: planned without a database, played with one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from throughcare.pathways import LONDON, Moment, from_instant
from throughcare.stories.chance import happens

OPENS, SHIFT = time(8, 10), 9 * 60
# Of so many facts nobody writes down the time.
ONLY_THE_DAY = 0.06
LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Deed:
    """One verb: who calls it (a username; empty for the clock), about whom, at which instant, with what.

    `says` are the verb's own values; organisations are named by their keys, units and staff by name. `happened` is when
    the fact was, where that is not the same. A `tag` lets a later deed of the episode point back at this fact.
    """

    at: datetime
    verb: str
    by: str
    person: str
    says: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    episode: str = ""
    happened: Moment | None = None
    tag: str = ""


@dataclass
class Diary:
    """The deeds about one person, written in the order in which they are recorded."""

    person: str
    rng: Random
    deeds: list[Deed] = field(default_factory=list)
    last: datetime = LONG_AGO

    @property
    def today(self) -> date:
        return self.last.astimezone(LONDON).date()

    def write(self, day: date, verb: str, by: str, says: Mapping[str, Any], *, episode: str = "") -> datetime:
        """Record on a day, or on the last day written to if that is later. Returns the instant of recording."""
        at = self._moment_on(day)
        self.deeds.append(Deed(at, verb, by, self.person, says, episode))
        return at

    def fact(self, day: date, by: str, says: Mapping[str, Any], *, episode: str, late: int, tag: str) -> None:
        """Record a step of an episode: within minutes, or `late` days after it; now and then known only to its day."""
        at = self._moment_on(day)
        happened = from_instant(at - timedelta(minutes=self.rng.randint(0, 4)))
        if late:
            # Whoever catches up does so in the evening, and later things may be on record by then.
            at = _in_the_evening(happened.on + timedelta(days=late), self.rng)
        elif happens(self.rng, ONLY_THE_DAY):
            happened = Moment(on=happened.on)
        self.deeds.append(Deed(at, "step", by, self.person, says, episode, happened, tag))

    def _moment_on(self, day: date) -> datetime:
        if day <= self.today:
            self.last += timedelta(minutes=self.rng.randint(5, 20))
        else:
            opens = datetime.combine(day, OPENS, tzinfo=LONDON).astimezone(UTC)
            self.last = opens + timedelta(minutes=self.rng.randint(0, SHIFT))
        return self.last


def _in_the_evening(day: date, rng: Random) -> datetime:
    return datetime.combine(day, time(18, 30), tzinfo=LONDON).astimezone(UTC) + timedelta(minutes=rng.randint(0, 120))
