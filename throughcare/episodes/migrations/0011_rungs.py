from django.db import migrations, models


class Migration(migrations.Migration):
    """When somebody must next be told of a wait, and how many late days have no reason."""

    dependencies = [
        ("episodes", "0010_in_force"),
        ("organisations", "0004_given_passwords"),
        ("people", "0001_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="episode",
            name="next_rung_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="explained_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="unexplained",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name="episode",
            index=models.Index(
                condition=models.Q(("next_rung_on__isnull", False)), fields=["next_rung_on"], name="episode_rungs"
            ),
        ),
        # Who is to be told of those who wait already is computed by the first hour's job, which visits each of them.
        migrations.RunSQL(
            "UPDATE episodes_episode SET next_rung_on = '2000-01-01' WHERE closed_on IS NULL", migrations.RunSQL.noop
        ),
    ]
