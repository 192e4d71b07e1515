"""The addresses of these pages: the list and each worry, the tap of a mentor, slips, and what a scheme sets."""

from django.urls import URLPattern, path, register_converter

from throughcare.acct.words import WRITES
from throughcare.oncall import acct_pages, pages, set_pages, taps
from throughcare.oncall.acct_forms import DEEDS as ENTRIES
from throughcare.oncall.acct_forms import BeginForm, ReviewedForm
from throughcare.oncall.deed_forms import DEEDS, ActForm
from throughcare.oncall.set_forms import OnCallForm, WatchForm
from throughcare.oncall.tap_forms import SlipForm
from throughcare.web.acting import KEEPS_WATCH
from throughcare.web.beside import BESIDE
from throughcare.web.errors import only_shows
from throughcare.web.navigation import NAVIGATION, ONLY_FOR
from throughcare.web.notices import COUNTED
from throughcare.web.unrecorded import FORM_OF
from throughcare.worries.words import ANSWERS

FORM_OF.update(acct_deed=ReviewedForm, correct_acct=ReviewedForm, open_acct=BeginForm)
FORM_OF.update(worry_deed=ActForm, enter_slip=SlipForm, set_worry_watch=WatchForm, put_on_call=OnCallForm)
# A worry comes before everything else that waits.
COUNTED[:0] = [pages.COUNTED, acct_pages.COUNTED]
NAVIGATION.update(worries="Worries", accts="ACCTs")
ONLY_FOR.update(worries=ANSWERS, accts=WRITES)
BESIDE.insert(0, acct_pages.beside)
# A list that looks again by itself is nobody at the keyboard: it does not put off the locking of a session.
KEEPS_WATCH.update({"worries", "worries_now"})


class Deed:
    """What is done about a worry, by its word."""

    regex = "|".join(DEEDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Entry(Deed):
    """What came to pass on an ACCT, by its word."""

    regex = "|".join(ENTRIES)


register_converter(Deed, "worry_deed")
register_converter(Entry, "acct_deed")

OF_PERSON = "people/<reference:reference>"
OF_SCHEME = "services/<int:number>/worries"

urlpatterns: list[URLPattern] = [
    path("worries", only_shows(pages.worries), name="worries"),
    path("worries/acct", only_shows(pages.acct), name="worries_of_acct"),
    path("worries/now", only_shows(pages.worries_now), name="worries_now"),
    path("worries/escalate", taps.escalate, name="escalate"),
    path("worries/passed-on", only_shows(taps.passed_on), name="passed_on"),
    path("worries/slip", taps.enter_slip, name="enter_slip"),
    path("worries/figures", only_shows(set_pages.worry_figures), name="worry_figures"),
    path("worries/<int:number>", only_shows(pages.worry), name="worry"),
    path("worries/<int:number>/<worry_deed:deed>", pages.worry_deed, name="worry_deed"),
    path("acct", only_shows(acct_pages.accts), name="accts"),
    path("acct/<int:number>", only_shows(acct_pages.acct_mirror), name="acct_mirror"),
    path("acct/<int:number>/<acct_deed:deed>", acct_pages.acct_deed, name="acct_deed"),
    path("acct/<int:number>/entries/<int:row>", acct_pages.correct_acct, name="correct_acct"),
    path(f"{OF_PERSON}/acct", only_shows(acct_pages.person_acct), name="person_acct"),
    path(f"{OF_PERSON}/acct/open", acct_pages.open_acct, name="open_acct"),
    path(OF_SCHEME, only_shows(set_pages.worry_settings), name="worry_settings"),
    path(f"{OF_SCHEME}/watch", set_pages.set_worry_watch, name="set_worry_watch"),
    path(f"{OF_SCHEME}/on-call", set_pages.put_on_call, name="put_on_call"),
    path(f"{OF_SCHEME}/on-call/<int:row>/end", set_pages.take_off_call, name="take_off_call"),
]
