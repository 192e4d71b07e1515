import django.contrib.postgres.fields
from django.db import migrations, models

from throughcare.audit.append_only import append_only, never_emptied


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("seal", models.BigIntegerField(null=True)),
                ("sealed_until", models.DateTimeField(null=True)),
                (
                    "faults",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["-at"], name="verification_at")],
            },
        ),
        append_only("audit_verification"),
        *(never_emptied(f"audit_{table}") for table in ("entry", "seal", "verification")),
    ]
