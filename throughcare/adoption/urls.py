"""The addresses of the services that there are and of the blueprints that they run."""

from django.urls import URLPattern, path

from throughcare.adoption import blueprints, caseloads, commencing
from throughcare.adoption.commencing import CommenceForm
from throughcare.adoption.service_forms import OpenServiceForm
from throughcare.web.errors import only_shows
from throughcare.web.navigation import NAVIGATION
from throughcare.web.unrecorded import FORM_OF

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(open_service=OpenServiceForm, commence=CommenceForm)
NAVIGATION.update(services="Services", blueprints="Blueprints")

urlpatterns: list[URLPattern] = [
    path("services", only_shows(caseloads.services), name="services"),
    path("services/open", caseloads.open_service, name="open_service"),
    path("services/<int:service_id>", only_shows(caseloads.service), name="service"),
    path("blueprints", only_shows(blueprints.blueprints), name="blueprints"),
    path("blueprints/compare", only_shows(blueprints.compare), name="compare"),
    path("blueprints/<slug:blueprint_id>/in-force/<slug:subject>", commencing.commence, name="commence"),
    path("blueprints/<slug:blueprint_id>", only_shows(blueprints.blueprint), name="blueprint"),
]
