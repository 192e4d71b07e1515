"""As whom the database is spoken to: what row-level security reads (throughcare.access.policies).

Every setting lasts for one transaction. While none is set, nobody's record is there at all, for any query of any page.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

from throughcare.organisations.models import StaffRole
from throughcare.sharing import PURPOSES_OF, rights_of

P = ParamSpec("P")
R = TypeVar("R")

SERVICE, ACTING = "throughcare.service", "throughcare.staff"
# What the verbs themselves write as, once they have judged that whoever acts may do so.
RECORDER = "recorder"
CLOCK_KEEPER, SEALER, CHECKER, EXPLAINER, WORLD_LOADER, DOORKEEPER, COUNTER = (
    "clock-keeper",
    "sealer",
    "checker",
    "explainer",
    "world-loader",
    "doorkeeper",
    "counter",
)

HELD_BACK = "row_security_active('people_person') AND coalesce(current_setting(%s, true), '') = ''"
INSTEAD = """
    WITH before AS MATERIALIZED (SELECT current_setting(%(setting)s, true) AS value)
    SELECT value, set_config(%(setting)s, %(value)s, true) FROM before
"""


# For whom, and as of when, the policies keep the door in this transaction. Wrong, it shows nothing: see access.door.
_DOOR_KEPT_FOR: ContextVar[tuple[object, object] | None] = ContextVar("door_kept_for", default=None)


def act(*, staff: StaffRole, as_of: datetime, purposes: Sequence[str] | None = None) -> None:
    """For the rest of the transaction, show what this member of staff may see. One statement.

    For which purposes, where they do not say: any that is their role's.
    """
    asked = asked_by(staff, as_of=as_of)
    if purposes is not None:
        asked["purposes"] = list(purposes)
    kept = _set({f"throughcare.{name}": _written(value) for name, value in {**asked, "role": staff.role}.items()})
    _DOOR_KEPT_FOR.set((staff.pk, as_of) if kept else None)


def door_is_kept_for(asked: Mapping[str, Any]) -> bool:
    """Whether the database itself shows whoever asks what they may see and nothing else."""
    return _DOOR_KEPT_FOR.get() == (asked["staff"], asked["as_of"])


@contextmanager
def door_kept_for(asked: Mapping[str, Any] | None) -> Iterator[None]:
    """For the block, as if the policies kept the door for whoever asks; for nobody, where there is none."""
    before = _DOOR_KEPT_FOR.set((asked["staff"], asked["as_of"]) if asked else None)
    try:
        yield
    finally:
        _DOOR_KEPT_FOR.reset(before)


def asked_by(staff: StaffRole, *, as_of: datetime) -> dict[str, Any]:
    """Who asks, for what and when: the values that the door is asked with, by name."""
    rights = {name: list(categories) for name, categories in rights_of(staff.role).items()}
    purposes = [str(purpose) for purpose in PURPOSES_OF.get(staff.role, ())]
    return {"organisation": staff.organisation_id, "staff": staff.pk, "purposes": purposes, "as_of": as_of, **rights}


def _written(value: Any) -> str:
    return f"{{{','.join(value)}}}" if isinstance(value, list) else str(value)


def _set(settings: Mapping[str, str], *, lasting: bool = False) -> bool:
    """Sets them. Tells whether policies hold back others now: not for the owner of the tables, nor for a service."""
    calls = ", ".join(["set_config(%s, %s, %s)"] * len(settings))
    with connection.cursor() as cursor:
        words = [word for pair in settings.items() for word in (*pair, not lasting)]
        cursor.execute(f"SELECT {calls}, {HELD_BACK}", [*words, SERVICE])
        return bool(cursor.fetchone()[-1])


@contextmanager
def serving(service: str) -> Iterator[None]:
    """A transaction in which the product itself acts, as one of the named services and with that one's grants."""
    with transaction.atomic(), door_kept_for(None):
        with connection.cursor() as cursor:
            cursor.execute(INSTEAD, {"setting": SERVICE, "value": service})
            (before, _) = cursor.fetchone()
        yield
        _set({SERVICE: before or ""})


@contextmanager
def while_nobody_acts() -> Iterator[None]:
    """Within a verb, what the product itself does because of it: it writes in its own name, and not in that of whoever
    acts, which is all that the policy of the audit takes from them.
    """
    with connection.cursor() as cursor:
        cursor.execute(INSTEAD, {"setting": ACTING, "value": ""})
        (before, _) = cursor.fetchone()
    yield
    _set({ACTING: before or ""})


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
