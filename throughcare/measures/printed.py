"""Figures as the command prints them: text, and JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from throughcare.episodes.models import Service
from throughcare.indicators import BLUEPRINT, INDICATORS, Period, Published
from throughcare.measures.casing import counted_versions
from throughcare.measures.publishing import counted_now
from throughcare.measures.reading import Shown, Told, figures, spans
from throughcare.people.lives import london_day


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody who runs the product asks to have counted."""

    first: date
    last: date
    as_of: date | None
    service: int | None

    @property
    def said(self) -> dict[str, object]:
        return {"from": self.first.isoformat(), "until": self.last.isoformat(), "service": self.service}

    def counted(self, *, at: datetime) -> tuple[Published, ...]:
        """Raises ValueError with a sentence where the days or the service make no sense."""
        period, today = Period(self.first, self.last), london_day(at)
        as_of = self.as_of or min(self.last, today)
        if as_of > today:
            raise ValueError(f"Nobody knows yet how things will stand on {as_of}: choose a day up to {today}.")
        services = None if self.service is None else [self.service]
        if (
            services
            and not Service.objects.filter(
                pk__in=services, blueprint__in=[one.digest for one in counted_versions()]
            ).exists()
        ):
            raise ValueError(f"There is no service number {self.service} of the blueprint {BLUEPRINT}.")
        return counted_now(period, services=services, as_of=as_of, at=at)


def as_json(asked: Asked, told: Sequence[Published]) -> str:
    """Everything that may be shown, with what each indicator counts."""
    rules = ("numerator", "denominator", "exclusions", "better", "source", "confirmed")
    rows = [{**asdict(one), **{name: getattr(INDICATORS[one.indicator], name) for name in rules}} for one in told]
    return json.dumps({**asked.said, "figures": rows}, ensure_ascii=False)


def as_text(asked: Asked, told: Sequence[Published]) -> str:
    """A paragraph for each figure."""
    head = f"From {asked.first} to {asked.last}. Numbers under 5, and those that would tell them, are withheld."
    shown = figures([asdict(one) for one in told])
    return "\n".join([head, *(line for one in shown for line in _lines(one))])


def _lines(one: Shown) -> Iterator[str]:
    yield ""
    yield f"{one.indicator.id} {one.title}"
    yield f"  {_says(one.whole) if one.whole else 'withheld'}{f' {one.says}' if one.says else ''}"
    yield from (f"  {label}: {words}" for label, words in spans(one)[2:])
    yield from (f"  {label}: {number}" for label, number in one.beside)
    for group in one.groups:
        yield f"  By {group.title.lower()}:{'' if group.lines else f' {group.says}'}"
        yield from (f"    {line.name}: {_says(line)}" for line in group.lines)


def _says(line: Told) -> str:
    """`14 of 70, 20% (12% to 31%)`; or only how many there are."""
    said = [
        f"{part.k} of {part.n} {part.says}, {part.percent:.0f}% ({part.low:.0f}% to {part.high:.0f}%)"
        for part in line.parts
    ] or [f"{line.n} in all"]
    days = [f"half within {line.median:g} days"] if line.median is not None else []
    nine = [f"nine in ten within {line.nine_in_ten:g}"] if line.nine_in_ten is not None else []
    return "; ".join([*said, *days, *nine])
