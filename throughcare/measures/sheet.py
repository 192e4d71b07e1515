"""A table as the lines of a file: what is withheld says so, and nothing is in it that a page does not show."""

from collections.abc import Iterator

from throughcare.indicators import financial_year
from throughcare.measures.models import Publication
from throughcare.measures.reading import Shown, Told
from throughcare.typesetting.sheets import Rows

HEAD = (
    "Indicator", "Title", "From", "Until", "Split by", "Group", "Told of", "k", "n", "Percent", "Low (95%)",
    "High (95%)", "Median days", "Nine in ten, days", "Note", "Source", "Confirmed",
)  # fmt: skip
EVERYBODY = "Everybody"


def rows(table: Publication, shown: list[Shown]) -> Rows:
    """Every line of every figure."""
    period = financial_year(table.year)
    for one in shown:
        head = [one.indicator.id, one.title, period.first.isoformat(), period.last.isoformat()]
        foot = [one.indicator.source, "yes" if one.indicator.confirmed else "no"]
        for cells in _of(one):
            yield [*head, *cells, *foot]


def _of(one: Shown) -> Iterator[list[str]]:
    if one.whole is None:
        yield ["", EVERYBODY, *[""] * 8, one.says]
    else:
        yield from _lines("", EVERYBODY, one.whole, one.says)
    for label, number in one.beside:
        yield ["", label, "", number, *[""] * 6, "To the nearest five"]
    if one.longest_under:
        yield ["", "Longest", *[""] * 8, f"Under {one.longest_under} weeks"]
    if one.expected:
        yield _expected(one)
    for group in one.groups:
        for line in group.lines:
            yield from _lines(group.title, line.name, line, group.says)
        if not group.lines:
            yield [group.title, "", *[""] * 8, group.says]


def _lines(title: str, name: str, line: Told, says: str) -> Iterator[list[str]]:
    days = [_number(line.median), _number(line.nine_in_ten)]
    if not line.parts:
        yield [title, name, "people", "", str(line.n), *[""] * 3, *days, says]
    for part in line.parts:
        numbers = [str(part.k), str(part.n), *(f"{value:.1f}" for value in (part.percent, part.low, part.high))]
        yield [title, name, part.says, *numbers, *days, says]


def _expected(one: Shown) -> list[str]:
    told = one.expected or {}
    numbers = [_number(told[name]) for name in ("low", "high", "median")]
    note = "Referrals of the period, who still waits counted as waiting (Kaplan-Meier); the interval is of the median"
    return ["", "Followed from the referral", "days", "", str(told["n"]), "", *numbers, "", note]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
