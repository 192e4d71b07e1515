"""The door: Nadia has a password, the clock can be put forward, and a second factor is required."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from tests.cast import Cast
from tests.web.conftest import TODAY
from throughcare.organisations.models import Staff
from throughcare.web import acting

PASSWORD = "a long enough password"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class Hour:
    """What time it is for the pages: `hour.passes(minutes=16)`."""

    def __init__(self) -> None:
        self.now = TODAY

    def passes(self, **time: int) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def hour(monkeypatch: pytest.MonkeyPatch, _tuesday_24_march: None) -> Hour:
    passing = Hour()

    def now() -> datetime:
        return passing.now

    monkeypatch.setattr(acting, "now", now)
    return passing


@pytest.fixture(autouse=True)
def _codes_stand_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app shows another code every half minute; none may change between being read and being typed."""
    now = time.time()
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: now))


@pytest.fixture(autouse=True)
def _both_factors(settings: Any, _a_password_is_enough: None) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """What makes a password slow to guess makes tests slow. The one about time uses the real thing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def nadia(cast: Cast) -> Staff:
    """Nadia with a password, and without a second factor yet."""
    staff: Staff = cast.nadia.staff
    staff.set_password(PASSWORD)
    staff.save()
    cache.clear()
    return staff


@pytest.fixture
def app(nadia: Staff) -> Callable[..., str]:
    """Nadia's authenticator app: `app()` is the code it shows now, `app(1)` the next one."""
    TOTP.activate(nadia, SECRET)
    return code


def code(later: int = 0, secret: str = SECRET) -> str:
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2] + later))


def sign_in(client: Client, password: str = PASSWORD, **more: Any) -> HttpResponse:
    return client.post("/sign-in", {"login": "nadia", "password": password, **more})


@pytest.fixture
def signed_in(client: Client, app: Callable[..., str]) -> Client:
    """Nadia's browser, after both steps."""
    sign_in(client)
    client.post("/sign-in/code", {"code": app(-1)})
    return client


def factors(staff: Staff) -> list[str]:
    return sorted(Authenticator.objects.filter(user=staff).values_list("type", flat=True))
