"""How one episode counts in each indicator of transfers.

Which episode belongs to a period, where a definition leaves that open: a completed wait by its last day; a limit by the
day on which it is due, so that everybody counted has had their full time; a warrant or an application by its first day.
"""

from collections.abc import Iterator
from datetime import timedelta

from throughcare.clocks import OPEN_STATES, ClockState, Run
from throughcare.indicators.case import Case
from throughcare.indicators.indicator import Count, Counted, Outcome
from throughcare.indicators.period import Period
from throughcare.meanings import ClockMeaning, StepMeaning

ADMITTED, DIRECTED = StepMeaning.RECEIVED, StepMeaning.DIRECTED
NOT_IN_FORCE = "not in force"
FOLLOWED_FOR = timedelta(days=90)


def completed(clock: ClockMeaning) -> Count:
    """Transfers completed in the period, whether within the limit or not; whoever waits stands beside."""

    def count(case: Case, period: Period) -> Iterator[Counted]:
        runs, start = case.begun(clock), case.starts.get(clock, "")
        stopped = {run.stopped: run for run in runs if case.is_(run.because, ADMITTED)}
        for fact in case.steps(ADMITTED):
            run = stopped.get(fact.when)
            if run is not None and period.holds(fact.when.on):
                yield Counted(_verdict(run), start, run.days_used)
            elif period.holds(fact.when.on):
                yield Counted(Outcome.MISSING, start)
        if any(run.state in OPEN_STATES for run in runs):
            yield Counted(Outcome.WAITING, start)

    return count


def first_report(case: Case, period: Period) -> Iterator[Counted]:
    """Referrals whose day 14 falls in the period; who left before it is left out."""
    for run in _due_in(case, ClockMeaning.TO_FIRST_REPORT, period):
        yield Counted(_by_its_day(run))


def report_to_hospital(case: Case, period: Period) -> Iterator[Counted]:
    """First reports that found the criteria met and whose day 14 falls in the period; nobody of those is left out."""
    for run in _due_in(case, ClockMeaning.REPORT_TO_HOSPITAL, period):
        met = _criteria_met(case, run)
        if met is None:
            yield Counted(Outcome.MISSING)
        elif not met:
            yield Counted(Outcome.LEFT_OUT)
        else:
            outcome = _by_its_day(run)
            yield Counted(Outcome.NOT_MET if outcome is Outcome.LEFT_OUT else outcome)


def statutory(case: Case, period: Period) -> Iterator[Counted]:
    """Initial requests that led to a direction and are due in the period, by whether the clock is in force for them."""
    for run in _due_in(case, ClockMeaning.TO_HOSPITAL_BY_STATUTE, period):
        variant = NOT_IN_FORCE if run.shadow else ""
        directed = any(True for _ in case.steps(DIRECTED))
        yield Counted(_by_its_day(run) if directed else Outcome.LEFT_OUT, variant)


def open_waits(case: Case, _period: Period) -> Iterator[Counted]:
    """Whoever waits for hospital at the end, and for how many days."""
    for run in case.begun(ClockMeaning.TO_HOSPITAL):
        if run.state in OPEN_STATES:
            yield Counted(Outcome.OPEN, days=run.days_used)


def warrants(case: Case, period: Period) -> Iterator[Counted]:
    """Warrants given in the period; one counts as lapsed once its last day has passed, whoever wrote that down."""
    for run in case.begun(ClockMeaning.WARRANT):
        if _started_in(run, period):
            live = run.state is ClockState.RUNNING
            yield Counted(Outcome.MET if run.late_by else Outcome.OPEN if live else Outcome.NOT_MET)


def applications(case: Case, period: Period) -> Iterator[Counted]:
    """Complete applications of the period and the days to the warrant; an incomplete one is left out."""
    yield from (
        Counted(Outcome.LEFT_OUT)
        for query in case.steps(StepMeaning.APPLICATION_QUERIED)
        if period.holds(query.when.on)
    )
    for run in case.begun(ClockMeaning.TO_WARRANT):
        if _started_in(run, period):
            came = case.is_(run.because, DIRECTED)
            yield Counted(_by_its_day(run), days=run.days_used if came else None)


def returns(case: Case, period: Period) -> Iterator[Counted]:
    """Clinicians' notices whose day 14 falls in the period; that nobody agreed to the return leaves none out."""
    for run in _due_in(case, ClockMeaning.TO_RETURN, period):
        yield Counted(_by_its_day(run))


def readmissions(case: Case, period: Period) -> Iterator[Counted]:
    """Returns to prison whose 90th day falls in the period, and whether an admission followed by then."""
    for fact in case.steps(StepMeaning.RETURNED):
        last = fact.when.on + FOLLOWED_FOR
        if not period.holds(last):
            continue
        again = any(fact.when.on < day <= last for day in case.admissions)
        if case.as_of.on < last and not again:
            yield Counted(Outcome.WAITING)
        else:
            yield Counted(Outcome.MET if again else Outcome.NOT_MET)


def waits_followed(case: Case, period: Period) -> Iterator[tuple[int, bool]]:
    """Requests made in the period: days to admission, or so far, or to whatever else ended the wait."""
    for run in case.begun(ClockMeaning.TO_HOSPITAL):
        if _started_in(run, period):
            yield run.days_used or 0, case.is_(run.because, ADMITTED)


def _verdict(run: Run) -> Outcome:
    return Outcome.MET if run.state is ClockState.MET else Outcome.NOT_MET


def _by_its_day(run: Run) -> Outcome:
    """Ended before its limit is left out; late and not yet over is in the figure and waits still."""
    return {
        ClockState.MET: Outcome.MET,
        ClockState.BREACHED_CLOSED: Outcome.NOT_MET,
        ClockState.BREACHED_OPEN: Outcome.OPEN,
        ClockState.RUNNING: Outcome.WAITING,
        ClockState.ENDED: Outcome.LEFT_OUT,
    }[run.state]


def _due_in(case: Case, clock: ClockMeaning, period: Period) -> Iterator[Run]:
    return (run for run in case.begun(clock) if run.due is not None and period.holds(run.due.on))


def _started_in(run: Run, period: Period) -> bool:
    return run.started is not None and period.holds(run.started.on)


def _criteria_met(case: Case, run: Run) -> bool | None:
    """What the report that started the clock found, or what was decided on it; None where neither is on record."""
    found = next((fact.facts.get("finding") for fact in case.facts if fact.number == run.started_by), None)
    if found:
        return bool(found == "met")
    if case.is_(run.because, StepMeaning.CRITERIA_NOT_MET):
        return False
    return True if any(True for _ in case.steps(StepMeaning.CRITERIA_MET)) else None
