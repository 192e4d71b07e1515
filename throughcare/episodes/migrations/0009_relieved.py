from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("episodes", "0008_flags_kept_plan")]
    operations = [
        migrations.AddField(
            model_name="episode",
            name="relieved",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
