"""Where addresses lead: the pages, signing in, and one answer for whoever watches over the server."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def health(_: HttpRequest) -> HttpResponse:
    """Answers once the application can speak to its database; says nothing about anybody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("well", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path("", include("throughcare.signin.urls")),
    path("", include("throughcare.web.urls")),
    path("", include("throughcare.adoption.urls")),
    path("", include("throughcare.ladder.urls")),
    path("", include("throughcare.oversight.urls")),
    path("", include("throughcare.own.urls")),
    path("", include("throughcare.upkeep.urls")),
]

handler400 = "throughcare.web.errors.bad_request"
handler403 = "throughcare.web.errors.permission_denied"
handler404 = "throughcare.web.errors.page_not_found"
handler500 = "throughcare.web.errors.server_error"
