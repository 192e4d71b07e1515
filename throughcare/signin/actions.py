"""What an administrator does about how somebody signs in. Told through the deeds of `organisations`, like its own."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount import app_settings
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from throughcare.organisations.actions import end_sessions
from throughcare.organisations.deeds import tell
from throughcare.organisations.models import Staff, StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Fault, refuse_if


@transaction.atomic
def record_identity(*, staff: Staff, provider: str, subject: str, by: StaffRole, at: datetime) -> SocialAccount:
    """Records by which subject a provider knows somebody, so that they can sign in through it.

    Raises Refused: staff, provider, subject.
    """
    known = {app["provider_id"] for app in app_settings.PROVIDERS["openid_connect"]["APPS"]}
    read = read_line(subject, most=191)
    reasons = {"subject": read.reason} if isinstance(read, Fault) else {}
    if provider not in known:
        reasons["provider"] = f"There is no provider called “{provider}” here."
    if not read:
        reasons["subject"] = "This cannot be empty."
    if not staff.is_active:
        reasons["staff"] = f"The account of {staff} is closed."
    elif SocialAccount.objects.filter(provider=provider, uid=subject.strip()).exists():
        reasons["subject"] = "This identity belongs to an account already."
    refuse_if(reasons)
    made = SocialAccount.objects.create(user=staff, provider=provider, uid=read)
    tell(by=by, at=at, did="recorded-identity", detail={"staff": staff.pk, "provider": provider})
    return made


@transaction.atomic
def forget_identities(*, staff: Staff, by: StaffRole, at: datetime) -> None:
    """Nobody signs in as this member of staff through a provider any more; all their sessions end."""
    SocialAccount.objects.filter(user=staff).delete()
    end_sessions(staff=staff, by=by, at=at)
    tell(by=by, at=at, did="forgot-identities", detail={"staff": staff.pk})


@transaction.atomic
def forget_second_factors(*, staff: Staff, by: StaffRole, at: datetime) -> None:
    """For whoever has lost telephone and recovery codes: they set up new ones after the next sign-in."""
    for factor in Authenticator.objects.filter(user=staff):
        factor.delete()
    end_sessions(staff=staff, by=by, at=at)
    tell(by=by, at=at, did="forgot-second-factors", detail={"staff": staff.pk})
