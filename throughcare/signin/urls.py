"""The addresses of signing in. Their names are django-allauth's, which looks for its own pages by them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import URLPattern, path

from throughcare.signin import doors, factors
from throughcare.signin.refusing import in_earnest

urlpatterns: list[URLPattern] = [
    path("sign-in", in_earnest(doors.SignIn.as_view()), name="account_login"),
    path("sign-in/code", in_earnest(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey", factors.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("sign-in/with/<slug:provider_id>", doors.openid_connect_login, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back", openid.callback, name="openid_connect_callback"),
    path("sign-in/cancelled", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("sign-out", doors.account_logout, name="account_logout"),
    path("account-closed", account.account_inactive, name="account_inactive"),
    path("stay", doors.stay, name="stay"),
    path("confirm", in_earnest(account.reauthenticate), name="account_reauthenticate"),
    path("confirm/code", in_earnest(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("confirm/passkey", factors.PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("account", factors.mfa_index, name="mfa_index"),
    path("account/password", in_earnest(doors.account_change_password), name="account_change_password"),
    path("account/app", in_earnest(factors.NewApp.as_view()), name="mfa_activate_totp"),
    path("account/app/remove", in_earnest(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/codes", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/codes/new", in_earnest(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("account/passkeys/new", in_earnest(factors.NewPasskey.as_view()), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove", factors.mfa_remove_webauthn, name="mfa_remove_webauthn"),
]
