"""Whether somebody fits the criteria of a service, as far as whoever refers can say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from throughcare.blueprints.blueprint import Criterion

ALL, ANY, EXCLUDE = "all", "any", "exclude"


@dataclass(frozen=True, slots=True)
class Fit:
    """The criteria that speak for, those that speak against, and those nobody has said anything about.

    It never decides: the service does.
    """

    met: tuple[Criterion, ...]
    unmet: tuple[Criterion, ...]
    unknown: tuple[Criterion, ...]

    @property
    def fits(self) -> bool | None:
        """No as soon as one criterion speaks against, yes when none is left unknown, None in between."""
        if self.unmet:
            return False
        return None if self.unknown else True


def fit(criteria: Sequence[Criterion], said: Mapping[str, bool]) -> Fit:
    """Sort criteria by what was said of each: by its id, whether it is true of the person.

    Of the criteria of which any will do, one that is true answers for all; they speak against once all are untrue.
    """
    any_true = any(said.get(criterion.id) for criterion in criteria if criterion.needed == ANY)
    sorted_: dict[str, list[Criterion]] = {"met": [], "unmet": [], "unknown": []}
    untrue = [said.get(criterion.id) is False for criterion in criteria if criterion.needed == ANY]
    for criterion in criteria:
        found = _speaks(criterion, true=said.get(criterion.id), any_true=any_true, all_untrue=all(untrue))
        if found:
            sorted_[found].append(criterion)
    return Fit(**{name: tuple(found) for name, found in sorted_.items()})


def _speaks(criterion: Criterion, *, true: bool | None, any_true: bool, all_untrue: bool) -> str:
    if criterion.needed == ANY and not true:
        return "" if any_true else "unmet" if all_untrue else "unknown"
    if true is None:
        return "unknown"
    return "met" if true != (criterion.needed == EXCLUDE) else "unmet"
