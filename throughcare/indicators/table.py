"""The table that may be shown: what was counted, with every small number withheld and the reason said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from throughcare.indicators.indicator import Indicator
from throughcare.indicators.period import Period
from throughcare.indicators.series import Series, series
from throughcare.indicators.tally import MONTH, WHOLE, Atoms, Figure, Tally
from throughcare.indicators.waits import Expected, kaplan_meier, nth_of
from throughcare.indicators.withholding import Cuts, Split, heads, merged, shown, small_groups, told_apart
from throughcare.sharing.small import FEWER, SMALLEST

OTHERS = "All others together"
WITHHELD = "Withheld: it, or what is left when it is known, is about fewer than 5 people."
TOGETHER = "Groups with a number under 5, and as many others as keep those from being worked out, are counted together."
NONE_APART = "Too few people to show any group by itself."
# Of fewer, nine in ten is one of the two longest.
ENOUGH_FOR_NINE_IN_TEN = 10
# The longest wait is one person's: it is told to the next whole four weeks.
STEP_OF_LONGEST = 28


@dataclass(frozen=True, slots=True)
class Line:
    """One group: how many, what is told of them (met, or over each limit), and half and nine in ten by days."""

    name: str
    n: int
    told: tuple[int, ...]
    median: float | None = None
    nine_in_ten: float | None = None


@dataclass(frozen=True, slots=True)
class By:
    """The lines of one dimension, the largest group first; `limits` are those told apart here."""

    dimension: str
    lines: tuple[Line, ...]
    limits: tuple[int, ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """One figure as it may be shown. `whole` is None where it is withheld, and `says` then why.

    `longest_under` is in weeks. `beside` are numbers to the nearest five, in words.
    """

    indicator: str
    variant: str
    title: str
    whole: Line | None
    limits: tuple[int, ...]
    says: str
    beside: tuple[tuple[str, str], ...]
    by: tuple[By, ...] = ()
    longest_under: int | None = None
    expected: Expected | None = None
    course: Series | None = None


def publish(tally: Tally, indicators: Sequence[Indicator], *, period: Period) -> tuple[Published, ...]:
    """The table of a tally of a period. Nothing small can be worked out from it.

    That holds of one table. Whoever could subtract a table of other services, or of a day more, could work out what is
    small in the difference: there is one table of a period, and periods do not overlap.
    """
    first: dict[str, tuple[Split, Mapping[str, frozenset[str]]]] = {}
    found: list[Published] = []
    for indicator, figure in tally.figures(indicators):
        split, beside = _split(tally, indicator, figure), []
        if indicator.of in first:
            leading, together = first[indicator.of]
            beside = told_apart(heads(leading), heads(split))
        else:
            together = small_groups(split)
            first[indicator.of] = split, together
        one = _Publishing(tally, indicator, figure, split).published(beside, together)
        found.append(replace(one, course=_Course(tally, indicators, period, found).of(indicator, one)))
    return tuple(_variants_withheld_together(found))


@dataclass(frozen=True, slots=True)
class _Course:
    """Which figures tell their months, beside those that do already."""

    tally: Tally
    indicators: Sequence[Indicator]
    period: Period
    so_far: Sequence[Published]

    def of(self, indicator: Indicator, told: Published) -> Series | None:
        """How a figure went through the period. Of variants nothing is told: theirs add up to the whole.

        Of shares of the same people one is: the months of two would tell how many are in one and not in the other.
        """
        alike = [one for one in self.indicators if one.of == indicator.of and one is not indicator]
        shares = {one.id for one in alike if not one.tells_days}
        taken = any(one.course and one.indicator in shares for one in self.so_far)
        if told.whole is None or told.variant or not (indicator.tells_days or (told.whole.told and not taken)):
            return None
        beside = [(one, figure) for one, figure in self.tally.figures(alike) if not figure.variant]
        return series(self.tally, indicator, Figure(indicator.id), period=self.period, beside=beside)


@dataclass(frozen=True, slots=True)
class _Publishing:
    """One figure on its way to be shown."""

    tally: Tally
    indicator: Indicator
    figure: Figure
    split: Split

    def published(self, beside: Sequence[Split], together: Mapping[str, frozenset[str]]) -> Published:
        allowed = shown(self.split, beside=beside, first=together)
        hidden = allowed.cuts is None
        whole = None if allowed.cuts is None else self._line("", self.split.whole, allowed.cuts, frozenset({WHOLE}))
        return Published(
            indicator=self.indicator.id,
            variant=self.figure.variant,
            title=self.indicator.titled(self.figure.variant),
            whole=whole,
            limits=self._limits(allowed.cuts or ()),
            says=WITHHELD if hidden or (not allowed.cuts and self.indicator.bands > 1) else "",
            beside=tuple(self._beside()),
            by=() if hidden else tuple(self._by(allowed.cuts_of, allowed.together)),
            longest_under=self._longest() if whole and whole.median is not None else None,
            expected=self._expected(),
        )

    def _by(self, cuts_of: Mapping[str, Cuts], together: Mapping[str, frozenset[str]]) -> Iterator[By]:
        for dimension, groups in sorted(self.split.groups.items()):
            if dimension not in cuts_of:
                yield By(dimension, (), (), NONE_APART)
                continue
            cuts, others = cuts_of[dimension], together[dimension]
            alone = sorted(groups.keys() - others, key=lambda name: (-sum(groups[name]), name))
            lines = [self._line(name, groups[name], cuts, frozenset({(dimension, name)})) for name in alone]
            if others:
                numbers = tuple(map(sum, zip(*(groups[name] for name in others), strict=True)))
                lines.append(self._line(OTHERS, numbers, cuts, frozenset((dimension, name) for name in others)))
            yield By(dimension, tuple(lines), self._limits(cuts), TOGETHER if others else "")

    def _line(self, name: str, atoms: Atoms, cuts: Cuts, groups: frozenset[tuple[str, str]]) -> Line:
        numbers = merged(atoms, cuts)
        if self.indicator.limits:
            told = tuple(sum(numbers[place + 1 :]) for place in range(len(cuts)))
        else:
            told = numbers[:1] if cuts else ()
        waits = self.tally.waits(self.figure, groups) if self.indicator.tells_days else {}
        over = sum(waits.values())
        return Line(
            name,
            sum(atoms),
            told,
            median=nth_of(waits, 0.5) if over >= SMALLEST else None,
            nine_in_ten=nth_of(waits, 0.9) if over >= ENOUGH_FOR_NINE_IN_TEN else None,
        )

    def _limits(self, cuts: Cuts) -> tuple[int, ...]:
        return tuple(self.indicator.limits[cut] for cut in cuts) if self.indicator.limits else ()

    def _beside(self) -> Iterator[tuple[str, str]]:
        for what, label in self.indicator.beside:
            yield label, nearest_five(self.tally.beside[self.figure, what])

    def _longest(self) -> int:
        longest = max(self.tally.waits(self.figure, frozenset({WHOLE})))
        return (longest // STEP_OF_LONGEST + 1) * STEP_OF_LONGEST // 7

    def _expected(self) -> Expected | None:
        """Half of those followed; None where so few were."""
        if self.indicator.followed is None:
            return None
        followed = {(days, came): n for (of, days, came), n in self.tally.followed.items() if of == self.figure}
        return kaplan_meier(followed) if sum(followed.values()) >= ENOUGH_FOR_NINE_IN_TEN else None


def nearest_five(number: int) -> str:
    """A number beside a figure, which nothing is worked out from: `fewer than 5`, `about 15`."""
    return FEWER if number < SMALLEST else f"about {SMALLEST * ((2 * number + SMALLEST) // (2 * SMALLEST)):,}"


def _split(tally: Tally, indicator: Indicator, figure: Figure) -> Split:
    lines = tally.lines(figure, indicator.bands)
    groups: dict[str, dict[str, Atoms]] = {}
    for (dimension, name), atoms in lines.items():
        if (dimension, name) != WHOLE and _is_told_by(indicator, dimension):
            groups.setdefault(dimension, {})[name] = atoms
    return Split(lines[WHOLE], groups)


def _is_told_by(indicator: Indicator, dimension: str) -> bool:
    """Every dimension is told but those that make sense for one indicator alone, and months, which are a course."""
    return dimension != MONTH and (dimension not in ONLY_SOME or dimension in indicator.also_by)


ONLY_SOME = frozenset({"owner"})


def _variants_withheld_together(found: Iterable[Published]) -> Iterator[Published]:
    """Where one variant of an indicator is withheld, so are the others: it would be what is left of the whole."""
    figures = list(found)
    withheld = {one.indicator for one in figures if one.whole is None}
    for one in figures:
        if one.whole is not None and one.indicator in withheld:
            yield Published(one.indicator, one.variant, one.title, None, (), WITHHELD, one.beside)
        else:
            yield one
