"""A summary begun from what is on record: lines under each heading, which whoever signs it may change.

Nothing is written twice. What is not on record stays empty, so that nobody takes silence for a "none".
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from throughcare.blueprints.holding import questions
from throughcare.episodes.answers import shown
from throughcare.episodes.reading import Account
from throughcare.meanings import StepMeaning
from throughcare.pathways import Event as Fact
from throughcare.pathways import spell_day
from throughcare.plans.reading import Written
from throughcare.plans.words import ANSWERS, CLINICAL, GOAL_STATES, SECTION, STEP_STATES, THERAPY, TO_DO, WHOSE, YES

MORE = "More is on record than fits here."

# What is told of sessions: how many were held, missed, lost to the regime, in this order.
COUNTED: Mapping[StepMeaning, str] = {
    StepMeaning.SESSION_HELD: "Sessions held",
    StepMeaning.SESSION_MISSED: "Sessions missed",
    StepMeaning.SESSION_LOST: "Sessions that the prison's regime took",
}
TREATED = (
    StepMeaning.TREATMENT_STARTED,
    StepMeaning.STEPPED_UP,
    StepMeaning.STEPPED_DOWN,
    StepMeaning.STEPPED_ACROSS,
    StepMeaning.TREATMENT_ENDED,
)


@dataclass(frozen=True)
class OnRecord:
    """What the writer may read of an episode and of its plan. `scores` are lines on questionnaires."""

    account: Account
    written: Written
    scores: Sequence[str] = ()

    def every(self, *meanings: StepMeaning) -> list[Fact]:
        steps = self.account.blueprint.meaning(*meanings)
        return [fact for fact in self.account.course.facts if fact.step in steps]

    def answers(self, fact: Fact, category: str) -> Iterator[tuple[str, str]]:
        """Label and answer of what a fact says in a category."""
        given = self.account.answers[fact.number]
        for asked in questions(self.account.blueprint, fact.step):
            if asked.category == category and given.get(asked.id) not in {None, ""}:
                yield asked.label, shown(self.account, asked, given[asked.id])

    def last(self, category: str) -> list[str]:
        """Of each question in a category the last answer."""
        said = {label: says for fact in self.account.course.facts for label, says in self.answers(fact, category)}
        return [f"{label}: {says}" for label, says in said.items()]


def draft(record: OnRecord) -> dict[str, str]:
    """Key of a heading -> its text, for the headings of which anything is on record."""
    texts = {key: _fitted("\n".join(lines(record))) for key, lines in LINES.items()}
    return {key: text for key, text in texts.items() if text}


def _fitted(text: str) -> str:
    """The whole, or the first of its lines and a last one that says so: nothing is left out in silence."""
    # A form sends each end of a line as two characters.
    sent = text.replace("\n", "\r\n")
    if len(sent) <= SECTION:
        return text
    whole, _, cut = sent[: SECTION - len(f"\r\n{MORE}")].rpartition("\r\n")
    return f"{whole or cut}\r\n{MORE}".replace("\r\n", "\n")


def _person(record: OnRecord) -> Iterator[str]:
    if record.account.shows_identity:
        person = record.account.episode.person
        yield person.full_name
        if person.birth_date:
            yield f"Born {spell_day(person.birth_date)}"
        if record.account.lives_at:
            yield f"Lives at {record.account.lives_at}"


def _referrer(record: OnRecord) -> Iterator[str]:
    first = record.account.history[0]
    by = record.account.recordings[first.number]
    yield f"{by.staff}, {by.organisation}, {spell_day(first.when.on)}"


def _reason(record: OnRecord) -> Iterator[str]:
    for fact in record.account.course.facts[:1]:
        yield from (f"{label}: {says}" for label, says in record.answers(fact, CLINICAL))


def _done(record: OnRecord) -> Iterator[str]:
    for fact in record.every(*TREATED):
        title = record.account.blueprint.pathway.step[fact.step].title
        said = "; ".join(f"{label}: {says}" for label, says in record.answers(fact, CLINICAL))
        yield f"{spell_day(fact.when.on)}: {title}{f'. {said}' if said else ''}"
    for meaning, title in COUNTED.items():
        if number := len(record.every(meaning)):
            yield f"{title}: {number}"


def _outcomes(record: OnRecord) -> Iterator[str]:
    """The first and the last number of each kind, and how near the person came to each goal."""
    numbers: dict[str, list[str]] = {}
    for fact in record.account.course.facts:
        asked = {one.label for one in questions(record.account.blueprint, fact.step) if one.kind == "number"}
        for label, says in record.answers(fact, THERAPY):
            if label in asked:
                numbers.setdefault(label.removesuffix(" at the end"), []).append(f"{says} on {spell_day(fact.when.on)}")
    for label, said in numbers.items():
        yield f"{label}: {' → '.join(dict.fromkeys([said[0], said[-1]]))}"


def _care_team(record: OnRecord) -> Iterator[str]:
    account = record.account
    for part in account.course.state.parts:
        if part.until is None:
            title = account.blueprint.pathway.party[part.party].title
            lead = account.course.state.leads.get(part.organisation, "")
            named = f" ({account.staff[lead]})" if lead in account.staff else ""
            yield f"{title}: {account.organisations.get(part.organisation, '')}{named}"


def _plan(record: OnRecord) -> Iterator[str]:
    for step in record.written.steps_now:
        if step.state == TO_DO:
            by = f", by {spell_day(step.due_on)}" if step.due_on else ""
            yield f"{step.what} ({step.who or WHOSE[step.whose].lower()}{by})"
        else:
            yield f"{STEP_STATES[step.state]}: {step.what}{f' ({step.why})' if step.why else ''}"


def _their_words(record: OnRecord) -> Iterator[str]:
    written = record.written
    for problem in written.problems_now:
        if problem.own_words:
            yield f"“{problem.own_words}”{' (no longer)' if problem.over else ''}"
    for goal in written.goals_now:
        ratings = [f"{one.value} of 10 on {spell_day(one.on)}" for one in written.ratings_of(goal.key)]
        rated = f": {' → '.join(dict.fromkeys([ratings[0], ratings[-1]]))}" if ratings else ""
        yield f"Goal “{goal.own_words}”, {GOAL_STATES[goal.state].lower()}{rated}"
    if answer := written.agreement:
        why = "" if answer.answer == YES else f": {answer.reason}"
        yield f"Asked about the plan on {spell_day(answer.on)}: {ANSWERS[answer.answer].lower()}{why}"


LINES: Mapping[str, Callable[[OnRecord], Iterator[str]]] = {
    "person": _person,
    "referrer": _referrer,
    "reason": _reason,
    "diagnoses": lambda record: iter(record.last("diagnosis-and-medication")),
    "procedures": _done,
    "outcomes": _outcomes,
    "scores": lambda record: iter(record.scores),
    "risks": lambda record: iter(record.last("self-harm-risk")),
    "legal-status": lambda record: iter(record.last("mha-status")),
    "social-context": lambda record: iter(record.last("housing")),
    "care-team": _care_team,
    "plan": _plan,
    "in-their-words": _their_words,
    "requirements": lambda record: iter(record.last("protected-characteristics")),
}
