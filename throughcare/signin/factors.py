"""Second factors: setting one up, showing it, taking it away. django-allauth checks them; the pages are ours."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView, ReauthenticateWebAuthnView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from throughcare.signin import sessions
from throughcare.web.asking import Request
from throughcare.web.forms import UNPROCESSABLE, see


def mfa_index(request: Request) -> HttpResponse:
    held = list(Authenticator.objects.filter(user=request.user).order_by("type", "created_at"))
    return render(
        request,
        "signin/factors.html",
        {
            "app": next((one for one in held if one.type == Authenticator.Type.TOTP), None),
            "passkeys": [one for one in held if one.type == Authenticator.Type.WEBAUTHN],
            "codes": next((one.wrap() for one in held if one.type == Authenticator.Type.RECOVERY_CODES), None),
            "required": settings.SECOND_FACTOR_REQUIRED,
            "sure": sessions.is_sure(request, request.user),
        },
    )


class NewApp(ActivateTOTPView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        _shown(self.request, Authenticator.Type.TOTP)
        return answer


class NewPasskey(AddWebAuthnView):  # type: ignore[misc]
    """Asked of the browser as one that is kept on the device and asks who holds it: good for signing in alone."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_context_data(**given)
        return {**told, "js_data": {"creation_options": auth.begin_registration(self.request.user, passwordless=True)}}

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        _shown(self.request, Authenticator.Type.WEBAUTHN)
        return answer


class PasskeySignIn(LoginWebAuthnView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        self.request.session[sessions.SHARED] = "shared" in self.request.POST
        passkey = form.cleaned_data["credential"]
        login = Login(user=passkey.user, redirect_url=get_next_redirect_url(self.request))
        answer: HttpResponse = flows.perform_passwordless_login(self.request, passkey, login)
        return answer

    def form_invalid(self, _form: Any) -> HttpResponse:
        return _unusable(self.request)


class PasskeyAgain(ReauthenticateWebAuthnView):  # type: ignore[misc]
    def form_invalid(self, _form: Any) -> HttpResponse:
        return _unusable(self.request)


@require_http_methods(["GET", "POST"])
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def mfa_remove_webauthn(request: Request, pk: int) -> HttpResponse:
    passkey = Authenticator.objects.filter(pk=pk, user=request.user, type=Authenticator.Type.WEBAUTHN).first()
    if passkey is None:
        raise Http404
    may = get_adapter().can_delete_authenticator(passkey)
    if request.method == "POST" and may:
        flows.remove_authenticator(request, passkey)
        return see("mfa_index", done="factor-removed")
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "signin/remove_passkey.html", {"passkey": passkey, "may": may}, status=status)


def _shown(request: HttpRequest, kind: str) -> None:
    """Whoever has just set one up has shown it: this session need not be asked again."""
    record_authentication(request, request.user, "mfa", type=kind)


def _unusable(request: HttpRequest) -> HttpResponse:
    return render(request, "signin/passkey_failed.html", status=UNPROCESSABLE)
