"""The course of an episode in words, for whoever reads it on a terminal or on paper."""

from collections.abc import Iterator

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.course import Course
from throughcare.clocks import ClockState, Run, Standard, Unit
from throughcare.pathways import accountable, as_typed, spell_day
from throughcare.replay.rows import Replay, possible

STATE_IN_WORDS = {
    ClockState.NOT_STARTED: "not started",
    ClockState.RUNNING: "running",
    ClockState.MET: "met",
    ClockState.BREACHED_OPEN: "late, and still open",
    ClockState.BREACHED_CLOSED: "late when it closed",
    ClockState.ENDED: "ended: no longer applies",
}


def told(result: Replay) -> str:
    """The whole result of a replay as text."""
    return "\n".join([*_standing(result.course), "", *_clocks(result.course), "", *_next(result.course), *_no(result)])


def parties(blueprint: Blueprint, ids: tuple[str, ...], *, word: str = "and") -> str:
    """Parties by their titles: "Prison and Secure hospital"."""
    titles = [blueprint.pathway.party[party].title for party in ids]
    return f" {word} ".join(filter(None, [", ".join(titles[:-1]), *titles[-1:]])) or "nobody"


def _standing(course: Course) -> Iterator[str]:
    pathway, state = course.blueprint.pathway, course.state
    yield f"{course.blueprint.title}, on {spell_day(course.as_of.on)}"
    if state.stage is None:
        yield "Nothing has been recorded yet."
        return
    since = f", since {spell_day(state.since.on)}" if state.since else ""
    yield f"Stage: {pathway.stage[state.stage].title}{since}"
    if state.closed:
        outcome = course.blueprint.outcome_titles.get(state.outcome or "", state.outcome or "not recorded")
        yield f"Closed. Outcome: {outcome}"
    else:
        yield f"Accountable: {parties(course.blueprint, accountable(pathway, state))}"


def _clocks(course: Course) -> Iterator[str]:
    yield "Clocks:"
    for run in course.clocks:
        yield f"  {course.blueprint.standard[run.standard].title}: {clock_in_words(course.blueprint, run)}"


def clock_in_words(blueprint: Blueprint, run: Run) -> str:
    """Where one clock stands: its state, when it is or was due, and how much is used."""
    standard = blueprint.standard[run.standard]
    words = [STATE_IN_WORDS[run.state] + (" (not in force)" if run.shadow else "")]
    if run.due is not None:
        words.append(f"due {spell_day(run.due.on)}")
    if run.stopped is not None:
        words.append(f"stopped {spell_day(run.stopped.on)}")
    if run.days_used is not None and standard.counts_to is None:
        words.append(_used(standard, run.days_used))
    return ", ".join(words)


def limit_in_words(standard: Standard) -> str:
    """A limit as people say it: "10 working days"; "by the day given"."""
    if standard.counts_to is not None:
        return "by the day given"
    if standard.limit is None:
        return "no limit"
    unit = standard.unit.replace("-", " ")
    return f"{standard.limit} {unit}" if standard.limit == 1 else f"{standard.limit} {unit}s"


def _used(standard: Standard, days: int) -> str:
    if standard.limit is None or standard.unit not in (Unit.DAY, Unit.WORKING_DAY):
        return f"{days} {'day' if days == 1 else 'days'} used"
    return f"{days} of {limit_in_words(standard)} used"


def _next(course: Course) -> Iterator[str]:
    steps = possible(course)
    yield "What may come next:" if steps else "Nothing more may follow."
    for step, by in steps:
        yield f"  {course.blueprint.pathway.step[step].title} (by {parties(course.blueprint, by, word='or')})"


def _no(result: Replay) -> Iterator[str]:
    if result.refused:
        yield ""
        yield "Refused rows, which changed nothing:"
    for one in result.refused:
        yield f"  Row {one.row} ({as_typed(one.step)[1:-1] or 'no step'}): {' '.join(one.reasons)}"
