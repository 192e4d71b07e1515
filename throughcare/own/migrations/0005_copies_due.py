from importlib import import_module

from django.db import migrations

from throughcare.access.policies import setting
from throughcare.audit.append_only import APPLICATION

HANDLED = import_module("throughcare.own.migrations.0003_copies_policies").HANDLED
OPEN = """own_copy.organisation_id = {organisation}
    AND NOT EXISTS (SELECT FROM own_ending AS its WHERE its.copy_id = own_copy.id)"""
# For the first page of everybody who may have a copy to make: by the policies of three tables the same question took as
# long as a worklist. The owner of the tables asks, whom no policy binds, and judges each row as the policy of copies
# does. Where none is open, as on most days, nothing is judged.
DUE = f"""
    CREATE FUNCTION own_copies_due() RETURNS TABLE (number bigint, nearest date)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $due$
    BEGIN
        IF NOT EXISTS (SELECT FROM own_copy WHERE {OPEN.format(organisation=setting("organisation"))}) THEN
            RETURN QUERY SELECT 0::bigint, NULL::date;
        ELSE
            RETURN QUERY SELECT count(*), min(coalesce(longer.until_on, own_copy.first_due_on))
            FROM own_copy LEFT JOIN own_extension AS longer ON longer.copy_id = own_copy.id
            WHERE {OPEN.format(organisation=setting("organisation"))} AND {HANDLED};
        END IF;
    END
    $due$;
    REVOKE ALL ON FUNCTION own_copies_due() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION own_copies_due() TO {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("own", "0004_accounts_and_endings")]
    operations = [migrations.RunSQL(DUE, reverse_sql="DROP FUNCTION own_copies_due()")]
