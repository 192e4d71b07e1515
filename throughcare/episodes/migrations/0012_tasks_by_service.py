from django.db import migrations, models

# One statement after another on the table itself: between Django's own, a change of rows and one of the table do not mix.
COLUMN = """
    ALTER TABLE episodes_task ADD COLUMN service_id bigint;
    UPDATE episodes_task SET service_id = episode.service_id
    FROM episodes_episode AS episode WHERE episode.id = episodes_task.episode_id;
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
    ALTER TABLE episodes_task ALTER COLUMN service_id SET NOT NULL, ADD CONSTRAINT task_is_of_a_service
        FOREIGN KEY (service_id) REFERENCES episodes_service DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):
    """A worklist is counted by service from its index alone."""

    dependencies = [("episodes", "0011_rungs")]
    operations = [
        migrations.RunSQL(
            COLUMN,
            "ALTER TABLE episodes_task DROP COLUMN service_id",
            state_operations=[
                migrations.AddField(
                    "task",
                    "service",
                    models.ForeignKey("episodes.service", models.PROTECT, db_index=False, related_name="+"),
                )
            ],
        ),
        migrations.RemoveIndex("task", "task_worklist"),
        migrations.AddIndex(
            "task",
            models.Index(
                fields=["organisation", "due_on", "id"],
                include=["person", "service", "standard", "waiting", "nobody_holds"],
                name="task_worklist",
            ),
        ),
    ]
