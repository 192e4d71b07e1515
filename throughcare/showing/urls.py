"""The addresses of what a mentor scheme came to."""

from django.urls import URLPattern, path

from throughcare.showing import pages
from throughcare.web.errors import only_shows
from throughcare.web.navigation import NAVIGATION, ONLY_FOR

NAVIGATION.update(scheme_outcomes="Mentor outcomes")
ONLY_FOR.update(scheme_outcomes=pages.MAY_SEE)

urlpatterns: list[URLPattern] = [
    path("outcomes", only_shows(pages.scheme_outcomes), name="scheme_outcomes"),
    path("outcomes/<int:number>", only_shows(pages.outcomes_of_scheme), name="outcomes_of_scheme"),
    path("outcomes/<int:number>/file.csv", only_shows(pages.outcomes_file), name="outcomes_file"),
]
