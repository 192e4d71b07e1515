"""The addresses of figures."""

from django.urls import URLPattern, path

from throughcare.measures import pages
from throughcare.web.errors import only_shows
from throughcare.web.navigation import NAVIGATION, ONLY_FOR

NAVIGATION["measures"] = "Measures"
ONLY_FOR["measures"] = pages.MAY_SEE_FIGURES

urlpatterns: list[URLPattern] = [
    path("measures", only_shows(pages.measures), name="measures"),
    path("measures.csv", only_shows(pages.measures_file), name="measures_file"),
    path("measures/figure", only_shows(pages.measure), name="measure"),
]
