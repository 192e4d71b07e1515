"""Whether there is something in the parts of a record of which somebody has a flag, and no row.

No policy shows them a row; a function of the database says yes or no, of one person at a time (migration 0007 of
`episodes`).
"""

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, F, Func

from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES
from throughcare.sharing.flags import says

# For the question by which a person is found, so that a page asks none more.
FLAGGED = Func(
    F("pk"),
    template="ARRAY(SELECT category FROM episodes_flags(%(expressions)s))",
    output_field=ArrayField(CharField()),
)


def flags_of(person: Person, *, role: str) -> list[tuple[str, str]]:
    """What each flag is called and what to do, of somebody who was found with `flagged=FLAGGED`."""
    held = vars(person)["flagged"]
    return [says(category, role) for category in CATEGORIES if category in held]
