"""How a page of django-allauth answers a form that it could not take."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from throughcare.web.forms import UNPROCESSABLE

View = Callable[..., HttpResponse]


def in_earnest(view: View) -> View:
    """With 422, as our own pages do; django-allauth shows the form again with 200."""

    @wraps(view)
    def answer(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        found = view(request, *given, **named)
        if request.method == "POST" and found.status_code == 200:
            found.status_code = UNPROCESSABLE
        return found

    return answer
