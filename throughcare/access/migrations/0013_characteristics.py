from django.db import migrations

from throughcare.access.policies import secured


class Migration(migrations.Migration):
    dependencies = [("access", "0012_one_look_up"), ("people", "0002_characteristics")]
    operations = [secured("people_characteristic", category="'protected-characteristics'")]
