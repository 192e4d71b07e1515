"""What happens while somebody waits for a hospital: reviews of their care, escalations, days lost and to whom."""

from dataclasses import dataclass
from datetime import date, timedelta

from throughcare.stories.chance import drawn, happens
from throughcare.stories.jointly import meet
from throughcare.stories.threads import Thread, after
from throughcare.stories.wording import words

FIRST_REVIEWS, LATER_REVIEWS = 10, 30
LADDER = (14, 21, 28)


@dataclass
class Waiting:
    """Since when somebody waits, when their care was last reviewed, and the tag of the delay that runs."""

    since: date = date.min
    reviewed: date = date.min
    climbed: int = 0
    losing: str = ""

    def until(self, thread: Thread, day: date, *, health: str, manager: str) -> None:
        """Write what is done for the person and said up the ladder until a day."""
        self.reviewed = max(self.reviewed, self.since)
        while True:
            often = FIRST_REVIEWS if (self.reviewed - self.since).days < 40 else LATER_REVIEWS
            following = after(self.reviewed, often + thread.rng.randint(-3, 6))
            if following >= day:
                return
            self.reviewed = following
            plan = {"plan": words(thread.rng, "plan"), "next": after(following, often).isoformat()}
            late = thread.rng.randint(1, 3) if happens(thread.rng, 0.06) and following + timedelta(days=4) < day else 0
            thread.step(following, "interim-review-held", health, plan, late=late)
            if following + timedelta(days=5) < day:
                meet(thread, after(following, 3), health=health)
            self._climb(thread, following, health, manager)

    def _climb(self, thread: Thread, day: date, health: str, manager: str) -> None:
        if self.climbed < len(LADDER) and (day - self.since).days >= LADDER[self.climbed]:
            self.climbed += 1
            facts = {"told": words(thread.rng, "told"), "answer": words(thread.rng, "replied")}
            by = health if self.climbed < len(LADDER) else manager
            if happens(thread.rng, 0.6):
                thread.step(day, "escalation-recorded", by, facts)

    def found(self, thread: Thread, health: str) -> None:
        """The delay that runs is over, with the step just taken."""
        thread.end_delay(thread.today, health, self.losing, until=thread.today - timedelta(days=1))
        self.losing = ""


def lose_days(thread: Thread, waiting: Waiting, *, leg: str, day: date, health: str) -> None:
    """Record why a leg takes so long, unless nobody does; sometimes whoever it is put down to disputes it."""
    noted = after(thread.today, 4)
    if noted + timedelta(days=3) >= day or not happens(thread.rng, 0.85):
        return
    since = thread.today
    waiting.losing = f"delay-{leg}"
    thread.delay(noted, health, drawn(thread.rng, f"delay-{leg}"), since=since, tag=waiting.losing)
