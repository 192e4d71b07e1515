"""The closed table of ways to make a score of answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from throughcare.instruments.parts import Blanks, Scale

ALGORITHM = "algorithm"
MEAN_OF_T, SPREAD_OF_T = 50, 10
PLAIN_WEIGHT = 1


@dataclass(frozen=True, slots=True)
class Given:
    """What a method is given: every answer as it counts, those of its own items, and the scores made before."""

    answers: Mapping[str, int | None]
    own: Sequence[int]
    scores: Mapping[str, float]


def _sum(scale: Scale, given: Given) -> float:
    if scale.blanks is Blanks.MEAN:
        return sum(given.own) * len(scale.items) / len(given.own)
    return sum(given.own)


def _mean(_: Scale, given: Given) -> float:
    return sum(given.own) / len(given.own)


def _mean10(_: Scale, given: Given) -> float:
    return 10 * sum(given.own) / len(given.own)


def _lookup(scale: Scale, given: Given) -> float:
    """The entry of the table for the score of another scale; the first entry is for that scale's lowest score."""
    return scale.table[round(given.scores[scale.of] - scale.of_low)]


def _gas(scale: Scale, given: Given) -> float:
    """Goal attainment as a T score over the goals that were rated; a weight that was not given is 1."""
    weighed = [
        (answer, given.answers[weight] or PLAIN_WEIGHT)
        for number, weight in zip(scale.items, scale.weights, strict=True)
        if (answer := given.answers[number]) is not None
    ]
    return gas_t(weighed, rho=scale.rho)


def gas_t(weighed: Sequence[tuple[float, float]], *, rho: float) -> float:
    """Kiresuk and Sherman's T of goals as (attainment -2..+2, weight): 50 is "as expected" throughout.

    The formula of the erratum; the print of 2009 is wrong. `rho` is the assumed correlation between goals.
    """
    total = sum(weight for _, weight in weighed)
    squares = sum(weight * weight for _, weight in weighed)
    attained = sum(attainment * weight for attainment, weight in weighed)
    return MEAN_OF_T + SPREAD_OF_T * attained / sqrt((1 - rho) * squares + rho * total * total)


METHODS: Mapping[str, Callable[[Scale, Given], float]] = {
    "sum": _sum,
    "mean": _mean,
    "mean10": _mean10,
    "lookup": _lookup,
    "gas": _gas,
    "goals": _mean,
}
# Of these the person chooses how many items there are, so two scores compare only over the same ones.
CHOSEN_BY_THE_PERSON = frozenset({"gas", "goals"})
