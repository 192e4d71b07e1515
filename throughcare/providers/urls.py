"""The addresses of these pages: those for nobody in particular, and the one beside a transfer."""

from django.urls import URLPattern, path

from throughcare.meanings import StepMeaning
from throughcare.providers import consistency, finder, provider, rows
from throughcare.providers.forms import AnswerForm, EndForm, ThresholdForm
from throughcare.web.asked_forms import OFFERED
from throughcare.web.beside import BESIDE
from throughcare.web.errors import only_shows
from throughcare.web.navigation import NAVIGATION
from throughcare.web.unrecorded import FORM_OF

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(answer_for=AnswerForm, end_responsibility=EndForm, set_threshold=ThresholdForm)
NAVIGATION["providers"] = "Who to refer to"
BESIDE.append(finder.who_to_refer_to)
OFFERED[StepMeaning.BED_DECLINED, "criterion"] = provider.cited

urlpatterns: list[URLPattern] = [
    path("providers", only_shows(finder.providers), name="providers"),
    path("providers/responsibilities", only_shows(rows.responsibilities), name="responsibilities"),
    path("providers/responsibilities/new", rows.answer_for, name="answer_for"),
    path("providers/responsibilities/<int:number>/end", rows.end_responsibility, name="end_responsibility"),
    path("providers/consistency", only_shows(consistency.consistency), name="consistency"),
    path("providers/thresholds/new", provider.set_threshold, name="set_threshold"),
    path("providers/<int:number>", only_shows(provider.provider), name="provider"),
    path("episodes/<reference:reference>/provider", only_shows(finder.episode_provider), name="episode_provider"),
]
