"""The addresses of these pages, below those of the people they are about."""

from django.urls import URLPattern, path

from throughcare.upkeep import lines, whole
from throughcare.upkeep.forms import (
    EndAlertForm,
    EndLegalStatusForm,
    EndNeedForm,
    EndPlacementForm,
    ReviewAlertForm,
)
from throughcare.upkeep.person_forms import CharacteristicsForm, CorrectForm, DeathForm
from throughcare.web.unrecorded import FORM_OF
from throughcare.web.urls import PERSON

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(end_need=EndNeedForm, end_alert=EndAlertForm, review_alert=ReviewAlertForm, record_death=DeathForm)
FORM_OF.update(end_legal_status=EndLegalStatusForm, end_placement=EndPlacementForm, correct_person=CorrectForm)
FORM_OF.update(characteristics=CharacteristicsForm)

urlpatterns: list[URLPattern] = [
    path(f"{PERSON}/needs/<int:number>/end", lines.end_need, name="end_need"),
    path(f"{PERSON}/alerts/<int:number>/end", lines.end_alert, name="end_alert"),
    path(f"{PERSON}/alerts/<int:number>/review", lines.review_alert, name="review_alert"),
    path(f"{PERSON}/legal-statuses/<int:number>/end", lines.end_legal_status, name="end_legal_status"),
    path(f"{PERSON}/placements/<int:number>/end", lines.end_placement, name="end_placement"),
    path(f"{PERSON}/characteristics", whole.characteristics, name="characteristics"),
    path(f"{PERSON}/correct", whole.correct_person, name="correct_person"),
    path(f"{PERSON}/death", whole.record_death, name="record_death"),
]
