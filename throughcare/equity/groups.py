"""Every group of a service as a table: how many, of how many residents, the rate, and the rate beside a reference."""

from dataclasses import dataclass

from throughcare.equity.kinds import DIMENSIONS, FOR_THE_TEAM
from throughcare.equity.reading import Access, Span
from throughcare.indicators.blocks import FIGURES, REST, SITE
from throughcare.indicators.rates import Interval, ratio, wilson


@dataclass(frozen=True, slots=True)
class Row:
    """A group. `rate` is for each hundred residents in a year; `share` is the last band's, `times` of the reference."""

    name: str
    number: int
    residents: float | None
    rate: Interval | None
    times: Interval | None
    k: int | None
    share: Interval | None


@dataclass(frozen=True, slots=True)
class Table:
    """The groups of one dimension. `together` are those counted as one, `reference` what others are compared with."""

    title: str
    rows: tuple[Row, ...]
    together: tuple[str, ...]
    rest: int
    reference: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure with its tables; without any number where none is told. `band` is of what the share is."""

    key: str
    title: str
    over: str
    number: int | None
    band: str
    tables: tuple[Table, ...]


def groups(shown: Access, key: str) -> Shown | None:
    """A figure by all that it is split by; None where nothing is told of it."""
    span, figure = shown.spans.get(key), FIGURES.get(key)
    if span is None or figure is None:
        return None
    by = {**DIMENSIONS, **(FOR_THE_TEAM if shown.internal else {})}
    tables = [_table(shown, span, dimension, title) for dimension, title in by.items()]
    band = figure.says[-1] if len(figure.bands) > 1 else ""
    return Shown(key, figure.title, span.words, span.number(), band, tuple(one for one in tables if one.rows))


def _table(shown: Access, span: Span, dimension: str, title: str) -> Table:
    lines = span.block.lines.get(dimension, {})
    names = sorted(lines, key=lambda name: (-sum(lines[name]), name))
    # The rest of the prison, or the largest group of which both numbers are known.
    known = [name for name in names if shown.residents(span, dimension, name)]
    reference = REST if dimension == SITE and REST in known else next(iter(known), "")
    rows = tuple(_row(shown, span, dimension, name, reference) for name in names)
    rest = (span.number() or 0) - sum(row.number for row in rows)
    return Table(title, rows, span.block.together.get(dimension, ()), rest, reference)


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
    return Row(name, number, residents, found, times, line[-1] if banded else None, share)
