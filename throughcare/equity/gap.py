"""The split wings beside the rest: what is plain to say of the gap, how sure it is, and what cannot be said."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from throughcare.equity.reading import Access, Span
from throughcare.indicators.blocks import APART, FIGURES, REST, SITE
from throughcare.indicators.medians import Median
from throughcare.indicators.rates import Interval, difference, ratio, tells_apart, wilson
from throughcare.telling.phrases import listed

NOT_TOLD = "not told, because a number under 5 would follow from it"
CANNOT_SAY = (
    "Why, this cannot say, nor how many there need the service: it compares with all who live there, not with need."
)
CHANCE = "Chance alone could bring that: the interval includes 1."
NOT_CHANCE = "Chance alone is unlikely to bring that: the interval leaves 1 out."
# Held and lost: a line that is told in two bands.
BANDS = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """A line that compares the split wings: each side, how many times the one is the other, and how far apart."""

    title: str
    there: str
    rest: str
    times: str
    apart: str


def gap(shown: Access) -> Iterator[str]:
    """What is plain to say of those apart, with how sure it is, and what cannot be said."""
    if not shown.apart:
        yield "No wing of this place is said to lie apart from the main site."
        return
    span = shown.spans.get("starts")
    found = _ratio(shown, span) if span else None
    if span and found:
        sure = f"{NOT_CHANCE if tells_apart(found, none=1) else CHANCE} {CANNOT_SAY}"
        times = interval(found, 2).replace(" (", " times that of the rest (", 1)
        yield f"{_both_sides(shown, span)}. The rate there is {times}. {sure}"
    elif span:
        why = NOT_TOLD if span.number(SITE, APART) is None else "not a rate while rolls are missing"
        yield f"How often treatment started there in {span.words} is {why}."


def _both_sides(shown: Access, span: Span) -> str:
    """The two rates in one clause, before what the one is of the other."""
    there, rest = (shown.rate(span, SITE, site) for site in (APART, REST))
    assert there is not None
    assert rest is not None
    return (
        f"In {span.words} treatment started for {there.value:.1f} of each 100 residents a year on "
        f"{listed(shown.apart)}, and for {rest.value:.1f} in the rest of the prison"
    )


def compared(shown: Access) -> Iterator[Compared]:
    """Starts and referrals for each hundred, and sessions lost of those booked: there, in the rest, how far apart."""
    for figure in ("starts", "referrals"):
        span = shown.spans.get(figure)
        if span and shown.apart:
            yield _rates(shown, span)
    span = shown.spans.get("sessions")
    if span and shown.apart:
        yield _shares(span)
    if "starts" in shown.spans and shown.apart:
        yield _waits(shown)


def _waits(shown: Access) -> Compared:
    """How long half of those who started had waited."""
    title = f"Days within which half of them started, {shown.days_over}"
    medians = shown.medians.get(SITE, {})
    there, rest = (_half(medians.get(site), internal=shown.internal) for site in (APART, REST))
    return Compared(title, there, rest, "Not worked out", "Not worked out")


def _half(found: Median | None, *, internal: bool) -> str:
    if found is None:
        return "Nobody started" if internal else "Not told: fewer than 20, or a number under 5 would follow"
    sure = f"95% interval {found.low:g} to {found.high:g}" if found.low is not None else "too few for an interval"
    return f"{found.half:g} ({sure})"


def _rates(shown: Access, span: Span) -> Compared:
    title = f"{FIGURES[span.figure].title} for each 100 residents in a year, {span.words}"
    one, other, found = shown.rate(span, SITE, APART), shown.rate(span, SITE, REST), _ratio(shown, span)
    if one is None or other is None or found is None:
        return Compared(title, _only(span.number(SITE, APART)), _only(span.number(SITE, REST)), "", "")
    there, rest = _per_hundred(shown, span, APART, one), _per_hundred(shown, span, REST, other)
    return Compared(title, there, rest, interval(found, 2), _signed(difference(one, other), 1))


def _ratio(shown: Access, span: Span) -> Interval | None:
    """The rate of those apart as so many times that of the rest; None where either is not told."""
    k, of = (span.number(SITE, site) for site in (APART, REST))
    here, there = (shown.residents(span, SITE, site) for site in (APART, REST))
    return ratio(k, here, of, there) if k is not None and of is not None and here and there else None


def _per_hundred(shown: Access, span: Span, site: str, found: Interval) -> str:
    return f"{found.value:.1f} ({span.number(SITE, site):,} among {shown.residents(span, SITE, site):.0f})"


def _only(number: int | None) -> str:
    return f"{number:,}" if number is not None else "Not told"


def _shares(span: Span) -> Compared:
    title = f"Sessions lost to the regime, {span.words}"
    sides = [span.block.lines.get(SITE, {}).get(site, ()) for site in (APART, REST)]
    if any(len(side) < BANDS for side in sides):
        return Compared(title, "Not told", "Not told", "", "")
    shares = [wilson(side[1], sum(side)) for side in sides]
    there, rest = (f"{100 * it.value:.0f}% ({k[1]:,} of {sum(k):,})" for it, k in zip(shares, sides, strict=True))
    points = difference(*(Interval(100 * it.value, 100 * it.low, 100 * it.high) for it in shares))
    return Compared(title, there, rest, "", f"{_signed(points, 0)} points")


def interval(found: Interval, digits: int) -> str:
    """`0.41 (95% interval 0.24 to 0.66)`."""
    high = "no limit" if found.high == inf else f"{found.high:.{digits}f}"
    value = f"{found.value:.{digits}f}" if found.value < inf else "more than any number"
    return f"{value} (95% interval {found.low:.{digits}f} to {high})"


def _signed(found: Interval, digits: int) -> str:
    """The same of a difference, with a minus that a screen reader says."""
    value, low, high = (
        f"{each:+.{digits}f}".replace("-", "\N{MINUS SIGN}") for each in (found.value, found.low, found.high)
    )
    return f"{value} ({low} to {high})"
