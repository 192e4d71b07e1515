"""Hears what django-allauth and Django say of signing in, keeps the session to its rules, and has it put on record."""

from typing import Any

from allauth.account.signals import authentication_step_completed, password_changed
from allauth.account.signals import user_logged_in as signed_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_used
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from throughcare.signin import sessions
from throughcare.signin.happenings import happened
from throughcare.web import acting


@receiver(user_logged_in)
def begin(request: HttpRequest, user: Any, **_: object) -> None:
    sessions.begin(request, staff=user, at=acting.now())


@receiver(authentication_step_completed)
def rotate(request: HttpRequest, **told: Any) -> None:
    """After each step the session has another key, so that whoever knew it before is left outside."""
    request.session.cycle_key()
    if told.get("reauthenticated"):
        sessions.open_again(request, at=acting.now())


@receiver(signed_in)
def note_signing_in(request: HttpRequest, user: Any, **_: object) -> None:
    records = request.session.get("account_authentication_methods", [])
    steps = [record.get("provider") or record.get("type") or record["method"] for record in records]
    happened("signed-in", request=request, staff=user, steps=steps, shared=sessions.is_shared(request))


@receiver(user_logged_out)
def note_signing_out(request: HttpRequest, user: Any, **_: object) -> None:
    if user is not None:
        happened("signed-out", request=request, staff=user)


@receiver(password_changed)
def note_another_password(request: HttpRequest, user: Any, **_: object) -> None:
    happened("changed-password", request=request, staff=user)


@receiver(authentication_failed)
def note_a_wrong_code(request: HttpRequest, user: Any, authenticator: Authenticator, **_: object) -> None:
    happened("failed-second-factor", request=request, staff=user, kind=authenticator.type)


@receiver(authenticator_used)
def note_a_recovery_code(request: HttpRequest, user: Any, authenticator: Authenticator, **_: object) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        happened("used-recovery-code", request=request, staff=user)


@receiver(post_save, sender=Authenticator)
def note_another_factor(instance: Authenticator, created: bool, **_: object) -> None:  # noqa: FBT001 - Django calls it
    if created:
        happened("added-second-factor", request=None, staff=instance.user, kind=instance.type)


@receiver(post_delete, sender=Authenticator)
def note_a_factor_gone(instance: Authenticator, **_: object) -> None:
    happened("removed-second-factor", request=None, staff=instance.user, kind=instance.type)
