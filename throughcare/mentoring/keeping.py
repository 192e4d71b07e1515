"""Keeps a mentor's account to the mentors' screen: every other page is as absent as it would be (ADR 44)."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from throughcare.peers.words import PEER_MENTOR
from throughcare.web.acting import OPEN_TO_ALL, OWN_ACCOUNT, WITHOUT_ROLE
from throughcare.web.asking import Request

View = Callable[..., HttpResponse]

# The pages of a mentor, by url name: their screen, what they do with a worry (room `oncall`), with turns (`rosters`).
OF_WORRIES, OF_ROTA = {"escalate", "passed_on"}, {"cannot_come", "own_certificate_pdf"}
THEIRS = frozenset({"mentor_screen", "log_own_contact", "mentor_certificate"} | OF_WORRIES | OF_ROTA)
# Where signing in leads.
FIRST = frozenset({"root", "today"})


class KeptToMentoring:
    """Follows `StandingSession`. The policies of the database would show nothing of anybody anyway."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Request, _view: View, _parts: object, named: object) -> HttpResponse | None:
        acting = vars(request).get("staff")
        name = str(request.resolver_match.url_name) if request.resolver_match else ""
        if acting is None or acting.role != PEER_MENTOR:
            return None
        if name in THEIRS | OPEN_TO_ALL | WITHOUT_ROLE or name.startswith(OWN_ACCOUNT):
            return None
        if name in FIRST:
            return HttpResponseRedirect(reverse("mentor_screen"), status=HTTPStatus.FOUND)
        # About somebody or something: 404, as if it were not there. Anything else is not theirs: 403.
        if named:
            raise Http404
        raise PermissionDenied
