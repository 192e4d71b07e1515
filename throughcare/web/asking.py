"""The request as every view receives it."""

from datetime import datetime

from django.http import HttpRequest

from throughcare.organisations.models import Staff, StaffRole
from throughcare.sharing import Purpose


class SignedIn(Staff):
    """An account with every role it ever had."""

    held: list[StaffRole]

    class Meta:
        abstract = True


class Request(HttpRequest):
    """What `acting` has added: the role acted in, the roles that could be, and the moment the page was asked for."""

    user: SignedIn
    staff: StaffRole
    purpose: Purpose | None
    may_act_as: list[StaffRole]
    now: datetime
