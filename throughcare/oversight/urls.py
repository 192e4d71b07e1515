"""The addresses of these pages, below those of the people they are about."""

from django.urls import URLPattern, path

from throughcare.oversight import consent, emergency, guardian, seen
from throughcare.oversight.consent_form import ConsentForm
from throughcare.oversight.forms import EmergencyForm, ReviewForm, SignForm, ToldForm
from throughcare.web.errors import only_shows
from throughcare.web.unrecorded import FORM_OF
from throughcare.web.urls import PERSON

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(consent=ConsentForm, emergency=EmergencyForm, matrix=SignForm, record_told=ToldForm, review=ReviewForm)

urlpatterns: list[URLPattern] = [
    path("emergency", emergency.emergency, name="emergency"),
    path("guardian", only_shows(guardian.guardian), name="guardian"),
    path("guardian/emergencies/<int:number>/review", guardian.review, name="review"),
    path("guardian/emergencies/<int:number>/told", guardian.record_told, name="record_told"),
    path("guardian/matrix", guardian.matrix, name="matrix"),
    path(f"{PERSON}/access", only_shows(seen.access), name="access"),
    path(f"{PERSON}/access/organisations", only_shows(seen.organisations), name="organisations"),
    path(f"{PERSON}/consent", consent.consent, name="consent"),
]
