"""Blueprints narrow the matrix and never widen it: where a share gives a party more than any role there may see."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from throughcare.sharing.categories import CATEGORIES
from throughcare.sharing.levels import LEVEL_IN_WORDS, greatest, reaches
from throughcare.sharing.matrix import Opening, most
from throughcare.sharing.roles import ROLE_IN_WORDS


@dataclass(frozen=True, slots=True)
class Wider:
    """A share that goes beyond the matrix for the roles held at one kind of organisation that may play the party.

    `directly` is the most these roles see by taking part; `with_basis` the most with consent or an agreement.
    """

    party: str
    kind: str
    category: str
    level: str
    roles: tuple[str, ...]
    directly: str | None
    with_basis: str | None

    def __str__(self) -> str:
        who = " or ".join(ROLE_IN_WORDS[role] for role in self.roles) or "nobody that the matrix knows"
        says = (
            f"'{self.party}' shares '{CATEGORIES[self.category]}' at '{self.level}'. As '{self.kind}' it is {who}, "
            f"and taking part shows them {LEVEL_IN_WORDS[self.directly]}."
        )
        if reaches(self.with_basis, self.level):
            return f"{says} More takes consent or an agreement."
        return says


def wider(
    shares: Iterable[tuple[str, str, str]],
    *,
    kinds_of: Mapping[str, Collection[str]],
    roles_at: Mapping[str, Collection[str]],
) -> Iterator[Wider]:
    """Each share (party, category, level) that is wider than the matrix, for each kind of organisation it is so for.

    `kinds_of`: party -> the kinds that may play it. `roles_at`: kind -> the roles held there; a kind that is not in it
    holds none.
    """
    for party, category, level in shares:
        for kind in kinds_of[party]:
            roles = tuple(roles_at.get(kind, ()))
            directly = _most(roles, category, Opening.DIRECTLY)
            if not reaches(directly, level):
                with_basis = _most(roles, category, Opening.WITH_BASIS)
                yield Wider(party, kind, category, level, roles, directly, with_basis)


def _most(roles: Iterable[str], category: str, opening: Opening) -> str | None:
    return greatest(None, *(most(role, category, opening) for role in roles))
