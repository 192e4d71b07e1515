"""Coming in, also through another organisation's provider; going out; staying. django-allauth checks passwords."""

from http import HTTPStatus
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView, logout, password_change
from allauth.decorators import rate_limit
from allauth.socialaccount import app_settings
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST
from requests import RequestException

from throughcare.signin import sessions
from throughcare.web.asking import Request

CLEAR = '"cache", "cookies", "storage"'


class SignIn(LoginView):  # type: ignore[misc]
    def get_context_data(self, **given: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_context_data(**given)
        apps = app_settings.PROVIDERS["openid_connect"]["APPS"]
        return {**told, "providers": apps, "second_factor_required": settings.SECOND_FACTOR_REQUIRED}


@require_POST
@rate_limit(action="login")  # type: ignore[untyped-decorator]
def openid_connect_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Sends the browser to the provider by a page of ours: a form of ours may lead nowhere else.

    What the address might ask of django-allauth beyond signing in (to connect another identity, other rights) is not
    passed on.
    """
    try:
        provider = get_adapter().get_provider(request, provider_id)
        sent = provider.redirect(request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request))
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except RequestException:
        return render(
            request, "signin/provider_failed.html", {"provider": provider.name}, status=HTTPStatus.BAD_GATEWAY
        )
    if "Location" not in sent:
        return HttpResponse(sent)
    request.session[sessions.SHARED] = "shared" in request.POST
    return render(request, "signin/leaving.html", {"provider": provider.name, "address": sent["Location"]})


def account_change_password(request: Request) -> HttpResponse:
    """Whoever signs in through a provider alone has no password here, and no page on which to change it."""
    if not request.user.has_usable_password():
        raise Http404
    answer: HttpResponse = password_change(request)
    return answer


def account_logout(request: HttpRequest) -> HttpResponse:
    """Signing out on a device that others use leaves nothing on it."""
    shared = request.user.is_authenticated and sessions.is_shared(request)
    answer: HttpResponse = logout(request)
    if shared and request.method == "POST":
        answer["Clear-Site-Data"] = CLEAR
    return answer


def stay(request: Request) -> HttpResponse:
    """Asked for by a page that was left open: being asked for keeps the session, and the answer says how long."""
    if request.method == "POST":
        span = sessions.open_again(request, at=request.now)
        left = {"locks": span.locks_at - request.now, "ends": span.ends_at - request.now}
        return JsonResponse({word: int(time.total_seconds()) for word, time in left.items()})
    return render(request, "signin/stay.html")
