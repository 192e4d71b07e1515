"""One episode as it is counted: its clocks, its facts, and the groups it belongs to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from throughcare.clocks import Run
from throughcare.meanings import ClockMeaning, StepMeaning
from throughcare.pathways import Event, Moment


@dataclass(frozen=True, slots=True)
class Case:
    """What the facts of one episode amount to at `as_of` (`blueprints.course` gives runs and facts).

    `runs` hold, by what a clock means, every running of it, oldest first; `means` the steps by what they mean. `groups`
    say, by dimension ("prison", "sex"), where the episode belongs. `starts` say in words where a clock starts here that
    a blueprint leaves to each service.
    `admissions` are all of this person's admissions to hospital, in whatever episode.
    """

    runs: Mapping[ClockMeaning, tuple[Run, ...]]
    facts: tuple[Event, ...]
    as_of: Moment
    means: Mapping[StepMeaning, tuple[str, ...]]
    groups: Mapping[str, str] = field(default_factory=dict)
    starts: Mapping[ClockMeaning, str] = field(default_factory=dict)
    admissions: tuple[date, ...] = ()

    def steps(self, meaning: StepMeaning) -> Iterator[Event]:
        """The standing facts of the steps that mean this, in the order in which they happened."""
        return (fact for fact in self.facts if self.is_(fact.step, meaning))

    def is_(self, step: str | None, meaning: StepMeaning) -> bool:
        """Whether a step of the blueprint means this."""
        return step in self.means.get(meaning, ())

    def begun(self, clock: ClockMeaning) -> tuple[Run, ...]:
        """Every running of a clock that has begun; none where the blueprint has none that means this."""
        return tuple(run for run in self.runs.get(clock, ()) if run.started is not None)
