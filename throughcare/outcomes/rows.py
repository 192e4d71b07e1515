"""The same as rows, for a file: one for each number, with what it is of."""

from collections.abc import Iterator
from typing import Any

from throughcare.outcomes.blocks import Block
from throughcare.outcomes.mentors import Turnover
from throughcare.outcomes.reached import Met, Reached

COLUMNS = ("figure", "title", "source", "of", "cell", "k", "n", "unknown", "value", "low", "high")


def rows(found: Reached) -> list[dict[str, Any]]:
    """A row has all columns; what a number does not have is None. `n` are those of whom it is known."""
    return [{**dict.fromkeys(COLUMNS), **row} for row in _rows(found)]


def _rows(found: Reached) -> Iterator[dict[str, Any]]:
    if found.people is not None:
        yield {"figure": "people", "title": "People supported", "value": found.people}
    for one in found.blocks:
        yield from _block(one)
    if found.turnover is not None:
        yield from _mentors(found.turnover)
    if found.met is not None:
        yield from _met(found.met)
    if found.worries is not None:
        worries, interval = found.worries, {}
        if worries.share:
            interval = {"value": worries.share.value, "low": worries.share.low, "high": worries.share.high}
        yield {"figure": "worries", "title": "Worries passed on", "value": worries.raised}
        yield {"figure": "worries-in-time", "title": "Worries acknowledged within the minutes set here",
               "of": "worries whose time is over, or that were acknowledged", "k": worries.k, "n": worries.n,
               "unknown": worries.raised - worries.n, **interval}  # fmt: skip
    for key, source in found.withheld:
        yield {"figure": key, "source": source, "cell": "withheld: a number of it is of fewer than 5"}


def _block(one: Block) -> Iterator[dict[str, Any]]:
    about = {"figure": one.key, "title": one.title, "source": one.source, "of": one.of, "n": one.known}
    for cell, k in one.cells.items():
        share = one.share(cell)
        interval = {"value": share.value, "low": share.low, "high": share.high} if share else {}
        yield {**about, "cell": cell, "k": k, "unknown": one.unknown, **interval}


def _mentors(one: Turnover) -> Iterator[dict[str, Any]]:
    yield {"figure": "mentors-active", "title": "Mentors active on an average day", "value": round(one.mean, 2)}
    yield {"figure": "mentors-began", "title": "Mentors who began", "k": one.began, "n": one.mentors}
    yield {"figure": "mentors-left", "title": "Mentors who left, as a share of the mean number active", "k": one.left,
           "value": one.share}  # fmt: skip
    if one.a_year is not None:
        yield {"figure": "mentors-left-a-year", "title": "Mentors who left, for each mentor and year", "k": one.left,
               "value": one.a_year.value, "low": one.a_year.low, "high": one.a_year.high}  # fmt: skip
    yield from _block(one.ways)


def _met(one: Met) -> Iterator[dict[str, Any]]:
    yield {"figure": "contacts", "title": "Contacts", "value": one.contacts}
    yield {"figure": "hours", "title": "Hours of contact", "value": round(one.hours, 2)}
    yield {"figure": "people-met", "title": "People met", "value": one.people}
    for kind, number in one.kinds.items():
        yield {"figure": "contacts-by-kind", "title": "Contacts by kind", "cell": kind, "value": number}
