"""Row-level security, for migrations of whatever room keeps a person's record.

A row is there for the application's role only while whoever acts (organisations.acting) holds a live grant for its
person and category and is of a role that may see that category; or while a named service acts. Nobody but a service
writes: verbs take up the recorder's pen once they have judged what is asked.
"""

from django.db import migrations

from throughcare.access.door import SHOWS_ROWS
from throughcare.access.services import AUDIT, RECORD, readers, writers
from throughcare.audit.append_only import APPLICATION

# Grounds that are a lawful basis of their own for a category that a role sees with one only.
BASES = ("agreement", "consent", "break-glass")
SEES, READS = "sees", "reads"


def setting(name: str, kind: str = "text") -> str:
    """A setting of the transaction as a value that a plan looks up once, not for every row.

    Cast outside as well, because `= ANY ((SELECT ...))` would compare with the rows of the query.
    """
    return f"(SELECT nullif(current_setting('throughcare.{name}', true), '')::{kind})::{kind}"


def granted(person: str, category: str, *, rights: str = SEES) -> str:
    """Whether whoever acts holds a live grant for this person and category that their role may use.

    IS TRUE keeps the planner from joining the grants (see access.door).
    """
    live = f"""SELECT FROM access_grant AS shown
        WHERE shown.organisation_id = {setting("organisation", "bigint")}
        AND shown.person_id = {person} AND shown.category = {category}
        AND shown.level = ANY ({_words(SHOWS_ROWS)}) AND shown.starts_at <= {setting("as_of", "timestamptz")}
        AND (shown.ends_at IS NULL OR shown.ends_at > {setting("as_of", "timestamptz")})"""
    return f"""(({category} = ANY ({setting(rights, "text[]")}) AND EXISTS ({live}) IS TRUE)
        OR ({category} = ANY ({setting("with_basis", "text[]")})
            AND EXISTS ({live} AND shown.ground = ANY ({_words(BASES)})) IS TRUE))"""


def serves(names: list[str]) -> str:
    return f"{setting('service')} = ANY ({_words(names)})"


def secured(table: str, *, person: str = "person_id", category: str, rights: str = SEES) -> migrations.RunSQL:
    """Policies for a table of people's records. `category` is a column, or a category in quotes."""
    seen = granted(f"{table}.{person}", f"{table}.{category}" if "'" not in category else category, rights=rights)
    return policies(table, seen=seen, kind=RECORD)


def policies(table: str, *, seen: str, kind: str) -> migrations.RunSQL:
    """`seen` says which rows whoever acts may read; services read and write as their table says."""
    kept = serves(writers(kind))
    appended = f"CREATE POLICY appended ON {table} FOR INSERT TO {APPLICATION} WITH CHECK (true);"
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY seen ON {table} FOR SELECT TO {APPLICATION} USING ({seen} OR {serves(readers(kind))});
        CREATE POLICY kept ON {table} FOR ALL TO {APPLICATION} USING ({kept}) WITH CHECK ({kept});
        {appended if kind == AUDIT else ""}
        """,
        reverse_sql=f"""
        DROP POLICY IF EXISTS appended ON {table};
        DROP POLICY kept ON {table};
        DROP POLICY seen ON {table};
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


def _words(words: list[str] | tuple[str, ...]) -> str:
    return f"'{{{','.join(words)}}}'::text[]"
