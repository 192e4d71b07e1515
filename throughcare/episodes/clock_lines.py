"""The clocks of an episode side by side: each with its rule, its force, why it counts from when, and days lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from throughcare.clocks import OPEN_STATES, ClockState, Run, Standard, days_lost
from throughcare.episodes.reading import Account
from throughcare.pathways import from_instant, spell_day
from throughcare.telling import clock_words
from throughcare.telling.ladder_words import accounted_for
from throughcare.telling.phrases import count


@dataclass(frozen=True)
class ClockLine:
    """One standard as it stands for one person. `is_over`: it has stopped, and not too late."""

    title: str
    rule: str
    source: str
    counted_from: str
    due: str
    verdict: str
    owner: str
    late: bool
    shadow: bool
    is_over: bool
    lost: tuple[str, ...]
    accounted: tuple[str, ...]
    earlier: int


def clock_lines(account: Account) -> tuple[ClockLine, ...]:
    """The clocks that have started, those in force first."""
    course = account.course
    started = [runs for runs in course.runs.values() if runs[-1].state is not ClockState.NOT_STARTED]
    return tuple(_line(account, runs) for runs in sorted(started, key=lambda runs: runs[-1].shadow))


def not_started(account: Account) -> tuple[str, ...]:
    """The titles of the standards whose clocks have not started."""
    standards = account.blueprint.standards
    return tuple(s.title for s in standards if account.course.runs[s.id][-1].state is ClockState.NOT_STARTED)


def _line(account: Account, runs: tuple[Run, ...]) -> ClockLine:
    run = runs[-1]
    standard = account.blueprint.standard[run.standard]
    sources = {source.id: source.title for source in account.blueprint.sources}
    owner = account.course.state.bound.get(standard.owner)
    return ClockLine(
        title=standard.title,
        rule=f"{clock_words.limit(standard)}, {clock_words.force(standard, shadow=run.shadow)}",
        source=sources.get(standard.source, ""),
        counted_from=_counted_from(account, standard, run),
        due=clock_words.due(run.due) if run.due else "",
        verdict=clock_words.verdict(standard, run),
        owner=account.organisations[owner] if owner else account.blueprint.pathway.party[standard.owner].title,
        late=run.late_by > 0 and not run.shadow,
        shadow=run.shadow,
        is_over=run.state not in OPEN_STATES and (run.shadow or run.late_by <= 0),
        lost=_lost(account, run),
        accounted=accounted_for(account.course, run) if not run.shadow else (),
        earlier=len(runs) - 1,
    )


def _counted_from(account: Account, standard: Standard, run: Run) -> str:
    """What day 0 was and why, and when anybody wrote that down."""
    started = next(fact for fact in account.history if fact.number == run.started_by)
    step = account.blueprint.pathway.step[started.step].title
    recorded = spell_day(from_instant(account.recordings[started.number].at).on)
    said = f"{clock_words.first_day(standard, run, step)}; recorded on {recorded}"
    return said[0].upper() + said[1:]


def _lost(account: Account, run: Run) -> tuple[str, ...]:
    """Days lost within this clock, by reason and party. They explain time and never stop it."""
    lost: Mapping[tuple[str, str], int] = days_lost(run, account.course.delays, as_of=account.course.as_of)
    reasons, parties = account.blueprint.delay_reason, account.blueprint.pathway.party
    return tuple(
        f"{count(days, 'day', 'days')}: {reasons[reason].title} ({parties[party].title})"
        for (reason, party), days in lost.items()
    )
