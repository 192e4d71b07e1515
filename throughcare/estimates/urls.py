"""The addresses of these pages, below those of the people they are about."""

from django.urls import URLPattern, path, register_converter

from throughcare.estimates import pages
from throughcare.estimates.forms import AnyEstimateForm
from throughcare.predictors import MODELS
from throughcare.web.beside import BESIDE
from throughcare.web.errors import only_shows
from throughcare.web.unrecorded import FORM_OF
from throughcare.web.urls import PERSON

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(work_out=AnyEstimateForm, correct_estimate=AnyEstimateForm)
BESIDE.append(pages.beside)


class Model:
    """A model by its word."""

    regex = "|".join(MODELS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Model, "model")

urlpatterns: list[URLPattern] = [
    path(f"{PERSON}/estimates", only_shows(pages.estimates), name="estimates"),
    path(f"{PERSON}/estimates/new/<model:model>", pages.work_out, name="work_out"),
    path(f"{PERSON}/estimates/<int:number>/correct", pages.correct_estimate, name="correct_estimate"),
]
