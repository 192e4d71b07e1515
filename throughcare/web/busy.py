"""What is said when the rows that a page needs are held by somebody else for too long."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from psycopg.errors import DeadlockDetected, LockNotAvailable

HELD = (LockNotAvailable, DeadlockDetected)


class Busy:
    """Answers 409 when a row stayed locked or two who recorded waited for each other; all of it is undone by then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError) and isinstance(exception.__cause__, HELD):
            return render(request, "errors/409.html", status=409)
        return None
