"""What questionnaires say of an episode, for its summary: first and last score of each, and whether they really differ.

`plans` knows nothing of `responses`, beside which it lies: this room reads them as whoever writes may, and hands lines
of text down. They are clinical notes, as scores are where they are kept; single answers are not in them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from throughcare.episodes.reading import Account
from throughcare.instruments import Change, Instrument
from throughcare.instruments.changing import between
from throughcare.pathways import spell_day
from throughcare.people.lives import london_day
from throughcare.planning.pages import reads
from throughcare.plans.words import CLINICAL
from throughcare.responses.reading import Asked, Read, came_due, changes
from throughcare.responses.schedule import DONE, Standing

RELIABLE = {"improved": "reliably better", "worse": "reliably worse", "no": "no reliable change"}
UNCONFIRMED = ", unconfirmed"
OTHER = "cannot be compared: another edition, or other items"


@dataclass(frozen=True, slots=True)
class Outcomes:
    """A few lines for each instrument; and for each of its other scales that has a score, by instrument and scale."""

    lines: Sequence[str] = ()
    scales: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scored:
    """A response that has a score on a scale, with that score."""

    read: Read
    scale: str

    @property
    def kept(self) -> Mapping[str, Any]:
        return self.read.scores[self.scale]

    @property
    def says(self) -> str:
        kept, bands = self.kept, self.read.instrument.bands
        value = kept["label"] or f"{kept['value']:g}"
        doubted = any(not one.confirmed for one in bands if (one.scale, one.label) == (self.scale, kept["band"]))
        band = f" ({kept['band']}{UNCONFIRMED if doubted else ''})" if kept["band"] else ""
        return f"{value}{band} on {spell_day(self.read.row.completed_on)}"


def outcomes_of(told: Account, asked: Asked, *, as_of: datetime) -> Outcomes:
    """Of every instrument that was answered or came due; nothing for whoever reads no scores."""
    if not reads(told, CLINICAL):
        return Outcomes()
    came = came_due(told, asked, day=london_day(as_of))
    lines = [line for name in _instruments(asked, came) for line in _lines(name, asked, came)]
    return Outcomes(lines, dict(_scales(asked)))


def _instruments(asked: Asked, came: Iterable[Standing]) -> list[str]:
    """Those that the service asks for first, in its order."""
    return list(dict.fromkeys([*(one.of.instrument for one in came), *(one.row.instrument for one in asked.read)]))


def _lines(name: str, asked: Asked, came: Iterable[Standing]) -> Iterator[str]:
    read = [one for one in asked.read if one.row.instrument == name]
    due = [one for one in came if one.of.instrument == name]
    scored = [Scored(one, one.instrument.main_scale) for one in read if one.main and not one.main["refused"]]
    title = read[-1].instrument.title if read else due[0].of.title
    change = changes(read).get(scored[-1].read.row.pk) if scored else None
    broken = dict.fromkeys(one.instrument.broken for one in read if one.instrument.broken)
    yield from broken
    if scored or not broken:
        yield f"{title}: {_course(scored, change)}"
    yield from _by_what(change, scored)
    if due:
        done = sum(one.state == DONE for one in due)
        yield f"Answered {done} of the {len(due)} times that it was due"


def _scales(asked: Asked) -> Iterator[tuple[str, list[str]]]:
    """Each scale but the main ones, `core-om risk`, from first to last as the main scale is told."""
    sound = [one for one in asked.read if not one.instrument.broken]
    names = dict.fromkeys(
        (one.row.instrument, scale) for one in sound for scale in one.scores if scale != one.instrument.main_scale
    )
    for name, scale in names:
        its = [
            one for one in sound if one.row.instrument == name and not one.scores.get(scale, {"refused": 1})["refused"]
        ]
        if scored := [Scored(one, scale) for one in its]:
            change = _compared(_first_like(scored), scored[-1])
            measured = scored[-1].read.instrument
            title = f"{measured.title}, {measured.scale[scale].title}"
            yield f"{name} {scale}", [f"{title}: {_course(scored, change)}", *_by_what(change, scored)]


def _first_like(scored: Sequence[Scored]) -> Scored:
    """The first score of the edition that was used last: those of others compare with nothing."""
    return next(one for one in scored if one.read.row.edition == scored[-1].read.row.edition)


def _compared(first: Scored, last: Scored) -> Change | None:
    """How two scores of a scale differ, where both are numbers."""
    before, after = first.kept["value"], last.kept["value"]
    if first is last or before is None or after is None:
        return None
    return between(last.read.instrument, before, after, last.scale)


def _course(scored: Sequence[Scored], change: Change | None) -> str:
    if not scored:
        return "no score"
    if len(scored) == 1:
        return f"{scored[0].says}, the only score"
    course = f"{scored[0].says} → {scored[-1].says}"
    if change is None or change.difference is None:
        return course if scored[-1].kept["label"] else f"{course}; {OTHER}"
    return f"{course}; {change.difference:+g}, {RELIABLE[change.reliable] if change.reliable else change.because}"


def _by_what(change: Change | None, scored: Sequence[Scored]) -> Iterator[str]:
    """The threshold with its source, and the class of change where a cut-off is known."""
    if change is None or change.reliable is None:
        return
    measured: Instrument = scored[-1].read.instrument
    source = next((one.title for one in measured.sources if one.id == change.source), change.source)
    mark = "" if change.confirmed else UNCONFIRMED
    says = f"Threshold of change {change.op} {change.threshold:g} ({change.basis}; {source}{mark})"
    if change.clinically_significant:
        mark = "" if change.cutoff_confirmed else UNCONFIRMED
        says = f"{says}; by the cut-off {change.cutoff:g}{mark}: {change.clinically_significant}"
    yield says
