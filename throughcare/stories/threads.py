"""Writing one episode into a diary: who acts for each place, and the steps in the words of the verbs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from throughcare.clocks import add_working_days, is_working_day
from throughcare.pathways import everywhere
from throughcare.stories.chance import happens
from throughcare.stories.deeds import NOTHING, Diary
from throughcare.stories.posts import Posts, somebody

# Sometimes somebody else stands in for whoever leads.
STANDS_IN = 0.12
ACTS = ("OPS", "POM")

Facts = Mapping[str, Any]


@dataclass
class Thread:
    """An episode being planned. `leads` holds who acts for each place."""

    key: str
    service: str
    diary: Diary
    posts: Posts
    rng: Random
    leads: dict[str, str] = field(default_factory=dict)
    begun: bool = False

    @property
    def today(self) -> date:
        return self.diary.today

    def refer(self, day: date, by: str, facts: Facts, *, begin: str = "", follows: str = "") -> None:
        """Begin the episode, at `by`'s place."""
        says = {"service": self.service, "facts": facts, "begin": begin, "follows": follows}
        self.diary.write(day, "refer", self.who(by, day), says, episode=self.key)
        self.begun = True

    def step(self, day: date, step: str, by: str, facts: Facts = NOTHING, *, late: int = 0, tag: str = "") -> None:
        """Take a step of the blueprint or of holding."""
        day = max(day, self.today)
        self.diary.fact(day, self.who(by, day), {"step": step, "facts": facts}, episode=self.key, late=late, tag=tag)

    def write_as(self, username: str, step: str, facts: Facts) -> None:
        """Take a step today, by somebody in particular."""
        self.diary.fact(self.today, username, {"step": step, "facts": facts}, episode=self.key, late=0, tag="")

    def correct(self, day: date, tag: str, facts: Facts, why: str) -> None:
        """Correct the fact of a tag, by whoever recorded it."""
        by = next(deed.by for deed in self.diary.deeds if deed.tag == tag)
        self.diary.write(day, "correct", by, {"of": tag, "facts": facts, "why": why}, episode=self.key)

    def lapse(self, day: date, standard: str) -> None:
        """Let the clock record what the end of a standard brings."""
        self.diary.write(day, "lapse", "", {"standard": standard}, episode=self.key)

    def delay(self, day: date, by: str, reason: str, *, since: date, note: str = "", tag: str = "") -> None:
        facts = {"reason": reason, "from": since.isoformat(), "note": note}
        self.step(day, everywhere.DELAY_RECORDED, by, facts, tag=tag)

    def end_delay(self, day: date, by: str, tag: str, *, until: date) -> None:
        self.step(day, everywhere.DELAY_ENDED, by, {"delay": tag, "until": until.isoformat()})

    def who(self, place: str, day: date) -> str:
        """Whoever leads at the place, or somebody who stands in or has taken over."""
        lead = self.leads.get(place)
        held = lead and any(post.username == lead and post.held_on(day) for post in self.posts[place])
        if held and lead and not happens(self.rng, STANDS_IN):
            return lead
        post = somebody(self.posts, place, on=day, rng=self.rng, roles=ACTS if place.startswith("hmp-") else ())
        if not held:
            self.leads[place] = post.username
        return post.username


def working_day(day: date) -> date:
    """The day itself, or the next on which offices are open."""
    return day if is_working_day(day) else add_working_days(day, 1)


def after(day: date, days: int, *, working: bool = True) -> date:
    """So many days later; if that is a day off, the next working day."""
    later = day + timedelta(days=days)
    return working_day(later) if working else later
