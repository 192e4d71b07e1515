"""The addresses of the lists of those who wait, and of the form below an episode that answers."""

from django.urls import URLPattern, path

from throughcare.ladder import escalations, transfers, unseeing_pages
from throughcare.ladder.answer_form import AnswerForm
from throughcare.ladder.unseeing import UNSEEING
from throughcare.web.errors import only_shows
from throughcare.web.navigation import AT_ONCE, NAVIGATION, ONLY_FOR
from throughcare.web.notices import COUNTED, NOTICES
from throughcare.web.unrecorded import FORM_OF

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(answer_escalation=AnswerForm, answer_case=AnswerForm)
COUNTED.append(escalations.COUNTED)
NOTICES.append(escalations.cases_raised)
NAVIGATION["transfers"] = "Transfers"
AT_ONCE.add("transfers")
# Those who take part in transfers and may see where somebody stands in one.
NAVIGATION["raised_cases"] = "Raised"
ONLY_FOR["raised_cases"] = UNSEEING
ONLY_FOR["transfers"] = frozenset({"PMH", "POM", "SH", "CM", "MHCS", "COM", "CMHT"})

urlpatterns: list[URLPattern] = [
    path("transfers", only_shows(transfers.transfers), name="transfers"),
    path("transfers.csv", only_shows(transfers.transfers_file), name="transfers_file"),
    path("escalations", only_shows(escalations.escalations), name="escalations"),
    path("raised", only_shows(unseeing_pages.raised_cases), name="raised_cases"),
    path("raised/<reference:reference>/<int:number>", unseeing_pages.answer_case, name="answer_case"),
    path(
        "episodes/<reference:reference>/escalations/<int:number>",
        escalations.answer_escalation,
        name="answer_escalation",
    ),
]
