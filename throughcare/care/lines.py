"""A line of a register: what is said of one person, and which fact of their episode it is.

What it is follows from the kind of session and the blueprint's own words. A group of a mentor scheme is no treatment:
nobody misses one, and whoever stays away from it is in no fact.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from throughcare.care.models import Attendance, Session
from throughcare.episodes.answers import WHY_CORRECTED
from throughcare.episodes.history import Standing
from throughcare.episodes.recording import Saying
from throughcare.meanings import StepMeaning
from throughcare.organisations.refusals import Refused
from throughcare.pathways import RECORDED_IN_ERROR, Moment
from throughcare.sessions.words import ENGAGED, HELD_AS, LATE, ON_TIME, REASONS, TREATMENT

# What a line of the register says of somebody who was there -> the national code, and the answer of the step.
THERE: Mapping[str, tuple[str, str]] = {"on-time": (ON_TIME, "on-time"), "late-seen": (LATE, "late-seen")}
CORRECTED = "The register was corrected."


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one person: a word of `THERE` with how far they took part, or a word of `REASONS`."""

    what: str
    engaged: str = ""

    def means(self, kind: str) -> StepMeaning | None:
        """What it is in an episode, of a session of that kind."""
        if self.what in THERE:
            return HELD_AS[kind]
        return REASONS[self.what].means if kind == TREATMENT else None

    def step_of(self, kind: str, standing: Standing) -> str:
        """The step that means this in the blueprint of an episode, whatever it is called; none where there is none."""
        means = self.means(kind)
        return standing.course.blueprint.that_means(means) if means else ""

    @property
    def status(self) -> str:
        return THERE[self.what][0] if self.what in THERE else REASONS[self.what].code


def line_of(row: Attendance) -> Line:
    """What a row says, as it was chosen."""
    there = next((word for word, (code, _) in THERE.items() if code == row.status), "")
    return Line(row.reason or there, row.engaged)


def unknown(lines: Mapping[int, Line]) -> dict[str, str]:
    reasons = {}
    for key, line in lines.items():
        if line.what not in THERE and line.what not in REASONS:
            reasons[str(key)] = "Say whether this person was there, or why not."
        elif line.what in THERE and line.engaged not in ENGAGED:
            reasons[str(key)] = "Say how far this person took part."
        elif line.what not in THERE and line.engaged:
            reasons[str(key)] = "Whoever was not there did not take part."
    return reasons


def said_as(session: Session, line: Line, standing: Standing, when: Moment) -> Saying | None:
    """A line as the step of its blueprint; none of a group of a mentor scheme that is no fact.

    Raises Refused where there is no step for what is said of treatment.
    """
    step = line.step_of(session.kind, standing)
    if not step:
        if session.kind == TREATMENT:
            raise Refused({"": "This service has no step that says so."})
        return None
    facts: dict[str, Any] = {"reason": line.what}
    if line.what in THERE:
        how = {"attendance": THERE[line.what][1]} if session.kind == TREATMENT else {"kind": session.kind}
        facts = {**how, "minutes": str(session.minutes)}
    return Saying(step, when, facts)


def taken_back(number: int, when: Moment) -> Saying:
    return Saying(RECORDED_IN_ERROR, Moment(on=when.on), {"why": CORRECTED}, corrects=number)


def corrected(saying: Saying, number: int) -> Saying:
    return Saying(saying.step, saying.when, {**saying.facts, WHY_CORRECTED: CORRECTED}, corrects=number)
