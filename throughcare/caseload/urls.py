"""The addresses of caseloads and supervision."""

from django.urls import URLPattern, path

from throughcare.caseload import forms, pages, supervision_pages, telling
from throughcare.caseload.words import CLINICIANS
from throughcare.web.errors import only_shows
from throughcare.web.navigation import NAVIGATION, ONLY_FOR
from throughcare.web.notices import COUNTED
from throughcare.web.unrecorded import FORM_OF

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(set_weights=forms.WeightsForm, set_hours=forms.HoursForm, record_absence=forms.AwayForm)
FORM_OF.update(end_absence=forms.BackForm, arrange_supervision=forms.ArrangeForm, log_supervision=forms.LogForm)
COUNTED.append(telling.COUNTED)
NAVIGATION.update(caseload="Caseload")
ONLY_FOR.update(caseload=CLINICIANS)

urlpatterns: list[URLPattern] = [
    path("caseload", only_shows(pages.caseload), name="caseload"),
    path("caseload/team", only_shows(pages.caseload_team), name="caseload_team"),
    path("caseload/staff/<int:number>", only_shows(pages.caseload_of), name="caseload_of"),
    path("caseload/staff/<int:number>/hours", pages.set_hours, name="set_hours"),
    path("caseload/weights", only_shows(pages.caseload_weights), name="caseload_weights"),
    path("caseload/weights/<int:number>", pages.set_weights, name="set_weights"),
    path("caseload/away", pages.record_absence, name="record_absence"),
    path("caseload/away/<int:number>/end", pages.end_absence, name="end_absence"),
    path("caseload/supervision", only_shows(supervision_pages.supervision), name="supervision"),
    path("caseload/supervision/arrange", supervision_pages.arrange_supervision, name="arrange_supervision"),
    path("caseload/supervision/<int:number>/log", supervision_pages.log_supervision, name="log_supervision"),
]
