"""The picture once more, as lists: for whoever listens to the page, and for whoever wants every date."""

from collections.abc import Iterator
from dataclasses import dataclass

from throughcare.clocks import OPEN_STATES, Run, Standard
from throughcare.pathways import Moment, spell_day
from throughcare.telling import clock_words
from throughcare.telling.line_of_time.story import Story


@dataclass(frozen=True)
class Told:
    """One list under its heading, each line a sentence."""

    heading: str
    lines: tuple[str, ...]


def in_words(story: Story) -> tuple[Told, ...]:
    """What the picture shows besides the facts: stages, holders, delays and clocks, each in order of time."""
    lists = (
        Told("Stages", tuple(_stages(story))),
        Told("Who held the person", tuple(_holders(story))),
        Told("Delays", tuple(_delays(story))),
        Told("Clocks", tuple(_clocks(story))),
    )
    return tuple(told for told in lists if told.lines)


def _stages(story: Story) -> Iterator[str]:
    stages = story.course.blueprint.pathway.stage
    for stay in story.course.state.stays:
        until = _until(stay.until) if not stages[stay.stage].final else ""
        yield f"{stages[stay.stage].title}: from {spell_day(stay.since.on)}{until}."


def _until(moment: Moment | None) -> str:
    return f" to {spell_day(moment.on)}" if moment else " until now"


def _holders(story: Story) -> Iterator[str]:
    before = None
    for tenure in story.course.tenures:
        who = story.named(tenure.holders) if tenure.holders else "Nobody"
        jointly = ", jointly" if len(tenure.holders) > 1 else ""
        taken = f", taken over from {before}" if before else ""
        until = f" to {spell_day(tenure.until)}" if tenure.until else " until now"
        yield f"{who}{jointly}: from {spell_day(tenure.since)}{until}{taken}."
        before = who
    offer = story.course.state.offer
    if offer:
        yield f"Offered to {story.named((offer.organisation,))}, which has not answered yet."


def _delays(story: Story) -> Iterator[str]:
    blueprint = story.course.blueprint
    for delay in story.course.delays:
        until = f" to {spell_day(delay.until)}" if delay.until else ", still going on"
        party = blueprint.pathway.party[delay.party].title
        reason = blueprint.delay_reason[delay.reason].title
        cause = f", which comes of: {blueprint.delay_reason[delay.cause].title}" if delay.cause else ""
        yield f"{reason}{cause}: from {spell_day(delay.since)}{until}, put down to {party}."


def _clocks(story: Story) -> Iterator[str]:
    for standard, runs in story.clocks:
        for run in runs:
            yield f"{standard.title} ({clock_words.force(standard, shadow=run.shadow)}): {_run(standard, run)}."


def _run(standard: Standard, run: Run) -> str:
    started = f"from {clock_words.due(run.started)}" if run.started else ""
    due = f", {'due' if run.state in OPEN_STATES else 'was due'} {clock_words.due(run.due)}" if run.due else ""
    return f"{started}{due}; {clock_words.verdict(standard, run)}"
