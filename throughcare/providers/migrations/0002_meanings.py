from django.db import migrations

from throughcare.access.door import words
from throughcare.access.parts import DECISIONS, readers
from throughcare.access.policies import serves

COUNTED = serves(readers(DECISIONS))
RECORDED_IN_ERROR = "recorded-in-error"
MEANINGS = ("need-seen", "report-requested", "access-assessed", "bed-requested", "bed-accepted", "bed-declined")
# The steps that mean this in any version that was adopted; nothing else of a record is compared.
STEPS = f"""
    SELECT jsonb_array_elements_text(said.steps) FROM episodes_blueprint,
    jsonb_each(episodes_blueprint.means) AS said (word, steps) WHERE said.word IN ({words(MEANINGS)})
"""
OF_A_DECISION = f"{COUNTED} AND (step = '{RECORDED_IN_ERROR}' OR step IN ({STEPS}))"


class Migration(migrations.Migration):
    dependencies = [("providers", "0001_tables"), ("episodes", "0013_means")]
    operations = [
        migrations.RunSQL(f"ALTER POLICY compared ON episodes_event USING ({OF_A_DECISION})", migrations.RunSQL.noop)
    ]
