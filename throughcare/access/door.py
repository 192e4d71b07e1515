"""The condition of the door in SQL, written once: queries say it with values, policies with the transaction's settings.

`Exists` over `Grant.objects.live` says much of it and is built anew for every query of every page, which took longer
than PostgreSQL took to answer it. Tests hold query, policy and the rule in `sharing` together.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import BooleanField, F, Func, Value
from django.db.models.sql.compiler import SQLCompiler

from throughcare.sharing import LEVELS

# A flag says only that there is something, never what; rows are seen from a summary on, or only by those who read all.
LEVELS_OF = {"sees": LEVELS[1:], "reads": LEVELS[2:]}
SHOWS_ROWS = LEVELS_OF["sees"]
# Grounds that open what a role sees with a basis only.
BASES = ("agreement", "consent")

# Name of a value of the condition -> how it is written in SQL.
Put = Callable[[str], str]


def condition(put: Put, right: str) -> str:
    """Whether whoever asks holds a live grant for a person and category that their role may use in that way.

    The values are `person`, `category`, `organisation`, `staff`, `purposes`, `as_of` and the lists of `sharing.RIGHTS`.
    They are put in the order in which they are written.
    """
    ways = {right: "", f"{right}_with_basis": f" AND shown.ground IN ({words(BASES)})", f"{right}_in_emergency": None}
    said = [f"{put('category')} = ANY ({put(among)}) AND {_granted(put, right, also)}" for among, also in ways.items()]
    return f"(({') OR ('.join(said)}))"


def _granted(put: Put, right: str, also: str | None) -> str:
    """`also` narrows the grounds; None asks for what somebody opened in an emergency, which is nobody else's."""
    live = f"""SELECT FROM access_grant AS shown
        WHERE shown.organisation_id = {put("organisation")} AND shown.person_id = {put("person")}
        AND shown.category = {put("category")} AND shown.level IN ({words(LEVELS_OF[right])})
        AND (shown.purpose = '' OR shown.purpose = ANY ({put("purposes")})) AND shown.starts_at <= {put("as_of")}
        AND (shown.ends_at IS NULL OR shown.ends_at > {put("as_of")})"""
    # Only an emergency is a member of staff's own, and the index of the door knows whose: its ground need not be read.
    whose = f"shown.staff_id = {put('staff')}" if also is None else f"shown.staff_id IS NULL{also}"
    # IS TRUE keeps PostgreSQL from joining the grants: it cannot know that those of one organisation and those of its
    # worklist are about the same people, expects a sixtieth of the rows there are, and chooses a plan for so few.
    return f"EXISTS ({live} AND {whose}) IS TRUE"


def words(listed: Iterable[str]) -> str:
    """Words as SQL writes them in a list."""
    return ", ".join(f"'{word}'" for word in listed)


class Granted(Func):
    """The condition for the person and category named, asked with these values by name."""

    output_field = BooleanField()

    def __init__(self, *, person: F, category: F | Value, right: str, asked: Mapping[str, Any]) -> None:
        super().__init__(person, category)
        self.right, self.asked = right, asked

    def as_sql(self, compiler: SQLCompiler, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        person, category = map(compiler.compile, self.source_expressions)
        columns = {"person": person, "category": category}
        values: list[Any] = []

        def put(name: str) -> str:
            sql, given = columns.get(name) or ("%s", (self.asked[name],))
            values.extend(given)
            return sql

        return condition(put, self.right), tuple(values)
