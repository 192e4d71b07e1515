from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("episodes", "0009_relieved")]

    operations = [
        migrations.AddField("service", "in_force", models.JSONField(blank=True, default=dict, editable=False)),
    ]
