"""The page that a governor reads in two minutes: three numbers, the gap of the split wings, what is asked of them.

The same value is drawn as a page and set as a PDF. A sentence says no more than its interval does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from throughcare.equity.counting import LATE, WAITING
from throughcare.equity.gap import NOT_TOLD, Compared, compared, gap
from throughcare.equity.kinds import ASKS
from throughcare.equity.largest import largest_gap
from throughcare.equity.months import in_words
from throughcare.equity.reading import Access, Span
from throughcare.indicators.blocks import APART, LOST, LOST_ON, REASON, REST, SITE, UNIT
from throughcare.indicators.rates import Interval, wilson
from throughcare.people.lives import london_day
from throughcare.sessions.words import REASONS
from throughcare.telling.phrases import listed, short_day

TOP = 2
WHO_ENTERS = "Officers of the place, and the clinicians who treat there, can enter it."
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
    largest: str
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
        gap=tuple(gap(shown)),
        largest=largest_gap(shown),
        there=listed(shown.apart),
        compared=tuple(compared(shown)),
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
        says.append(_days(shown.days, shown.days_over))
    return Number("Started treatment this month", _large(shown.of_month["starts"]), tuple(says))


def _days(days: Mapping[str, float], over: str) -> str:
    first, half, third = (f"{days[name]:g}" for name in ("quarter", "half", "three quarters"))
    if first == third:
        return f"From acceptance half of them waited {half} days, as did most ({over})."
    quarters = f"a quarter up to {first}, three quarters up to {third}"
    return f"From acceptance half waited up to {half} days, {quarters} ({over})."


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
        f"{shown.limit} They are in no share or median here: their wait is not over.".strip(),
    )
    return Number("Waiting past the limit", _large(shown.of_month[LATE]), says)


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
        yield f"{ASKS[name]} ({REASONS[name].title}: {number} sessions{_of_them(shown, span, name, number)}.)"


def _of_them(shown: Access, span: Span | None, reason: str, of_all: int) -> str:
    """How many of them the split wings lost, where that is told."""
    lines = [span.block.lines.get(f"{LOST_ON}{name}", {}) for name in _sites(shown)] if span else []
    told = [sum(of.get(reason, (0,))) for of in lines if of]
    if not (shown.apart and told):
        return ""
    return f", {'all' if sum(told) == of_all else sum(told)} of them on {listed(shown.apart)}"


def _sites(shown: Access) -> list[str]:
    """What the split wings are counted under: each by itself for the team, as one site for others."""
    return shown.apart if shown.internal else [APART]


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
    yield f"Source: this record; rolls: {rolls}. Counted on {short_day(london_day(shown.made_at))}."


def _of(k: int, n: int) -> str:
    found = wilson(k, n)
    return f"{k:,} of {n:,} ({100 * found.value:.0f}%, 95% interval {100 * found.low:.0f}% to {100 * found.high:.0f}%)"
