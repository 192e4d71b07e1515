"""What a signed-in session may reach: nothing once it has ended, little while it is locked, little without a second
factor where one is required.
"""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from throughcare.signin import sessions
from throughcare.signin.happenings import happened
from throughcare.signin.limits import Standing
from throughcare.web.acting import KEEPS_WATCH, OPEN_TO_ALL, show_yourself_first
from throughcare.web.asking import Request

View = Callable[..., HttpResponse]

# By url name: what can be reached while a session is locked, and what without a second factor.
# A code alone does not open a locked session: the telephone that shows it may lie beside the keyboard.
WHILE_LOCKED = {
    "reauthenticate": "account_reauthenticate",
    "mfa_reauthenticate:webauthn": "mfa_reauthenticate_webauthn",
}
ENROLLING = frozenset(
    {
        *WHILE_LOCKED.values(),
        "mfa_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "account_change_password",
        "stay",
    }
)

# What is reached with a password that somebody else gave.
CHANGING = frozenset({*WHILE_LOCKED.values(), "account_change_password", "stay"})


class StandingSession:
    """Follows `Acting`, which says who asks and when.

    `request.span` tells a page until when the session is open, and `request.locked` that it is not.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Request, _view: View, _parts: object, _named: object) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        if name in OPEN_TO_ALL or not request.user.is_authenticated:
            return None
        span = sessions.span_of(request)
        standing = span.standing(as_of=request.now) if span else Standing.ENDED
        if span is None or standing is Standing.ENDED:
            return _end(request)
        vars(request)["locked"] = standing is Standing.LOCKED or sessions.LOCKED in request.session
        if vars(request)["locked"]:
            return _lock(request, name)
        watches = name in KEEPS_WATCH
        vars(request)["span"] = span if watches else sessions.note(request, span, at=request.now)
        first = _what_comes_first(request, name)
        return HttpResponseRedirect(reverse(first)) if first else None


def _what_comes_first(request: Request, name: str | None) -> str | None:
    """The page on which a password that somebody else knows is changed, or a second factor set up, before any other."""
    if request.user.given_until:
        return None if name in CHANGING else "account_change_password"
    if name in ENROLLING or not settings.SECOND_FACTOR_REQUIRED or sessions.needs_no_second_factor(request):
        return None
    return None if sessions.is_sure(request, request.user) else "mfa_index"


def _end(request: Request) -> HttpResponse:
    logout(request)
    return show_yourself_first(request)


def _lock(request: Request, name: str | None) -> HttpResponse | None:
    if sessions.LOCKED not in request.session:
        request.session[sessions.LOCKED] = True
        happened("locked", request=request, staff=request.user)
    # While it is locked a page names nobody and leads nowhere.
    vars(request).pop("staff", None)
    if name in WHILE_LOCKED.values():
        return None
    again = _how_again(request)
    return show_yourself_first(request, again) if again else _end(request)


def _how_again(request: Request) -> str | None:
    """The page that opens a locked session. None where only a provider can say who it is: they sign in anew."""
    if sessions.came_from_a_provider(request):
        return None
    methods = {method["id"] for method in get_adapter().get_reauthentication_methods(request.user)}
    return next((page for id_, page in WHILE_LOCKED.items() if id_ in methods), None)
