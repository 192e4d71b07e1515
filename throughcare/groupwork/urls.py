"""The addresses of groups, sessions and what is lost; of an episode's sessions, below that of the episode."""

from django.urls import URLPattern, path

from throughcare.care.keeping import GUARDS
from throughcare.groupwork import forms, groups, places, sessions
from throughcare.groupwork.gates import TREAT
from throughcare.web.beside import BESIDE
from throughcare.web.errors import only_shows
from throughcare.web.navigation import NAVIGATION, ONLY_FOR
from throughcare.web.unrecorded import FORM_OF

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(add_programme=forms.OpenProgrammeForm, describe_programme=forms.DescribeForm, add_room=forms.RoomForm)
FORM_OF.update(close_day=forms.ClosedForm, open_group=forms.GroupForm, book_session=forms.SingleForm)
FORM_OF.update(cancel_session=forms.CancelForm, put_on_list=forms.WaitForm, offer_place=forms.OfferForm)
FORM_OF.update(say_need_and_fit=forms.NeedForm, decline_place=forms.DeclineForm, leave_group=forms.LeaveForm)

NAVIGATION.update(groups="Groups", lost_sessions="Sessions lost")
ONLY_FOR.update(groups=TREAT, lost_sessions=GUARDS)
BESIDE.append(sessions.beside)

EPISODE = "episodes/<reference:reference>/sessions"

urlpatterns: list[URLPattern] = [
    path("groups", only_shows(groups.groups), name="groups"),
    path("groups/calendar", only_shows(sessions.calendar), name="calendar"),
    path("groups/my-calendar", places.my_calendar, name="my_calendar"),
    path("groups/lost", only_shows(places.lost_sessions), name="lost_sessions"),
    path("groups/open", sessions.open_group, name="open_group"),
    path("groups/programmes/new", groups.add_programme, name="add_programme"),
    path("groups/programmes/<int:number>", groups.describe_programme, name="describe_programme"),
    path("groups/rooms/new", groups.add_room, name="add_room"),
    path("groups/closed-days/new", groups.close_day, name="close_day"),
    path("groups/<int:number>", only_shows(groups.group), name="group"),
    path("groups/<int:number>/offer/<int:wait>", groups.offer_place, name="offer_place"),
    *(
        path(f"groups/places/<int:number>/{name.split('_')[0]}", page, name=name)
        for name, page in groups.ABOUT_MEMBERS.items()
    ),
    *(
        path(f"groups/waits/<int:number>/{name.split('_')[0]}", page, name=name)
        for name, page in groups.ABOUT_WAITS.items()
    ),
    path("groups/sessions/<int:number>", sessions.register, name="register"),
    path("groups/sessions/<int:number>/cancel", sessions.cancel_session, name="cancel_session"),
    path("calendars/<str:secret>.ics", only_shows(places.calendar_feed), name="calendar_feed"),
    path(EPISODE, only_shows(sessions.episode_sessions), name="episode_sessions"),
    path(f"{EPISODE}/book", sessions.book_session, name="book_session"),
    path(f"{EPISODE}/wait", sessions.put_on_list, name="put_on_list"),
]
