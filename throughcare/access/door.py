"""The condition of the door in SQL, written once.

`Exists` over `Grant.objects.live` says the same and is built anew for every query of every page, which took longer than
PostgreSQL took to answer it. A test holds the two together.
"""

from datetime import datetime
from typing import Any

from django.db.models import BooleanField, F, Func, Value
from django.db.models.sql.compiler import SQLCompiler

from throughcare.sharing import LEVELS

# A flag says only that there is something, never what.
SHOWS_ROWS = tuple(level for level in LEVELS if level != "flag")

# IS TRUE keeps PostgreSQL from joining the grants: it cannot know that those of one organisation and those of its
# worklist are about the same people, expects a sixtieth of the rows there are, and chooses a plan for so few.
SQL = """EXISTS (SELECT FROM access_grant AS shown
    WHERE shown.organisation_id = %s AND shown.person_id = {person} AND shown.category = {category}
    AND shown.level IN ({levels}) AND shown.starts_at <= %s
    AND (shown.ends_at IS NULL OR shown.ends_at > %s)) IS TRUE"""


class Granted(Func):
    """Whether a row of the person and category named may be seen from an organisation at an instant."""

    output_field = BooleanField()

    def __init__(self, *, person: F, category: F | Value, organisation: int, as_of: datetime) -> None:
        super().__init__(person, category)
        self.organisation, self.as_of = organisation, as_of

    def as_sql(self, compiler: SQLCompiler, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        (person, of_person), (category, of_category) = map(compiler.compile, self.source_expressions)
        levels = ", ".join(f"'{level}'" for level in SHOWS_ROWS)
        sql = SQL.format(person=person, category=category, levels=levels)
        return sql, (self.organisation, *of_person, *of_category, self.as_of, self.as_of)
