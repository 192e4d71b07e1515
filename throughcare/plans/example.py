"""Plans of an example world: some in day care have goals, ratings and an answer; two have a summary, one a draft."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import cycle
from random import Random
from typing import Any

from throughcare.episodes.models import Episode, Involvement
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.people.lives import london_day
from throughcare.plans import formulating, saying, summing
from throughcare.plans.changing import means_reviews
from throughcare.plans.keeping import keep
from throughcare.plans.models import Plan
from throughcare.plans.summing import Receiver
from throughcare.plans.words import CARE_PLAN
from throughcare.sharing import MATRIX, Cell

SEED, PLANS = 20261126, 24
WRITERS = [role for role, cell in MATRIX[CARE_PLAN].items() if cell is Cell.WRITE]
# A problem in the person's words and in the team's, a goal, a step, whose it is and who.
WORDS = (
    ("I lie awake all night", "Insomnia, low mood", "I want to sleep six hours", "Keep a sleep diary", "person", ""),
    ("I blow up at nothing", "Anger after reminders", "I want to walk away", "Practise the breathing", "person", ""),
    (
        "I keep seeing it",
        "Intrusive memories",
        "I want to go to the yard",
        "Go out at a quiet time",
        "other",
        "An officer",
    ),
    ("Nobody talks to me", "Withdrawn", "I want to eat with the others", "Book a place in the group", "team", ""),
)
ANSWERS = (("yes", ""), ("yes", ""), ("no", "Wants to be in a group, not alone"), None,
           ("could-not-answer", "In segregation when we came"))  # fmt: skip
PARTS = {
    "trauma": "Grew up with violence at home; lost a brother at twelve.",
    "mental-health": "Does not sleep, low in mood since he came back to prison.",
    "offending": "Fights when he is laughed at. Says that he does not think then.",
    "links": "Feeling small turns into anger before he notices it.",
    "keeps-going": "Noise at night; nobody to talk to on the wing.",
    "helps": "Drawing, his sister's letters, being told the truth.",
}
PLAIN = "You came to see us for some weeks.\nYou said that you sleep better now.\nYour health team goes on seeing you."
IN_SHORT = "Treatment for low mood and poor sleep; better than at the start. The mental health team goes on."


def plan(*, at: datetime) -> int:
    """Write plans for people in treatment; how many. Whoever leads the episode writes them, over the last weeks."""
    rng, words, answers = Random(SEED), cycle(WORDS), cycle(ANSWERS)
    for number, episode in enumerate(_in_treatment()):
        assert episode.lead is not None
        _one(episode, next(words), next(answers), by=episode.lead, at=at, rng=rng)
        if number < 3:
            formulating.formulate(episode=episode, parts=PARTS if number == 0 else {"helps": PARTS["helps"]},
                                  seen=None, by=episode.lead, at=at)  # fmt: skip
        if number == 2:
            keep(
                episode=episode, sections={"plain": PLAIN}, in_short="", changed="", known=None, by=episode.lead, at=at
            )
        if number < 2:
            _summary(episode, acknowledged=number == 0, by=episode.lead, at=at)
    return Plan.objects.count()


def _in_treatment() -> Iterator[Episode]:
    """Open episodes whose clock of reviews runs, led by somebody who writes plans: longest in treatment first."""
    led = Episode.objects.filter(closed_on=None, nobody_holds=False, lead__role__in=WRITERS, clocks__state="running")
    found = led.select_related("lead__organisation", "lead__staff", "service", "person").order_by("stage_since", "pk")
    reviewed = (one for one in found.distinct() if one.clocks.filter(standard=means_reviews(one), state="running"))
    for _, episode in zip(range(PLANS), reviewed, strict=False):
        yield episode


def _one(
    episode: Episode,
    words: tuple[str, ...],
    answer: tuple[str, str] | None,
    *,
    by: StaffRole,
    at: datetime,
    rng: Random,
) -> None:
    began = max(episode.stage_since, london_day(at) - timedelta(days=84))
    days = (london_day(at) - began).days
    who: dict[str, Any] = {"episode": episode, "seen": None, "by": by, "at": at}
    own, team, wants, step, whose, name = words
    saying.say_problem(**who, key=None, own_words=own, team_words=team, over=False)
    saying.say_goal(**who, key=None, own_words=wants, problem=1, state="working", why="")
    for on, value in _ratings(began, days, rng):
        saying.rate_goal(**who, goal=1, value=value, on=on)
    due = london_day(at) + timedelta(days=rng.randint(0, 20))
    saying.say_step(**who, goal=1, what=step, whose=whose, who=name, due_on=due)
    if answer:
        saying.agree(**who, answer=answer[0], reason=answer[1], on=london_day(at))


def _ratings(began: date, days: int, rng: Random) -> Iterator[tuple[date, int]]:
    """One every third week, rising more often than not."""
    value = rng.randint(1, 3)
    for past in range(0, days + 1, 21):
        yield began + timedelta(days=past), value
        value = max(0, min(10, value + rng.choice((-1, 0, 1, 1, 2))))


def _summary(episode: Episode, *, acknowledged: bool, by: StaffRole, at: datetime) -> None:
    """Sent to another organisation that takes part, ten days ago where nobody has acknowledged it."""
    said = {"plan": "Go on with the sleep diary.", "in-their-words": "“I sleep better than I did.”", "plain": PLAIN}
    sent = at if acknowledged else at - timedelta(days=10)
    summary = summing.sign(episode=episode, sections=said, in_short=IN_SHORT, changed="", known=None, by=by, at=sent)
    for place in _others(episode, by):
        try:
            (sending,) = summing.send(summary=summary, to=[Receiver(place)], by=by, at=sent)
        except Refused:
            continue  # It takes part and may see nothing of a plan: it would need a basis.
        if acknowledged:
            summing.acknowledge(sending=sending, who="The duty nurse", by=by, at=at)


def _others(episode: Episode, by: StaffRole) -> list[int]:
    parts = Involvement.objects.filter(episode=episode, until=None).exclude(organisation=by.organisation_id)
    return sorted(set(parts.values_list("organisation_id", flat=True)))
