"""As whom the database is spoken to: what row-level security reads (throughcare.access.policies).

Every setting lasts for one transaction. While none is set, nobody's record is there at all, for any query of any page.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

from throughcare.organisations.models import StaffRole
from throughcare.sharing import CARE, rights_of

P = ParamSpec("P")
R = TypeVar("R")

# The last is for those who hold a pen: see `pen`.
STAFF, ORGANISATION, PURPOSE, AS_OF, SEES, READS, WITH_BASIS, SERVICE = (
    f"throughcare.{name}"
    for name in ("staff", "organisation", "purpose", "as_of", "sees", "reads", "with_basis", "service")
)
# What the verbs themselves write as, once they have judged that whoever acts may do so.
RECORDER = "recorder"
CLOCK_KEEPER, SEALER, CHECKER, WORLD_LOADER = "clock-keeper", "sealer", "checker", "world-loader"

INSTEAD = """
    WITH before AS MATERIALIZED (SELECT current_setting(%(setting)s, true) AS value)
    SELECT value, set_config(%(setting)s, %(value)s, true) FROM before
"""


def act(*, staff: StaffRole, as_of: datetime, purpose: str = CARE) -> None:
    """For the rest of the transaction, show what this member of staff may see for this purpose. One statement."""
    rights = rights_of(staff.role)
    _set(
        {
            STAFF: str(staff.pk),
            ORGANISATION: str(staff.organisation_id),
            PURPOSE: purpose,
            AS_OF: as_of.isoformat(),
            SEES: _array(rights.sees),
            READS: _array(rights.reads),
            WITH_BASIS: _array(rights.with_basis),
        }
    )


def _set(settings: dict[str, str], *, lasting: bool = False) -> None:
    calls = ", ".join(["set_config(%s, %s, %s)"] * len(settings))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [word for pair in settings.items() for word in (*pair, not lasting)])


def _array(categories: tuple[str, ...]) -> str:
    return f"{{{','.join(categories)}}}"


@contextmanager
def serving(service: str) -> Iterator[None]:
    """A transaction in which the product itself acts, as one of the named services and with that one's grants."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(INSTEAD, {"setting": SERVICE, "value": service})
            (before, _) = cursor.fetchone()
        yield
        _set({SERVICE: before or ""})


def serve_as(service: str) -> None:
    """The same for all that this process does on its connection: for commands, each of which is one service."""
    _set({SERVICE: service}, lasting=True)


def by_service(service: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """What is done in one transaction as a named service."""

    def serve(deed: Callable[P, R]) -> Callable[P, R]:
        @wraps(deed)
        def done(*given: P.args, **said: P.kwargs) -> R:
            with serving(service):
                return deed(*given, **said)

        return done

    return serve


# One transaction in which a record may be written: whoever reads a page never can. The verb judges whether whoever
# acts may do this; what follows from it, such as a grant to somebody else, is written by the product.
verb = by_service(RECORDER)
