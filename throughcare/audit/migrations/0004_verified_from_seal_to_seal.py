import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_verifications"),
    ]

    operations = [
        migrations.AddField(
            model_name="verification",
            name="again_from",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="verification",
            name="again_until",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="verification",
            name="astray",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="verification",
            name="broken",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="verification",
            name="entries",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="verification",
            name="entry",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="verification",
            name="root",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(
            model_name="verification",
            name="service",
            field=models.CharField(default="checker", max_length=24),
        ),
    ]
