from django.db import migrations, models
from django.db.models import Q

# A row that is written again and again stays on its page, and in its place in every index, while there is room on it.
ROOM_ON_A_PAGE = ("episodes_episode", "episodes_clock", "episodes_task")


class Migration(migrations.Migration):
    """A step writes less: no index holds what nobody asks for, and rows that change are changed where they are."""

    dependencies = [("episodes", "0005_own_policies")]
    operations = [
        migrations.AlterField("episode", "reference", models.CharField(max_length=16)),
        migrations.AddConstraint(
            "episode", models.UniqueConstraint(fields=("reference",), name="one_episode_a_reference")
        ),
        migrations.RemoveConstraint("event", "an_event_is_corrected_once"),
        migrations.AddConstraint(
            "event",
            models.UniqueConstraint(
                condition=Q(corrects__isnull=False),
                fields=("episode", "corrects"),
                name="an_event_is_corrected_once",
            ),
        ),
        *(
            migrations.RunSQL(f"ALTER TABLE {table} SET (fillfactor = 85)", f"ALTER TABLE {table} RESET (fillfactor)")
            for table in ROOM_ON_A_PAGE
        ),
    ]
