"""The page that a governor reads in two minutes: three numbers, the gap of the split wings, what is asked of them.

The same value is drawn as a page and set as a PDF. A sentence says no more than its interval does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from throughcare.care.words import REASONS
from throughcare.equity.counting import LATE, WAITING
from throughcare.equity.kinds import ASKS
from throughcare.equity.months import in_words
from throughcare.equity.reading import Access, Span
from throughcare.indicators.blocks import APART, FIGURES, LOST, REASON, REST, SITE, UNIT
from throughcare.indicators.rates import Interval, difference, ratio, tells_apart, wilson
from throughcare.telling.phrases import listed, short_day

TOP = 2
WHO_ENTERS = "Officers of the place, and the clinicians who treat there, can enter it."
NOT_TOLD = "not told, because a number under 5 would follow from it"
CANNOT_SAY = (
    "It says that they differ, not why, and not how many there need this service: it compares with residents, not "
    "with need."
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
    "their ratio, Wilson for shares; for differences by the squares of those (Newcombe; Zou and Donner)."
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
        gap_title=f"{listed(shown.apart)} and the rest of the prison" if shown.apart else "Wing by wing",
        gap=tuple(_gap(shown)),
        bars=tuple(_bars(shown, starts)) if starts else (),
        bars_title=f"Starts for each 100 residents in a year, {starts.words}" if starts else "",
        asks=tuple(_asks(shown)),
        missing=tuple(_missing(shown)),
        notes=tuple(_notes(shown)),
    )


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
    return Number("Started treatment this month", shown.of_month["starts"], tuple(says))


def _lost(shown: Access) -> Number:
    span, says = shown.spans.get("sessions"), [f"Of {shown.of_month['sessions']} that were booked."]
    if span and span.block.whole and len(span.block.whole) > 1:
        says.append(f"{_of(span.block.whole[1], sum(span.block.whole))} in {span.words}.")
        first = [f"{REASONS[name].title.lower()} ({number})" for name, number in _reasons(span)[:TOP]]
        says.append(f"Most of all: {listed(first)}." if first else f"What took them is {NOT_TOLD}.")
    return Number("Sessions lost to the regime this month", shown.of_month[LOST], tuple(says))


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
    return Number("Waiting past the limit", shown.of_month[LATE], says)


def _gap(shown: Access) -> Iterator[str]:
    """What those apart have beside the rest: starts and referrals for each hundred, sessions lost of those booked."""
    if not shown.apart:
        yield "No wing of this place is said to lie apart from the main site."
        return
    for figure in ("starts", "referrals"):
        if span := shown.spans.get(figure):
            yield from _rates_apart(shown, span)
    if span := shown.spans.get("sessions"):
        yield from _lost_apart(span)
    if "starts" in shown.spans:
        yield CANNOT_SAY


def _rates_apart(shown: Access, span: Span) -> Iterator[str]:
    noun, told = FIGURES[span.figure].title, [_side(shown, span, site) for site in (APART, REST)]
    (k, here, one), (of, there, other) = told
    if k is None or of is None:
        yield f"{noun} there in {span.words}: {NOT_TOLD}."
    elif one is None or other is None or not here or not there:
        yield f"{noun}: {k:,} there and {of:,} in the rest of the prison, {span.words}. Without rolls there is no rate."
    else:
        found = ratio(k, here, of, there)
        sure = NOT_CHANCE if found and tells_apart(found, none=1) else CHANCE
        yield (
            f"{noun} for each 100 residents in a year: {one.value:.1f} there ({k:,}, of {here:.0f} residents) and "
            f"{other.value:.1f} in the rest of the prison ({of:,}, of {there:.0f}). {_times(found)} {sure} The "
            f"difference is {_apart_by(difference(one, other))}. {span.words}."
        )


def _side(shown: Access, span: Span, site: str) -> tuple[int | None, float | None, Interval | None]:
    return span.number(SITE, site), shown.residents(span, SITE, site), shown.rate(span, SITE, site)


def _times(found: Interval | None) -> str:
    if found is None:
        return ""
    if found.high == inf:
        return f"There it is at least {found.low:.2f} times the rest (95% interval)."
    return f"There it is {found.value:.2f} times the rest (95% interval {found.low:.2f} to {found.high:.2f})."


def _apart_by(found: Interval) -> str:
    return f"{_signed(found.value, 1)} ({_signed(found.low, 1)} to {_signed(found.high, 1)})"


def _signed(value: float, digits: int) -> str:
    """With a minus that a screen reader says, and none before nought."""
    return f"{value:+.{digits}f}".replace("-", "\N{MINUS SIGN}")


def _lost_apart(span: Span) -> Iterator[str]:
    sides = [span.block.lines.get(SITE, {}).get(site, ()) for site in (APART, REST)]
    if any(len(side) < TOP for side in sides):
        yield f"Sessions lost there in {span.words}: {NOT_TOLD}."
        return
    found = difference(*(wilson(side[1], sum(side)) for side in sides))
    points = [_signed(100 * value, 0) for value in (found.value, found.low, found.high)]
    yield (
        f"Sessions lost to the regime: {_of(sides[0][1], sum(sides[0]))} of those booked there, and "
        f"{_of(sides[1][1], sum(sides[1]))} in the rest of the prison, a difference of {points[0]} points ({points[1]} "
        f"to {points[2]}). Sessions of one person go together, so this is less sure than it looks. {span.words}."
    )


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
