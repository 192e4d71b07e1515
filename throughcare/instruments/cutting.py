"""Cut-offs met by scores: for whoever they hold, at the value a site has chosen where there is a choice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from throughcare.instruments.definition import Instrument
from throughcare.instruments.parts import OPS, Cutoff


@dataclass(frozen=True, slots=True)
class Met:
    """A cut-off and whether a score meets it; `met` is None where it was not scored, or the sex is not known."""

    cutoff: Cutoff
    met: bool | None


def met(
    instrument: Instrument, scores: Mapping[str, float], *, sex: str = "", chosen: Mapping[str, float] | None = None
) -> tuple[Met, ...]:
    """Every cut-off with whether it is met. `sex` is men or women; `chosen` holds a site's values by meaning.

    Raises ValueError with a sentence when a site's value is none that the cut-off may have.
    """
    found = []
    for cutoff in instrument.cutoffs:
        here = _at(cutoff, chosen or {})
        if cutoff.sex and sex and cutoff.sex != sex:
            continue
        known = here.scale in scores and (not here.sex or bool(sex))
        found.append(Met(here, OPS[here.op](scores[here.scale], here.value) if known else None))
    return tuple(found)


def _at(cutoff: Cutoff, chosen: Mapping[str, float]) -> Cutoff:
    value = chosen.get(cutoff.meaning, cutoff.value)
    if value == cutoff.value:
        return cutoff
    if value not in cutoff.may_be:
        may = ", ".join(f"{each:g}" for each in cutoff.may_be) or f"{cutoff.value:g} alone"
        raise ValueError(f"The cut-off “{cutoff.meaning}” cannot be {value:g}: it may be {may}.")
    return replace(cutoff, value=value)
