"""The matrix as a page of the handbook, in Markdown, printed from the tables: what is read is what runs."""

from collections.abc import Iterable, Iterator, Sequence

from throughcare.sharing.break_glass import (
    FOR_AN_EMERGENCY,
    HOLDS,
    MAY_BREAK_GLASS,
    REVIEW_WITHIN_WORKING_DAYS,
    SHOWN_IN_AN_EMERGENCY,
)
from throughcare.sharing.categories import CATEGORIES, NEVER_IN_OWN_VIEW, SENSITIVE
from throughcare.sharing.matrix import BESIDE, MARK_OF, MATRIX, MEANING
from throughcare.sharing.purposes import PURPOSES, PURPOSES_OF
from throughcare.sharing.roles import ROLE_IN_WORDS
from throughcare.sharing.standing import GROUNDS


def page() -> str:
    """The whole page."""
    parts = (_head, _matrix, _letters, _roles, _grounds, _purposes, _emergencies)
    return "\n".join(line for part in parts for line in part())


def _head() -> Iterator[str]:
    yield from ("# Who may see what", "")
    yield "The most that a role may see of each category of a person's record, once something else opens it: a part in"
    yield "the person's care, an agreement, consent, an emergency. A role alone shows nobody anything. Every cell is a"
    yield "proposal until the Caldicott Guardian of a site has signed it; the table of roles says with which mark."
    yield ""


def _matrix() -> Iterator[str]:
    yield from ("## The matrix", "")
    rows = [(_category(category), *(_cell(category, role) for role in MATRIX[category])) for category in CATEGORIES]
    yield from _table(("Category", *ROLE_IN_WORDS), rows)
    yield from ("\\* Each reading is audited, and a Caldicott Guardian can see it.", "")
    yield from ("† Never in the person's own view.", "")


def _category(category: str) -> str:
    return CATEGORIES[category] + "\\*" * (category in SENSITIVE) + " †" * (category in NEVER_IN_OWN_VIEW)


def _cell(category: str, role: str) -> str:
    word = BESIDE.get((category, role))
    return MATRIX[category][role] + (f" ({word})" if word else "")


def _letters() -> Iterator[str]:
    yield from ("## What the letters mean", "")
    yield from _table(("Letter", "Whoever has it"), [(cell, meaning.says) for cell, meaning in MEANING.items()])


def _roles() -> Iterator[str]:
    yield from ("## Roles", "")
    rows = [
        (role, words, "; ".join(PURPOSES[purpose].says for purpose in PURPOSES_OF[role]), MARK_OF[role])
        for role, words in ROLE_IN_WORDS.items()
    ]
    yield from _table(("Code", "Role", "Looks at a record for", "Mark"), rows)


def _grounds() -> Iterator[str]:
    yield from ("## Grounds", "")
    rows = [
        (ground, footing.says, footing.tells, footing.opening.value, "yes" if footing.narrowed else "no")
        for ground, footing in GROUNDS.items()
    ]
    yield from _table(
        ("Ground", "Whoever looks reads", "The person reads", "Opens a cell", "A service may narrow it"), rows
    )


def _purposes() -> Iterator[str]:
    yield from ("## Purposes, and the articles of the UK GDPR that usually carry them", "")
    rows = [(basis.says, basis.general, basis.health, basis.offences, basis.mark) for basis in PURPOSES.values()]
    yield from _table(("Purpose", "In general", "Health data", "Offence data", "Mark"), rows)


def _emergencies() -> Iterator[str]:
    yield from ("## Breaking the glass", "")
    hours = HOLDS.total_seconds() / 3600
    yield f"Holds {hours:.0f} hours; reviewed within {REVIEW_WITHIN_WORKING_DAYS} working days by a Caldicott Guardian."
    purposes = "; ".join(basis.says for purpose, basis in PURPOSES.items() if purpose in FOR_AN_EMERGENCY)
    yield from (f"One reads and does not write, and only for: {purposes}.", "")
    yield from (
        f"- May: {_listed(ROLE_IN_WORDS, MAY_BREAK_GLASS)}.",
        f"- Shows: {_listed(CATEGORIES, SHOWN_IN_AN_EMERGENCY)}.",
        "",
    )


def _listed(words: dict[str, str], among: Iterable[str]) -> str:
    chosen = set(among)
    return "; ".join(said for code, said in words.items() if code in chosen)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cells)} |"
    yield ""
