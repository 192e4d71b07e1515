"""The facts of an episode as lines of a paper: what the reader may see of them, and what nobody has recorded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from throughcare.blueprints.blueprint import Field
from throughcare.blueprints.holding import questions
from throughcare.datafiles.shape import in_words
from throughcare.episodes.answers import shown
from throughcare.episodes.reading import Account
from throughcare.meanings import ClockMeaning, StepMeaning
from throughcare.papers.value import How, Line
from throughcare.pathways import Event as Fact
from throughcare.pathways import spell_day
from throughcare.sharing import CATEGORIES, IDENTITY, STAGES
from throughcare.telling.line_of_time import Story
from throughcare.telling.sentences import whose

NOT_RECORDED = "Not recorded"


@dataclass(frozen=True)
class Facts:
    """What may be read of one episode. `numbers` are those that the person is known by, as the reader sees them."""

    account: Account
    numbers: tuple[tuple[str, str], ...] = ()

    def step(self, meaning: StepMeaning) -> str:
        """What the service of this episode calls the step that means this; empty where it has none."""
        return self.account.blueprint.that_means(meaning)

    def every(self, *meanings: StepMeaning) -> tuple[Fact, ...]:
        """The facts of steps that mean one of these and stand, in the order in which they happened."""
        steps = self.account.blueprint.meaning(*meanings)
        return tuple(fact for fact in self.account.course.facts if fact.step in steps)

    def last(self, *meanings: StepMeaning) -> Fact | None:
        return next(reversed(self.every(*meanings)), None)

    def due(self, meaning: ClockMeaning) -> str:
        """The last day of the newest running of a clock, in words; empty where none is set."""
        runs = self.account.course.runs.get(self.account.blueprint.that_means(meaning), ())
        due = runs[-1].due if runs else None
        return spell_day(due.on) if due else ""

    def answer(self, fact: Fact | None, field: str) -> object:
        """What the reader sees of one answer; None where there is none, or none to be seen."""
        return self.account.answers[fact.number].get(field) if fact else None

    def line(self, step: StepMeaning, field: str, label: str = "", *, fact: Fact | None = None) -> Line:
        """One answer of the last fact of a step, or of the fact given."""
        asked = self.asked(step, field)
        if asked is None:
            return Line(label or in_words(field), NOT_RECORDED, How.NOT_RECORDED)
        fact = fact or self.last(step)
        return self.answered(label or asked.label, asked, self.answer(fact, field))

    def answered(self, label: str, asked: Field, answer: object) -> Line:
        if not self.account.shows(asked.category):
            return self.not_shown(label, asked.category)
        if answer in (None, ""):
            return Line(label, NOT_RECORDED, How.NOT_RECORDED, asked.category)
        return Line(label, shown(self.account, asked, answer), How.SAID, asked.category)

    def asked(self, step: StepMeaning, field: str) -> Field | None:
        """The question, where the version of the service that this episode began with asks it."""
        return next((one for one in questions(self.account.blueprint, self.step(step)) if one.id == field), None)

    def all_of(self, step: StepMeaning, dated: str = "Date") -> Iterator[Line]:
        """When it happened, everything that the step asks, and who recorded it."""
        fact = self.last(step)
        yield self.day_of(fact, dated)
        for asked in questions(self.account.blueprint, self.step(step)):
            yield self.line(step, asked.id)
        yield self.recorded(fact)

    def day_of(self, fact: Fact | None, label: str) -> Line:
        return self.of_stage(label, spell_day(fact.when.on) if fact else "")

    def recorded(self, fact: Fact | None) -> Line:
        return self.of_stage("Recorded by", self.signed(fact) if fact else "")

    def signed(self, fact: Fact) -> str:
        """Who recorded a fact, for whom, and when they did."""
        by = self.account.recordings[fact.number]
        return f"{by.staff}, {by.organisation}, {spell_day(fact.when.on)}"

    def of_stage(self, label: str, says: str) -> Line:
        """What is seen by whoever sees the episode at all."""
        how = How.SAID if says else How.NOT_RECORDED
        return Line(label, says or NOT_RECORDED, how, STAGES)

    def not_shown(self, label: str, category: str) -> Line:
        says = f"Not shown to {self.account.reader.organisation}: {CATEGORIES[category]}"
        return Line(label, says, How.NOT_SHOWN, category)

    def whose(self, *parties: str) -> str:
        """Those who play these parts, by name."""
        return whose(self.story, tuple(one for one in parties if one in self.account.blueprint.pathway.party))

    @property
    def story(self) -> Story:
        return Story(self.account.course, self.account.history, self.account.organisations)

    def about(self) -> tuple[Line, ...]:
        """Who the paper is about."""
        if not self.account.shows_identity:
            return (self.not_shown("Name", IDENTITY),)
        person = self.account.episode.person
        born = spell_day(person.birth_date) if person.birth_date else ""
        told = {"Name": person.full_name, "Born": born, "Lives at": self.account.lives_at, **dict(self.numbers)}
        return tuple(_identity(label, says) for label, says in told.items())


def _identity(label: str, says: str) -> Line:
    how = How.SAID if says else How.NOT_RECORDED
    return Line(label, says or NOT_RECORDED, how, IDENTITY)


def present(lines: Iterable[Line]) -> bool:
    """Whether anything at all is said."""
    return any(line.how is How.SAID for line in lines)
