"""Which tables are counted under which rule, and what becomes of those about people that no rule counts.

A table that has said to which category its rows belong (`access.seeing`) falls under that category's rule by itself.
Any other table about people is named here, or by the room above that it is of.
"""

from django.db.models import Model

from throughcare.access.models import Disclosure, Emergency, EmergencyReview, EmergencyTold, Grant
from throughcare.access.seeing import CATEGORY_IN_ROW, CATEGORY_OF
from throughcare.audit.models import Entry, Submission
from throughcare.people.models import Person
from throughcare.retention.models import HoldLifted, RetentionHold
from throughcare.retention.rules import Rule

# Table -> the rule that its rows fall under, whatever category they would have.
UNDER: dict[type[Model], Rule] = {}
# Table -> why no rule counts its rows, and when they go.
BESIDE: dict[type[Model], str] = {}
# How a table says when a row of it was recorded; in this order.
WHEN = ("recorded_at", "at")


def kept_under(rule: Rule, *tables: type[Model]) -> None:
    """Rooms above say here which of their tables fall under a rule that is of no category."""
    UNDER.update(dict.fromkeys(tables, rule))


def goes_with(why: str, *tables: type[Model]) -> None:
    """Rooms above say here which of their tables no rule counts, and when they go."""
    BESIDE.update(dict.fromkeys(tables, why))


def counted() -> list[type[Model]]:
    """Every table whose rows fall under a rule, by name. Who the person is goes last, and is not counted."""
    return sorted({*CATEGORY_OF, *CATEGORY_IN_ROW, *UNDER} - {Person}, key=lambda model: model._meta.db_table)


def dated() -> dict[type[Model], str]:
    """Tables of which a row is an entry about somebody -> the column that says when it was made.

    What was asked, sent and opened in an emergency counts as well; looking at a record does not.
    """
    found: dict[type[Model], str] = {}
    entries: list[type[Model]] = [*counted(), Disclosure, Emergency]
    for model in entries:
        columns = {field.name for field in model._meta.fields}
        named = next((name for name in WHEN if name in columns), None)
        if named:
            found[model] = named
    return found


AUDIT = "It says who did and saw what, and is kept longer than what it is about"
goes_with(AUDIT, Entry, Submission, Emergency, EmergencyReview, EmergencyTold)
goes_with("It says who may see a record, and goes with the last row of it", Grant)
goes_with("It says why a record is kept, and goes with it", RetentionHold, HoldLifted)
