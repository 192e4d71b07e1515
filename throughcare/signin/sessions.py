"""What a session remembers of how it began: when, on what kind of device, and how surely somebody is who they say."""

from collections.abc import Iterable
from datetime import datetime
from ipaddress import ip_address
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from throughcare.organisations.models import Staff, StaffRole
from throughcare.sharing.roles import LIVE_IN_PRISON
from throughcare.signin.limits import Limits, Span
from throughcare.web.words import london_day

BEGAN = "began"
SEEN = "seen"
LOCKED = "locked"
SHARED = "shared"
VOUCHED = "vouched"


def begin(request: HttpRequest, *, staff: Any, at: datetime) -> None:
    """A session begins with signing in: whatever stood in it of an earlier one counts no more."""
    request.session[BEGAN] = request.session[SEEN] = at.isoformat()
    request.session.pop(LOCKED, None)
    if is_only_their_own(StaffRole._default_manager.filter(staff=staff).in_force(as_of=london_day(at))):
        request.session[SHARED] = True


def open_again(request: HttpRequest, *, at: datetime) -> Span:
    """Somebody has shown once more who they are, or that they are still there."""
    request.session[SEEN] = at.isoformat()
    request.session.pop(LOCKED, None)
    return Span(datetime.fromisoformat(request.session[BEGAN]), at, limits_of(request))


def note(request: HttpRequest, span: Span, *, at: datetime) -> Span:
    """Something was opened. The row of the session is written only when what it says is too old."""
    if not span.is_worth_noting(as_of=at):
        return span
    request.session[SEEN] = at.isoformat()
    return Span(span.began, at, span.limits)


def span_of(request: HttpRequest) -> Span | None:
    """None for a session that does not say when it began: it is no longer good for anything."""
    if not {BEGAN, SEEN} <= set(request.session.keys()):
        return None
    began, seen = (datetime.fromisoformat(request.session[word]) for word in (BEGAN, SEEN))
    return Span(began, seen, limits_of(request))


def limits_of(request: HttpRequest) -> Limits:
    limits: Limits = settings.SHARED_SESSION_LIMITS if is_shared(request) else settings.SESSION_LIMITS
    return limits


def is_shared(request: HttpRequest) -> bool:
    """Whether several people use this device: said at signing in, or of the network it stands in."""
    return bool(request.session.get(SHARED)) or comes_from_shared(request)


def comes_from_shared(request: HttpRequest) -> bool:
    if not settings.SHARED_NETWORKS:
        return False
    address = ip_address(get_adapter().get_client_ip(request))
    return any(address in network for network in settings.SHARED_NETWORKS)


def vouch(request: HttpRequest, staff: Staff) -> None:
    """A provider has said that it asked for a second factor."""
    request.session[VOUCHED] = str(staff.pk)


def is_vouched_for(request: HttpRequest, staff: Any) -> bool:
    return bool(request.session.get(VOUCHED) == str(staff.pk))


def is_sure(request: HttpRequest, staff: Any) -> bool:
    """Whether a second factor was shown in this session, to us or to the provider that signed them in."""
    records = get_authentication_records(request, staff)
    return is_vouched_for(request, staff) or any(record["method"] == "mfa" for record in records)


def is_only_their_own(roles: Iterable[StaffRole]) -> bool:
    """Whether an account has the one role of somebody in prison: who sees their own record, or a peer mentor.

    They have no telephone and share what computers there are: see docs/adr/0021 and 0044.
    """
    held = {role.role for role in roles}
    return len(held) == 1 and held <= LIVE_IN_PRISON


def needs_no_second_factor(request: HttpRequest) -> bool:
    """Said of whoever acts: somebody in prison, in the one role that their account has."""
    return is_only_their_own(vars(request).get("may_act_as", []))


def came_from_a_provider(request: HttpRequest) -> bool:
    return any(record["method"] == "socialaccount" for record in get_authentication_records(request, request.user))
