import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_verifications"),
        ("organisations", "0003_caldicott_guardians"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="entry",
            name="entry_person",
        ),
        migrations.RemoveIndex(
            model_name="entry",
            name="entry_by",
        ),
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
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("person_id__isnull", False)),
                fields=["person_id", "-at", "-id"],
                include=("by_id", "did"),
                name="entry_person",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["by", "-at", "-id"], include=("did", "person_id"), name="entry_by"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["did", "by", "-at", "-id"], name="entry_deed"),
        ),
    ]
