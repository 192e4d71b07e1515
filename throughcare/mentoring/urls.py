"""The addresses of a mentor scheme: the mentors' own screen, and the pages of those who coordinate."""

from importlib import import_module

from django.urls import URLPattern, path, register_converter

from throughcare.mentoring import boards, forms, match_pages, people_pages, screen, telling
from throughcare.mentoring.gates import OPENS
from throughcare.mentoring.screen_forms import OwnContactForm
from throughcare.peers.words import PEER_MENTOR
from throughcare.web.errors import only_shows
from throughcare.web.navigation import AT_ONCE, NAVIGATION, ONLY_FOR
from throughcare.web.notices import COUNTED
from throughcare.web.unrecorded import FORM_OF

# The room of worries asks it who taps.
import_module("throughcare.mentoring.worried")

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(log_own_contact=OwnContactForm, mentor_profile=forms.ProfileForm, mentee_wish=forms.WishForm)
FORM_OF.update(match_mentor=forms.MatchForm, unmatch_mentor=forms.UnmatchForm, say_no=forms.VetoForm)
FORM_OF.update(print_slips=forms.PrintForm, log_slip=forms.SlipForm, scheme_values=forms.ValuesForm)
COUNTED.extend([telling.COUNTED, telling.APPLICANTS])
NAVIGATION.update(mentoring="Mentors", mentor_screen="My mentees")
AT_ONCE.add("mentor_screen")
ONLY_FOR.update(mentoring=OPENS, mentor_screen=frozenset({PEER_MENTOR}))


class Deed:
    """What is done with a mentor's account, by its word."""

    regex = "|".join(forms.AccountForm.DEEDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Kind(Deed):
    """Whose step it is."""

    regex = "|".join(people_pages.FOUND)


register_converter(Deed, "account_deed")
register_converter(Kind, "of_scheme")

urlpatterns: list[URLPattern] = [
    path("mentor", only_shows(screen.mentor_screen), name="mentor_screen"),
    path("mentor/met/<int:number>", screen.log_own_contact, name="log_own_contact"),
    path("mentor/certificate", only_shows(screen.mentor_certificate), name="mentor_certificate"),
    path("mentoring", only_shows(boards.mentoring), name="mentoring"),
    path("mentoring/slip", match_pages.log_slip, name="log_slip"),
    path("mentoring/schemes/<int:number>", match_pages.scheme_values, name="scheme_values"),
    path("mentoring/mentors/<int:number>", only_shows(people_pages.mentor), name="mentor"),
    path("mentoring/mentors/<int:number>/takes", people_pages.mentor_profile, name="mentor_profile"),
    path(
        "mentoring/mentors/<int:number>/account/<account_deed:deed>", people_pages.mentor_account, name="mentor_account"
    ),
    path("mentoring/mentees/<int:number>", only_shows(people_pages.mentee), name="mentee"),
    path("mentoring/mentees/<int:number>/wish", people_pages.mentee_wish, name="mentee_wish"),
    path("mentoring/mentees/<int:number>/match/<int:mentor>", match_pages.match_mentor, name="match_mentor"),
    path("mentoring/mentees/<int:number>/no/<int:mentor>", match_pages.say_no, name="say_no"),
    path("mentoring/<of_scheme:kind>/<int:number>/steps/<slug:step_id>", people_pages.scheme_step, name="scheme_step"),
    path("mentoring/matches/<int:number>/end", match_pages.unmatch_mentor, name="unmatch_mentor"),
    path("mentoring/matches/<int:number>/slips", match_pages.print_slips, name="print_slips"),
]
