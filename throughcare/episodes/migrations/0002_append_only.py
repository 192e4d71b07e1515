from django.db import migrations

from throughcare.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("episodes", "0001_tables"), ("audit", "0002_append_only")]
    operations = [append_only("episodes_event"), append_only("episodes_eventdetail")]
