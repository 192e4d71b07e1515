"""Keeps a person who is signed in to pages about their own record: every other page is as absent as it would be."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from throughcare.sharing.roles import THE_PERSON
from throughcare.web.acting import OPEN_TO_ALL, OWN_ACCOUNT, WITHOUT_ROLE
from throughcare.web.asking import Request
from throughcare.web.navigation import OPEN_TO_THE_PERSON

View = Callable[..., HttpResponse]

THEIRS = frozenset({"own", "own_seen", "own_looked"})
# Where signing in leads.
FIRST = frozenset({"root", "today"})


class KeptToTheirOwn:
    """Follows `StandingSession`. The policies of the database would show nothing of anybody else anyway."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Request, _view: View, _parts: object, named: object) -> HttpResponse | None:
        acting = vars(request).get("staff")
        name = str(request.resolver_match.url_name) if request.resolver_match else ""
        if (
            acting is None
            or acting.role != THE_PERSON
            or name in THEIRS | OPEN_TO_ALL | WITHOUT_ROLE | OPEN_TO_THE_PERSON
        ):
            return None
        if name.startswith(OWN_ACCOUNT):
            return None
        if name in FIRST:
            return HttpResponseRedirect(reverse("own"), status=HTTPStatus.FOUND)
        # About people: 404, of their own reference too. Anything else is not theirs: 403.
        if named:
            raise Http404
        raise PermissionDenied
