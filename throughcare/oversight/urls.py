"""The addresses of these pages, below those of the people they are about."""

from django.urls import URLPattern, path

from throughcare.oversight import emergency, guardian, seen
from throughcare.web.errors import only_shows
from throughcare.web.urls import PERSON

urlpatterns: list[URLPattern] = [
    path("emergency", emergency.emergency, name="emergency"),
    path("guardian", only_shows(guardian.guardian), name="guardian"),
    path("guardian/emergencies/<int:number>/review", guardian.review, name="review"),
    path("guardian/emergencies/<int:number>/told", guardian.record_told, name="record_told"),
    path("guardian/matrix", guardian.matrix, name="matrix"),
    path(f"{PERSON}/access", only_shows(seen.access), name="access"),
    path(f"{PERSON}/access/organisations", only_shows(seen.organisations), name="organisations"),
]
