from django.db import migrations

from throughcare.access.door import setting
from throughcare.access.parts import RECORD
from throughcare.access.policies import READS, SEES, counted, granted, policies
from throughcare.audit.append_only import append_only, never_emptied

SELF_HARM, CONTACTS = "'self-harm-risk'", "'peer-contacts'"
FACTS = ("worry", "tap", "namedworry", "heard", "worryentry", "mentortold", "worrywatch", "oncall", "offcall")
# Whoever held something goes on seeing it for so long afterwards: throughcare.access.granting.
AFTERWARDS = "interval '28 days'"


def on_list(line: str, right: str) -> str:
    """Whether a line is on the list of whoever acts, and of a worry that is open or was closed not long ago."""
    return f"""{line}.organisation_id = {setting("organisation")} AND {SELF_HARM} = ANY ({setting(right)})
        AND {line}.from_at <= {setting("as_of")}
        AND ({line}.closed_at IS NULL OR {line}.closed_at > {setting("as_of")} - {AFTERWARDS})"""


def told(worry: str, right: str) -> str:
    return f"EXISTS (SELECT FROM worries_worryline AS line WHERE line.worry_id = {worry} AND {on_list('line', right)})"


def of_worry(table: str, *, key: str = "worry_id", right: str = SEES) -> migrations.RunSQL:
    """Shown under a grant for whom it is about, said at once or later, and to whoever was told of it."""
    name = f"worries_{table}"
    named = f"(SELECT later.person_id FROM worries_namedworry AS later WHERE later.worry_id = {name}.{key})"
    of = f"{name}.{key}"
    person = f"coalesce({name}.person_id, {named})"
    seen = f"({granted(person, SELF_HARM, right=right)} OR {told(of, right)})"
    return policies(name, seen=seen, kind=RECORD)


NAMED = f"""({granted("worries_namedworry.person_id", SELF_HARM)}
    OR {told("worries_namedworry.worry_id", SEES)})"""
# What a mentor is told is theirs, and that of the account with which they tapped.
THEIRS = f"""({granted("worries_mentortold.person_id", CONTACTS)}
    OR worries_mentortold.staff_id = {setting("staff")})"""


class Migration(migrations.Migration):
    dependencies = [("worries", "0001_tables"), ("access", "0012_one_look_up")]
    operations = [
        *(append_only(f"worries_{table}") for table in FACTS),
        *(never_emptied(f"worries_{table}") for table in FACTS),
        of_worry("worry", key="id"),
        of_worry("tap"),
        of_worry("worryentry"),
        of_worry("heard", right=READS),
        policies("worries_namedworry", seen=NAMED, kind=RECORD),
        policies("worries_worryline", seen=on_list("worries_worryline", SEES), kind=RECORD),
        policies("worries_mentortold", seen=THEIRS, kind=RECORD),
        counted("worries_worry"),
        counted("worries_worryentry", only="kind = 'acknowledged'"),
    ]
