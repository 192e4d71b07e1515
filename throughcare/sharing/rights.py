"""What of the matrix a database must know of one role: the categories it sees, by the way a ground opens them."""

from collections.abc import Mapping
from functools import cache

from throughcare.sharing.categories import CATEGORIES, IDENTITY
from throughcare.sharing.levels import reaches
from throughcare.sharing.matrix import MATRIX, Opening, most

# Rows are seen from a summary on; what was written at length is there only for those who read all of it. A flag shows
# no row, and that there is one.
FROM = {"sees": "summary", "reads": "read", "flags": "flag"}
BY = {
    "": Opening.DIRECTLY,
    "_with_basis": Opening.WITH_BASIS,
    "_in_emergency": Opening.IN_AN_EMERGENCY,
    "_as_own": Opening.AS_OWN,
}
# The names of the lists: `sees`, `sees_with_basis`, `sees_in_emergency`, `sees_as_own`, and the same of the others.
RIGHTS = tuple(f"{right}{by}" for right in FROM for by in BY)


# Peer mentors live beside those whom they would find, and have no search (domain.md 2.2, rule 4).
BESIDE_THEM = frozenset({"PM"})


@cache
def rights_of(role: str) -> Mapping[str, tuple[str, ...]]:
    """Name of a list -> the categories in it. A role that the matrix does not know sees nothing."""
    known = role in next(iter(MATRIX.values()))
    return {
        f"{right}{by}": tuple(c for c in CATEGORIES if known and reaches(most(role, c, opening), level))
        for right, level in FROM.items()
        for by, opening in BY.items()
    }


def seeks_people(role: str) -> bool:
    """Whether a role looks for people, puts them on record and refers them.

    Whoever may never be told who somebody is does none of it, and neither does whoever lives beside them.
    """
    return role not in BESIDE_THEM and IDENTITY in rights_of(role)["sees"]
