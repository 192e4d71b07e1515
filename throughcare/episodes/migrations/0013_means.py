from typing import Any

from django.db import migrations, models
from django.db.models import Value

from throughcare.blueprints.read import read
from throughcare.meanings import StepMeaning


def say_what_steps_mean(apps: Any, _: Any) -> None:
    """Of versions adopted before there were words: as they are read since."""
    for row in apps.get_model("episodes", "Blueprint").objects.all():
        blueprint = read(row.text.encode(), path=row.slug).blueprint
        if blueprint is not None:
            row.means = {word: steps for word in StepMeaning if (steps := blueprint.meaning(word))}
            row.save(update_fields=["means"])


class Migration(migrations.Migration):
    dependencies = [("episodes", "0012_tasks_by_service")]
    operations = [
        migrations.AddField(
            "blueprint",
            "means",
            models.JSONField(db_default=Value({}, models.JSONField()), default=dict, editable=False),
        ),
        migrations.RunPython(say_what_steps_mean, migrations.RunPython.noop),
    ]
