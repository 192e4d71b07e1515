"""Where django-allauth asks us: how secrets are kept, in which words it refuses, what it records, whom it lets in."""

import time
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.userkit import get_user_by_username
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from throughcare.signin import ciphers, sessions
from throughcare.signin.happenings import happened
from throughcare.web import acting

# Whoever has signed in so few seconds ago need not show once more who they are.
FRESH = 300


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "The username or the password is not right.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
        "rate_limited": "Too many tries. Wait five minutes, then try again.",
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your password.",
    }

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Noted only of an account that exists: whatever else was typed may be anything, a password too."""
        typed = str(credentials.get("username", ""))
        if staff := get_user_by_username(typed):
            happened("failed-to-sign-in", request=request, staff=staff, username=typed[:150])

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """A password that somebody else gave is worth nothing once its time is over, and nothing else is said of it."""
        staff = super().authenticate(request, **credentials)
        if staff and staff.given_until and staff.given_until <= acting.now():
            self.authentication_failed(request, **credentials)
            return None
        return staff

    def set_password(self, user: Any, password: str) -> None:
        """Its owner has chosen it, so that nobody else knows it any more."""
        user.given_until = None
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """A person goes on to their own record; staff stay where they change it."""
        return (
            reverse("root")
            if sessions.needs_no_second_factor(request)
            else str(super().get_password_change_redirect_url(request))
        )

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": "throughcare.signin.stages.SecondFactorStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def is_safe_url(self, url: str) -> bool:
        """Only a path of ours: no host is named at all, so none can be another's."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        records = get_authentication_records(context.request, context.request.user)
        fresh = any(time.time() - record["at"] < FRESH for record in records)
        return not fresh and bool(super().is_reauthentication_required(app=app, **more))


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This is not right, or has been used. Wait for the next code, or try again.",
        "unreadable": "The key of this authenticator app can be read no more. Ask the administrator to take it away.",
        "cannot_delete_authenticator": "This is your last second factor. Set up another one before you take it away.",
    }

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def encrypt(self, text: str) -> str:
        return ciphers.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return ciphers.decrypt(encrypted_text)
        except ciphers.Unreadable as error:
            raise self.validation_error("unreadable") from error

    def generate_authenticator_name(self, user: Any, type: str) -> str:  # noqa: A002 - the name django-allauth calls it by
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {number + 1}"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one stays where one is required, or its owner would be left outside."""
        if not settings.SECOND_FACTOR_REQUIRED:
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


class Providers(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Lets in only an identity that an administrator has recorded, and keeps nothing else that it says."""
        account, provider = sociallogin.account, sociallogin.provider
        if not sociallogin.is_existing:
            answer = render(
                request,
                "signin/not_linked.html",
                {"provider": provider.name, "subject": account.uid},
                status=HTTPStatus.FORBIDDEN,
            )
            raise ImmediateHttpResponse(answer)
        request.session.pop(sessions.VOUCHED, None)
        if is_strong(account.extra_data.get("id_token", {}), provider.app.settings["strong"]):
            sessions.vouch(request, sociallogin.user)
        account.extra_data = {}
        account.save(update_fields=["extra_data"])

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_more: Any) -> None:
        if request.GET.get("error") == "access_denied":
            raise ImmediateHttpResponse(redirect("socialaccount_login_cancelled"))
        answer = render(
            request, "signin/provider_failed.html", {"provider": provider.name}, status=HTTPStatus.FORBIDDEN
        )
        raise ImmediateHttpResponse(answer)


def is_strong(token: dict[str, Any], values: list[str]) -> bool:
    """Whether an identity token says, in `acr` or `amr`, one of the values that stand for a second factor."""
    said = token.get("amr", [])
    return bool({token.get("acr"), *(said if isinstance(said, list) else [said])} & set(values))
