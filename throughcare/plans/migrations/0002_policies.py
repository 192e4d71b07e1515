from django.db import migrations

from throughcare.access.policies import READS, secured
from throughcare.audit.append_only import append_only, never_emptied

CARE_PLAN = "'care-plan'"
# What only shows that there is something, and what is written at length, of which a summary shows nothing.
SEEN = ("plan", "planchange", "summary", "summarysending", "summaryreceipt")
READ = ("problem", "goal", "goalrating", "goalstep", "planreview", "planagreement")
BY_ROW = ("formulationpart", "summarysection")
FACTS = ("planchange", *READ, *BY_ROW, "summary", "summaryreceipt")


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_tables"), ("access", "0011_narrow_doors")]
    operations = [
        *(append_only(f"plans_{table}") for table in FACTS),
        *(never_emptied(f"plans_{table}") for table in FACTS),
        *(secured(f"plans_{table}", category=CARE_PLAN) for table in SEEN),
        *(secured(f"plans_{table}", category=CARE_PLAN, right=READS) for table in READ),
        *(secured(f"plans_{table}", category="category", right=READS) for table in BY_ROW),
    ]
