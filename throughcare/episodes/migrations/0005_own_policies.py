from django.db import migrations

from throughcare.access.migrations._one_category import renewed_door
from throughcare.access.policies import READS

STAGES = "'referral-and-stage'"


class Migration(migrations.Migration):
    dependencies = [("episodes", "0004_never_emptied"), ("access", "0008_own_policies")]
    operations = [
        renewed_door("episodes_episode", category=STAGES),
        renewed_door("episodes_event", category=STAGES),
        renewed_door("episodes_eventdetail", category="category", right=READS),
        renewed_door("episodes_clock", category=STAGES),
        renewed_door("episodes_involvement", category=STAGES),
        renewed_door("episodes_task", category=STAGES),
    ]
