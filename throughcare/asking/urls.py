"""The addresses of these pages: below an episode, of alerts, of services, and the one that the person sees."""

from django.urls import URLPattern, path, register_converter

from throughcare.asking import alert_figures, alerts, completion, device, facts, own_answers, pages, set_pages, trend
from throughcare.asking.alert_forms import DEEDS, ActForm
from throughcare.asking.answer_forms import CorrectForm, EnterForm, HandOverForm, NotAnsweredForm
from throughcare.asking.set_forms import (
    ConfirmForm,
    ValueForm,
    WatchForm,
    WithdrawFactsForm,
    WithdrawForm,
    WordingForm,
)
from throughcare.responses.wording import MAY_BRING
from throughcare.sharing import rights_of
from throughcare.sharing.roles import ROLE_IN_WORDS, THE_PERSON
from throughcare.web.acting import OPEN_TO_ALL
from throughcare.web.beside import BESIDE, OF_SERVICE
from throughcare.web.errors import only_shows
from throughcare.web.navigation import AT_ONCE, NAVIGATION, ONLY_FOR, OPEN_TO_THE_PERSON
from throughcare.web.notices import COUNTED
from throughcare.web.unrecorded import FORM_OF

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(
    enter_answers=EnterForm, enter_paper=EnterForm, correct_answers=CorrectForm, not_answered=NotAnsweredForm
)
FORM_OF.update(alert_deed=ActForm, set_alert_watch=WatchForm, set_alert_value=ValueForm, bring_wording=WordingForm)
FORM_OF.update(hand_over_device=HandOverForm, withdraw_wording=WithdrawForm)
FORM_OF.update(confirm_facts=ConfirmForm, withdraw_facts=WithdrawFactsForm)
BESIDE.append(pages.beside)
OF_SERVICE.extend([set_pages.beside_alerts, set_pages.beside_completion])
# Alerts come before everything else that waits.
COUNTED.insert(0, alerts.COUNTED)
NAVIGATION.update(alerts="Alerts", wordings="Wording", alerts_told="Alerts by half years", own_answers="My answers")
AT_ONCE.add("own_answers")
ONLY_FOR["own_answers"] = frozenset({THE_PERSON})
OPEN_TO_THE_PERSON.add("own_answers")
ONLY_FOR["alerts"] = frozenset(
    role for role in ROLE_IN_WORDS if role != "SU" and alerts.sees_alerts(role) and rights_of(role)["sees"]
)
ONLY_FOR["wordings"] = MAY_BRING
# Those who see alerts come to it from their own figures.
ONLY_FOR["alerts_told"] = alert_figures.MAY_SEE - ONLY_FOR["alerts"]
# Whoever holds a device that was handed to them is nobody who signs in.
OPEN_TO_ALL.update({"answering", "hand_back"})


class Deed:
    """What is done about an alert, by its word."""

    regex = "|".join(DEEDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Deed, "alert_deed")

OF_EPISODE = "episodes/<reference:reference>/questionnaires"
OF_ONE = f"{OF_EPISODE}/<slug:name>"

urlpatterns: list[URLPattern] = [
    path("answering", device.answering, name="answering"),
    path("answering/back", device.hand_back, name="hand_back"),
    path(OF_EPISODE, only_shows(pages.responses), name="responses"),
    path(f"{OF_EPISODE}/<int:number>", only_shows(pages.response), name="response"),
    path(f"{OF_EPISODE}/<int:number>/correct", pages.correct_answers, name="correct_answers"),
    path(OF_ONE, only_shows(trend.trend), name="trend"),
    path(f"{OF_ONE}/enter", pages.enter_answers, name="enter_answers"),
    path(f"{OF_ONE}/paper", pages.enter_answers, {"how": "paper"}, name="enter_paper"),
    path(f"{OF_ONE}/hand-over", device.hand_over_device, name="hand_over_device"),
    path(f"{OF_ONE}/not-answered", pages.not_answered, name="not_answered"),
    path(f"{OF_ONE}/for-the-person", only_shows(trend.feedback), name="feedback"),
    path("alerts", only_shows(alerts.alerts), name="alerts"),
    path("alerts/figures", only_shows(alert_figures.alert_figures), name="alert_figures"),
    path("alerts/told", only_shows(alert_figures.alerts_told), name="alerts_told"),
    path("alerts/<int:number>", only_shows(alerts.alert), name="alert"),
    path("alerts/<int:number>/<alert_deed:deed>", alerts.alert_deed, name="alert_deed"),
    path("services/<int:number>/alerts", only_shows(set_pages.alert_settings), name="alert_settings"),
    path("services/<int:number>/alerts/watch", set_pages.set_alert_watch, name="set_alert_watch"),
    path("services/<int:number>/alerts/<slug:name>/<slug:rule>", set_pages.set_alert_value, name="set_alert_value"),
    path("services/<int:number>/completion", only_shows(completion.completion), name="completion"),
    path("own/answers", only_shows(own_answers.own_answers), name="own_answers"),
    path("wording", only_shows(set_pages.wordings), name="wordings"),
    path("wording/<slug:name>", set_pages.bring_wording, name="bring_wording"),
    path("wording/<int:number>/withdraw", set_pages.withdraw_wording, name="withdraw_wording"),
    path("instruments", only_shows(facts.confirmations), name="confirmations"),
    path("instruments/<slug:name>/confirm", facts.confirm_facts, name="confirm_facts"),
    path("instruments/confirmed/<int:number>/withdraw", facts.withdraw_facts, name="withdraw_facts"),
]
