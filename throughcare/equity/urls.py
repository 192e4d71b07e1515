"""The addresses of fair access, and of the rolls that its rates are of."""

from django.urls import URLPattern, path

from throughcare.equity import pages
from throughcare.equity.forms import RollForm
from throughcare.web.errors import only_shows
from throughcare.web.navigation import NAVIGATION, ONLY_FOR
from throughcare.web.unrecorded import FORM_OF

FORM_OF["rolls"] = RollForm
NAVIGATION["fair_access"] = "Fair access"
ONLY_FOR["fair_access"] = pages.MAY_SEE

urlpatterns: list[URLPattern] = [
    path("fair-access", only_shows(pages.fair_access), name="fair_access"),
    path("fair-access/rolls", pages.rolls, name="rolls"),
    path("fair-access/<int:number>", only_shows(pages.fair_access_page), name="fair_access_page"),
    path("fair-access/<int:number>/groups", only_shows(pages.fair_access_groups), name="fair_access_groups"),
    path("fair-access/<int:number>/file.pdf", only_shows(pages.fair_access_pdf), name="fair_access_pdf"),
]
