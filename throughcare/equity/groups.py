"""Every group of a service as a table: how many, of how many residents, the rate, and the rate beside a reference."""

from collections.abc import Iterator
from dataclasses import dataclass

from throughcare.equity.kinds import DIMENSIONS, FOR_THE_TEAM, LEAST_RECORDED
from throughcare.equity.reading import Access, Span
from throughcare.equity.recorded import Recorded, recorded
from throughcare.equity.waited import WAITED_FOR
from throughcare.indicators.blocks import FIGURES, LOST_ON, REST, SITE, UNIT
from throughcare.indicators.medians import Median
from throughcare.indicators.missed_where import MISSED_ON_SITE, MISSED_ON_UNIT
from throughcare.indicators.rates import Interval, ratio, wilson
from throughcare.people.groups import SAID
from throughcare.sessions.words import REASONS


@dataclass(frozen=True, slots=True)
class Row:
    """A group. `rate` is for each hundred residents in a year; `share` is the last band's, `times` of the reference.

    `waited` is the median of days from acceptance to the start.
    """

    name: str
    number: int
    residents: float | None
    rate: Interval | None
    times: Interval | None
    k: int | None
    share: Interval | None
    waited: Median | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The groups of one dimension. `together` are those counted as one, `reference` what others are compared with."""

    title: str
    rows: tuple[Row, ...]
    together: tuple[str, ...]
    rest: int
    reference: str
    residents_say: str


@dataclass(frozen=True, slots=True)
class Took:
    """What took sessions: by reason, how many on each of the sites or wings in `where`; None where it is not told."""

    title: str
    where: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """How many sessions people missed on a site or wing, of those that were not lost."""

    where: str
    missed: int
    of: int
    share: Interval


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure with its tables; without any number where none is told. `band` is of what the share is."""

    key: str
    title: str
    over: str
    number: int | None
    band: str
    tables: tuple[Table, ...]
    took: Took | None
    missed: tuple[Missed, ...]
    recorded: tuple[Recorded, ...]


def groups(shown: Access, key: str) -> Shown | None:
    """A figure by all that it is split by; None where nothing is told of it."""
    span, figure = shown.spans.get(key), FIGURES.get(key)
    if span is None or figure is None:
        return None
    by = {**DIMENSIONS, **(FOR_THE_TEAM if shown.internal else {})}
    tables = [_table(shown, span, dimension, title) for dimension, title in by.items()]
    band = figure.says[-1] if len(figure.bands) > 1 else ""
    told = tuple(one for one in tables if one.rows)
    took = _took(span, UNIT if shown.internal else SITE)
    missed = tuple(_missed(span))
    return Shown(key, figure.title, span.words, span.number(), band, told, took, missed, tuple(recorded(span)))


def _missed(span: Span) -> Iterator[Missed]:
    """Sites first, then wings, as far as each is told."""
    for by in (MISSED_ON_SITE, MISSED_ON_UNIT):
        for name, (held, missed) in sorted(span.block.lines.get(by, {}).items()):
            if held + missed:
                yield Missed(name, missed, held + missed, wilson(missed, held + missed))


def _took(span: Span, by: str) -> Took | None:
    """What took sessions, most first: of each wing to the team, of each site to others."""
    names = sorted(span.block.lines.get(by, {}))
    found = {name: span.block.lines[f"{LOST_ON}{name}"] for name in names if f"{LOST_ON}{name}" in span.block.lines}
    reasons = {reason for of in found.values() for reason in of}
    if not reasons:
        return None
    numbers = {reason: tuple(sum(of.get(reason, (0,))) for of in found.values()) for reason in reasons}
    rows = sorted(numbers.items(), key=lambda one: (-sum(one[1]), one[0]))
    titled = tuple((REASONS[key].title if key in REASONS else key, number) for key, number in rows)
    return Took("What took sessions, by wing" if by == UNIT else "What took sessions, by site", tuple(found), titled)


def _table(shown: Access, span: Span, dimension: str, title: str) -> Table:
    lines = span.block.lines.get(dimension, {})
    names = sorted(lines, key=lambda name: (-sum(lines[name]), name))
    # The rest of the prison, or the largest group of which both numbers are known.
    known = [name for name in names if shown.residents(span, dimension, name)]
    reference = REST if dimension == SITE and REST in known else next(iter(known), "")
    rows = tuple(_row(shown, span, dimension, name, reference) for name in names)
    rest = (span.number() or 0) - sum(row.number for row in rows)
    says = _residents_say(shown, span, dimension)
    return Table(title, rows, span.block.together.get(dimension, ()), rest, reference, says)


def _residents_say(shown: Access, span: Span, dimension: str) -> str:
    """Of how many residents a group is on record, and whether that is enough for a rate."""
    unanswered = shown.unanswered(span, dimension)
    least = f"at least {100 * LEAST_RECORDED:.0f}% (local default, unconfirmed)"
    if dimension in SAID and unanswered is None:
        return f"No rate: it takes a roll of what residents say, and of how many it is not recorded; {least} must have."
    if unanswered is None:
        return ""
    of_residents = f"It is not on record of {100 * unanswered:.0f}% of residents"
    if not shown.recorded_enough(span, dimension):
        return f"{of_residents}, so that no rate is worked out: it must be of {least}."
    return f"{of_residents}; where it is of more of those counted here, a rate of a group is too low."


def _row(shown: Access, span: Span, dimension: str, name: str, reference: str) -> Row:
    line = span.block.lines[dimension][name]
    number, residents = sum(line), shown.residents(span, dimension, name)
    banded = len(line) > 1 and number > 0
    times = None
    if residents and reference and name != reference:
        of, there = span.number(dimension, reference), shown.residents(span, dimension, reference)
        times = ratio(number, residents, of, there) if of is not None and there else None
    share = wilson(line[-1], number) if banded else None
    found = shown.rate(span, dimension, name)
    waited = shown.medians.get(dimension, {}).get(name) if span.figure == WAITED_FOR else None
    return Row(name, number, residents, found, times, line[-1] if banded else None, share, waited)
