from django.db import migrations

from throughcare.access.policies import policies, secured, setting
from throughcare.access.services import AUDIT, RECORD

IDENTITY = "'identity-and-location'"


class Migration(migrations.Migration):
    dependencies = [("access", "0002_one_index_at_the_door"), ("audit", "0002_append_only")]
    operations = [
        secured("people_person", person="id", category=IDENTITY),
        secured("people_identifier", category=IDENTITY),
        secured("people_placement", category=IDENTITY),
        secured("people_legalstatus", category="category"),
        secured("people_need", category="category"),
        secured("people_alert", category="category"),
        # Whose grants another organisation has is told by access.told, and never by the table.
        policies("access_grant", seen=f"organisation_id = {setting('organisation')}", kind=RECORD),
        policies("audit_entry", seen="false", kind=AUDIT),
        policies("audit_submission", seen="false", kind=RECORD),
    ]
