"""The condition of the door in SQL, written once: queries say it with values, policies with the transaction's settings.

`Exists` over `Grant.objects.live` says much of it and is built anew for every query of every page, which took longer
than PostgreSQL took to answer it. Tests hold query, policy and the rule in `sharing` together.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import BooleanField, F, Func, Value
from django.db.models.sql.compiler import SQLCompiler

from throughcare.organisations.acting import door_is_kept_for
from throughcare.sharing import CATEGORIES, LEVELS

# A flag says only that there is something, never what; rows are seen from a summary on, or only by those who read all.
LEVELS_OF = {"sees": LEVELS[1:], "reads": LEVELS[2:], "flags": LEVELS}
SHOWS_ROWS = LEVELS_OF["sees"]
# Grounds that open what a role sees with a basis only.
BASES = ("agreement", "consent")
# What is one account's alone is opened in an emergency, for no purpose that is named, or is their own record.
SUBJECT_ACCESS = "subject-access"

KINDS = {"organisation": "bigint", "staff": "bigint", "as_of": "timestamptz", "service": "text", "role": "text"}

# Name of a value of the condition -> how it is written in SQL.
Put = Callable[[str], str]
# How a grant says that it opens a category.
HOLDS = "{category} = ANY (shown.categories)"


def condition(put: Put, right: str, *, holds: str = HOLDS) -> str:
    """Whether whoever asks holds a live grant for a person and category that their role may use in that way.

    The values are `person`, `category`, `organisation`, `staff`, `purposes`, `as_of` and the lists of `sharing.RIGHTS`.
    They are put in the order in which they are written.
    """
    return f"(EXISTS ({_live(put, right, holds)} AND {_opens(put, right)}) IS TRUE)"


def _live(put: Put, right: str, holds: str) -> str:
    # The IS TRUE around it keeps PostgreSQL from joining the grants: it cannot know that those of one organisation and
    # those of its worklist are about the same people, expects a sixtieth of the rows, and plans for so few.
    return f"""SELECT FROM access_grant AS shown
        WHERE shown.organisation_id = {put("organisation")} AND shown.person_id = {put("person")}
        AND {holds.format(category=put("category"))} AND shown.level IN ({words(LEVELS_OF[right])})
        AND shown.starts_at <= {put("as_of")} AND (shown.ends_at IS NULL OR shown.ends_at > {put("as_of")})"""


def _opens(put: Put, right: str) -> str:
    """Whether a live grant is one that the role may use: the organisation's, or what is one account's alone.

    The four ways are one look-up. Each setting that a plan looks up is a node of it, made anew for every question of
    every page, and the settings of four look-ups were more work than the rows.
    """
    return f"""CASE WHEN shown.staff_id IS NULL
        THEN (shown.purpose = '' OR shown.purpose = ANY ({put("purposes")}))
            AND ({_shown(put, right)} OR shown.ground IN ({words(BASES)}) AND {_shown(put, right + "_with_basis")})
        ELSE shown.staff_id = {put("staff")}
            AND CASE shown.purpose WHEN '' THEN {_shown(put, right + "_in_emergency")}
                WHEN '{SUBJECT_ACCESS}' THEN {_shown(put, right + "_as_own")} ELSE false END END"""


def _shown(put: Put, among: str) -> str:
    return f"{put('category')} = ANY ({put(among)})"


def words(listed: Iterable[str]) -> str:
    """Words as SQL writes them in a list."""
    return ", ".join(f"'{word}'" for word in listed)


def setting(name: str) -> str:
    """A setting of the transaction as a value that a plan looks up once, not for every row.

    Cast outside as well, because `= ANY ((SELECT ...))` would compare with the rows of the query.
    """
    kind = KINDS.get(name, "text[]")
    return f"(SELECT nullif(current_setting('throughcare.{name}', true), '')::{kind})::{kind}"


def kept_by_policies(put: Put) -> str:
    """Whether the policies show whoever asks what this door would: they hold here, and are told the same. Asked once.

    They are the same condition, and to ask it twice of every row took a third of the time of a page.
    """
    says = [f"{setting(name)} = {put(name)}" for name in ("staff", "as_of")]
    return f"(SELECT row_security_active('people_person') AND {' AND '.join(says)} AND {setting('service')} IS NULL)"


class Opens(Func):
    """That a grant opens a category, written as the policies write it: the indexes of narrow doors know it again."""

    template = "'%(category)s' = ANY (%(expressions)s)"
    output_field = BooleanField()

    def __init__(self, category: str) -> None:
        if category not in CATEGORIES:
            raise ValueError(f"There is no category {category!r}.")
        super().__init__(F("categories"), category=category)


class Granted(Func):
    """The condition for the person and category named, asked with these values by name.

    `of_its_table` says that the policy of the table asks for just this, and shows nobody more.
    """

    output_field = BooleanField()

    def __init__(
        self, *, person: F, category: F | Value, right: str, asked: Mapping[str, Any], of_its_table: bool = False
    ) -> None:
        super().__init__(person, category)
        self.right, self.asked, self.of_its_table = right, asked, of_its_table

    def as_sql(self, compiler: SQLCompiler, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        person, category = map(compiler.compile, self.source_expressions)
        columns = {"person": person, "category": category}
        values: list[Any] = []

        def put(name: str) -> str:
            sql, given = columns.get(name) or ("%s", (self.asked[name],))
            values.extend(given)
            return sql

        kept = self.of_its_table and door_is_kept_for(self.asked)
        return (kept_by_policies(put) if kept else condition(put, self.right)), tuple(values)
