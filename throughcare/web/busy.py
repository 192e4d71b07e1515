"""What is said when a page waits for the database for too long: for rows that somebody else holds, or for an answer."""

from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from psycopg import errors

# Whoever loses against somebody at the same moment may meet a constraint, where no verb has said it in words before.
HELD = (errors.LockNotAvailable, errors.DeadlockDetected, errors.UniqueViolation, errors.ExclusionViolation)
TOO_LONG = (errors.QueryCanceled, errors.IdleInTransactionSessionTimeout)


class Busy:
    """Answers 409 when two who record meet, and 503 when time runs out (throughcare.config.database). All is undone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return waited_for(request, exception)


def waited_for(request: HttpRequest, exception: BaseException | None) -> HttpResponse | None:
    """The page for whoever waited too long; None where it was something else that failed."""
    if not isinstance(exception, DatabaseError):
        return None
    if isinstance(exception.__cause__, HELD):
        return render(request, "errors/409.html", status=409)
    if isinstance(exception.__cause__, TOO_LONG):
        return render(request, "errors/503.html", status=503)
    return None
