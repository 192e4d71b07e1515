from django.db import migrations

from throughcare.audit.append_only import REFUSE, append_only

QUEUE = """
CREATE FUNCTION await_sealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_unsealed (entry_id) VALUES (NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER audit_entry_awaits_sealing AFTER INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION await_sealing();
"""
NO_QUEUE = """
DROP TRIGGER audit_entry_awaits_sealing ON audit_entry;
DROP FUNCTION await_sealing();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_tables")]
    operations = [
        migrations.RunSQL(REFUSE, reverse_sql="DROP FUNCTION refuse_change()"),
        append_only("audit_entry"),
        append_only("audit_seal"),
        migrations.RunSQL(QUEUE, reverse_sql=NO_QUEUE),
    ]
