from django.db import migrations

from throughcare.audit.append_only import never_emptied


class Migration(migrations.Migration):
    dependencies = [("episodes", "0003_policies")]
    operations = [never_emptied("episodes_event"), never_emptied("episodes_eventdetail")]
