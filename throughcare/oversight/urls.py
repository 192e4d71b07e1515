"""The addresses of these pages, below those of the people they are about."""

from django.urls import URLPattern, path

from throughcare.oversight import emergency, seen
from throughcare.web.errors import only_shows
from throughcare.web.urls import PERSON

urlpatterns: list[URLPattern] = [
    path("emergency", emergency.emergency, name="emergency"),
    path(f"{PERSON}/access", only_shows(seen.access), name="access"),
    path(f"{PERSON}/access/organisations", only_shows(seen.organisations), name="organisations"),
]
