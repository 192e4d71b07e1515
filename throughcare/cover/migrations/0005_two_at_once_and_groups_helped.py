from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cover", "0004_own_turns"),
        ("organisations", "0004_given_passwords"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="weekwanted",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Func(
                        models.F("hours"),
                        models.Value('$.*[*][2] ? (@.type() != "number" || @ < 1 || @ > 4 || @.floor() != @)'),
                        function="jsonb_path_exists",
                        output_field=models.BooleanField(),
                    ),
                    _negated=True,
                ),
                name="a_wing_wants_some_mentors_at_once",
            ),
        ),
    ]
