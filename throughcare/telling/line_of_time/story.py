"""What the picture is told, and the frames it can be drawn in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from markupsafe import Markup

from throughcare.blueprints.course import Course
from throughcare.clocks import ClockState, Run, Standard
from throughcare.pathways import RECORDED_IN_ERROR, Event
from throughcare.telling.line_of_time.timescale import Scale, scale_of
from throughcare.telling.phrases import listed

# How far beyond the last day that something happened the picture may reach to show when things are due.
LOOK_AHEAD = timedelta(days=28)


@dataclass(frozen=True)
class Story:
    """One episode as the picture tells it.

    `history` is every fact as recorded, corrected ones and corrections too; `names` are those of organisations, by the
    references that the course uses.
    """

    course: Course
    history: tuple[Event, ...]
    names: Mapping[str, str]

    def named(self, organisations: tuple[str, ...]) -> str:
        return listed(self.names.get(organisation, "another organisation") for organisation in organisations)

    def title_of(self, step: str) -> str:
        return self.course.blueprint.pathway.step[step].title

    @cached_property
    def today(self) -> date:
        """The day up to which the picture is drawn: that of looking, or of the end."""
        state = self.course.state
        return state.since.on if state.closed and state.since else self.course.as_of.on

    @cached_property
    def clocks(self) -> tuple[tuple[Standard, tuple[Run, ...]], ...]:
        """The clocks that have started, those in force first."""
        found = [
            (self.course.blueprint.standard[name], runs)
            for name, runs in self.course.runs.items()
            if runs[-1].state is not ClockState.NOT_STARTED
        ]
        return tuple(sorted(found, key=lambda clock: clock[1][-1].shadow))

    @cached_property
    def told(self) -> tuple[Event, ...]:
        """The facts that are shown as marks, in the order in which they happened."""
        facts = [event for event in self.history if event.step != RECORDED_IN_ERROR]
        return tuple(sorted(facts, key=lambda event: (event.when.on, event.number)))

    @cached_property
    def titles(self) -> Mapping[int, str]:
        """What happened, by the numbers of the facts that are shown."""
        return {event.number: self.title_of(event.step) for event in self.told}

    @cached_property
    def struck(self) -> frozenset[int]:
        """The numbers of facts that were corrected or struck out since."""
        return frozenset(event.corrects for event in self.history if event.corrects is not None)

    def scale(self, *, left: float, right: float) -> Scale:
        happened = [event.when.on for event in self.told] or [self.today]
        days = [*happened, self.today]
        horizon = max(days) + max(LOOK_AHEAD, (max(days) - min(days)) / 2)
        due = [day for _, runs in self.clocks for run in runs if (day := due_day(run))]
        return scale_of([*days, *(min(day, horizon) for day in due)], left=left, right=right)


def due_day(run: Run) -> date | None:
    """The day on which a clock was or is due; None of one that ended before it could be."""
    over = run.state is ClockState.ENDED and run.due and run.stopped and run.due.is_after(run.stopped)
    return run.due.on if run.due and not over else None


@dataclass(frozen=True)
class Frame:
    """A size to draw in. Labels stand in a column at the left, or, where that is 0 wide, above what they name."""

    name: str
    width: float
    label: float
    verdict: float

    @property
    def left(self) -> float:
        return self.label

    @property
    def right(self) -> float:
        return self.width - self.verdict


WIDE = Frame("wide", 960, 228, 150)
NARROW = Frame("narrow", 300, 0, 0)


@dataclass(frozen=True)
class Row:
    """One band of the picture: what it is called, how it stands, and its drawing, of some height."""

    title: str
    note: str
    body: Markup
    height: float
    verdict: tuple[str, ...] = ()
    alarm: bool = False
