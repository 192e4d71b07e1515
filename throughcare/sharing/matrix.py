"""The matrix of roles and categories: one total table, and what each of its letters allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from hashlib import sha256
from typing import NamedTuple

from throughcare.sharing.break_glass import MAY_BREAK_GLASS, SHOWN_IN_AN_EMERGENCY
from throughcare.sharing.categories import CATEGORIES, IN_NOBODYS_RECORD
from throughcare.sharing.levels import greatest
from throughcare.sharing.roles import THE_PERSON

# domain.md 2.2, cell for cell. A word in brackets narrows a flag: it says what the flag is for.
PROPOSED = """
                          CRT      LD PMH OPS      PM          MC       POM      SH CM COM CMHT LAH      COMM EVAL SU
identity-and-location     R        W  W   R        S           R        R        R  R  R   R    S        -    D    O
sentence-and-dates        W        R  R   R        -           S        W        R  R  W   S    S        -    D    O
mha-status                R        S  W   F        -           -        R        W  R  S   R    S        A    D    O
referral-and-stage        S        R  W   F        -           -        S        W  R  S   R    S        A    D    O
clinical                  -        W  W   -        -           -        -        W  S  C   R    -        -    D    O
diagnosis-and-medication  C        R  W   -        -           -        -        W  S  C   R    C        A    D    O
self-harm-risk            S        R  W   W        F(escalate) S        S        R  R  S   R    C        A    D    O
risk-to-others            R        S  S   S        -           -        W        R  R  W   S    S        A    D    S
security-intelligence     -        -  F   W        -           F        W        C  -  F   -    -        -    -    -
therapy-content           -        -  W   -        -           -        -        R  -  -   S    -        A    D    O
peer-contacts             -        -  S   F        O           W        -        -  -  -   -    -        A    D    O
mentor-vetting            -        -  F   S        O           W        S        -  -  -   -    -        A    -    O
care-plan                 C        R  W   S        -           -        S        W  R  S   W    S        -    D    O
housing                   -        R  R   S        -           -        R        S  -  W   R    W        A    D    O
victim                    -        -  -   -        -           -        S        C  -  W   C    -        -    -    -
protected-characteristics F(needs) W  W   F(needs) F(needs)    F(needs) F(needs) W  A  R   R    F(needs) A    D    O
incidents                 -        -  W   W        O           S        S        W  R  S   S    -        A    D    S
indicators                -        A  A   A        -           A        A        A  A  A   A    A        W    A    A
"""

# Ours: columns that domain.md does not have. A Caldicott Guardian looks at who looked, not at the record.
OURS = """
                          MHCS CG ADMIN
