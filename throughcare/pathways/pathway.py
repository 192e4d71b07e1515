"""The shape of a service: its parties, the stages a person passes, and the steps that move them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property


@dataclass(frozen=True)
class Party:
    """A part that an organisation plays in a pathway, such as the receiving hospital.

    `kinds` are the kinds of organisation that may play it. Only an `accountable` party may hold a person in a stage.
    """

    id: str
    title: str
    kinds: tuple[str, ...] = ()
    accountable: bool = True


@dataclass(frozen=True)
class Stage:
    """Where a person stands. `accountable` parties hold them; `waiting_on` must act next.

    A final stage closes the episode. `outcomes` are the codes an episode may end with, or carry, there. The parties in
    `joint` hold with the accountable ones up to day `joint_days`, the day on which the stage began being day 0.
    """

    id: str
    title: str
    accountable: tuple[str, ...] = ()
    waiting_on: str | None = None
    final: bool = False
    outcomes: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    joint_days: int = 0

    def relieved_on(self, since: date) -> date | None:
        """The first day on which those who hold jointly for a time no longer do; None where nobody does."""
        return since + timedelta(days=self.joint_days + 1) if self.joint else None


@dataclass(frozen=True)
class Step:
    """Something that happens to a person in a pathway, and who may record it.

    `sources` are the stages it may be taken from and `to` the stage it leads to; without `to` it is a fact within the
    stage. `returns` leads back to the stage the person came from. `begins` opens an episode. `needs` are steps that
    must have been taken before it. `binds` is the party whose organisation it names, in the fact of that name.
    `outcome` is the code it ends the episode with; `once` forbids a second one. From a source that is also in `within`
    it moves nothing, though it has a `to`. `upon` is what brings this step by itself once it is on the person's record:
    death, admission (elsewhere), move, release. `means` are words of `meanings`, by
    which the product finds it.
    """

    id: str
    title: str
    by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    to: str | None = None
    returns: bool = False
    begins: bool = False
    needs: tuple[str, ...] = ()
    binds: str | None = None
    outcome: str | None = None
    once: bool = False
    within: tuple[str, ...] = ()
    upon: str | None = None
    means: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pathway:
    """One service as a table of moves. `opened_by` is the party that refers."""

    id: str
    title: str
    parties: tuple[Party, ...]
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    opened_by: str

    @cached_property
    def party(self) -> Mapping[str, Party]:
        return {party.id: party for party in self.parties}

    @cached_property
    def stage(self) -> Mapping[str, Stage]:
        return {stage.id: stage for stage in self.stages}

    @cached_property
    def step(self) -> Mapping[str, Step]:
        return {step.id: step for step in self.steps}
