"""The ladder in words: which day of which clock, who was told, who has answered and who has not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from throughcare.blueprints.course import Course
from throughcare.clocks import Asked, Rung, Standard, accounted, asked_of
from throughcare.clocks.counting import days_used
from throughcare.clocks.runs import Run
from throughcare.pathways import Moment, spell_day
from throughcare.telling.line_of_time import Story
from throughcare.telling.phrases import count, listed
from throughcare.telling.sentences import whose


@dataclass(frozen=True)
class ToldLine:
    """One organisation that was told: what it answered, or since when it has not. `number` is what it can answer."""

    organisation: str
    mine: bool
    number: int
    told: str
    answer: str
    since: str


@dataclass(frozen=True)
class RungLine:
    """One rung that is due: on which day of which clock, what it asks, and of whom. `whom` are parties, as the
    blueprint names them; `missing` those that nobody plays.
    """

    day: date
    clock: str
    says: str
    whom: str
    told: tuple[ToldLine, ...]
    missing: str


def rung_lines(story: Story, *, organisation: str) -> tuple[RungLine, ...]:
    """The rungs that are due, with who was told; `organisation` is the reader's."""
    if story.course.state.closed:
        return ()
    return tuple(_line(story, rung, organisation) for rung in story.course.rungs)


def which_day(standard: Standard, day: int) -> str:
    """`day 7 of “In hospital within 28 days of referral”`; of a clock that counts to a day, how many were left."""
    if standard.counts_to is not None:
        return f"{count(day, 'day', 'days')} left of “{standard.title}”"
    return f"day {day} of “{standard.title}”"


def day_of(standard: Standard, run: Run, on: date) -> int:
    """How far a clock is on a day, in its own count; of one that counts to a day, how many days are left."""
    if standard.counts_to is not None:
        return (run.due.on - on).days if run.due else 0
    return days_used(run.started, Moment(on=on), standard=standard) if run.started else 0


def _line(story: Story, rung: Rung, mine: str) -> RungLine:
    course, escalation = story.course, rung.escalation
    standard = course.blueprint.standard[escalation.standard]
    asked = asked_of(rung, course.raised, course.answered)
    day = max((one.newest.day for one in asked), default=rung.due_on)
    parties, bound = course.blueprint.pathway.party, course.state.bound
    return RungLine(
        day=day,
        clock=which_day(standard, day_of(standard, course.runs[standard.id][-1], day)),
        says=escalation.says,
        whom=whose(story, escalation.to),
        told=tuple(_told(story, one, mine) for one in asked),
        missing=listed(parties[party].title for party in escalation.to if party not in bound),
    )


def _told(story: Story, asked: Asked, mine: str) -> ToldLine:
    again = f", {count(asked.times, 'time', 'times')} in all" if asked.times > 1 else ""
    return ToldLine(
        organisation=story.named((asked.organisation,)),
        mine=asked.organisation == mine,
        number=asked.newest.number,
        told=f"told on {spell_day(asked.newest.on)}{again}",
        answer=_answered(asked),
        since=spell_day(asked.since) if asked.since else "",
    )


def _answered(asked: Asked) -> str:
    said = asked.answer
    if said is None:
        return ""
    by = f" by {spell_day(said.by_when)}" if said.by_when else ""
    will = f" Will do{by}: {said.will}" if said.will else ""
    return f"{spell_day(said.on)}: {said.says}{will}"


def accounted_for(course: Course, run: Run) -> tuple[str, ...]:
    """How the days by which a clock is late are accounted for, a phrase each; none where it is not late."""
    found = accounted(run, course.delays, course.blueprint.delay_reason, as_of=course.as_of)
    if found is None:
        return ()
    parties = course.blueprint.pathway.party

    def said() -> Iterator[str]:
        for party, days in found.by_party.items():
            yield f"{_days(days)} put down to {parties[party].title}"
        for party, days in found.disputed.items():
            yield f"{_days(days)} put down to {parties[party].title}, which disputes it"
        if found.unknown:
            yield f"{_days(found.unknown)} put down to nothing known yet: give the reason before the delay can end"
        yield f"{_days(found.without)} without a reason" if found.without else "no day without a reason"

    return tuple(said())


def _days(number: int) -> str:
    return count(number, "day", "days")
