"""A plan told to the person in plain words: what they want, who does what, who can see it, how to disagree.

In sentences of few short words, for a reading age of 9 to 11: a test counts. What they said stands in their own words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from throughcare.access.told import told as sharings_of
from throughcare.episodes.reading import Account
from throughcare.pathways import spell_day
from throughcare.people.models import Person
from throughcare.plans.models import Summary
from throughcare.plans.reading import Goal, Step, Written
from throughcare.plans.words import CARE_PLAN, COULD_NOT, NO, TO_DO, YES
from throughcare.sharing import CATEGORIES
from throughcare.sharing.levels import LEVEL_IN_WORDS

NOTHING = "There is no plan yet. Your team will make one with you."
ASKED = {
    YES: "You said yes to this plan on {}.",
    NO: "You said no to this plan on {}. You said why: “{}”.",
    COULD_NOT: "We asked you on {}. You could not say yes or no then.",
}
NOT_ASKED = "We have not asked you yet. Please tell us what you think."
CHANGED = "The plan has changed since then. We will ask you again."
NO_PROBLEM = "You have not told us yet."
NO_GOAL = "We have not written a goal yet. Tell us what you want."
NO_STEP = "No step is open now."
RATED = "On {} you said {} out of 10."
REACHED = "You got there. Well done."
LEFT = "We do not work on this now."
NEXT = "We look at the plan with you by {}."
NO_NEXT = "No day is set yet. You can ask for one."
ALL, SHORT = "These can read all of your plan: {}.", "These see a short part of it: {}."
NOBODY_ELSE = "We do not know who else can see it. Ask your team."
DISAGREE = (
    "You can say no at any time. No one may treat you worse for it.",
    "Tell any of your team what you want to change. We will write it down.",
    "You can ask for a person who speaks up for you. They are called an advocate.",
    "You can make a complaint.",
)
WHAT_NEXT = (
    "If things get worse, tell a nurse or an officer. You can ask for help again.",
    "If something here is wrong, say so. We will write down what you say.",
)


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants to know, and what they are told; `quotes` are words of their own."""

    asks: str
    says: tuple[str, ...]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """The whole page. `name` is empty where the reader may not know who it is."""

    title: str
    name: str
    service: str
    questions: tuple[Question, ...]
    made: str


def plan_told(told: Account, written: Written) -> Told:
    """The plan as of the day on which the episode was read."""
    return _page(told, "Your plan", _of_plan(told, written) if written.changes else _of_nothing(told))


def summary_told(told: Account, summary: Summary, plain: str, receivers: Iterable[str]) -> Told:
    """What the summary says to the person, and who got it."""
    return _page(told, "What we wrote at the end", _of_summary(summary, plain, tuple(receivers)))


def _page(told: Account, title: str, questions: Iterator[Question]) -> Told:
    name = told.episode.person.full_name if told.shows_identity else ""
    return Told(title, name, str(told.episode.service), tuple(questions), spell_day(told.course.as_of.on))


def _of_nothing(told: Account) -> Iterator[Question]:
    yield Question("What is my plan?", (NOTHING,))
    yield from _ends(told)


def _of_plan(told: Account, written: Written) -> Iterator[Question]:
    yield Question("Did I agree?", tuple(_agreed(written)))
    troubles = tuple(one.own_words for one in written.problems_now if one.own_words and not one.over)
    yield Question("What is hard for me?", () if troubles else (NO_PROBLEM,), troubles)
    goals = written.goals_now
    for goal in goals:
        yield Question("What do I want?", tuple(_goal(written, goal)), (goal.own_words,))
    if not goals:
        yield Question("What do I want?", (NO_GOAL,))
    steps = tuple(_step(step) for step in written.steps_now if step.state == TO_DO)
    yield Question("Who does what?", steps or (NO_STEP,))
    due = written.plan.review_due_on if written.plan else None
    yield Question("When do we look again?", (NEXT.format(spell_day(due)) if due else NO_NEXT,))
    yield from _ends(told)


def _agreed(written: Written) -> Iterator[str]:
    if (asked := written.agreement) is None:
        yield NOT_ASKED
        return
    yield ASKED[asked.answer].format(spell_day(asked.on), asked.reason)
    if written.since_asked:
        yield CHANGED


def _goal(written: Written, goal: Goal) -> Iterator[str]:
    ratings = written.ratings_of(goal.key)
    for one in dict.fromkeys([ratings[0], ratings[-1]] if ratings else []):
        yield RATED.format(spell_day(one.on), one.value)
    if not goal.open:
        yield REACHED if goal.state == "reached" else LEFT


def _step(step: Step) -> str:
    who = {"person": "You", "team": "Your team"}.get(step.whose, step.who)
    by = f" By {spell_day(step.due_on)}." if step.due_on else ""
    return f"{who}: {step.what}.{by}".replace("..", ".")


def _of_summary(summary: Summary, plain: str, receivers: tuple[str, ...]) -> Iterator[Question]:
    yield Question("What did we write?", tuple(plain.split("\n")))
    if summary.changed:
        yield Question("What did we change?", (summary.changed,))
    got = (f"We sent it to {', '.join(receivers)}.",) if receivers else ("We have not sent it to others yet.",)
    yield Question("Who got it?", got)
    yield Question("What can I do now?", WHAT_NEXT)
    yield Question("What if I do not agree?", DISAGREE)


def _ends(told: Account) -> Iterator[Question]:
    yield Question("Who can see it?", tuple(_who(told.episode.person)) or (NOBODY_ELSE,))
    yield Question("What if I do not agree?", DISAGREE)


def _who(person: Person) -> Iterator[str]:
    """Those to whom the category of plans is open, as the database tells whoever may see who it is."""
    title = CATEGORIES[CARE_PLAN]
    levels = {
        organisation: {one.level for one in sharings if title in one.categories}
        for organisation, sharings in sharings_of(person).items()
    }
    whole = {LEVEL_IN_WORDS["read"], LEVEL_IN_WORDS["write"]}
    reading = [name for name, found in levels.items() if found & whole]
    short = [
        name for name, found in levels.items() if LEVEL_IN_WORDS["summary"] in found - whole and name not in reading
    ]
    for words, names in ((ALL, reading), (SHORT, short)):
        if names:
            yield words.format(", ".join(names))
