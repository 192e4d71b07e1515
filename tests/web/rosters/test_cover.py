"""The pages of cover: who opens them, what they say, that none asks more as the rota grows, and what forms do."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cover.conftest import Eastmoor
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.cover.models import Duty, ListenerMonth, LocalNumber, Mentoring, WeeklyDuty, WeekWanted
from throughcare.cover.words import LOCAL

MOST = 8
LOOK, OTHERS = ("mina", "owen", "piotr", "nadia", "petra"), ("harun", "gwen", "ada", "carol", "maya", "bola")
EVERYBODY_S = ("/cover", "/cover/chart", "/cover/wanted", "/cover/rota", "/cover/listeners")
COORDINATOR_S = ("/cover/rota/new", "/cover/rules", "/cover/mentors/progress")
ONCE = {"submission": "4c1d8d0e-9f64-4a36-8f1e-0d6f3c1a7b21"}


def statuses(as_: SignIn, address: str, who: tuple[str, ...]) -> set[int]:
    return {as_(one).get(address).status_code for one in who}


@pytest.mark.parametrize("address", EVERYBODY_S)
def test_those_who_must_find_a_mentor_open_the_pages_and_nobody_else_does(as_: SignIn, scheme: Eastmoor, address: str):
    assert statuses(as_, address, LOOK) == {200}
    assert statuses(as_, address, OTHERS) == {403}


@pytest.mark.parametrize("address", COORDINATOR_S)
def test_the_coordinator_alone_opens_what_the_coordinator_alone_keeps(as_: SignIn, scheme: Eastmoor, address: str):
    assert statuses(as_, address, ("mina",)) == {200}
    assert statuses(as_, address, (*LOOK[1:], *OTHERS)) == {403}


def asked(as_: SignIn, address: str, who: str = "mina") -> int:
    browser = as_(who)
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    found = queries(captured)
    assert len(found) <= MOST, "\n".join(found)
    return len(found)


@pytest.mark.parametrize("address", [*EVERYBODY_S, *COORDINATOR_S, "/today", "/cover/mentors"])
def test_no_page_asks_more_as_the_rota_grows(as_: SignIn, scheme: Eastmoor, address: str):
    few = asked(as_, address)
    for day in range(25, 32):
        scheme.on_rota("Robin", day, "10:00-12:00", weekly=day < 28)
        scheme.on_rota("Sasha", day, "13:00-15:00", wing="D wing")
    scheme.mentor("Toni", "TC-TNC-222")
    assert asked(as_, address) == few


def test_what_is_done_with_a_turn_or_a_mentor_asks_few_questions_too(as_: SignIn, scheme: Eastmoor):
    for day in range(25, 30):
        scheme.on_rota("Robin", day, "10:00-12:00", weekly=day < 27)
        scheme.on_rota("Sasha", day, "13:00-15:00", wing="D wing")
    turn, weekly = Duty.objects.filter(ended_at=None)[0].pk, WeeklyDuty.objects.first()
    mentor, wing = Mentoring.objects.first(), scheme.wings["C wing"]
    assert weekly
    assert mentor
    deeds = (f"turns/{turn}/off", f"turns/{turn}/give", f"turns/{turn}/swap", f"weekly/{weekly.pk}/end")
    others = (f"wanted/{wing.pk}", f"mentors/{mentor.pk}/certificate", f"mentors/{mentor.pk}/certificate/file.pdf")
    for page in (*deeds, *others):
        asked(as_, f"/cover/{page}")


def test_the_page_says_who_is_there_now_and_which_hours_have_nobody_the_nights_first(as_: SignIn, scheme: Eastmoor):
    scheme.on_rota("Robin", 24, "09:00-12:00")
    scheme.on_rota("Sasha", 24)
    told = words(as_("owen").get("/cover"))
    assert "C wing Robin Archer until 12:00" in told
    assert "No mentor is on the rota for 147 hours, 35 hours of them at night." in told
    night, evening = (told.index(f"C wing, {when}") for when in ("Wednesday 25 March 2026 from 06:00",
                                                                 "Tuesday 24 March 2026 from 12:00"))  # fmt: skip
    assert night < evening
    assert told.count("Overnight") == 1


def test_a_wing_with_nobody_now_is_told_on_the_first_page(as_: SignIn, scheme: Eastmoor):
    told = words(as_("mina").get("/today"))
    missing = "In the coming seven days no mentor is on the rota for 157½ hours, 42 hours of them at night."
    assert f"Overdue. {missing}" in told
    assert "First: C wing, Tuesday 24 March 2026 from 09:30" in told
    assert "No mentor" not in words(as_("harun").get("/today"))


def two_wanted(as_: SignIn, scheme: Eastmoor) -> str:
    """C wing wants two around the clock from now on, as an officer says it; the address of its form."""
    address = f"/cover/wanted/{scheme.wings['C wing'].pk}"
    assert as_("owen").post(address, {"clock": "on", "mentors": "2", **ONCE}).status_code == 303
    return address


def test_one_of_two_who_are_wanted_is_told_everywhere_and_counts_as_a_gap(as_: SignIn, scheme: Eastmoor):
    two_wanted(as_, scheme)
    scheme.on_rota("Robin", 24, "09:00-12:00")
    told = words(as_("owen").get("/cover"))
    assert "C wing Robin Archer until 12:00 1 of 2 there" in told
    assert "fewer than wanted are there for 2½ hours." in told
    assert "C wing, Tuesday 24 March 2026 from 09:30 to 12:00 1 of 2 there 2½ hours By day" in told
    first = words(as_("mina").get("/today"))
    assert "fewer than wanted are there for 2½ hours. First: C wing, Tuesday 24 March 2026 from 12:00" in first
    assert "nobody of 2 there" in first
    chart = as_("mina").get("/cover/chart")
    assert "C wing: 164 hours with nobody, 3 with fewer than wanted" in chart.content.decode()
    assert "00:00 to 09:00 nobody of 2 there, 09:00 to 12:00 1 of 2 there, 12:00 to 00:00 nobody of 2" in words(chart)
    scheme.on_rota("Sasha", 24, "09:00-12:00")
    assert "C wing Robin Archer until 12:00 Sasha Archer until 12:00" in words(as_("owen").get("/cover"))
    assert "Overdue. In the coming" not in words(as_("mina").get("/today"))


def test_the_chart_draws_every_wing_with_a_table_that_says_the_same(as_: SignIn, scheme: Eastmoor):
    scheme.on_rota("Robin", 28)
    page = as_("mina").get("/cover/chart?from=2026-03-28").content.decode()
    assert page.count("<svg") >= 2
    assert page.count('url(#nobody-wide)"') > 5
    assert "C wing: 160 hours with nobody" in page
    assert "No such hour: the clocks go forward" in page
    told = words(as_("mina").get("/cover/chart?from=2026-03-28"))
    assert "Robin Archer 22:00 to 06:00" in told
    assert "C wing, Saturday 28 March 2026 00:00 to 22:00" in told


def test_a_chart_of_days_that_have_passed_says_so_and_one_that_is_no_day_is_not_there(as_: SignIn, scheme: Eastmoor):
    assert "These days have passed" in words(as_("mina").get("/cover/chart?from=2026-03-10"))
    for written in ("2026-02-30", "soon", "2036-01-01"):
        assert as_("mina").get(f"/cover/chart?from={written}").status_code == 404


def duty(scheme: Eastmoor) -> Duty:
    return scheme.on_rota("Robin", 26)[0]


PUT = {"starts": "22:00", "ends": "06:00", "on-day": "27", "on-month": "3", "on-year": "2026"}
DEEDS: dict[str, tuple[str, Any, Any, dict[str, str], Any]] = {
    "put": ("mina", Duty, lambda s: "/cover/rota/new", PUT,
            lambda s: {"mentor": str(s.episodes["Robin"].pk), "unit": str(s.wings["C wing"].pk)}),
    "weekly": ("mina", WeeklyDuty, lambda s: "/cover/rota/new", {**PUT, "weekly": "on"},
               lambda s: {"mentor": str(s.episodes["Robin"].pk), "unit": str(s.wings["C wing"].pk)}),
    "give": ("owen", Duty, lambda s: f"/cover/turns/{duty(s).pk}/give", {},
             lambda s: {"to": str(s.episodes["Sasha"].pk)}),
    "off": ("owen", Duty, lambda s: f"/cover/turns/{duty(s).pk}/off", {"why": "cannot"}, lambda s: {}),
    "swap": ("mina", Duty, lambda s: f"/cover/turns/{duty(s).pk}/swap", {},
             lambda s: {"other": str(scheme_turn(s).pk)}),
    "wanted": ("owen", WeekWanted, lambda s: f"/cover/wanted/{s.wings['D wing'].pk}",
               {"from_0_1": "18:00", "until_0_1": "22:00"}, lambda s: {}),
    "listeners": ("owen", ListenerMonth, lambda s: "/cover/listeners",
                  {"month": "2026-02-01", "volunteers": "6", "hours": "210"}, lambda s: {}),
    "numbers": ("mina", LocalNumber, lambda s: "/cover/rules", {"nights-in-a-row": "2"}, lambda s: numbers()),
}  # fmt: skip


def scheme_turn(scheme: Eastmoor) -> Duty:
    return scheme.on_rota("Sasha", 28)[0]


def numbers() -> dict[str, str]:
    return {key: str(number) for key, number in LOCAL.items() if key != "nights-in-a-row"}


@pytest.mark.parametrize("name", DEEDS)
def test_what_is_sent_twice_is_done_once(as_: SignIn, scheme: Eastmoor, name: str):
    who, model, address, said, more = DEEDS[name]
    where, sent = address(scheme), {**said, **more(scheme), **ONCE}
    before = model.objects.count()
    answers = [as_(who).post(where, sent) for _ in range(2)]
    assert answers[0].status_code == 303, words(answers[0])
    # A turn that has ended is not there any more for whoever sends it again.
    assert answers[1].status_code in {303, 404}
    more_rows = {"off": 0, "swap": 2, "put": 1, "weekly": 1, "give": 1, "wanted": 1, "numbers": 1, "listeners": 1}
    assert model.objects.count() - before == more_rows[name]


@pytest.mark.parametrize("name", sorted(DEEDS.keys() - {"wanted"}))
def test_what_is_sent_empty_is_answered_at_its_fields(as_: SignIn, scheme: Eastmoor, name: str):
    who, _, address, _, _ = DEEDS[name]
    answer = as_(who).post(address(scheme), {})
    assert answer.status_code == 422
    assert "There is a problem" in words(answer)


def test_a_turn_that_breaks_a_rule_is_refused_on_the_page_with_the_rule(as_: SignIn, scheme: Eastmoor):
    for night in (24, 25, 26):
        scheme.on_rota("Robin", night)
    sent = {**PUT, "mentor": str(scheme.episodes["Robin"].pk), "unit": str(scheme.wings["C wing"].pk)}
    answer = as_("mina").post("/cover/rota/new", sent)
    assert answer.status_code == 422
    assert "That would be 4 nights in a row, the first on Tuesday 24 March 2026. 3 is the most here." in words(answer)


def test_half_a_time_is_answered_at_its_field(as_: SignIn, scheme: Eastmoor):
    answer = as_("owen").post(f"/cover/wanted/{scheme.wings['D wing'].pk}", {"from_0_1": "18:00"})
    assert answer.status_code == 422
    assert "Say from when and until when, or leave both empty." in words(answer)


def box(as_: SignIn, address: str, name: str) -> str:
    """What a box of a form holds."""
    (found,) = re.findall(rf'<input[^>]*name="{name}"[^>]*>', as_("owen").get(address).content.decode())
    return re.findall(r'value="([^"]*)"', found)[0]


def test_hours_across_midnight_are_said_and_told(as_: SignIn, scheme: Eastmoor):
    address = f"/cover/wanted/{scheme.wings['D wing'].pk}"
    as_("owen").post(address, {"from_4_1": "22.00", "until_4_1": "0600"})
    assert "D wing Friday 22:00 to 06:00 Owen Pryce 24 March 2026" in words(as_("mina").get("/cover/wanted"))
    assert "C wing Around the clock, every day Mina" in words(as_("mina").get("/cover/wanted"))
    assert box(as_, address, "until_4_1") == "06:00"


def test_how_many_are_wanted_is_said_for_each_time_told_and_shown_again(as_: SignIn, scheme: Eastmoor):
    address = two_wanted(as_, scheme)
    assert "C wing Around the clock, every day (2 mentors) Owen" in words(as_("mina").get("/cover/wanted"))
    assert box(as_, address, "mentors") == "2"
    days = {f"{box}_{day}_1": said for day in (0, 1, 2, 5)
            for box, said in (("from", "08:00"), ("until", "20:00"), ("mentors", "2"))}  # fmt: skip
    night = {"from_0_2": "20:00", "until_0_2": "08:00", "mentors_0_2": ""}
    assert as_("owen").post(address, {**days, **night}).status_code == 303
    told = words(as_("mina").get("/cover/wanted"))
    assert "Monday 08:00 to 20:00 (2 mentors) and 20:00 to 08:00 Tuesday to Wednesday 08:00 to 20:00 (2" in told
    assert "Saturday 08:00 to 20:00 (2 mentors) Owen" in told
    assert [box(as_, address, name) for name in ("mentors_0_1", "mentors_0_2")] == ["2", "1"]


@pytest.mark.parametrize("many", ["0", "5", "-1", "two", "1.5", "999999999999"])
def test_a_number_that_no_wing_wants_is_answered_at_its_field(as_: SignIn, scheme: Eastmoor, many: str):
    said = {"from_0_1": "18:00", "until_0_1": "22:00", "mentors_0_1": many}
    answer = as_("owen").post(f"/cover/wanted/{scheme.wings['D wing'].pk}", said)
    assert (answer.status_code, "A wing wants from 1 to 4 mentors at once." in words(answer)) == (422, True)
    assert 'href="#id_mentors_0_1"' in answer.content.decode()


def test_a_weekly_turn_is_listed_and_ended(as_: SignIn, scheme: Eastmoor):
    scheme.on_rota("Robin", 26, weekly=True)
    weekly = WeeklyDuty.objects.get()
    assert "Robin Archer C wing Thursdays from 22:00 to 06:00" in words(as_("mina").get("/cover/rota"))
    assert as_("owen").get(f"/cover/weekly/{weekly.pk}/end").status_code == 403
    assert as_("mina").post(f"/cover/weekly/{weekly.pk}/end", {}).status_code == 303
    assert "Nothing goes on every week" in words(as_("mina").get("/cover/rota"))


def test_a_turn_at_another_prison_or_of_nobody_is_not_there(as_: SignIn, scheme: Eastmoor):
    made = duty(scheme)
    for deed in ("off", "give", "swap"):
        absent = as_("sam").get(f"/cover/turns/987654/{deed}")
        there = as_("sam").get(f"/cover/turns/{made.pk}/{deed}")
        assert absent.status_code == there.status_code == 404
    assert as_("sam").get(f"/cover/wanted/{scheme.wings['C wing'].pk}").status_code == 404


def test_whoever_lives_elsewhere_now_is_offered_for_no_turn(as_: SignIn, scheme: Eastmoor):
    scheme.of("Robin").person.placements.update(until_on=date(2026, 3, 24))
    assert "Robin Archer" not in words(as_("mina").get("/cover/rota/new"))
