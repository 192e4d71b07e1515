"""Django's settings for signing in: what django-allauth is told, from what the environment says."""

from collections.abc import Iterable
from typing import Any

from throughcare.config.entrance import Provider

ACCOUNT = {
    "ACCOUNT_ADAPTER": "throughcare.signin.adapters.Accounts",
    "ACCOUNT_LOGIN_METHODS": {"username"},
    "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_SESSION_REMEMBER": False,
    "ACCOUNT_LOGOUT_REDIRECT_URL": "account_login",
    "ACCOUNT_FORMS": {
        "login": "throughcare.signin.forms.SignInForm",
        "reauthenticate": "throughcare.signin.forms.PasswordAgainForm",
        "change_password": "throughcare.signin.forms.NewPasswordForm",
    },
    # A whole prison may stand behind one address, so what is counted by name is what holds a guesser.
    "ACCOUNT_RATE_LIMITS": {
        "login": "60/m/ip",
        "login_failed": "20/m/ip,5/5m/key",
        "reauthenticate": "10/m/user",
        "change_password": "5/m/user",
    },
}
SECOND_FACTOR = {
    "MFA_ADAPTER": "throughcare.signin.adapters.SecondFactors",
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_WEBAUTHN_USER_VERIFICATION": "required",
    "MFA_RECOVERY_CODES_SHOW_ONCE": True,
    "MFA_TOTP_ISSUER": "Throughcare",
    # A phone's clock may be half a minute out. No code counts twice all the same: see forms.spend.
    "MFA_TOTP_TOLERANCE": 1,
    "MFA_RATE_LIMITS": {"webauthn_login": "60/m/ip"},
    "MFA_FORMS": {
        "authenticate": "throughcare.signin.forms.CodeForm",
        "reauthenticate": "throughcare.signin.forms.CodeAgainForm",
        "activate_totp": "throughcare.signin.forms.NewAppForm",
        "add_webauthn": "throughcare.signin.forms.NewPasskeyForm",
        "authenticate_webauthn": "throughcare.signin.forms.PasskeyForm",
        "login_webauthn": "throughcare.signin.forms.PasskeySignInForm",
        "reauthenticate_webauthn": "throughcare.signin.forms.PasskeyAgainForm",
    },
}
PROVIDERS = {
    "SOCIALACCOUNT_ADAPTER": "throughcare.signin.adapters.Providers",
    # Nobody gets an account, and no account gets an identity, by what a provider says: see docs/adr/0007.
    "SOCIALACCOUNT_AUTO_SIGNUP": False,
    "SOCIALACCOUNT_EMAIL_AUTHENTICATION": False,
    "SOCIALACCOUNT_EMAIL_VERIFICATION": "none",
    "SOCIALACCOUNT_STORE_TOKENS": False,
    "SOCIALACCOUNT_QUERY_EMAIL": False,
    "SOCIALACCOUNT_REQUESTS_TIMEOUT": 5,
}


ALLAUTH = {**ACCOUNT, **SECOND_FACTOR, **PROVIDERS}


def providers(known: Iterable[Provider]) -> dict[str, Any]:
    return {"openid_connect": {"APPS": [_app(one) for one in known]}}


def _app(provider: Provider) -> dict[str, Any]:
    return {
        "provider_id": provider.id,
        "name": provider.name,
        "client_id": provider.client_id,
        "secret": provider.client_secret,
        "settings": {
            "server_url": provider.issuer,
            "scope": list(provider.scope),
            "uid_field": provider.subject,
            # The signed identity token alone says who it is: nothing can be told of somebody else beside it.
            "fetch_userinfo": False,
            "oauth_pkce_enabled": True,
            "auth_params": {"acr_values": provider.asks} if provider.asks else {},
            "strong": list(provider.strong),
        },
    }
