"""Pages for what went wrong, in plain words. None of them says whether a record exists."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import get_template

from throughcare.web.busy import waited_for
from throughcare.web.plain_requests import BodyTooSlow, LengthUnsaid
from throughcare.web.unrecorded import unrecorded

View = Callable[..., HttpResponseBase]
# What is wrong with a request that Django and the server could read; all else is 400.
STATUSES = {RequestDataTooBig: 413, TooManyFieldsSent: 413, BodyTooSlow: 408, LengthUnsaid: 411}


def only_shows(view: View) -> View:
    """A page without a form: what is sent to it is refused with 405, in words."""

    @wraps(view)
    def answer(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if request.method in {"GET", "HEAD"}:
            return view(request, **named)
        refused = render(request, "errors/405.html", status=405)
        refused["Allow"] = "GET, HEAD"
        return refused

    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    status = STATUSES.get(type(exception), 400)
    return render(request, f"errors/{status}.html", status=status)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database or of who is signed in: either may be what failed. What was typed is at hand.

    Waiting too long before a page has begun, for the session itself, is no fault and comes here all the same.
    """
    if waited := waited_for(request, sys.exception()):
        return waited
    told = {"typed": unrecorded(request), "sent": request}
    return HttpResponse(get_template("errors/500.html").render(told), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/csrf.html", status=403)
