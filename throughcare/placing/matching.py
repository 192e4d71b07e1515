"""Every wait against every bed at once. `fitting.misfits` stays the judge; a test holds the two together.

Beds are the places of a long whole number, one digit each: those that meet a condition are its ones, and to ask for
several conditions is one step of the processor for sixty-four beds. Five thousand waits against ten thousand beds take
a part of a second, where pairs of them, fifty million, take minutes.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

from throughcare.placing.fitting import AGAINST, Need, Profile


@dataclass(frozen=True, slots=True)
class Match:
    """`fits` has a one for each bed that would fit; `against` counts, by reason, the beds that do not for it.

    A bed may count under several reasons.
    """

    need: Need
    fits: int
    against: Mapping[str, int]

    @property
    def beds(self) -> int:
        return self.fits.bit_count()


@dataclass
class Stock:
    """Free beds by the ward they are in, in the order given. `beds` are their keys."""

    beds: Sequence[int]
    wards: Mapping[int, Profile]
    places: Mapping[int, int] = field(default_factory=dict)
    year: int = 0
    _known: dict[tuple[str, Hashable], int] = field(default_factory=dict)
    _alike: dict[str, list[tuple[Profile, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, wards: Iterable[tuple[Profile, Sequence[int]]], *, in_year: int) -> "Stock":
        """From wards, each with the keys of those of its beds that may be offered."""
        beds: list[int] = []
        profiles, places = {}, {}
        for profile, theirs in wards:
            places[profile.key] = ((1 << len(theirs)) - 1) << len(beds)
            profiles[profile.key] = profile
            beds.extend(theirs)
        return cls(beds, profiles, places, in_year)

    @property
    def every(self) -> int:
        return (1 << len(self.beds)) - 1

    def match(self, need: Need) -> Match:
        """The beds that would fit somebody, and how many do not for which reason."""
        found = {why: self._meeting(why, need) for why in AGAINST}
        against = {why: (self.every & ~beds).bit_count() for why, beds in found.items()}
        return Match(need, reduce(and_, found.values(), self.every), {why: n for why, n in against.items() if n})

    def keys(self, match: Match) -> Iterator[int]:
        """The keys of the beds that fit, in order."""
        left = match.fits
        while left:
            lowest = left & -left
            yield self.beds[lowest.bit_length() - 1]
            left ^= lowest

    def _meeting(self, why: str, need: Need) -> int:
        asked = ASKED[why](need)
        kept = self._known.get((why, asked))
        if kept is None:
            meeting = (places for one, places in self._alike_in(why) if not AGAINST[why](need, one, self.year))
            kept = self._known[why, asked] = reduce(or_, meeting, 0)
        return kept

    def _alike_in(self, why: str) -> list[tuple[Profile, int]]:
        """One ward of each sort, as far as a reason asks, with the places of all that are of that sort."""
        kept = self._alike.get(why)
        if kept is None:
            sorts: dict[Hashable, tuple[Profile, int]] = {}
            for key, ward in self.wards.items():
                one, places = sorts.get(OF_WARD[why](ward), (ward, 0))
                sorts[OF_WARD[why](ward)] = one, places | self.places[key]
            kept = self._alike[why] = list(sorts.values())
        return kept


# Reason -> what of a need it depends on, so that needs alike in it are asked about once.
ASKED: Mapping[str, Callable[[Need], Hashable]] = {
    "level": lambda need: need.level,
    "specialty": lambda need: need.specialty,
    "sex": lambda need: need.sex,
    "age": lambda need: need.born_in,
    "meets": lambda need: need.meets,
    "declined": lambda need: need.declined_by,
}
# Reason -> what of a ward it depends on, for the same cause.
OF_WARD: Mapping[str, Callable[[Profile], Hashable]] = {
    "level": lambda ward: ward.level,
    "specialty": lambda ward: ward.specialties,
    "sex": lambda ward: ward.sexes,
    "age": lambda ward: (ward.age_from, ward.age_to),
    "meets": lambda ward: ward.meets,
    "declined": lambda ward: ward.key,
}


def matched(stock: Stock, needs: Iterable[Need]) -> list[Match]:
    """All of them, in the order given."""
    return [stock.match(need) for need in needs]
