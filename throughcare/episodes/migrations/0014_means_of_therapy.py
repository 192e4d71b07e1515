from importlib import import_module

from django.db import migrations

# Adopted versions hold beside them what their steps mean, and the table of words has grown by those of therapy.
WORDS = import_module("throughcare.episodes.migrations.0013_means")


class Migration(migrations.Migration):
    dependencies = [("episodes", "0013_means")]
    operations = [migrations.RunPython(WORDS.say_what_steps_mean, migrations.RunPython.noop)]
