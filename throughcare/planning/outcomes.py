"""What questionnaires say of an episode, for its summary: first and last score of each, and whether they really differ.

`plans` knows nothing of `responses`, beside which it lies: this room reads them as whoever writes may, and hands lines
of text down. They are clinical notes, as scores are where they are kept; single answers are not in them.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from throughcare.episodes.reading import Account
from throughcare.instruments import Change, Instrument
from throughcare.pathways import spell_day
from throughcare.people.lives import london_day
from throughcare.planning.pages import reads
from throughcare.plans.words import CLINICAL
from throughcare.responses.reading import Asked, Read, asked_in, came_due, changes
from throughcare.responses.schedule import DONE, Standing

RELIABLE = {"improved": "reliably better", "worse": "reliably worse", "no": "no reliable change"}
UNCONFIRMED = ", unconfirmed"
OTHER = "cannot be compared: another edition, or other items"


def outcomes_of(told: Account, *, as_of: datetime) -> list[str]:
    """A few lines for each instrument that was answered or came due. One query; empty for whoever reads no scores."""
    if not reads(told, CLINICAL):
        return []
    asked = asked_in(told, as_of=as_of)
    came = came_due(told, asked, day=london_day(as_of))
    return [line for name in _instruments(asked, came) for line in _lines(name, asked, came)]


def _instruments(asked: Asked, came: Iterable[Standing]) -> list[str]:
    """Those that the service asks for first, in its order."""
    return list(dict.fromkeys([*(one.of.instrument for one in came), *(one.row.instrument for one in asked.read)]))


def _lines(name: str, asked: Asked, came: Iterable[Standing]) -> Iterator[str]:
    read = [one for one in asked.read if one.row.instrument == name]
    due = [one for one in came if one.of.instrument == name]
    scored = [one for one in read if one.main and not one.main["refused"]]
    title = read[-1].instrument.title if read else due[0].of.title
    broken = dict.fromkeys(one.instrument.broken for one in read if one.instrument.broken)
    change = changes(read).get(scored[-1].row.pk) if scored else None
    yield from broken
    if scored or not broken:
        yield f"{title}: {_course(scored, change)}"
    if change is not None and change.reliable is not None:
        yield _by_what(change, scored[-1].instrument)
    if due:
        done = sum(one.state == DONE for one in due)
        yield f"Answered {done} of the {len(due)} times that it was due"


def _course(scored: Sequence[Read], change: Change | None) -> str:
    if not scored:
        return "no score"
    if len(scored) == 1:
        return f"{_score(scored[0])}, the only score"
    course = f"{_score(scored[0])} → {_score(scored[-1])}"
    if change is None or change.difference is None:
        return f"{course}; {OTHER}"
    return f"{course}; {change.difference:+g}, {RELIABLE[change.reliable] if change.reliable else change.because}"


def _score(one: Read) -> str:
    main = one.main or {}
    value = main["label"] or f"{main['value']:g}"
    mark = (
        UNCONFIRMED if any(not band.confirmed and band.label == main["band"] for band in one.instrument.bands) else ""
    )
    band = f" ({main['band']}{mark})" if main["band"] else ""
    return f"{value}{band} on {spell_day(one.row.completed_on)}"


def _by_what(change: Change, measured: Instrument) -> str:
    """The threshold with its source, and the class of change where a cut-off is known."""
    source = next((one.title for one in measured.sources if one.id == change.source), change.source)
    mark = "" if change.confirmed else UNCONFIRMED
    says = f"Threshold of change {change.op} {change.threshold:g} ({change.basis}; {source}{mark})"
    if not change.clinically_significant:
        return says
    mark = "" if change.cutoff_confirmed else UNCONFIRMED
    return f"{says}; by the cut-off {change.cutoff:g}{mark}: {change.clinically_significant}"
