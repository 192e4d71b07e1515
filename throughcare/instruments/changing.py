"""Two scores of one person compared: how much they differ, whether reliably, and whether a cut-off was crossed."""

from dataclasses import dataclass, replace
from typing import Literal

from throughcare.instruments.definition import Instrument
from throughcare.instruments.methods import CHOSEN_BY_THE_PERSON
from throughcare.instruments.parts import OPS, Threshold
from throughcare.instruments.scoring import Scored

Reliable = Literal["improved", "worse", "no"]
# Differences of scores that were divided are compared as far as anybody writes them.
PLACES = 9
CLINICAL = "clinical"
OF_THE_LIMIT = ("threshold", "op", "basis", "source", "confirmed")
# Reliable change -> by whether the score before, and after, was on the clinical side of the cut-off.
CLASSES: dict[Reliable, dict[tuple[bool, bool], str]] = {
    "improved": {
        (True, True): "improved",
        (True, False): "recovered",
        (False, True): "improved",
        (False, False): "improved",
    },
    "no": dict.fromkeys([(True, True), (True, False), (False, True), (False, False)], "unchanged"),
    "worse": {
        (True, True): "deteriorated",
        (True, False): "deteriorated",
        (False, True): "harmed",
        (False, False): "deteriorated",
    },
}


@dataclass(frozen=True, slots=True)
class Change:
    """How a scale changed. `reliable` and `clinically_significant` are None where they cannot be told: `because`.

    `difference` is after less before, in points of the scale. The threshold is the one that was asked, with its basis
    (RCI95, RCI90, MIC or policy), source and whether that was confirmed; `cutoff` the one that was crossed or not.
    """

    instrument: str
    version: str
    scale: str
    before: float | None = None
    after: float | None = None
    difference: float | None = None
    reliable: Reliable | None = None
    clinically_significant: str | None = None
    because: str = ""
    threshold: float | None = None
    op: str = ""
    basis: str = ""
    source: str = ""
    confirmed: bool = False
    cutoff: float | None = None
    cutoff_confirmed: bool = False


def change(
    instrument: Instrument, before: Scored, after: Scored, scale: str = "", *, threshold: Threshold | None = None
) -> Change:
    """Compare two scored sets of answers on a scale, or on the main one; see `between` for the threshold."""
    scale = scale or instrument.main_scale
    nothing = Change(instrument.id, instrument.version, scale)
    if why := _not_comparable(instrument, before, after, scale):
        return _because(nothing, why)
    return between(instrument, before.scores[scale], after.scores[scale], scale, threshold=threshold)


def between(
    instrument: Instrument, before: float, after: float, scale: str = "", *, threshold: Threshold | None = None
) -> Change:
    """Compare two scores on a scale, or on the main one, by a threshold of the instrument: the first it names."""
    scale = scale or instrument.main_scale
    difference = round(after - before, PLACES)
    direction = instrument.scale[scale].direction
    limit = threshold or next((one for one in instrument.changes if one.scale == scale), None)
    plain = Change(instrument.id, instrument.version, scale, before, after, difference)
    if limit is None or not direction:
        return _because(plain, f"No threshold of change is known for “{instrument.scale[scale].title}”.")
    reliable = _reliable(difference * direction, limit)
    told = replace(plain, reliable=reliable, **{name: getattr(limit, name) for name in OF_THE_LIMIT})
    cutoff = next((one for one in instrument.cutoffs if (one.scale, one.meaning) == (scale, CLINICAL)), None)
    if cutoff is None:
        return _because(told, "Whether it is clinically significant cannot be told: no clinical cut-off is known.")
    clinical = (OPS[cutoff.op](before, cutoff.value), OPS[cutoff.op](after, cutoff.value))
    return replace(
        told,
        clinically_significant=CLASSES[reliable][clinical],
        cutoff=cutoff.value,
        cutoff_confirmed=cutoff.confirmed,
    )


def _because(of: Change, why: str) -> Change:
    return replace(of, because=why)


def _reliable(gain: float, limit: Threshold) -> Reliable:
    if not OPS[limit.op](abs(gain), limit.threshold):
        return "no"
    return "improved" if gain > 0 else "worse"


def _not_comparable(instrument: Instrument, before: Scored, after: Scored, scale: str) -> str:
    """Why two scores may not be compared, or nothing."""
    same = (instrument.id, instrument.version)
    for when, scored in (("first", before), ("last", after)):
        if (scored.instrument, scored.version) != same:
            return f"The {when} score is of {scored.instrument} {scored.version}, not of {' '.join(same)}."
        if scored.refused:
            return f"The {when} set of answers has no score. {scored.refused}"
        if scale not in scored.scores:
            return scored.unscored.get(scale, f"{instrument.title} gives no score “{scale[:40]}”.")
    if instrument.scale[scale].method in CHOSEN_BY_THE_PERSON and before.over != after.over:
        return "Other goals were rated the second time: goals compare only over the same ones."
    return ""
