"""The page that a governor reads in two minutes: three numbers, the gap of the split wings, what is asked of them.

The same value is drawn as a page and set as a PDF. A sentence says no more than its interval does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from throughcare.equity.counting import LATE, WAITING
from throughcare.equity.kinds import ASKS
from throughcare.equity.months import in_words
from throughcare.equity.reading import Access, Span
from throughcare.indicators.blocks import APART, FIGURES, LOST, REASON, REST, SITE, UNIT
from throughcare.indicators.rates import Interval, difference, ratio, tells_apart, wilson
from throughcare.sessions.words import REASONS
from throughcare.telling.phrases import listed, short_day

TOP = 2
WHO_ENTERS = "Officers of the place, and the clinicians who treat there, can enter it."
NOT_TOLD = "not told, because a number under 5 would follow from it"
CANNOT_SAY = (
    "Why, this cannot say, nor how many there need the service: it compares with all who live there, not with need."
)
CHANCE = "Chance alone could bring that: the interval includes 1."
NOT_CHANCE = "Chance alone is unlikely to bring that: the interval leaves 1 out."
COUNTED_SO = (
    "A start is the day on which a pathway of treatment began; a wait runs from acceptance to it. A session is booked "
    "unless the person cancelled it, and lost where the prison's regime prevented it, which counts against nobody. The "
    "wing is the one lived on that day; whoever has none on record is counted in the rest of the prison while they are "
    "few."
)
SURE_SO = (
    "Residents are those of an average day. Intervals are 95%: exact Poisson for rates, exact and conditional for "
    "their ratio, Wilson for shares; for differences by the squares of those (Newcombe; Zou and Donner). Sessions of "
    "one person go together, so shares of sessions are less sure than they look."
)
TOLD_SO = (
    "Numbers of one month are to the nearest 5. All others are of half financial years that are over; none under 5 is "
    "told, or follows from what is."
)


@dataclass(frozen=True, slots=True)
class Number:
    """One of the three numbers: what it is, as it stands large, and what more there is to say."""

    title: str
    large: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A line that compares the split wings: each side, how many times the one is the other, and how far apart."""

    title: str
    there: str
    rest: str
    times: str
    apart: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A rate for each hundred residents in a year, as it is drawn and stands in the table beside the picture."""

    label: str
    number: int
    residents: float
    rate: Interval


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    about: str
    internal: bool
    numbers: tuple[Number, ...]
    gap_title: str
    gap: tuple[str, ...]
    there: str
    compared: tuple[Compared, ...]
    bars: tuple[Bar, ...]
    bars_title: str
    asks: tuple[str, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())


def one_pager(shown: Access) -> Page:
    starts = shown.spans.get("starts")
    return Page(
        title=f"Fair access to day care, {in_words(shown.month)}",
        about=f"{shown.service.title}. {shown.place}.",
        internal=shown.internal,
        numbers=(_starts(shown), _lost(shown), _waiting(shown)),
        gap_title=f"{listed(shown.apart)}, split from the main site" if shown.apart else "Wing by wing",
        gap=tuple(_gap(shown)),
        there=listed(shown.apart),
        compared=tuple(_compared(shown)),
        bars=tuple(_bars(shown, starts)) if starts else (),
        bars_title=f"Starts for each 100 residents in a year, {starts.words}" if starts else "",
        asks=tuple(_asks(shown)),
        missing=tuple(_missing(shown)),
        notes=tuple(_notes(shown)),
    )


def _large(words: str) -> str:
    return words[:1].upper() + words[1:]


def _starts(shown: Access) -> Number:
    span, says = shown.spans.get("starts"), []
    if span and span.number() is not None:
        says.append(f"{span.number():,} in {span.words}.")
    if span and span.block.whole and len(span.block.whole) > 1:
        says.append(f"{_of(span.block.whole[0], sum(span.block.whole))} of those started within the limit.")
    if shown.days:
        first, half, third = (f"{shown.days[name]:g}" for name in ("quarter", "half", "three quarters"))
        says.append(
            f"From acceptance a quarter waited up to {first} days, half up to {half}, three quarters up to {third} "
            f"({shown.days_over})."
        )
    return Number("Started treatment this month", _large(shown.of_month["starts"]), tuple(says))


def _lost(shown: Access) -> Number:
    span, says = shown.spans.get("sessions"), [f"Of {shown.of_month['sessions']} that were booked."]
    if span and span.block.whole and len(span.block.whole) > 1:
        says.append(f"{_of(span.block.whole[1], sum(span.block.whole))} in {span.words}.")
        first = [f"{REASONS[name].title.lower()} ({number})" for name, number in _reasons(span)[:TOP]]
        says.append(f"Most of all: {listed(first)}." if first else f"What took them is {NOT_TOLD}.")
    return Number("Sessions lost to the regime this month", _large(shown.of_month[LOST]), tuple(says))


def _reasons(span: Span) -> list[tuple[str, int]]:
    """What took sessions, most first."""
    lines = span.block.lines.get(REASON, {})
    found = [(name, sum(number)) for name, number in lines.items() if name in REASONS]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def _waiting(shown: Access) -> Number:
    says = (
        f"Of {shown.of_month[WAITING]} who were accepted and waited for treatment at the end of the month.",
        "They are in no share or median here: their wait is not over.",
    )
    return Number("Waiting past the limit", _large(shown.of_month[LATE]), says)


def _gap(shown: Access) -> Iterator[str]:
    """What is plain to say of those apart, with how sure it is, and what cannot be said."""
    if not shown.apart:
        yield "No wing of this place is said to lie apart from the main site."
        return
    span = shown.spans.get("starts")
    found = _ratio(shown, span) if span else None
    if span and found:
        less = "less" if found.value < 1 else "more"
        sure = f"{NOT_CHANCE if tells_apart(found, none=1) else CHANCE} {CANNOT_SAY}"
        yield (
            f"Treatment started {less} often on {listed(shown.apart)}: at {_interval(found, 2)} times the rate of the "
            f"rest of the prison, {span.words}. {sure}"
        )
    elif span:
        why = NOT_TOLD if span.number(SITE, APART) is None else "not a rate while rolls are missing"
        yield f"How often treatment started there in {span.words} is {why}."


def _compared(shown: Access) -> Iterator[Compared]:
    """Starts and referrals for each hundred, and sessions lost of those booked: there, in the rest, how far apart."""
    for figure in ("starts", "referrals"):
        span = shown.spans.get(figure)
        if span and shown.apart:
            yield _rates(shown, span)
    span = shown.spans.get("sessions")
    if span and shown.apart:
        yield _shares(span)


def _rates(shown: Access, span: Span) -> Compared:
    title = f"{FIGURES[span.figure].title} for each 100 residents in a year, {span.words}"
    one, other, found = shown.rate(span, SITE, APART), shown.rate(span, SITE, REST), _ratio(shown, span)
    if one is None or other is None or found is None:
        return Compared(title, _only(span.number(SITE, APART)), _only(span.number(SITE, REST)), "", "")
    there, rest = _per_hundred(shown, span, APART, one), _per_hundred(shown, span, REST, other)
    return Compared(title, there, rest, _interval(found, 2), _signed(difference(one, other), 1))


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
    if any(len(side) < TOP for side in sides):
        return Compared(title, "Not told", "Not told", "", "")
    shares = [wilson(side[1], sum(side)) for side in sides]
    there, rest = (f"{100 * it.value:.0f}% ({k[1]:,} of {sum(k):,})" for it, k in zip(shares, sides, strict=True))
    points = difference(*(Interval(100 * it.value, 100 * it.low, 100 * it.high) for it in shares))
    return Compared(title, there, rest, "", f"{_signed(points, 0)} points")


def _interval(found: Interval, digits: int) -> str:
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


def _bars(shown: Access, span: Span) -> Iterator[Bar]:
    for dimension, names in ((SITE, (APART, REST)), (UNIT, sorted(span.block.lines.get(UNIT, {})))):
        for name in names:
            number, residents = span.number(dimension, name), shown.residents(span, dimension, name)
            found = shown.rate(span, dimension, name)
            if number is not None and residents and found:
                yield Bar(name, number, residents, found)


def _asks(shown: Access) -> Iterator[str]:
    """What a prison can do, by the reasons that took most sessions."""
    span = shown.spans.get("sessions")
    for name, number in _reasons(span)[:TOP] if span else []:
        yield f"{ASKS[name]} ({REASONS[name].title}: {number} sessions.)"


def _missing(shown: Access) -> Iterator[str]:
    without = shown.without_rolls
    if without:
        yield f"There is no roll of the wings for {listed([in_words(month) for month in without])}. {WHO_ENTERS}"
    if "starts" not in shown.spans:
        yield "No half of a financial year has been told yet: it is once it is over and has its rolls."


def _notes(shown: Access) -> Iterator[str]:
    yield COUNTED_SO
    yield SURE_SO
    if not shown.internal:
        yield TOLD_SO
    rolls = listed(shown.rolls.sources) if shown.rolls.sources else "none on record"
    yield f"Source: this record; rolls: {rolls}. Counted on {short_day(shown.made_at.date())}."


def _of(k: int, n: int) -> str:
    found = wilson(k, n)
    return f"{k:,} of {n:,} ({100 * found.value:.0f}%, 95% interval {100 * found.low:.0f}% to {100 * found.high:.0f}%)"
