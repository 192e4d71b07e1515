"""Every band, cut-off and threshold of every instrument, at each score there is: generated from the files."""

import pytest

from tests.instruments.answering import ladder, read
from throughcare.instruments import instruments, score
from throughcare.instruments.changing import between
from throughcare.instruments.cutting import met

EVERY = instruments()
BANDED = [(of, scale) for of in EVERY for scale in of.edges]
CUT = [(of, cutoff) for of in EVERY for cutoff in of.cutoffs]
CHANGING = [(of, limit) for of in EVERY for limit in of.changes]
COMPARE = {">=": lambda a, b: a >= b, ">": lambda a, b: a > b, "<=": lambda a, b: a <= b, "<": lambda a, b: a < b}


def named(pair) -> str:  # type: ignore[no-untyped-def]
    return pair if isinstance(pair, str) else getattr(pair, "id", None) or f"{pair.scale}-{pair.source}"


@pytest.mark.parametrize(("of", "scale"), BANDED, ids=named)
def test_each_score_is_in_the_band_whose_edge_it_reached_last(of, scale) -> None:  # type: ignore[no-untyped-def]
    bands = [band for band in of.bands if band.scale == scale]
    seen = set()
    for raw in ladder(of, scale):
        found = score(of, read(of, raw))
        value = found.scores[scale]
        reached = [band for band in bands if band.lo <= value]
        assert found.bands[scale] == reached[-1].label
        seen.add(found.bands[scale])
    assert seen == {band.label for band in bands}


@pytest.mark.parametrize(("of", "cutoff"), CUT, ids=named)
def test_each_cut_off_parts_the_scores_on_either_side(of, cutoff) -> None:  # type: ignore[no-untyped-def]
    sides = {}
    for raw in ladder(of, cutoff.scale):
        found = score(of, read(of, raw))
        (here,) = [one for one in met(of, found.scores, sex=cutoff.sex or "men") if one.cutoff == cutoff]
        value = found.scores[cutoff.scale]
        assert here.met is COMPARE[cutoff.op](value, cutoff.value)
        sides[value] = here.met
    assert set(sides.values()) == {True, False}


@pytest.mark.parametrize(("of", "limit"), CHANGING, ids=named)
@pytest.mark.parametrize("by", [-1, 0, 1])
def test_each_threshold_of_change_holds_to_the_point(of, limit, by: int) -> None:  # type: ignore[no-untyped-def]
    scale = of.scale[limit.scale]
    points = limit.threshold + by
    reached = COMPARE[limit.op](points, limit.threshold)
    up = between(of, scale.low, scale.low + points, scale.id, threshold=limit)
    down = between(of, scale.low + points, scale.low, scale.id, threshold=limit)
    better, worse = (up, down) if scale.direction > 0 else (down, up)
    assert better.reliable == ("improved" if reached else "no")
    assert worse.reliable == ("worse" if reached else "no")
    assert (better.threshold, better.basis, better.source) == (limit.threshold, limit.basis, limit.source)


@pytest.mark.parametrize("of", EVERY, ids=lambda of: of.id)
def test_a_ladder_of_answers_climbs_the_whole_range(of) -> None:  # type: ignore[no-untyped-def]
    for scale in of.scales:
        if scale.method in {"algorithm", "gas"}:
            continue
        climbed = [score(of, read(of, raw)).scores[scale.id] for raw in ladder(of, scale.id)]
        assert climbed == sorted(climbed)
        assert (climbed[0], climbed[-1]) == (scale.low, scale.high)
