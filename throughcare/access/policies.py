"""Row-level security, for migrations of whatever room keeps a person's record.

A row is there for the application's role only while whoever acts (organisations.acting) holds a live grant for its
person and category and is of a role that may see that category; or while a named service acts. Nobody but a service
writes: verbs take up the recorder's pen once they have judged what is asked.
"""

from django.db import migrations

from throughcare.access.door import HOLDS, condition, setting, words
from throughcare.access.parts import AUDIT, COUNTED, RECORD, readers, writers
from throughcare.audit.append_only import APPLICATION

SEES, READS, FLAGS = "sees", "reads", "flags"


def granted(person: str, category: str, *, right: str = SEES, holds: str = HOLDS) -> str:
    """The condition of the door for whoever acts."""
    columns = {"person": person, "category": category}
    return condition(lambda name: columns.get(name) or setting(name), right, holds=holds)


def serves(names: list[str]) -> str:
    return f"{setting('service')} IN ({words(names)})"


def secured(
    table: str, *, person: str = "person_id", category: str, right: str = SEES, holds: str = HOLDS
) -> migrations.RunSQL:
    """Policies for a table of people's records. `category` is a column, or a category in quotes."""
    its_category = category if category.startswith("'") else f"{table}.{category}"
    return policies(table, seen=granted(f"{table}.{person}", its_category, right=right, holds=holds), kind=RECORD)


def renewed(table: str, *, seen: str, kind: str = RECORD) -> migrations.RunSQL:
    """What whoever acts may read of a table whose policies are there already, said anew."""
    said = f"ALTER POLICY seen ON {table} USING ({seen} OR {serves(readers(kind))})"
    return migrations.RunSQL(said, reverse_sql=migrations.RunSQL.noop)


def renewed_door(
    table: str, *, person: str = "person_id", category: str, right: str = SEES, holds: str = HOLDS
) -> migrations.RunSQL:
    """The same of a table that `secured` has made safe."""
    its_category = category if category.startswith("'") else f"{table}.{category}"
    return renewed(table, seen=granted(f"{table}.{person}", its_category, right=right, holds=holds))


def counted(table: str, *, only: str = "true", called: str = "counted") -> migrations.RunSQL:
    """Beside its other policies, the rows of a table that figures are counted from. A second one needs its own name."""
    return migrations.RunSQL(
        f"CREATE POLICY {called} ON {table} FOR SELECT TO {APPLICATION} USING ({serves(readers(COUNTED))} AND {only})",
        reverse_sql=f"DROP POLICY IF EXISTS {called} ON {table}",
    )


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
