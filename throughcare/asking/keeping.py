"""Keeps a device that was put into somebody's hands to their questions: no other page of it is there meanwhile."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from throughcare.instruments import Instrument
from throughcare.instruments.library import Unsealed
from throughcare.web.asking import Request

View = Callable[..., HttpResponse]

COOKIE = "sitting"
# The pages of whoever holds the device, and what watches over the server. Files of the design are served before this.
THEIRS = frozenset({"answering", "hand_back", "health"})

CONFLICT = 409


class Unusable(Exception):
    """That a form needs an instrument whose file cannot be used, with the sentence that says which and what to do."""


def expect_usable(measured: Instrument) -> None:
    """Raises Unusable."""
    if measured.broken:
        raise Unusable(measured.broken)


class KeptToTheirQuestions:
    """Comes before `Acting`. It asks nothing: whether the cookie still opens anything is for the page of questions."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Request, _view: View, _parts: object, _named: object) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        if not request.COOKIES.get(COOKIE) or name in THEIRS:
            return None
        return HttpResponseRedirect(reverse("answering"))

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        """A form of an instrument whose file is broken: which file, what to do, and all that was typed (`layout`)."""
        if not isinstance(exception, Unusable | Unsealed):
            return None
        says = exception.says if isinstance(exception, Unsealed) else str(exception)
        return render(request, "asking/unusable.html", {"broken": [says]}, status=CONFLICT)
