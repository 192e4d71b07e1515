from django.db import migrations, models

from throughcare.access.policies import counted

# What is counted of what people say of themselves: who counts reads no more.
SAID = "kind IN ('religion', 'orientation', 'marriage', 'pregnancy', 'gender-at-birth')"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0013_characteristics"),
        ("equity", "0001_tables"),
        ("people", "0002_characteristics"),
        ("organisations", "0004_given_passwords"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="roll",
            name="a_roll_is_of_a_known_kind",
        ),
        migrations.AlterField(
            model_name="roll",
            name="dimension",
            field=models.CharField(
                choices=[
                    ("unit", "Wing"),
                    ("ethnic", "Ethnic group"),
                    ("age", "Age"),
                    ("sex", "Sex"),
                    ("disability", "Disability"),
                    ("religion", "Religion or belief"),
                    ("orientation", "Sexual orientation"),
                    ("marriage", "Marriage or civil partnership"),
                    ("pregnancy", "Pregnancy or maternity"),
                    ("gender-at-birth", "Gender beside birth"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="roll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "dimension__in",
                        [
                            "unit",
                            "ethnic",
                            "age",
                            "sex",
                            "disability",
                            "religion",
                            "orientation",
                            "marriage",
                            "pregnancy",
                            "gender-at-birth",
                        ],
                    )
                ),
                name="a_roll_is_of_a_known_kind",
            ),
        ),
        counted("people_characteristic", only=SAID),
    ]