identity-and-location     R    -  -
sentence-and-dates        R    -  -
mha-status                W    -  -
referral-and-stage        W    -  -
clinical                  S    -  -
diagnosis-and-medication  S    -  -
self-harm-risk            S    -  -
risk-to-others            R    -  -
security-intelligence     F    -  -
therapy-content           -    -  -
peer-contacts             -    -  -
mentor-vetting            -    -  -
care-plan                 S    -  -
housing                   -    -  -
victim                    C    -  -
protected-characteristics F    -  -
incidents                 -    -  -
indicators                -    -  -
"""

# Peer mentors live beside those whom they support. No grant of their organisation shows them a row of anybody: what
# their column says of identity, of a worry and of needs is told by one narrow function of the database, of nobody but
# whom they support (docs/adr/0044).
SHOWN_BY_THEIR_OWN_DOOR = frozenset({"PM"})

# Until the Caldicott Guardian of a site has signed it, every cell is shown with its mark.
UNCONFIRMED = "local default, unconfirmed"
UNCONFIRMED_OURS = "local default of this product, not in the proposal it follows, unconfirmed"

QUALIFIERS = {
    "escalate": "It says that there is a worry to pass on at once, not what it is.",
    "needs": "It says what must be arranged, such as an interpreter or larger print.",
}


class Cell(StrEnum):
    """A letter of the matrix. Break-glass is a ground and never stands alone in a cell."""

    WRITE = "W"
    READ = "R"
    SUMMARY = "S"
    FLAG = "F"
    WITH_BASIS = "C"
    AGGREGATE = "A"
    DEIDENTIFIED = "D"
    OWN = "O"
    NONE = "-"


class Opening(Enum):
    """The ways in which a ground opens a cell."""

    DIRECTLY = "directly"
    WITH_BASIS = "with a basis for this purpose"
    IN_AN_EMERGENCY = "in an emergency"
    AS_OWN = "as one's own"


@dataclass(frozen=True, slots=True)
class Most:
    """The most that is shown in each way; None is nothing."""

    directly: str | None
    with_basis: str | None
    in_an_emergency: str | None
    as_own: str | None

    def by(self, opening: Opening) -> str | None:
        return {
            Opening.DIRECTLY: self.directly,
            Opening.WITH_BASIS: self.with_basis,
            Opening.IN_AN_EMERGENCY: self.in_an_emergency,
            Opening.AS_OWN: self.as_own,
        }[opening]

    @property
    def ever(self) -> str | None:
        return greatest(self.directly, self.with_basis, self.in_an_emergency, self.as_own)


class Meaning(NamedTuple):
    """What a letter allows, and how it is said of a role."""

    most: Most
    says: str


# In an emergency one looks and does not write.
MEANING: Mapping[Cell, Meaning] = {
    #                         directly   with basis emergency  as own
    Cell.WRITE: Meaning(Most("write", "write", "read", "write"), "reads and writes"),
    Cell.READ: Meaning(Most("read", "read", "read", "read"), "reads"),
    Cell.SUMMARY: Meaning(Most("summary", "summary", "summary", "summary"), "sees a summary kept to what is needed"),
    Cell.FLAG: Meaning(Most("flag", "flag", "flag", "flag"), "sees that there is something and nothing more"),
    Cell.WITH_BASIS: Meaning(
        Most(None, "read", "read", None), "reads with consent or another named basis for this purpose, else nothing"
    ),
    Cell.AGGREGATE: Meaning(Most(None, None, None, None), "sees figures about many people, never a row"),
    Cell.DEIDENTIFIED: Meaning(Most(None, None, None, None), "sees rows that name nobody, never the record"),
    Cell.OWN: Meaning(Most(None, None, None, "read"), "sees what is their own"),
    Cell.NONE: Meaning(Most(None, None, None, None), "sees nothing"),
}

# What domain.md 2.1 lets people write of their own: mentors log their contacts, the person says what they need.
WRITES_OWN = frozenset({("PM", "peer-contacts"), (THE_PERSON, "protected-characteristics")})


def _columns(table: str) -> dict[tuple[str, str], str]:
    """(category, role) -> what stands in the cell, such as `W` or `F(needs)`."""
    head, *rows = (line.split() for line in table.strip().splitlines())
    return {(category, role): cell for category, *cells in rows for role, cell in zip(head, cells, strict=True)}


_PROPOSED, _OURS = _columns(PROPOSED), _columns(OURS)
_WRITTEN = _PROPOSED | _OURS
_ROLES = tuple(dict.fromkeys(role for _, role in _WRITTEN))

MATRIX: Mapping[str, Mapping[str, Cell]] = {
    category: {role: Cell(_WRITTEN[category, role][0]) for role in _ROLES} for category in CATEGORIES
}
# (category, role) -> the word that narrows the flag.
BESIDE: Mapping[tuple[str, str], str] = {key: cell[2:-1] for key, cell in _WRITTEN.items() if len(cell) > 1}
MARK_OF: Mapping[str, str] = {
    role: UNCONFIRMED if (next(iter(CATEGORIES)), role) in _PROPOSED else UNCONFIRMED_OURS for role in _ROLES
}


def most(role: str, category: str, opening: Opening) -> str | None:
    """The most that a ground which opens in this way can show to a role of a category."""
    cell = MATRIX[category][role]
    own = role == THE_PERSON or cell is Cell.OWN
    if category in IN_NOBODYS_RECORD or own != (opening is Opening.AS_OWN):
        return None
    if role in SHOWN_BY_THEIR_OWN_DOOR and not own:
        return None
    if opening is Opening.IN_AN_EMERGENCY and not (role in MAY_BREAK_GLASS and category in SHOWN_IN_AN_EMERGENCY):
        return None
    if opening is Opening.AS_OWN and (role, category) in WRITES_OWN:
        return "write"
    return MEANING[cell].most.by(opening)


_LEVELS: Mapping[str, Mapping[str, Most]] = {
    role: {category: Most(*(most(role, category, opening) for opening in Opening)) for category in CATEGORIES}
    for role in _ROLES
}


def levels_of(role: str) -> Mapping[str, Most]:
    """Category -> the most a role may ever see of it, by the way it is opened. Raises KeyError on an unknown role."""
    return _LEVELS[role]


def fingerprint() -> str:
    """SHA-256 of the matrix as it stands: what a Caldicott Guardian signs, and what another matrix is not."""
    cells = [f"{category} {role} {cell}" for (category, role), cell in sorted(_WRITTEN.items())]
    return sha256("\n".join(cells).encode()).hexdigest()


def keepers(category: str) -> tuple[str, ...]:
    """The roles that write a category, whom others ask for what they need to know of it."""
    return tuple(role for role, cell in MATRIX[category].items() if cell is Cell.WRITE)
