"""The addresses of cover, and of those who look after mentors."""

from django.urls import URLPattern, path

from throughcare.cover.words import LOOKS
from throughcare.rosters import forms, listener_pages, own_pages, pages, rota_pages, telling, welfare_pages
from throughcare.web.errors import only_shows
from throughcare.web.navigation import NAVIGATION, ONLY_FOR
from throughcare.web.notices import COUNTED
from throughcare.web.unrecorded import FORM_OF

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(put_on_rota=forms.PutForm, take_off_rota=forms.TakeOffForm, give_turn=forms.GiveForm)
FORM_OF.update(swap_turn=forms.SwapForm, end_weekly_turn=forms.EndWeeklyForm)
FORM_OF.update(cannot_come=own_pages.CannotForm)
FORM_OF.update(say_cover_wanted=forms.WantedForm, rest_rules=forms.NumbersForm)
FORM_OF.update(listeners=forms.ListenersForm)
COUNTED.append(telling.COUNTED)
NAVIGATION.update(cover="Cover")
ONLY_FOR.update(cover=LOOKS)

urlpatterns: list[URLPattern] = [
    path("mentor/turns/<int:number>", own_pages.cannot_come, name="cannot_come"),
    path("mentor/certificate/file.pdf", only_shows(own_pages.own_certificate_pdf), name="own_certificate_pdf"),
    path("cover", only_shows(pages.cover), name="cover"),
    path("cover/chart", only_shows(pages.cover_chart), name="cover_chart"),
    path("cover/wanted", only_shows(pages.cover_wanted), name="cover_wanted"),
    path("cover/wanted/<int:number>", pages.say_cover_wanted, name="say_cover_wanted"),
    path("cover/rota", only_shows(rota_pages.rota), name="rota"),
    path("cover/rota/new", rota_pages.put_on_rota, name="put_on_rota"),
    path("cover/turns/<int:number>/off", rota_pages.take_off_rota, name="take_off_rota"),
    path("cover/turns/<int:number>/give", rota_pages.give_turn, name="give_turn"),
    path("cover/turns/<int:number>/swap", rota_pages.swap_turn, name="swap_turn"),
    path("cover/weekly/<int:number>/end", rota_pages.end_weekly_turn, name="end_weekly_turn"),
    path("cover/listeners", listener_pages.listeners, name="listeners"),
    path("cover/rules", rota_pages.rest_rules, name="rest_rules"),
    path("cover/mentors", only_shows(welfare_pages.mentor_welfare), name="mentor_welfare"),
    path("cover/mentors/progress", only_shows(welfare_pages.mentor_progress), name="mentor_progress"),
    path("cover/mentors/<int:number>/certificate", only_shows(welfare_pages.certificate_of_mentor),
         name="certificate_of_mentor"),
    path("cover/mentors/<int:number>/certificate/file.pdf", only_shows(welfare_pages.certificate_of_mentor_pdf),
         name="certificate_of_mentor_pdf"),
]  # fmt: skip
