from django.db import migrations

from throughcare.access.migrations._one_category import secured
from throughcare.access.policies import READS, policies
from throughcare.access.parts import RECORD

STAGES = "'referral-and-stage'"


class Migration(migrations.Migration):
    dependencies = [("episodes", "0002_append_only"), ("access", "0004_policies")]
    operations = [
        secured("episodes_episode", category=STAGES),
        secured("episodes_event", category=STAGES),
        secured("episodes_eventdetail", category="category", right=READS),
        secured("episodes_clock", category=STAGES),
        secured("episodes_involvement", category=STAGES),
        secured("episodes_task", category=STAGES),
        policies("episodes_outbox", seen="false", kind=RECORD),
    ]
