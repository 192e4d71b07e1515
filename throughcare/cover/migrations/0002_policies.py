from django.db import migrations

from throughcare.access.parts import RECORD
from throughcare.access.policies import counted, granted, policies, secured, setting
from throughcare.audit.append_only import append_only, never_emptied

IDENTITY, VETTING, CONTACTS = "'identity-and-location'", "'mentor-vetting'", "'peer-contacts'"
FACTS, OF_MENTORS = ("weekwanted", "localnumber"), ("activementor", "weeklyduty", "duty")

# Beside the door of who and where somebody is: who is on a rota is for the scheme, for the prison, and for what is part
# of the prison. Whoever else may see the person does not learn here that they are a mentor.
THERE = f"""({{its}}.scheme_id = {setting("organisation")} OR {{its}}.place_id = {setting("organisation")}
    OR {{its}}.place_id = (SELECT part.parent_id FROM organisations_organisation AS part
        WHERE part.id = {setting("organisation")}))"""


def of_mentors(table: str, category: str = IDENTITY) -> migrations.RunSQL:
    its = f"cover_{table}"
    seen = f"({granted(f'{its}.person_id', category)} AND {THERE.format(its=its)})"
    return policies(its, seen=seen, kind=RECORD)


# A turn ends before it is over, once, and changes in nothing else; a weekly turn ends once.
END_ONCE = """
    CREATE FUNCTION cover_duty_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL
            OR (to_jsonb(NEW) - '{ended_at,ended_by_id,ended}'::text[])
                IS DISTINCT FROM (to_jsonb(OLD) - '{ended_at,ended_by_id,ended}'::text[]) THEN
            RAISE EXCEPTION 'A turn of duty is never changed or removed: it ends, once.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER cover_duty_ends_once BEFORE UPDATE OR DELETE ON cover_duty
        FOR EACH ROW EXECUTE FUNCTION cover_duty_ends_once();
    CREATE FUNCTION cover_weeklyduty_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' OR OLD.until_on IS NOT NULL OR NEW.until_on IS NULL
            OR (to_jsonb(NEW) - '{until_on,ended_by_id}'::text[])
                IS DISTINCT FROM (to_jsonb(OLD) - '{until_on,ended_by_id}'::text[]) THEN
            RAISE EXCEPTION 'A weekly turn is never changed or removed: it ends, once.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER cover_weeklyduty_ends_once BEFORE UPDATE OR DELETE ON cover_weeklyduty
        FOR EACH ROW EXECUTE FUNCTION cover_weeklyduty_ends_once();
"""
UNDONE = """
    DROP TRIGGER cover_weeklyduty_ends_once ON cover_weeklyduty;
    DROP FUNCTION cover_weeklyduty_ends_once();
    DROP TRIGGER cover_duty_ends_once ON cover_duty;
    DROP FUNCTION cover_duty_ends_once();
"""


class Migration(migrations.Migration):
    dependencies = [("cover", "0001_tables"), ("access", "0011_narrow_doors")]
    operations = [
        *(append_only(f"cover_{table}") for table in FACTS),
        *(never_emptied(f"cover_{table}") for table in (*FACTS, "weeklyduty", "duty")),
        migrations.RunSQL(END_ONCE, reverse_sql=UNDONE),
        *(of_mentors(table) for table in OF_MENTORS),
        secured("cover_rest", category=VETTING),
        secured("cover_daycarried", category=CONTACTS),
        of_mentors("mentoring", category=CONTACTS),
        counted("cover_mentoring"),
    ]
