"""Where addresses lead: the pages, signing in, and one answer for whoever watches over the server."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def health(_: HttpRequest) -> HttpResponse:
    """Answers once the application can speak to its database; says nothing about anybody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("well", content_type="text/plain")


# In the order in which their addresses are read, and in which their words stand in the header.
ROOMS = (
    "signin", "web", "ladder", "bedboard", "adoption", "providers", "measures", "equity", "oversight", "own", "papers",
    "estimates", "groupwork", "upkeep", "planning", "asking", "caseload", "mentoring", "oncall", "rosters", "showing",
)  # fmt: skip

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    *(path("", include(f"throughcare.{room}.urls")) for room in ROOMS),
    path("api/", include("throughcare.exchange.urls")),
]

handler400 = "throughcare.web.errors.bad_request"
handler403 = "throughcare.web.errors.permission_denied"
handler404 = "throughcare.web.errors.page_not_found"
handler500 = "throughcare.web.errors.server_error"
