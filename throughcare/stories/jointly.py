"""What prison team and hospital do together: contact during the wait, one plan, the return and the year after.

Drawn from a stream of its own, so that what is told here moves nothing else.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from throughcare.stories.chance import happens, stream, weighted
from throughcare.stories.lives import Life, release
from throughcare.stories.threads import Thread, after
from throughcare.stories.wording import words

HOW = {"face-to-face": 7, "video": 1, "at-the-door": 2}
AGREES = {"yes": 6, "no": 2, "could-not-answer": 2}
# Week of a follow-up -> how many days after the return it is held, and how often it is held at all.
FOLLOW_UPS = {1: (7, 0.72), 4: (29, 0.6), 12: (86, 0.45), 52: (362, 0.35)}
A_YEAR = timedelta(days=366)


@dataclass
class Teams:
    """Who the two teams of a transfer are, and the thread that both write in."""

    thread: Thread
    prison: str
    health: str
    hospital: str

    @property
    def rng(self) -> Random:
        """A stream for the next thing told: another each day of the thread."""
        return stream(0, self.thread.key, self.thread.today, len(self.thread.diary.deeds))


def meet(thread: Thread, day: date, *, health: str) -> None:
    """Somebody of the prison's team sees the person who waits."""
    rng = stream(0, thread.key, "contact", day)
    facts = {"who": "prison-team", "how": weighted(rng, HOW), "went": words(rng, "contact")}
    thread.step(day, "waiting-contact-made", health, {**facts, "segregated": happens(rng, 0.15)})


def agree_plan(teams: Teams, day: date) -> None:
    """One plan, written by one of the two and agreed by both."""
    rng = teams.rng
    if happens(rng, 0.6):
        facts = {"plan": words(rng, "joint"), "does": words(rng, "does"), "agrees": weighted(rng, AGREES)}
        by = teams.hospital if happens(rng, 0.5) else teams.health
        teams.thread.step(day, "joint-plan-agreed", by, {**facts, "next": after(day, 28).isoformat()})


def settle_in(teams: Teams, probation: str) -> None:
    """The first weeks on the ward: the risk plan read, who keeps the sentence plan, and what the stay is for."""
    thread, rng = teams.thread, teams.rng
    admitted = thread.today
    if happens(rng, 0.8):
        reviewed = {"reviewed": words(rng, "risk_read"), "self-harm": words(rng, "risk")}
        thread.step(admitted, "risk-plan-reviewed-by-hospital", teams.hospital, reviewed)
    if happens(rng, 0.65):
        thread.step(after(admitted, 2), "offender-manager-named", teams.prison, {"offender-manager": probation})
    if happens(rng, 0.75):
        ready = {"ready-by": (admitted + timedelta(days=rng.randint(60, 240))).isoformat()}
        goals = {"goals": words(rng, "admission"), "agrees": weighted(rng, AGREES)}
        thread.step(after(admitted, rng.randint(4, 12)), "admission-goals-agreed", teams.hospital, {**goals, **ready})
    if happens(rng, 0.45):
        thread.step(after(admitted, 16), "sentence-plan-kept-in-step", teams.prison, {"what": words(rng, "in_step")})


def plan_return(teams: Teams, day: date) -> None:
    """Where to, who meets, which medicines; accepted by the team that receives, mostly."""
    thread, rng = teams.thread, teams.rng
    if not happens(rng, 0.7):
        return
    plan = {"where": words(rng, "return_why"), "who": words(rng, "meets"), "medicines": words(rng, "medicines")}
    plan |= {"risk": words(rng, "risk_read"), "told": words(rng, "told_of_return")}
    thread.step(day, "return-planned", teams.hospital, plan)
    if happens(rng, 0.8):
        thread.step(after(day, 1), "return-plan-accepted", teams.health, {})


def receive_back(teams: Teams) -> None:
    """Seen within three days, mostly; and whoever receives reads what could go wrong."""
    thread, rng = teams.thread, teams.rng
    seen = thread.today + timedelta(days=weighted(rng, {0: 5, 1: 5, 2: 3, 5: 3}))
    facts = {"how": weighted(rng, HOW), "medicines": happens(rng, 0.8)}
    thread.step(seen, "contact-after-return", teams.health, facts)
    reviewed = {"reviewed": words(rng, "risk_read"), "self-harm": words(rng, "risk")}
    thread.step(thread.today, "risk-plan-reviewed-by-prison", teams.health, reviewed)


def follow(teams: Teams, life: Life, returned: date) -> None:
    """The year after, up to the release where that comes first."""
    thread, rng = teams.thread, teams.rng
    gone = max(life.leaves_on, thread.today + timedelta(days=30))
    for week, (days, share) in FOLLOW_UPS.items():
        day = after(returned, days)
        if happens(rng, share) and thread.today < day < min(gone, returned + A_YEAR):
            facts = {"week": f"week-{week}", "under-care": happens(rng, 0.8), "acct": happens(rng, 0.2)}
            thread.step(day, "follow-up-held", teams.health, {**facts, "how": words(rng, "follow_up")})
    if gone < returned + A_YEAR:
        release(life, gone)
        facts = {"outcome": "released", "care-instead": words(rng, "s117")}
        thread.step(thread.today, "released-after-return", teams.prison, facts)
    else:
        over = {"why": "year-over", "plan": words(rng, "plan")}
        thread.step(after(returned, A_YEAR.days), "follow-up-ended", teams.health, over)
        release(life, gone)
