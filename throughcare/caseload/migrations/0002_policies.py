from django.db import migrations

from throughcare.access.parts import RECORD
from throughcare.access.policies import READS, granted, policies, secured, setting
from throughcare.audit.append_only import append_only, never_emptied

STAGES, CLINICAL = "'referral-and-stage'", "'clinical'"
FACTS = ("localweight", "weeklyhours", "supervision", "discussed")
# The two who were there, and the lead who was named then.
THEIRS = f"{setting('staff')} IN ({{its}}.supervisee_id, {{its}}.supervisor_id, {{its}}.lead_id)"
OF_SUPERVISION = THEIRS.format(its="caseload_supervision")
# Beside the door of the person's clinical notes: whoever reads those was not there for that.
OF_A_CASE = f"""({granted("caseload_discussed.person_id", CLINICAL, right=READS)} AND EXISTS (
    SELECT FROM caseload_supervision AS held WHERE held.id = caseload_discussed.supervision_id
    AND {THEIRS.format(its="held")}))"""

# An absence ends early once, and changes in nothing else.
ENDS_ONCE = """
    CREATE FUNCTION caseload_absence_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.until_on > OLD.until_on
            OR (NEW.whose_id, NEW.covered_by_id, NEW.from_on, NEW.why, NEW.by_id, NEW.at)
                IS DISTINCT FROM (OLD.whose_id, OLD.covered_by_id, OLD.from_on, OLD.why, OLD.by_id, OLD.at) THEN
            RAISE EXCEPTION 'An absence is never changed or removed: it ends early, once.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER caseload_absence_ends_once BEFORE UPDATE OR DELETE ON caseload_absence
        FOR EACH ROW EXECUTE FUNCTION caseload_absence_ends_once();
"""
UNDONE = """
    DROP TRIGGER caseload_absence_ends_once ON caseload_absence;
    DROP FUNCTION caseload_absence_ends_once();
"""


class Migration(migrations.Migration):
    dependencies = [("caseload", "0001_tables"), ("access", "0011_narrow_doors")]
    operations = [
        *(append_only(f"caseload_{table}") for table in FACTS),
        *(never_emptied(f"caseload_{table}") for table in (*FACTS, "absence")),
        migrations.RunSQL(ENDS_ONCE, reverse_sql=UNDONE),
        secured("caseload_case", category=STAGES),
        secured("caseload_casemode", category=CLINICAL, right=READS),
        policies("caseload_supervision", seen=OF_SUPERVISION, kind=RECORD),
        policies("caseload_discussed", seen=OF_A_CASE, kind=RECORD),
    ]
