"""What somebody signed in was refused is noted: by whom, on which page, and never of whom.

Whose record was asked for stays out of it: out of scope and absent leave the same entry.
"""

from django.http import HttpRequest, HttpResponse

from throughcare.audit import actions as audit
from throughcare.organisations.acting import DOORKEEPER, serving
from throughcare.organisations.models import StaffRole
from throughcare.web.asking import Request

NOTED = frozenset({403, 404})
# Pages on which a number can be tried: what is wrong with it is answered with 422.
NUMBERS_ARE_TRIED = frozenset({"recognise", "emergency", "create_person", "add_to_record"})


def note_refusal(request: Request, answer: HttpResponse) -> None:
    """Appends an entry for a refusal. An address that leads nowhere is no refusal, nor is a visitor anybody."""
    page = request.resolver_match.url_name if request.resolver_match else None
    tried = answer.status_code == 422 and page in NUMBERS_ARE_TRIED
    if page is None or not (tried or answer.status_code in NOTED) or not request.user.is_authenticated:
        return
    detail = {"page": page, "status": answer.status_code, "sent": request.method == "POST"}
    acting = acting_as(request)
    if acting is None:
        # Refused before it was known in which role they act, as a form without its token is.
        detail["account"] = request.user.pk
    # What a page did before it was refused may be undone, also that somebody acts: the door notes it.
    with serving(DOORKEEPER):
        audit.record(by=acting, at=request.now, did="was-refused", detail=detail)


def acting_as(request: HttpRequest) -> StaffRole | None:
    """The role in which somebody asks, once that is known."""
    found: StaffRole | None = vars(request).get("staff")
    return found
