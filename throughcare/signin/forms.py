"""django-allauth's forms in our words. What they check is theirs, but that no code counts twice."""

import struct
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from throughcare.signin import ciphers, sessions
from throughcare.web.forms import plain_messages

# Seconds for which a code could be accepted: its own half minute and one on either side.
ACCEPTED = 90
# What the reader of passkeys raises, beside django-allauth's own refusals, for bytes that are none.
MALFORMED = (LookupError, TypeError, ValueError, AttributeError, struct.error)


class InOurWords(forms.Form):
    """A form of django-allauth whose fields say what is wrong as ours do."""

    words: dict[str, str] = {}

    def full_clean(self) -> None:
        for name, field in self.fields.items():
            field.label = self.words.get(name, field.label)
            field.error_messages.update(plain_messages(field))
        super().full_clean()


class SignInForm(InOurWords, LoginForm):  # type: ignore[misc]
    shared = forms.BooleanField(
        required=False,
        label="Several people use this computer",
        help_text="It locks sooner, and nothing stays on it when you sign out.",
    )

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        request.session[sessions.SHARED] = self.cleaned_data["shared"]
        answer: HttpResponse = super().login(request, redirect_url)
        return answer


class PasswordAgainForm(InOurWords, ReauthenticateForm):  # type: ignore[misc]
    words = {"password": "Password"}


class NewPasswordForm(InOurWords, ChangePasswordForm):  # type: ignore[misc]
    words = {"oldpassword": "Your password now", "password1": "New password", "password2": "New password again"}

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        # What a password must be is said by the page; django-allauth says it in markup.
        self.fields["password1"].help_text = ""
        if self.user.given_until:
            self.words = {**self.words, "oldpassword": "The code from the paper"}

    def clean_password1(self) -> str:
        chosen: str = self.cleaned_data["password1"]
        if self.user.check_password(chosen):
            raise forms.ValidationError("This is the password that you have now. Choose another one.")
        return chosen


class OnceOnly(InOurWords):
    """A form with a code, each of which counts once, whichever server process is asked."""

    words = {"code": "Code"}
    authenticator: Authenticator

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            spend(code, staff_id=self.authenticator.user_id)
        return code


class CodeForm(OnceOnly, AuthenticateForm):  # type: ignore[misc]
    pass


class CodeAgainForm(OnceOnly, ReauthenticateByCodeForm):  # type: ignore[misc]
    pass


class NewAppForm(InOurWords, ActivateTOTPForm):  # type: ignore[misc]
    """While an app is being set up its key waits in the session: encrypted there too."""

    words = {"code": "Code that the app shows"}

    def __init__(self, *given: Any, **named: Any) -> None:
        session = context.request.session
        waiting = session.get(SECRET_SESSION_KEY)
        super().__init__(*given, **named)
        if self.is_bound and waiting:
            self.secret = ciphers.decrypt(waiting)
        session[SECRET_SESSION_KEY] = ciphers.encrypt(self.secret)

    def clean_code(self) -> str:
        code: str = super().clean_code()
        spend(code, staff_id=self.user.pk)
        return code


class FromADevice(InOurWords):
    """A form with what a browser says that a device said. It may be anything, and is read byte by byte."""

    def full_clean(self) -> None:
        try:
            super().full_clean()
        except MALFORMED:
            self.add_error("credential", get_adapter().validation_error("incorrect_code"))


class PasskeyForm(FromADevice, AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeySignInForm(FromADevice, LoginWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeyAgainForm(FromADevice, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class NewPasskeyForm(FromADevice, AddWebAuthnForm):  # type: ignore[misc]
    """Every passkey asks who holds it, so every one can be signed in with alone: there is nothing to choose."""

    words = {"name": "What you call it"}
    passwordless = None


def spend(code: str, *, staff_id: int) -> None:
    """Takes a code out of use for as long as it could be accepted. Raises ValidationError when it is already."""
    if not cache.add(f"spent:{staff_id}:{normalize_user_code(code)}", value=True, timeout=ACCEPTED):
        raise get_adapter().validation_error("incorrect_code")
