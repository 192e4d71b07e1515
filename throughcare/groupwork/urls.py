"""The addresses of groups, sessions and what is lost; of an episode's sessions, below that of the episode."""

from django.urls import URLPattern, path

from throughcare.care.keeping import GUARDS
from throughcare.groupwork import (
    activities,
    activity_forms,
    day_forms,
    days,
    elsewhere,
    forms,
    groups,
    moved,
    places,
    sessions,
)
from throughcare.groupwork.gates import KEEP
from throughcare.web.beside import BESIDE
from throughcare.web.errors import only_shows
from throughcare.web.navigation import NAVIGATION, ONLY_FOR
from throughcare.web.unrecorded import FORM_OF

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(add_programme=forms.OpenProgrammeForm, describe_programme=forms.DescribeForm, add_room=forms.RoomForm)
FORM_OF.update(close_day=day_forms.ClosedForm, open_day=day_forms.OpenDayForm, say_regime=day_forms.RegimeForm)
FORM_OF.update(say_away=day_forms.AwayForm, say_commitment=day_forms.CommitmentForm, keep_apart=day_forms.ApartForm)
FORM_OF.update(ask_to_help=activity_forms.HelperForm, wait_for_group=forms.WaitForm)
FORM_OF.update(helper_elsewhere=activity_forms.ElsewhereForm)
FORM_OF.update(open_group=forms.GroupForm, book_session=forms.SingleForm, move_session=moved.MoveForm)
FORM_OF.update(cancel_session=forms.CancelForm, put_on_list=forms.WaitForm, offer_place=forms.OfferForm)
FORM_OF.update(say_need_and_fit=forms.NeedForm, decline_place=forms.DeclineForm, leave_group=forms.LeaveForm)

NAVIGATION.update(groups="Groups", lost_sessions="Sessions lost")
ONLY_FOR.update(groups=KEEP, lost_sessions=GUARDS)
BESIDE.extend([sessions.beside, elsewhere.beside])

MENTEE = "mentoring/mentees/<int:number>/groups"
EPISODE, PERSON = "episodes/<reference:reference>/sessions", "people/<reference:reference>/days"

urlpatterns: list[URLPattern] = [
    path("groups", only_shows(groups.groups), name="groups"),
    path("groups/calendar", only_shows(sessions.calendar), name="calendar"),
    path("groups/my-calendar", places.my_calendar, name="my_calendar"),
    path("groups/lost", only_shows(places.lost_sessions), name="lost_sessions"),
    path("groups/open", sessions.open_group, name="open_group"),
    path("groups/programmes/new", groups.add_programme, name="add_programme"),
    path("groups/programmes/<int:number>", groups.describe_programme, name="describe_programme"),
    path("groups/programmes/<int:number>/retire", groups.retire_programme, name="retire_programme"),
    path("groups/rooms/new", groups.add_room, name="add_room"),
    path("groups/days", only_shows(days.place_days), name="place_days"),
    path("groups/days/hours", days.say_regime, name="say_regime"),
    path("groups/closed-days/new", days.close_day, name="close_day"),
    path("groups/closed-days/<int:number>/open", days.open_day, name="open_day"),
    path("groups/away", only_shows(days.away), name="away"),
    path("groups/away/new", days.say_away, name="say_away"),
    path("groups/away/<int:number>/back", days.take_back_away, name="take_back_away"),
    path("groups/elsewhere", only_shows(elsewhere.commitments), name="commitments"),
    path("groups/elsewhere/<int:number>/back", elsewhere.take_back_commitment, name="take_back_commitment"),
    path("groups/apart", only_shows(elsewhere.apart), name="apart"),
    path("groups/apart/<int:number>/end", elsewhere.may_meet, name="may_meet"),
    path(PERSON, only_shows(elsewhere.person_days), name="person_days"),
    path(f"{PERSON}/elsewhere", elsewhere.say_commitment, name="say_commitment"),
    path(f"{PERSON}/apart", elsewhere.keep_apart, name="keep_apart"),
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
    path("groups/sessions/<int:number>/move", moved.move_session, name="move_session"),
    path("groups/sessions/<int:number>/cancel", sessions.cancel_session, name="cancel_session"),
    path("groups/<int:number>/helpers", activities.ask_to_help, name="ask_to_help"),
    path("groups/helpers/<int:number>/end", activities.stop_helping, name="stop_helping"),
    path("groups/helpers/<int:number>/elsewhere", activities.helper_elsewhere, name="helper_elsewhere"),
    path("groups/helpers/elsewhere/<int:number>/back", activities.helper_there, name="helper_there"),
    path(MENTEE, only_shows(activities.mentee_groups), name="mentee_groups"),
    path(f"{MENTEE}/wait", activities.wait_for_group, name="wait_for_group"),
    path("calendars/<str:secret>.ics", only_shows(places.calendar_feed), name="calendar_feed"),
    path(EPISODE, only_shows(sessions.episode_sessions), name="episode_sessions"),
    path(f"{EPISODE}/book", sessions.book_session, name="book_session"),
    path(f"{EPISODE}/wait", sessions.put_on_list, name="put_on_list"),
]
