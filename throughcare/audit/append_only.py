"""Tables that only grow: for migrations of whatever room keeps facts."""

from django.db import migrations

# The role the product runs as; throughcare.config.database makes it, and lies above this room.
APPLICATION = "throughcare_app"

REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are never changed or removed: append a correction.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
"""


def append_only(table: str) -> migrations.RunSQL:
    """Takes from everyone, the owner too, the means to change or delete rows of this table."""
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
        REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APPLICATION};
        """,
        reverse_sql=f"""
        DROP TRIGGER {table}_is_append_only ON {table};
        GRANT UPDATE, DELETE ON {table} TO {APPLICATION};
        """,
    )


def never_emptied(table: str) -> migrations.RunSQL:
    """TRUNCATE asks no row, so it has a trigger of its own: the owner too must first be seen to lift it."""
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        """,
        reverse_sql=f"DROP TRIGGER {table}_is_never_emptied ON {table}",
    )
