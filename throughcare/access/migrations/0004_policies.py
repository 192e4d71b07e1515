from django.db import migrations

from throughcare.access.migrations._one_category import granted, secured
from throughcare.access.policies import policies, setting
from throughcare.access.parts import AUDIT, RECORD
from throughcare.audit.append_only import append_only

IDENTITY = "'identity-and-location'"
FACTS = ("consent", "disclosure", "emergency", "emergencyreview", "emergencytold", "signoff")
OURS = f"organisation_id = {setting('organisation')}"
# Whoever sees the emergency, by its own policy.
OF_AN_EMERGENCY = "EXISTS (SELECT FROM access_emergency AS its WHERE its.id = emergency_id)"


class Migration(migrations.Migration):
    dependencies = [("access", "0003_agreements_consents_emergencies"), ("audit", "0002_append_only")]
    operations = [
        *(append_only(f"access_{table}") for table in FACTS),
        secured("people_person", person="id", category=IDENTITY),
        secured("people_identifier", category=IDENTITY),
        secured("people_placement", category=IDENTITY),
        secured("people_legalstatus", category="category"),
        secured("people_need", category="category"),
        secured("people_alert", category="category"),
        secured("access_disclosure", category=IDENTITY),
        policies(
            "access_consent",
            seen=f"{OURS} OR {granted('access_consent.person_id', 'access_consent.category')}",
            kind=RECORD,
        ),
        policies(
            "access_emergency", seen=f"{OURS} AND ({setting('role')} = 'CG' OR by_id = {setting('staff')})", kind=RECORD
        ),
        policies("access_emergencyreview", seen=OF_AN_EMERGENCY, kind=RECORD),
        policies("access_emergencytold", seen=OF_AN_EMERGENCY, kind=RECORD),
        # What grants other organisations have is not for the table to tell.
        policies("access_grant", seen=OURS, kind=RECORD),
        policies("audit_entry", seen="false", kind=AUDIT),
        policies("audit_submission", seen="false", kind=RECORD),
    ]
