"""The addresses of these pages: below the episode they are about, those of a team, and those of the person's own."""

from functools import partial

from django.urls import URLPattern, path

from throughcare.planning import lists, own_waits, pages, person_pages, summary_pages, unplanned, writing_pages
from throughcare.planning.forms import BEGINS, NUMBERED, WAYS
from throughcare.planning.formulating_form import FormulationForm
from throughcare.planning.summary_forms import AcknowledgeForm, DiscardForm, SendForm, SummaryForm
from throughcare.sharing.roles import THE_PERSON
from throughcare.web.beside import BESIDE
from throughcare.web.errors import only_shows
from throughcare.web.navigation import AT_ONCE, NAVIGATION, ONLY_FOR, OPEN_TO_THE_PERSON
from throughcare.web.notices import COUNTED
from throughcare.web.unrecorded import FORM_OF

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update({f"plan_{way}": form for way, form in WAYS.items()})
FORM_OF.update({f"plan_{way}_of": WAYS[way] for way in NUMBERED})
FORM_OF.update(formulate=FormulationForm, write_summary=SummaryForm, keep_summary=SummaryForm)
FORM_OF.update(discard_draft=DiscardForm, send_summary=SendForm, acknowledge_summary=AcknowledgeForm)
BESIDE.append(pages.beside)
COUNTED.extend([lists.COUNTED, unplanned.COUNTED])
NAVIGATION.update(plans="Plans", own_plan="My plan", own_waits="What I wait for")
AT_ONCE.update({"own_plan", "own_waits"})
ONLY_FOR.update(plans=lists.READERS, own_plan=frozenset({THE_PERSON}), own_waits=frozenset({THE_PERSON}))
OPEN_TO_THE_PERSON.update({"own_plan", "own_plan_pdf", "own_waits"})

OF_EPISODE = "episodes/<reference:reference>"
PLAN, SUMMARY = f"{OF_EPISODE}/plan", f"{OF_EPISODE}/summary"

urlpatterns: list[URLPattern] = [
    path(PLAN, only_shows(pages.plan), name="plan"),
    *(path(f"{PLAN}/{way}", partial(pages.say, way=way), name=f"plan_{way}") for way in BEGINS),
    *(path(f"{PLAN}/{way}/<int:number>", partial(pages.say, way=way), name=f"plan_{way}_of") for way in NUMBERED),
    path(f"{OF_EPISODE}/formulation", only_shows(pages.formulation), name="formulation"),
    path(f"{OF_EPISODE}/formulation/write", pages.formulate, name="formulate"),
    path(SUMMARY, only_shows(summary_pages.summary), name="summary"),
    path(f"{SUMMARY}/write", writing_pages.write_summary, name="write_summary"),
    path(f"{SUMMARY}/keep", partial(writing_pages.write_summary, keeping=True), name="keep_summary"),
    path(f"{SUMMARY}/discard", writing_pages.discard_draft, name="discard_draft"),
    path(f"{SUMMARY}/send", summary_pages.send_summary, name="send_summary"),
    path(f"{SUMMARY}/<int:number>", only_shows(summary_pages.summary), name="summary_version"),
    path(f"{SUMMARY}/<int:number>/file.pdf", only_shows(summary_pages.summary_pdf), name="summary_pdf"),
    path(f"{SUMMARY}/sent/<int:number>/file.pdf", only_shows(summary_pages.summary_to_pdf), name="summary_to_pdf"),
    path(f"{SUMMARY}/sent/<int:number>/acknowledge", summary_pages.acknowledge_summary, name="acknowledge_summary"),
    *(
        path(f"{OF_EPISODE}/{kind}/for-the-person{file}", only_shows(partial(view, kind=kind)), name=f"{kind}_{name}")
        for kind in person_pages.KINDS
        for view, name, file in (
            (person_pages.for_them, "for_them", ""),
            (person_pages.for_them_pdf, "for_them_pdf", "/file.pdf"),
        )
    ),
    path("own/waits", only_shows(own_waits.own_waits), name="own_waits"),
    path("own/plan", only_shows(person_pages.own_plan), name="own_plan"),
    path("own/plan/file.pdf", only_shows(person_pages.own_plan_pdf), name="own_plan_pdf"),
    path("plans", only_shows(lists.plans), name="plans"),
]
