"""What somebody signed in was refused is noted: by whom, on which page, and never of whom.

Whose record was asked for stays out of it: out of scope and absent leave the same entry.
"""

from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

from throughcare.access.tries import IN_VAIN
from throughcare.audit import actions as audit
from throughcare.organisations.acting import DOORKEEPER, serving
from throughcare.organisations.models import StaffRole
from throughcare.people.numbers import TriedInVain
from throughcare.web.asking import Request

NOTED = frozenset({403, 404, 429})
# Pages on which a number can be tried.
NUMBERS_ARE_TRIED = frozenset({"recognise", "emergency", "create_person", "add_to_record"})
# The first half of a number that nothing else locks; the second is whoever tries.
TRYING = 7_410_002


def note_refusal(request: Request, answer: HttpResponse) -> None:
    """Appends an entry for a refusal. An address that leads nowhere is no refusal, nor is a visitor anybody."""
    page = request.resolver_match.url_name if request.resolver_match else None
    tried = isinstance(vars(request).get("refused"), TriedInVain)
    if page is None or not (tried or answer.status_code in NOTED) or not request.user.is_authenticated:
        return
    detail: dict[str, Any] = {"page": page, "status": answer.status_code, "sent": request.method == "POST"}
    if tried:
        detail |= IN_VAIN
    acting = acting_as(request)
    if acting is None:
        # Refused before it was known in which role they act, as a form without its token is.
        detail["account"] = request.user.pk
    # What a page did before it was refused may be undone, also that somebody acts: the door notes it.
    with serving(DOORKEEPER):
        audit.record(by=acting, at=request.now, did="was-refused", detail=detail)


def one_try_at_a_time(request: Request) -> None:
    """Until this page is done, whoever asks tries no other number: else many at once would all be the first."""
    page = request.resolver_match.url_name if request.resolver_match else None
    if request.method == "POST" and page in NUMBERS_ARE_TRIED:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [TRYING, request.staff.staff_id])


def acting_as(request: HttpRequest) -> StaffRole | None:
    """The role in which somebody asks, once that is known."""
    found: StaffRole | None = vars(request).get("staff")
    return found
