"""The addresses of all pages: the name of an address, of its function and of its template are one word."""

from django.urls import URLPattern, path, register_converter
from django.views.generic import RedirectView

from throughcare.web import episodes, people, person, refer, signin, step_forms, today
from throughcare.web.errors import only_shows


class Reference:
    """A reference as it stands in an address, such as TC-7KQ-2M4."""

    regex = "[A-Za-z0-9-]{1,16}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value


class Addition:
    """What is added to a person's record, by its word."""

    regex = "|".join(person.ADDITIONS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Reference, "reference")
register_converter(Addition, "addition")

# Where the pages about one person are, those of other rooms too.
PERSON = "people/<reference:reference>"

urlpatterns: list[URLPattern] = [
    path("", RedirectView.as_view(pattern_name="today"), name="root"),
    path("today", only_shows(today.today), name="today"),
    path("episodes/<reference:reference>", only_shows(episodes.episode), name="episode"),
    path("episodes/<reference:reference>/line", only_shows(episodes.line), name="line"),
    path("episodes/<reference:reference>/steps/<slug:step_id>", step_forms.step, name="step"),
    path("episodes/<reference:reference>/facts/<int:number>/correct", step_forms.correct, name="correct"),
    path("episodes/<reference:reference>/facts/<int:number>/strike-out", step_forms.strike_out, name="strike_out"),
    path("episodes/<reference:reference>/receipt", only_shows(refer.receipt), name="receipt"),
    path("refer", only_shows(refer.refer), name="refer"),
    path("refer/<int:service_id>", refer.refer_to, name="refer_to"),
    path("people", only_shows(people.people), name="people"),
    path("people/new", people.create_person, name="create_person"),
    path("people/recognise", people.recognise, name="recognise"),
    path(PERSON, only_shows(person.person), name="person"),
    path(f"{PERSON}/move", person.move, name="move"),
    path(f"{PERSON}/add/<addition:what>", person.add_to_record, name="add_to_record"),
    path("role", signin.choose_role, name="choose_role"),
]
