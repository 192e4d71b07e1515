"""Small worlds of transfers, written as a clinician would tell them, for tests that count every k and n themselves."""

from collections.abc import Iterable

from tests.facts import day, history
from throughcare.blueprints.course import course
from throughcare.blueprints.library import load
from throughcare.indicators import INDICATORS, Case, Line, Period, Published, Tally, publish
from throughcare.indicators.tally import Figure
from throughcare.indicators.transfers import BLUEPRINT
from throughcare.meanings import ClockMeaning, StepMeaning
from throughcare.pathways import parse_moment

SPRING = Period(day("2026-04-01").on, day("2026-06-30").on)


def case(text: str, *, as_of: str = "2026-06-30", again_on: str = "", **groups: str) -> Case:
    """One episode as it stands; `again_on` is a later admission of the same person, in another episode."""
    found = course(load(BLUEPRINT), history(text), as_of=parse_moment(as_of))
    came = [fact.when.on for fact in found.facts if fact.step == "received-into-hospital"]
    later = [day(again_on).on] if again_on else []
    blueprint = found.blueprint
    clocks = {word: found.runs[name] for word in ClockMeaning if (name := blueprint.that_means(word))}
    steps = {word: blueprint.meaning(word) for word in StepMeaning}
    starts = {ClockMeaning.TO_HOSPITAL_IMPROVED: "First medical report"}
    return Case(clocks, found.facts, found.as_of, steps, groups, starts, (*came, *later))


def transfer(asked: str, report: str, applied: str, admitted: str) -> str:
    """From the request to the ward, with the warrant given on the day of the application."""
    return f"""
        {asked} initial-request-for-medical-report section=section-47
        {report} first-medical-report finding=met
        {report} criteria-met
        {applied} second-medical-report finding=met
        {applied} application-to-mhcs
        {applied} transfer-direction-given
        {admitted} received-into-hospital
    """


def tally(cases: Iterable[Case], *, period: Period = SPRING) -> Tally:
    counted = Tally()
    for one in cases:
        counted.count(one, INDICATORS.values(), period=period)
    return counted


def k_of_n(cases: Iterable[Case], indicator: str, variant: str = "", *, period: Period = SPRING) -> tuple[int, int]:
    """What is counted before anything is withheld."""
    numbers = tally(cases, period=period).lines(Figure(indicator, variant), INDICATORS[indicator].bands)["", ""]
    return numbers[0], sum(numbers)


def beside(cases: Iterable[Case], indicator: str, what: str, variant: str = "") -> int:
    return tally(cases).beside[Figure(indicator, variant), what]


def table(cases: Iterable[Case]) -> dict[str, Published]:
    return {figure.indicator: figure for figure in publish(tally(cases), tuple(INDICATORS.values()), period=SPRING)}


def lines(figure: Published, dimension: str) -> dict[str, Line]:
    return {line.name: line for by in figure.by if by.dimension == dimension for line in by.lines}
