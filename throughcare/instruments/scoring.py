"""Answers made into scores, or refused with a reason: never a part of a score as if it were the whole."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from throughcare.instruments import alerting
from throughcare.instruments.alerting import Alert
from throughcare.instruments.algorithms import ALGORITHMS
from throughcare.instruments.definition import Instrument
from throughcare.instruments.methods import ALGORITHM, CHOSEN_BY_THE_PERSON, METHODS, Given
from throughcare.instruments.numbers import listed
from throughcare.instruments.parts import Scale

Scores = Mapping[str, float]
NAMED_BLANKS = 10


@dataclass(frozen=True, slots=True)
class Scored:
    """What answers amount to under one version of an instrument.

    `refused` says why there is no score; then `scores`, `bands` and `labels` are empty. Where the main scale could be
    scored and another could not, `unscored` says why. `incomplete` says that a blank was made up for or left out.
    `over` names the items, where the person chooses how many there are.
    """

    instrument: str
    version: str
    scores: Scores = field(default_factory=dict)
    bands: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    refused: str | None = None
    alerts: tuple[Alert, ...] = ()
    incomplete: bool = False
    unscored: Mapping[str, str] = field(default_factory=dict)
    over: tuple[str, ...] = ()


def score(instrument: Instrument, answers: Mapping[str, int | None]) -> Scored:
    """The scores of answers as `reading.answers` gives them; the answers themselves are left as they are."""
    counted = _counted(instrument, answers)
    scores, labels, unscored = _made(instrument, counted)
    at_once = alerting.alerts(instrument, answers)
    if why := unscored.get(instrument.main_scale):
        return Scored(instrument.id, instrument.version, refused=why, alerts=at_once)
    return Scored(
        instrument.id,
        instrument.version,
        scores,
        _bands(instrument, scores),
        labels,
        None,
        at_once + alerting.of_scores(instrument, scores),
        any(counted[number] is None for number in instrument.asked),
        unscored,
        _over(instrument, counted),
    )


def _made(
    instrument: Instrument, counted: Mapping[str, int | None]
) -> tuple[dict[str, float], dict[str, str], dict[str, str]]:
    """By scale: scores, names, and why there is neither."""
    scores: dict[str, float] = {}
    labels: dict[str, str] = {}
    unscored: dict[str, str] = {}
    for scale in instrument.scales:
        own = [answer for number in scale.items if (answer := counted[number]) is not None]
        if not own and scale.id in instrument.optional:
            continue
        if len(own) < scale.needed:
            unscored[scale.id] = _why(scale, counted)
        elif scale.of and scale.of not in scores:
            unscored[scale.id] = unscored[scale.of]
        elif scale.method == ALGORITHM:
            labels[scale.id] = ALGORITHMS[scale.algorithm](dict(zip(scale.items, own, strict=True)))
        else:
            scores[scale.id] = _whole(METHODS[scale.method](scale, Given(counted, own, scores)))
    return scores, labels, unscored


def _counted(instrument: Instrument, answers: Mapping[str, int | None]) -> dict[str, int | None]:
    """Each answer as scales count it: turned round, not known as blank, and skipped as nought."""
    counted = {
        item.number: None if (given := answers[item.number]) is None or given == item.unknown else item.counted(given)
        for item in instrument.items
    }
    for skip in instrument.skips:
        if all(answers[number] == skip.equals for number in skip.when):
            counted |= {number: 0 for number in skip.items if counted[number] is None}
    return counted


def _why(scale: Scale, counted: Mapping[str, int | None]) -> str:
    blank = tuple(number for number in scale.items if counted[number] is None)
    some = listed(blank) if len(blank) <= NAMED_BLANKS else f"{', '.join(blank[:NAMED_BLANKS])} and others"
    of = f"{len(blank)} of the {len(scale.items)} items of “{scale.title}”"
    may = len(scale.items) - scale.needed
    rule = "every one must be answered" if not may else f"at least {scale.needed} must be answered"
    return f"Not scored: {of} {'is' if len(blank) == 1 else 'are'} blank ({some}), and {rule}."


def _whole(score: float) -> float:
    return int(score) if isinstance(score, float) and score.is_integer() else score


def _bands(instrument: Instrument, scores: Scores) -> dict[str, str]:
    """By scale, the band whose edge is the last one reached."""
    return {
        scale: labels[bisect_right(los, scores[scale]) - 1]
        for scale, (los, labels) in instrument.edges.items()
        if scale in scores
    }


def _over(instrument: Instrument, counted: Mapping[str, int | None]) -> tuple[str, ...]:
    main = instrument.scale[instrument.main_scale]
    if main.method not in CHOSEN_BY_THE_PERSON:
        return ()
    return tuple(number for number in main.items if counted[number] is not None)
