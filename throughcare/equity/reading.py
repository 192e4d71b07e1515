"""What was counted and told, as pages read it: for a month, every number to the team, and what is told to everybody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from throughcare.care.keeping import TREATS, place_of
from throughcare.clocks.standard import FORCE_IN_WORDS
from throughcare.episodes.history import run_by
from throughcare.episodes.models import Service
from throughcare.equity.counting import LATE, WAITING
from throughcare.equity.kinds import GROUPS, LEAST_RECORDED
from throughcare.equity.models import Counted, Told
from throughcare.equity.months import in_words, later, months
from throughcare.equity.rolls import Rolls, rolls_of
from throughcare.equity.telling import days_of
from throughcare.equity.waited import WAITED_FOR, Medians, medians_of, read
from throughcare.indicators import NOT_RECORDED
from throughcare.indicators.blocks import APART, FIGURES, LONGEST, LOST, REST, SITE, UNIT, WHOLE, Block, atoms, joined
from throughcare.indicators.blocks import every_number as every
from throughcare.indicators.rates import Interval, rate
from throughcare.meanings import ClockMeaning
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.people.groups import NO_ANSWER, SAID

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Span:
    """What is told of a figure over some months."""

    figure: str
    first: date
    last: date
    block: Block

    @property
    def months(self) -> list[date]:
        return list(months(self.first, self.last))

    @property
    def words(self) -> str:
        return in_words(self.first, self.last)

    def number(self, dimension: str = WHOLE, name: str = WHOLE) -> int | None:
        """How many in a group, or in all; None where that is not told."""
        line = self.block.whole if dimension == WHOLE else self.block.lines.get(dimension, {}).get(name)
        return sum(line) if line is not None else None


@dataclass(frozen=True, slots=True)
class Access:
    """All that is shown of a service up to a month. `days` are quartiles of waits, `medians` those of sites and wings;
    `days_over` says of which months both are.
    """

    service: Service
    place: Organisation
    month: date
    internal: bool
    of_month: Mapping[str, str]
    spans: Mapping[str, Span]
    days: Mapping[str, float] | None
    days_over: str
    medians: Medians
    rolls: Rolls
    made_at: datetime

    @property
    def limit(self) -> str:
        """The limit of the wait in a sentence, with its force; empty where the blueprint has none."""
        blueprint = run_by(self.service, digest=self.service.blueprint_id)
        found = blueprint.standard.get(blueprint.that_means(ClockMeaning.TO_TREATMENT))
        if found is None:
            return ""
        return f"{found.title}: {FORCE_IN_WORDS[found.force]}."

    @property
    def apart(self) -> list[str]:
        return sorted(self.rolls.split_from_the_site(self.month))

    @property
    def without_rolls(self) -> list[date]:
        """The months that are shown, and of which nobody has said how many live where."""
        shown = {month for span in self.spans.values() for month in span.months} | {self.month}
        return sorted(month for month in shown if not self.rolls.has(month))

    def residents(self, span: Span, dimension: str, name: str) -> float | None:
        """How many lived in a group on an average day; None where that is not on record for every month."""
        if dimension == SITE:
            units = self._units(span, name)
            return self.rolls.residents(UNIT, units, span.months) if units else None
        if name in NO_ANSWER or not self.recorded_enough(span, dimension):
            return None
        return self.rolls.residents(dimension, [name], span.months)

    def unanswered(self, span: Span, dimension: str) -> float | None:
        """The share of residents of whom a group is not on record; None where no roll says how many they are."""
        named = GROUPS.get(dimension, ())
        known = [name for name in named if self.rolls.residents(dimension, [name], span.months) is not None]
        everybody = self.rolls.residents(dimension, known, span.months)
        if NOT_RECORDED not in known or not everybody:
            return None
        unknown = [name for name in known if name in NO_ANSWER]
        return (self.rolls.residents(dimension, unknown, span.months) or 0) / everybody

    def recorded_enough(self, span: Span, dimension: str) -> bool:
        """Whether a rate may be of residents: of what they say of themselves, once enough of them have."""
        if dimension not in SAID:
            return True
        unanswered = self.unanswered(span, dimension)
        return unanswered is not None and 1 - unanswered >= LEAST_RECORDED

    def _units(self, span: Span, site: str) -> list[str]:
        apart = self.rolls.split_from_the_site(span.last)
        units = self.rolls.units(span.last)
        return [unit for unit in units if (unit in apart) == (site == APART)] if site in {APART, REST} else []

    def rate(self, span: Span, dimension: str, name: str) -> Interval | None:
        """For each hundred residents in a year, with its interval; None where either is not known."""
        number, residents = span.number(dimension, name), self.residents(span, dimension, name)
        if number is None or not residents:
            return None
        return rate(number, residents * len(span.months) / 12, per=HUNDRED)


def months_told(service: Service) -> list[date]:
    """The months of which anything is told, newest first."""
    told = Told.objects.filter(service=service, figure="").order_by("-from_on")
    return list(told.values_list("from_on", flat=True))


def is_of_the_team(service: Service, by: StaffRole) -> bool:
    """Whether every number is theirs to see: the clinicians of the organisation that runs the service."""
    return by.role == TREATS and by.organisation_id == service.organisation_id


def access(service: Service, month: date, *, by: StaffRole) -> Access | None:
    """What is shown of a service up to a month to whoever asks; None where nothing is told of it."""
    return _internal(service, month) if is_of_the_team(service, by) else _told(service, month)


def _internal(service: Service, month: date) -> Access | None:
    rows = list(Counted.objects.filter(service=service, month__lte=month).order_by("-month")[:LONGEST])[::-1]
    if not rows or rows[-1].month != month:
        return None
    place = place_of(service.organisation)
    rolls = rolls_of(place.pk, later(rows[0].month, -LONGEST), month)
    numbers = [row.numbers for row in rows]
    apart = rolls.split_from_the_site(month)
    spans = {name: Span(name, rows[0].month, month, every(figure, numbers, apart)) for name, figure in FIGURES.items()}
    of_month = dict(_exactly(numbers[-1]))
    over = in_words(rows[0].month, month)
    days = days_of(numbers, least=1)
    medians = medians_of(numbers, apart)
    return Access(service, place, month, True, of_month, spans, days, over, medians, rolls, rows[-1].made_at)


def _exactly(counts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    whole = counts.get(WHOLE, {})
    for key, figure in FIGURES.items():
        yield key, f"{sum(atoms(figure, whole.get(WHOLE, {}))):,}"
    yield LOST, f"{whole.get(WHOLE, {}).get(LOST, 0):,}"
    for what in (WAITING, LATE):
        yield what, f"{whole.get(WAITING, {}).get(what, 0):,}"


def _told(service: Service, month: date) -> Access | None:
    rows = list(Told.objects.filter(service=service, until_on__lte=later(month, 1)).order_by("from_on"))
    of_month = next((row for row in rows if not row.figure and row.first == month), None)
    if of_month is None:
        return None
    spans, days, over = {}, None, ""
    medians: Medians = {}
    for name in FIGURES:
        chosen = _newest([row for row in rows if row.figure == name])
        if chosen:
            block = joined([Block.read(row.table) for row in chosen])
            spans[name] = Span(name, chosen[0].first, chosen[-1].last, block)
        if chosen and name == WAITED_FOR:
            days, over = chosen[-1].table["days"], in_words(chosen[-1].first, chosen[-1].last)
            # Blocks that were told before there were any have none.
            medians = read(chosen[-1].table.get("medians", {}))
    place = place_of(service.organisation)
    begins = min([span.first for span in spans.values()] + [month])
    rolls = rolls_of(place.pk, later(begins, -LONGEST), month)
    return Access(service, place, month, False, of_month.table, spans, days, over, medians, rolls, of_month.made_at)


def _newest(rows: Sequence[Told]) -> list[Told]:
    """The newest blocks that make up a year or more together, oldest first; fewer where there are no more."""
    chosen: list[Told] = []
    for row in reversed(rows):
        chosen.insert(0, row)
        if len(list(months(chosen[0].first, chosen[-1].last))) >= LONGEST:
            break
    return chosen
