from django.db import migrations

from throughcare.access.policies import counted

# The answers that outcomes of a mentor scheme are counted from, as `outcomes.ASKED` names them; of the same categories
# no other row is shown to whoever counts.
ASKED = {
    "self-harm-risk": ("self-reported", "recorded", "suicide-12-months", "suicide-since", "attempts-recorded"),
    "peer-contacts": ("minutes", "kind", "work", "engagement", "family"),
}


def of(category: str, questions: tuple[str, ...]) -> str:
    keys = ", ".join(f"'{one}'" for one in questions)
    return f"category = '{category}' AND facts ?| ARRAY[{keys}]"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("measures", "0001_tables"), ("peers", "0002_doors"), ("worries", "0002_policies")]
    operations = [
        counted(
            "episodes_eventdetail",
            only=f"({' OR '.join(f'({of(*each)})' for each in ASKED.items())})",
            called="counted_of_mentor_schemes",
        )
    ]
