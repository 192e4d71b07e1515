from django.db import migrations

from throughcare.access.policies import READS, secured
from throughcare.audit.append_only import append_only, never_emptied

OF_CLINICAL = ("response", "version", "score", "notanswered", "sitting")
OF_CONTENT = ("answers", "alertdetail")
OF_CATEGORY = ("raisedalert", "alertentry", "openalert")
FACTS = (
    "response", "version", "answers", "notanswered", "raisedalert", "alertdetail", "alertentry", "alertthreshold", "watch",
    "sitetext", "sitetextwithdrawal",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("responses", "0001_tables"), ("access", "0011_narrow_doors")]
    operations = [
        *(append_only(f"responses_{table}") for table in FACTS),
        *(never_emptied(f"responses_{table}") for table in FACTS),
        *(secured(f"responses_{table}", category="'clinical'") for table in OF_CLINICAL),
        *(secured(f"responses_{table}", category="'therapy-content'", right=READS) for table in OF_CONTENT),
        *(secured(f"responses_{table}", category="category") for table in OF_CATEGORY),
    ]
