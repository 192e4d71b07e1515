from django.db import migrations

from throughcare.access.parts import RECORD
from throughcare.access.migrations._one_category import granted
from throughcare.access.policies import policies, setting
from throughcare.audit.append_only import append_only, never_emptied

IDENTITY = "'identity-and-location'"
FACTS = ("copy", "extension", "preparation", "item", "review", "opinion", "release")
ROLE = setting("role")
# With the organisation that was asked: its Guardian, and those who treat people and may see this one.
HANDLED = f"""
    own_copy.organisation_id = {setting("organisation")} AND {ROLE} <> 'SU'
    AND ({ROLE} = 'CG'
        OR ('subject-access' = ANY ({setting("purposes")}) AND {granted("own_copy.person_id", IDENTITY)}))
"""
# Whoever sees the copy, by its own policy.
OF_A_COPY = "EXISTS (SELECT FROM own_copy AS its WHERE its.id = copy_id)"
OF_AN_ITEM = "EXISTS (SELECT FROM own_item AS its WHERE its.id = item_id)"


def readable(table: str) -> str:
    """A Guardian reviews every item; whoever treats the person reads those that they read in the record."""
    return f"({ROLE} = 'CG' OR {granted(f'{table}.person_id', f'{table}.category')})"


class Migration(migrations.Migration):
    dependencies = [("own", "0002_copies")]
    operations = [
        *(append_only(f"own_{table}") for table in FACTS),
        *(never_emptied(f"own_{table}") for table in FACTS),
        policies("own_copy", seen=HANDLED, kind=RECORD),
        *(
            policies(f"own_{table}", seen=OF_A_COPY, kind=RECORD)
            for table in ("extension", "preparation", "opinion", "release")
        ),
        policies("own_item", seen=f"{OF_A_COPY} AND {readable('own_item')}", kind=RECORD),
        policies("own_review", seen=f"{OF_AN_ITEM} AND {readable('own_review')}", kind=RECORD),
    ]
