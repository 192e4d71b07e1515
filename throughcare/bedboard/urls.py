"""The addresses of the board and its wards, and of the pages about one episode's bed, below that of the episode."""

from django.urls import URLPattern, path

from throughcare.bedboard import boards, moves, offer_forms, offers, ward_forms
from throughcare.web.beside import BESIDE
from throughcare.web.errors import only_shows
from throughcare.web.navigation import AT_ONCE, NAVIGATION, ONLY_FOR
from throughcare.web.unrecorded import FORM_OF

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(open_ward=ward_forms.OpenForm, describe_ward=ward_forms.DescribeForm, add_beds=ward_forms.AddBedsForm)
FORM_OF.update(close_ward=ward_forms.CloseForm, keep_ward_open=ward_forms.KeepOpenForm, hold_bed=ward_forms.HoldForm)
FORM_OF.update(withhold_bed=ward_forms.WithholdForm, agree_to_offer=offer_forms.AgreeForm, park=offer_forms.ParkForm)
FORM_OF.update(decline_offer=offer_forms.DeclineForm, withdraw_offer=offer_forms.WithdrawForm)
FORM_OF.update(settle=offer_forms.SettleForm, leave_bed=offer_forms.LeaveForm)

NAVIGATION["bed_board"] = "Beds"
AT_ONCE.add("bed_board")
ONLY_FOR["bed_board"] = boards.LOOKS
BESIDE += [moves.beside, offers.beside]

EPISODE = "episodes/<reference:reference>/beds"

urlpatterns: list[URLPattern] = [
    path("beds", only_shows(boards.bed_board), name="bed_board"),
    path("beds/waiting", only_shows(boards.waiting_list), name="waiting_list"),
    path("beds/flow", only_shows(boards.bed_flow), name="bed_flow"),
    path("beds/wards/open", boards.open_ward, name="open_ward"),
    path("beds/wards/<int:number>", only_shows(boards.ward), name="ward"),
    *(
        path(f"beds/wards/<int:number>/{name.replace('_', '-')}", page, name=name)
        for name, page in boards.ABOUT_WARDS.items()
    ),
    *(path(f"beds/<int:number>/{name.replace('_', '-')}", page, name=name) for name, page in boards.ABOUT_BEDS.items()),
    path(EPISODE, only_shows(offers.episode_beds), name="episode_beds"),
    path(f"{EPISODE}/offer", offers.offer_bed, name="offer_bed"),
    path(f"{EPISODE}/need", offers.say_bed_need, name="say_bed_need"),
    path(f"{EPISODE}/park", offers.park, name="park"),
    path(f"{EPISODE}/settle", offers.settle, name="settle"),
    path(f"{EPISODE}/leave", offers.leave_bed, name="leave_bed"),
    *(
        path(f"{EPISODE}/offers/<int:number>/{name.split('_')[0]}", page, name=name)
        for name, page in offers.ABOUT_OFFERS.items()
    ),
]
