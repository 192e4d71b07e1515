"""Papers that print one step of the way: both medical reports, the access assessment, the warrant."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from throughcare.meanings import ClockMeaning, StepMeaning
from throughcare.papers.facts import Facts
from throughcare.papers.value import Line, Section

REPORTS = (StepMeaning.FIRST_REPORT, StepMeaning.SECOND_REPORT)
DIRECTION = StepMeaning.DIRECTED
SECTION_54 = "At least one of the two doctors must be approved under section 12 (Mental Health Act 1983, section 54)."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper that prints a step. `more` are the sections that follow."""

    title: str
    step: StepMeaning
    more: Callable[[Facts], Iterator[Section]]

    def sections(self, facts: Facts) -> Iterator[Section]:
        yield Section(self.title, tuple(facts.all_of(self.step)))
        yield from self.more(facts)


def _approval(facts: Facts) -> Iterator[Section]:
    yield Section("Approval under section 12", (approved(facts),), (SECTION_54,))


def approved(facts: Facts) -> Line:
    """Whether either doctor is approved under section 12, as far as it is recorded and shown."""
    lines = [facts.line(step, "approved") for step in REPORTS]
    yes = next((line for line in lines if line.says == "Yes"), None)
    found = yes or next((line for line in lines if line.missing), lines[0])
    return Line("A doctor approved under section 12", found.says, found.how, found.category)


def _for_nothing_more(_: Facts) -> Iterator[Section]:
    return iter(())


def _until(facts: Facts) -> Iterator[Section]:
    """The last day of the warrant, by the clock that bars the move after it."""
    words = (
        "A warrant has effect for 14 days, of which the day it is given is the first (section 47(2), and section 48(3) "
        "for those who are not sentenced). After that a new one is needed: nobody may be moved on this one.",
    )
    yield Section("How long it holds", (facts.of_stage("Last day", facts.due(ClockMeaning.WARRANT)),), words)


SHEETS = {
    "first-report": Sheet("First medical report", REPORTS[0], _approval),
    "second-report": Sheet("Second medical report", REPORTS[1], _approval),
    "access-assessment": Sheet("Access assessment", StepMeaning.ACCESS_ASSESSED, _for_nothing_more),
    "warrant": Sheet("Warrant", DIRECTION, _until),
}
