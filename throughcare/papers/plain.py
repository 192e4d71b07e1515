"""The move told to the person in plain words: where, when, who, what is different, their things, their sentence.

What is the same for everybody is written here; what a hospital says of itself is its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from throughcare.meanings import ClockMeaning, StepMeaning
from throughcare.papers.facts import Facts
from throughcare.papers.models import HospitalWords
from throughcare.pathways import spell_day

# In sentences of few short words, for a reading age of 9 to 11: a test counts.
ASK = "Ask your health team. They will find out for you."
NOT_YET = "We do not know yet."
GOING = "You are going to {}."
SOMEWHERE = "We do not know yet which hospital you will go to."
THERE = "You are at {} now."
DAY = "The hospital says you can come on {}."
CAME = "You came here on {}."
GONE_BY = "You were to come on {}. We do not know the new day yet. We will tell you when we do."
NO_DAY = "We do not know the day yet. We will tell you when we do."
SAME_DAY = "Staff may tell you only on the day itself. That is to keep you and others safe."
SENTENCE = {
    "section-47": (
        "Your sentence goes on while you are in hospital. Each day there counts.",
        "If you get well before it ends, you may go back to prison.",
        "When your sentence ends, a doctor will tell you what comes next.",
    ),
    "section-48": (
        "Your court case goes on while you are in hospital.",
        "The court still decides what happens to you.",
        "You can see your solicitor in hospital.",
    ),
}
NO_SENTENCE = ("We cannot say here what this means for your sentence.", ASK)
THINGS = "Your things go with you. Staff write them on a list. You can ask to see the list."
UNWRITTEN = "The hospital has not told us this yet."
PLACE_UNWRITTEN = "The hospital has not told us yet what it is like there."
DISAGREE = (
    "You can say that you do not agree. Tell any of your health team.",
    "You can ask for a person who speaks up for you. They are called an advocate. They do not work for the hospital.",
    "You can ask for a solicitor. This is free for many people.",
    "In hospital you can ask a tribunal to look at your case. A tribunal is like a court.",
    "You can make a complaint. No one may treat you worse for it.",
    "If something on this page is wrong, say so. We will write down what you say.",
)
MARK = "No lawyer has checked these words yet. If you are not sure, ask a solicitor."
# What was planned: the clock that says by when, the step that says that it happened, and what it is called.
PLANNED = (
    (ClockMeaning.TO_FIRST_REPORT, StepMeaning.FIRST_REPORT, "The first doctor writes a report"),
    (None, StepMeaning.SECOND_REPORT, "A second doctor writes a report"),
    (None, StepMeaning.BED_ACCEPTED, "A hospital says yes"),
    (ClockMeaning.TO_WARRANT, StepMeaning.DIRECTED, "The paper for your move is signed"),
    (ClockMeaning.TO_HOSPITAL, StepMeaning.RECEIVED, "You are in hospital"),
)
RECEIVED, DIRECTED, OFFERED = StepMeaning.RECEIVED, StepMeaning.DIRECTED, StepMeaning.BED_DATE_OFFERED


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants to know, and what they are told."""

    asks: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was planned, by when, and when it happened."""

    what: str
    planned: str
    happened: str


@dataclass(frozen=True, slots=True)
class Told:
    """The whole page. `name` is empty where the reader may not know who it is."""

    name: str
    hospital: str
    ward: str
    questions: tuple[Question, ...]
    steps: tuple[Step, ...]
    made: str


def hospital_of(facts: Facts) -> str:
    """Where the person goes or is, as a primary key: the hospital of the warrant, else the one that takes part."""
    named = facts.answer(facts.last(DIRECTED), "secure-hospital")
    return str(named or facts.account.course.state.bound.get("secure-hospital", ""))


def ward_of(facts: Facts) -> str:
    found = (facts.answer(facts.last(step), "ward") for step in (RECEIVED, StepMeaning.BED_ACCEPTED))
    return str(next((one for one in found if one), ""))


def told(facts: Facts, words: HospitalWords | None) -> Told:
    """What the page says as of the day on which the episode was read."""
    account = facts.account
    return Told(
        name=account.episode.person.full_name if account.shows_identity else "",
        hospital=account.organisations.get(hospital_of(facts), ""),
        ward=ward_of(facts),
        questions=tuple(_questions(facts, words)),
        steps=tuple(_steps(facts)),
        made=spell_day(account.course.as_of.on),
    )


def _questions(facts: Facts, words: HospitalWords | None) -> Iterator[Question]:
    yield Question("Where am I going?", (*_where(facts), words.place if words else PLACE_UNWRITTEN))
    yield Question("When?", tuple(_when(facts)))
    yield Question("Who will I meet?", (words.people,) if words else (UNWRITTEN, ASK))
    yield Question("What is different there?", (words.different,) if words else (UNWRITTEN, ASK))
    yield Question("What happens to my things?", (THINGS, *((words.things,) if words else ())))
    yield Question("What happens to my sentence or my court case?", SENTENCE.get(_section(facts), NO_SENTENCE))
    yield Question("What if I do not agree?", DISAGREE)


def _where(facts: Facts) -> Iterator[str]:
    hospital = facts.account.organisations.get(hospital_of(facts), "")
    ward = ward_of(facts)
    place = f"{hospital}, {ward}" if ward else hospital
    yield (THERE if facts.last(RECEIVED) else GOING).format(place) if hospital else SOMEWHERE


def _when(facts: Facts) -> Iterator[str]:
    came, offered = facts.last(RECEIVED), facts.line(OFFERED, "date")
    if came:
        yield CAME.format(spell_day(came.when.on))
        return
    yield NO_DAY if offered.missing else (GONE_BY if _gone_by(facts) else DAY).format(offered.says)
    yield SAME_DAY


def _gone_by(facts: Facts) -> bool:
    day = str(facts.answer(facts.last(OFFERED), "date"))
    return day < facts.account.course.as_of.on.isoformat()


def _section(facts: Facts) -> str:
    found = [str(facts.answer(fact, "section") or "") for fact in facts.every(StepMeaning.REPORT_REQUESTED, DIRECTED)]
    return next((one for one in reversed(found) if one), "")


def _steps(facts: Facts) -> Iterator[Step]:
    for clock, meaning, what in PLANNED:
        if facts.step(meaning):
            due = facts.due(clock) if clock else ""
            happened = facts.last(meaning)
            yield Step(
                what,
                f"By {due}" if due else "No day was set",
                spell_day(happened.when.on) if happened else "Not yet",
            )
