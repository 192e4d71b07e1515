"""What many scores amount to: first and last paired, and changes over several instruments of one person."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from throughcare.instruments.changing import Change, between
from throughcare.instruments.definition import Instrument
from throughcare.instruments.parts import Threshold

# NHS Talking Therapies, recalled from the manual: contacts before treatment counts as completed.
LEAST_CONTACTS = 2
CASENESS: Mapping[str, tuple[float, Threshold]] = {
    "phq-9": (10, Threshold("mhsds", True, "total", 6, ">=", "RCI95")),
    "gad-7": (8, Threshold("mhsds", True, "total", 4, ">=", "RCI95")),
    "pcl-5": (32, Threshold("recalled", False, "total", 10, ">=", "policy")),
}
DEPRESSION = "phq-9"


@dataclass(frozen=True, slots=True)
class Record:
    """One score of one person on a day; `person` is any key, and only compared."""

    person: object
    on: date
    score: float


@dataclass(frozen=True, slots=True)
class Pairs:
    """First and last scores of everybody. Whoever has one record is counted first and never in a change.

    `progress` is the mean fall from first to last of those who have both: the rise where high is good is negative.
    Means are None where nobody is counted.
    """

    first: int
    last: int
    mean_first: float | None
    mean_last: float | None
    progress: float | None


def paired(records: Iterable[Record], *, until: date | None = None) -> Pairs:
    """Pair the first with the last record of each person, looking at none after `until`."""
    by_person: dict[object, list[Record]] = {}
    for record in records:
        if until is None or record.on <= until:
            by_person.setdefault(record.person, []).append(record)
    ways = [sorted(held, key=lambda record: record.on) for held in by_person.values()]
    both = [way for way in ways if len(way) > 1]
    return Pairs(
        len(ways),
        len(both),
        _mean(way[0].score for way in ways),
        _mean(way[-1].score for way in both),
        _mean(way[0].score - way[-1].score for way in both),
    )


def _mean(values: Iterable[float]) -> float | None:
    held = list(values)
    return fmean(held) if held else None


@dataclass(frozen=True, slots=True)
class Course:
    """What the measures of NHS Talking Therapies say of one course; None where somebody is not counted.

    Recovery is counted of those who began as cases, the others of all who completed with paired scores.
    `recovered`, `recovered_reliably`: no longer a case on either measure, and that with a reliable improvement.
    """

    completed: bool
    paired: bool
    case_at_start: bool | None
    recovered: bool | None
    improved_reliably: bool | None
    deteriorated_reliably: bool | None
    recovered_reliably: bool | None


NOT_COUNTED = (None,) * 5


def talking_therapies(
    *, first: Mapping[str, float], last: Mapping[str, float], contacts: int, discharged: bool, anxiety: str = "gad-7"
) -> Course:
    """One course by PHQ-9 and the anxiety measure that goes with the problem (an id of CASENESS), scores by id."""
    completed = discharged and contacts >= LEAST_CONTACTS
    tools = (DEPRESSION, anxiety)
    both = all(tool in scores for tool in tools for scores in (first, last))
    if not completed or not both:
        return Course(completed, both, *NOT_COUNTED)
    started = any(first[tool] >= CASENESS[tool][0] for tool in tools)
    below = all(last[tool] < CASENESS[tool][0] for tool in tools)
    falls = [first[tool] - last[tool] for tool in tools]
    limits = [CASENESS[tool][1].threshold for tool in tools]
    fell = any(fall >= limit for fall, limit in zip(falls, limits, strict=True))
    rose = any(-fall >= limit for fall, limit in zip(falls, limits, strict=True))
    improved, recovered = fell and not rose, below if started else None
    return Course(
        completed, both, started, recovered, improved, rose and not fell, recovered and improved if started else None
    )


@dataclass(frozen=True, slots=True)
class Measured:
    """The first and last score of one instrument by one rater; `last` is None where it was asked once."""

    rater: str
    instrument: Instrument
    first: float
    last: float | None


def meaningful_change(measured: Sequence[Measured], *, contacts: int) -> dict[str, str | None]:
    """By rater, `improvement`, `deterioration` or `no change` over several instruments, as the NHS counts it for CYP.

    Deterioration on any decides; improvement on any, otherwise. None where nothing can be told: under two contacts, no
    paired score, or no threshold for any instrument.
    """
    raters = dict.fromkeys(each.rater for each in measured)
    if contacts < LEAST_CONTACTS:
        return dict.fromkeys(raters)
    return {rater: _over(change.reliable for change in _changes(measured, rater)) for rater in raters}


def _changes(measured: Sequence[Measured], rater: str) -> Iterator[Change]:
    for each in measured:
        if each.rater == rater and each.last is not None:
            yield between(each.instrument, each.first, each.last, threshold=_by_the_nhs(each.instrument))


def _by_the_nhs(instrument: Instrument) -> Threshold | None:
    """The threshold that NHS England publishes; the product's own choice where it publishes none."""
    own = [one for one in instrument.changes if one.scale == instrument.main_scale]
    return next((one for one in own if one.source == "mhsds"), own[0] if own else None)


def _over(changes: Iterable[str | None]) -> str | None:
    told = {change for change in changes if change is not None}
    if not told:
        return None
    if "worse" in told:
        return "deterioration"
    return "improvement" if "improved" in told else "no change"
