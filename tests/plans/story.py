"""Alex in day care: referred on 2 March, in treatment since 9 March, with a plan that Petra writes with them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tests.cast import Cast
from tests.episodes.conftest import day, evening, refer_to_daycare
from throughcare.episodes import actions
from throughcare.episodes.models import Episode
from throughcare.episodes.reading import Account, account, episode_seen
from throughcare.organisations.models import StaffRole
from throughcare.pathways import Moment
from throughcare.people.lives import london_day
from throughcare.plans import formulating, keeping, saying, summing
from throughcare.plans.models import Summary, SummarySending
from throughcare.plans.reading import Written, written_of
from throughcare.plans.summing import Receiver

PARTS = {
    "trauma": "Lost his brother at twelve",
    "mental-health": "Does not sleep, low in mood",
    "offending": "Fights when he is laughed at",
    "links": "Shame turns into anger",
    "keeps-going": "Bangs on the wing at night",
    "helps": "Drawing, and his sister",
}
PLAIN = "You came to see us for ten weeks.\nYou sleep better now."
IN_SHORT = "Ten weeks of treatment for low mood; sleep is better. Goes on with the mental health team."


@dataclass
class Story:
    """One person's plan; `says` is what is typed wherever somebody may type."""

    cast: Cast
    says: str = "I want to sleep through the night"
    episode: Episode = field(init=False)

    def take(self, step: str, *, on: Moment, by: StaffRole | None = None, **facts: Any) -> "Story":
        said = {name.replace("_", "-"): value for name, value in facts.items()}
        by = by or self.cast.petra
        self.episode = actions.take_step(
            episode=self.episode, step=step, facts=said, happened=on, by=by, at=evening(on)
        )
        return self

    def begun(self) -> "Story":
        """Petra takes Alex on and starts a pathway on Monday 9 March."""
        self.episode = refer_to_daycare(self.cast)
        self.take("referral-received", on=day(3)).take("accepted", on=day(4))
        self.take("assessed", on=day(6), formulation="x", risk="Cuts when alone", needs="Large print")
        return self.take("pathway-started", on=day(9), pathway="mood", mode="individual", goals="Sleep")

    def planned(self) -> "Story":
        """A problem, a goal with two ratings and a step; nobody has asked Alex whether they agree."""
        self.say("problem", own_words="I lie awake", team_words="Insomnia with low mood", over=False, key=None)
        self.say("goal", own_words=self.says, problem=1, state="working", why="", key=None)
        self.rate(2, on=9).rate(5, on=16)
        return self.say("step", goal=1, what="Keep a sleep diary", whose="person", who="", due_on=date(2026, 3, 23))

    def agreed(self, answer: str = "yes", reason: str = "", *, on: int = 16) -> "Story":
        return self.say("agree", on=on, at=on, answer=answer, reason=reason)

    def whole(self) -> "Story":
        return self.begun().planned().agreed().formulated()

    def formulated(self) -> "Story":
        formulating.formulate(episode=self.episode, parts=PARTS, seen=None, by=self.cast.petra, at=evening(day(10)))
        return self

    def rate(self, value: int, *, on: int, goal: int = 1) -> "Story":
        return self.say("rate", goal=goal, value=value, on=on, at=on)

    def say(
        self, verb: str, /, *, at: int = 10, by: StaffRole | None = None, on: int | None = None, **said: Any
    ) -> "Story":
        given = {**said, **({"on": day(on).on} if on else {})}
        VERBS[verb](**{"seen": None, **given}, episode=self.episode, by=by or self.cast.petra, at=evening(day(at)))
        return self

    def reviewed(self, *, on: int, **said: Any) -> "Story":
        given = {"changed": "Sleeps four hours more", "next_on": None, "seen": None, "happened": day(on), **said}
        saying.review(**given, episode=self.episode, by=self.cast.petra, at=evening(day(on)))
        return self

    def ended(self) -> "Story":
        return self.take("treatment-ended", on=day(20), outcome="completed", core_10="9")

    def signed(self, *, on: int = 20, by: StaffRole | None = None, **said: Any) -> Summary:
        given = {"sections": SECTIONS, "in_short": IN_SHORT, "changed": "", "known": None, **said}
        return summing.sign(**given, episode=self.episode, by=by or self.cast.petra, at=evening(day(on)))

    def sent(self, summary: Summary, *places: str, on: int = 20, by: StaffRole | None = None) -> list[SummarySending]:
        to = [Receiver(self.cast.places[place].pk) for place in places]
        return summing.send(summary=summary, to=to, by=by or self.cast.petra, at=evening(day(on)))

    def acknowledged(self, sending: SummarySending) -> None:
        summing.acknowledge(sending=sending, who="The duty nurse", by=self.cast.petra, at=evening(day(21)))

    def read_by(self, staff: StaffRole, *, on: int = 24) -> Account:
        found = episode_seen(self.episode.reference, staff=staff, as_of=evening(day(on)))
        assert found is not None
        return account(found, staff=staff, as_of=evening(day(on)))

    def plan_of(self, staff: StaffRole, *, on: int = 24) -> Written:
        return written_of(self.episode.pk, staff=staff, as_of=evening(day(on)))


def one_of_everything(episode: Episode, *, to: int, by: StaffRole, at: datetime) -> SummarySending:
    """A plan with a line of each kind, a formulation and a summary that was sent, on any episode."""
    who: dict[str, Any] = {"episode": episode, "seen": None, "by": by, "at": at}
    on = london_day(at)
    saying.say_problem(**who, key=None, own_words="x", team_words="x", over=False)
    saying.say_goal(**who, key=None, own_words="x", problem=1, state="working", why="")
    saying.rate_goal(**who, goal=1, value=3, on=on)
    saying.say_step(**who, goal=1, what="x", whose="other", who="x", due_on=on)
    saying.close_step(**who, key=1, state="not-done", why="x")
    saying.agree(**who, answer="no", reason="x", on=on)
    saying.review(**who, changed="x", next_on=on + timedelta(days=42), happened=Moment(on=on))
    formulating.formulate(**who, parts=PARTS)
    about: dict[str, Any] = {"episode": episode, "known": None, "by": by, "at": at}
    summing.sign(**about, sections=SECTIONS, in_short="x", changed="")
    summary = summing.sign(**about, sections=SECTIONS, in_short="x", changed="x")
    keeping.keep(**about, sections=SECTIONS, in_short="x", changed="x")
    (sending,) = summing.send(summary=summary, to=[Receiver(to, "mail", "x", ("care-plan",))], by=by, at=at)
    return sending


VERBS = {
    "problem": saying.say_problem,
    "goal": saying.say_goal,
    "rate": saying.rate_goal,
    "step": saying.say_step,
    "close": saying.close_step,
    "agree": saying.agree,
}
SECTIONS = {
    "reason": "Low mood",
    "procedures": "Ten sessions",
    "outcomes": "CORE-10: 22 → 9",
    "risks": "Cuts when alone",
    "plan": "Keep the sleep diary",
    "in-their-words": "“I sleep better”",
    "plain": PLAIN,
}
