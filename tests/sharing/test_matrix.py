"""The matrix, cell by cell against the rows of the proposal, and that every table of the room is total."""

import re

import pytest

from throughcare.organisations.roles import ROLES
from throughcare.sharing import (
    CATEGORIES,
    GROUNDS,
    MARK_OF,
    MATRIX,
    NEVER_IN_OWN_VIEW,
    PURPOSES,
    PURPOSES_OF,
    SENSITIVE,
    Cell,
    Ground,
    Most,
    Purpose,
    levels_of,
)
from throughcare.sharing.break_glass import MAY_BREAK_GLASS, SHOWN_IN_AN_EMERGENCY
from throughcare.sharing.levels import LEVEL_IN_WORDS
from throughcare.sharing.matrix import BESIDE, MEANING, QUALIFIERS, UNCONFIRMED, keepers
from throughcare.sharing.roles import ROLE_IN_WORDS

# As domain.md 2.2 has it, in its own order and words.
PROPOSAL = """
| data category | CRT | LD | PMH | OPS | PM | MC | POM | SH | CM | COM | CMHT | LAH | COMM | EVAL | SU |
| identity + current location | R | W | W | R | S | R | R | R | R | R | R | S | - | D | O |
| court/sentence/release dates | W | R | R | R | - | S | W | R | R | W | S | S | - | D | O |
| MHA legal status | R | S | W | F | - | - | R | W | R | S | R | S | A | D | O |
| referral existence, stage, clocks | S | R | W | F | - | - | S | W | R | S | R | S | A | D | O |
| clinical assessment + notes | - | W | W | - | - | - | - | W | S | C | R | - | - | D | O |
| diagnosis + medication | C | R | W | - | - | - | - | W | S | C | R | C | A | D | O |
| self-harm/ACCT risk | S | R | W | W | F(escalate) | S | S | R | R | S | R | C | A | D | O |
| risk to others, MAPPA, licence | R | S | S | S | - | - | W | R | R | W | S | S | A | D | S |
| security intelligence | - | - | F | W | - | F | W | C | - | F | - | - | - | - | - |
| therapy content + item-level scores | - | - | W | - | - | - | - | R | - | - | S | - | A | D | O |
| peer contact log | - | - | S | F | O | W | - | - | - | - | - | - | A | D | O |
| mentor vetting detail | - | - | F | S | O | W | S | - | - | - | - | - | A | - | O |
| care plan / s117 plan (agreed) | C | R | W | S | - | - | S | W | R | S | W | S | - | D | O |
| housing, benefits, resettlement | - | R | R | S | - | - | R | S | - | W | R | W | A | D | O |
| victim information | - | - | - | - | - | - | S | C | - | W | C | - | - | - | - |
| protected characteristics + accessibility needs | F needs | W | W | F needs | F needs | F needs | F needs | W | A | R | R | F needs | A | D | O |
| incidents + investigations | - | - | W | W | O | S | S | W | R | S | S | - | A | D | S |
| indicators | - | A | A | A | - | A | A | A | A | A | A | A | W | A | A |
"""  # noqa: E501 - a row of that table is one line
_HEAD, *_ROWS = ([cell.strip() for cell in line.strip("|").split("|")] for line in PROPOSAL.strip().splitlines())
CELLS = [
    (category, role, cell)
    for category, (_, *cells) in zip(CATEGORIES, _ROWS, strict=True)
    for role, cell in zip(_HEAD[1:], cells, strict=True)
]


@pytest.mark.parametrize(("category", "row"), list(zip(CATEGORIES, _ROWS, strict=True)))
def test_the_rows_stand_in_the_order_of_the_proposal(category: str, row: list[str]) -> None:
    assert set(re.findall(r"[a-z]{4,}", row[0].lower())) & set(
        re.findall(r"[a-z]{4,}", CATEGORIES[category].lower())
    ) or (category == "mha-status" and row[0].startswith("MHA"))


@pytest.mark.parametrize(("category", "role", "cell"), CELLS)
def test_every_cell_is_as_proposed(category: str, role: str, cell: str) -> None:
    letter, word = re.fullmatch(r"(\S)[ (]?(\w*)\)?", cell).groups()  # type: ignore[union-attr]
    assert (MATRIX[category][role], BESIDE.get((category, role), "")) == (letter, word)


def test_every_table_is_total() -> None:
    assert set(MATRIX) == set(CATEGORIES)
    assert all(set(row) == set(ROLES) for row in MATRIX.values())
    assert set(ROLE_IN_WORDS) == set(PURPOSES_OF) == set(MARK_OF) == set(ROLES)
    assert list(ROLE_IN_WORDS) == list(MATRIX["clinical"])
    assert set(MEANING) == set(Cell)
    assert set(PURPOSES) == set(Purpose)
    assert set(GROUNDS) == set(Ground)
    assert set(QUALIFIERS) == set(BESIDE.values())
    assert all(PURPOSES_OF.values())


def test_three_columns_are_ours_and_every_column_is_unconfirmed() -> None:
    assert {role for role, mark in MARK_OF.items() if mark != UNCONFIRMED} == {"MHCS", "CG", "ADMIN"}
    assert all("unconfirmed" in mark for mark in MARK_OF.values())
    assert {row["ADMIN"] for row in MATRIX.values()} == {Cell.NONE}


def test_rows_5_to_13_are_sensitive() -> None:
    assert set(list(CATEGORIES)[4:13]) == SENSITIVE


def test_what_is_never_in_the_persons_own_view_opens_by_nothing() -> None:
    nothing = Most(directly=None, with_basis=None, in_an_emergency=None, as_own=None)
    assert {levels_of("SU")[category] for category in NEVER_IN_OWN_VIEW} == {nothing}


MOST = [
    ("PMH", "clinical", Most("write", "write", "read", None)),
    ("PMH", "security-intelligence", Most("flag", "flag", None, None)),
    ("SH", "therapy-content", Most("read", "read", None, None)),
    ("SH", "victim", Most(None, "read", None, None)),
    ("COM", "clinical", Most(None, "read", None, None)),
    ("OPS", "self-harm-risk", Most("write", "write", None, None)),
    ("PM", "peer-contacts", Most(None, None, None, "write")),
    ("PM", "mentor-vetting", Most(None, None, None, "read")),
    # A mentor is shown whom they support by a door of their own, and by no grant (ADR 44).
    ("PM", "identity-and-location", Most(None, None, None, None)),
    ("SU", "clinical", Most(None, None, None, "read")),
    ("SU", "risk-to-others", Most(None, None, None, "summary")),
    ("SU", "protected-characteristics", Most(None, None, None, "write")),
    ("COMM", "indicators", Most(None, None, None, None)),
    ("COMM", "diagnosis-and-medication", Most(None, None, None, None)),
    ("EVAL", "clinical", Most(None, None, None, None)),
]


@pytest.mark.parametrize(("role", "category", "most"), MOST)
def test_what_a_role_may_ever_see(role: str, category: str, most: Most) -> None:
    assert levels_of(role)[category] == most


def test_those_who_treat_people_may_break_glass_and_nobody_else() -> None:
    assert {role for role, cell in MATRIX["clinical"].items() if cell in {Cell.READ, Cell.WRITE}} == MAY_BREAK_GLASS
    assert not SHOWN_IN_AN_EMERGENCY & {"security-intelligence", "victim", "therapy-content"}


def test_whatever_may_be_seen_is_kept_by_somebody() -> None:
    assert all(keepers(category) for category in CATEGORIES)


def test_levels_have_words() -> None:
    assert list(LEVEL_IN_WORDS) == [None, "flag", "summary", "read", "write"]
