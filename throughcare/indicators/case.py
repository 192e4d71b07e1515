"""One episode as it is counted: its clocks, its facts, and the groups it belongs to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from throughcare.clocks import Run
from throughcare.pathways import Event, Moment


@dataclass(frozen=True, slots=True)
class Case:
    """What the facts of one episode amount to at `as_of` (`blueprints.course` gives runs and facts).

    `runs` hold every running of each standard, oldest first. `groups` say, by dimension ("prison", "sex"), where the
    episode belongs. `starts` say in words where a clock starts here that a blueprint leaves to each service.
    `admissions` are all of this person's admissions to hospital, in whatever episode.
    """

    runs: Mapping[str, tuple[Run, ...]]
    facts: tuple[Event, ...]
    as_of: Moment
    groups: Mapping[str, str] = field(default_factory=dict)
    starts: Mapping[str, str] = field(default_factory=dict)
    admissions: tuple[date, ...] = ()

    def steps(self, step: str) -> Iterator[Event]:
        """The standing facts of one step, in the order in which they happened."""
        return (fact for fact in self.facts if fact.step == step)

    def begun(self, standard: str) -> tuple[Run, ...]:
        """Every running of a standard that has begun; none where the blueprint has no such standard."""
        return tuple(run for run in self.runs.get(standard, ()) if run.started is not None)
