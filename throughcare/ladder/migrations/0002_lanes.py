from django.db import migrations, models


class Migration(migrations.Migration):
    """Lines say from when their clock counts and what holds somebody up, and are counted by stage from their index."""

    dependencies = [("ladder", "0001_tables")]
    operations = [
        migrations.AddField("line", "started_on", models.DateField(null=True)),
        migrations.AddField("line", "delay", models.CharField(blank=True, db_default="", default="", max_length=60)),
        migrations.AddField("line", "delay_on", models.DateField(null=True)),
        migrations.AddIndex(
            "line",
            models.Index(
                fields=["organisation", "stage", "due_on", "id"],
                include=(
                    "person",
                    "stage_since",
                    "waited_since",
                    "party",
                    "prison",
                    "hospital",
                    "void_on",
                    "contact_on",
                ),
                name="line_lanes",
            ),
        ),
        # What lines say anew is computed by the first hour's job, which visits each episode on a list.
        migrations.RunSQL(
            """UPDATE episodes_episode SET next_rung_on = '2000-01-01'
            WHERE closed_on IS NULL AND id IN (SELECT episode_id FROM ladder_line)""",
            migrations.RunSQL.noop,
        ),
    ]
