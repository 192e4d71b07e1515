"""The north as planned: the same each time, possible in every step, and shaped like the real one."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.synthetic.rehearsal import LAST_DAY, Rehearsed
from throughcare.blueprints.course import Course
from throughcare.blueprints.library import load
from throughcare.clocks import ClockState
from throughcare.pathways import everywhere, holders
from throughcare.stories.planning import Plan, plan
from throughcare.stories.scales import SCALES

OVERDUE = ("supervision", ClockState.BREACHED_OPEN)


def reached(episodes: list[Rehearsed]) -> list[Rehearsed]:
    return [each for each in episodes if "received-into-hospital" in each.now.state.taken]


def open_now(episodes: list[Rehearsed]) -> list[Rehearsed]:
    return [each for each in episodes if not each.now.state.closed]


def nobody_leads(course: Course) -> bool:
    """Whether no organisation that must hold the person has anybody who leads."""
    holding = holders(course.blueprint.pathway, course.state)
    return not course.state.closed and not any(organisation in course.state.leads for organisation in holding)


def test_the_same_seed_and_day_give_the_same_world(north: Plan) -> None:
    assert plan(SCALES["north"], ends_on=LAST_DAY).deeds == north.deeds


def test_another_seed_gives_other_people(north: Plan) -> None:
    other = plan(SCALES["tiny"], ends_on=LAST_DAY, seed=7)
    names = [deed.says["identity"].family_name for deed in other.deeds if deed.verb == "create"]
    assert names != [deed.says["identity"].family_name for deed in north.deeds if deed.verb == "create"][: len(names)]


def test_more_of_one_kind_of_story_leaves_the_others_as_they_were(north: Plan) -> None:
    scale = SCALES["north"]
    more = plan(replace(scale, people=2010, transfers=188), ends_on=LAST_DAY)
    stories = {deed.person for deed in north.deeds if not deed.person.startswith("life-")}
    assert [deed for deed in more.deeds if deed.person in stories] == [
        deed for deed in north.deeds if deed.person in stories
    ]


def test_a_later_day_shifts_the_world_with_it(north: Plan) -> None:
    later = plan(SCALES["north"], ends_on=LAST_DAY + timedelta(days=40))
    assert max(deed.at.date() for deed in later.deeds) >= LAST_DAY + timedelta(days=38)
    assert abs(len(later.deeds) - len(north.deeds)) < len(north.deeds) / 10


def test_every_planned_fact_could_be_recorded(episodes: dict[str, Rehearsed]) -> None:
    assert [fault for episode in episodes.values() for fault in episode.faults()] == []


def test_deeds_come_in_the_order_of_recording_and_none_is_of_the_last_day(north: Plan) -> None:
    instants = [deed.at for deed in north.deeds]
    assert instants == sorted(instants)
    assert instants[-1] < datetime.combine(LAST_DAY, datetime.min.time(), tzinfo=instants[-1].tzinfo)


def test_only_those_in_post_record_anything(north: Plan) -> None:
    left = {post.username: post.left_on for there in north.world.posts.values() for post in there if post.left_on}
    assert left
    late = [deed for deed in north.deeds if deed.by in left and deed.at.date() > left[deed.by]]
    assert late == []


def test_there_are_about_two_thousand_people_of_both_sexes_and_all_backgrounds(north: Plan) -> None:
    people = [deed.says["identity"] for deed in north.deeds if deed.verb == "create"]
    assert 1950 <= len(people) <= 2050
    assert 60 <= sum(person.sex == "2" for person in people) <= 200
    assert len({person.ethnic for person in people}) >= 15
    assert min((LAST_DAY - person.born).days for person in people) > 18 * 365


def test_about_395_are_referred_to_day_care_at_one_prison(daycare: list[Rehearsed]) -> None:
    assert 380 <= len(daycare) <= 405


def test_wings_apart_from_the_main_site_have_less_than_their_share(north: Plan, daycare: list[Rehearsed]) -> None:
    apart = north.world.land.prisons["Wolderby"].apart
    lives = {episode.key.split("/")[0] for episode in daycare}
    wing = {}
    for deed in north.deeds:
        if deed.verb == "move" and deed.person in lives:
            wing.setdefault(deed.person, deed.says["unit"])
    assert 0.08 < sum(each in apart for each in wing.values()) / len(wing) < 0.2


def test_triage_is_mostly_in_time_and_treatment_starts_around_28_days(daycare: list[Rehearsed]) -> None:
    courses = [episode.now for episode in daycare]
    triage = Counter(course.runs["triage"][-1].state for course in courses)
    stopped = triage[ClockState.MET] + triage[ClockState.BREACHED_CLOSED]
    assert 0.75 < triage[ClockState.MET] / stopped < 0.97
    waits = sorted(
        course.runs["treatment-start"][-1].days_used for course in courses if "pathway-started" in course.state.taken
    )
    assert 21 <= waits[len(waits) // 2] <= 33
    assert waits[-1] > 60


def test_some_referrals_wait_for_triage_today(daycare: list[Rehearsed]) -> None:
    assert sum(episode.now.state.stage in ("sent", "referred") for episode in daycare) >= 3


def test_day_care_ends_in_every_way_there_is(daycare: list[Rehearsed]) -> None:
    ended = {course.state.outcome for course in (episode.now for episode in daycare) if course.state.closed}
    assert set(load("daycare").outcome_titles) - ended <= {"not-suitable"}


def test_sessions_are_lost_to_the_regime_for_many_reasons(daycare: list[Rehearsed]) -> None:
    reasons = {
        event.facts["reason"] for each in daycare for event in each.events if event.step == "session-lost-to-regime"
    }
    assert len(reasons) >= 10


def test_about_a_hundred_transfers_a_year_are_asked_for(transfers: list[Rehearsed]) -> None:
    asked = [t for t in transfers if "initial-request-for-medical-report" in t.now.state.taken]
    assert 180 <= len(asked) <= 230


def test_fewer_than_thirty_percent_reach_hospital_in_fourteen_days(transfers: list[Rehearsed]) -> None:
    runs = [each.now.runs for each in reached(transfers)]
    assert 0.12 < sum(run["tr-seed14"][-1].state is ClockState.MET for run in runs) / len(runs) < 0.30
    assert 0.15 <= sum(run["tr-28"][-1].state is ClockState.MET for run in runs) / len(runs) <= 0.25


def test_some_wait_most_of_a_year(transfers: list[Rehearsed]) -> None:
    waits = [each.now.runs["tr-28"][-1].days_used for each in transfers if each.now.runs["tr-28"]]
    assert 150 < max(wait or 0 for wait in waits) <= 400


def test_for_every_reason_somebody_is_held_up_today(transfers: list[Rehearsed]) -> None:
    lasting = {delay.reason for each in open_now(transfers) for delay in each.now.delays if delay.until is None}
    assert lasting == set(load("hospital-transfer").delay_reason)


def test_warrants_lapse_and_are_given_again(transfers: list[Rehearsed]) -> None:
    again = [each for each in reached(transfers) if "warrant-expired" in each.now.state.taken]
    assert 4 <= len(again) <= 30


def test_returns_are_late_more_often_than_not_and_some_release_dates_pass_in_hospital(
    transfers: list[Rehearsed],
) -> None:
    courses = [each.now for each in transfers]
    back = [course.runs["rm-14"][-1].state for course in courses if "returned-to-prison" in course.state.taken]
    assert len(back) > 20
    assert 0.3 < back.count(ClockState.BREACHED_CLOSED) / len(back) < 0.8
    assert sum("release-date-reached" in course.state.taken for course in courses) >= 3


def test_transfers_end_in_many_ways_and_some_are_in_dispute_or_held_by_nobody(transfers: list[Rehearsed]) -> None:
    courses = [each.now for each in transfers]
    outcomes = {course.state.outcome for course in courses if course.state.closed}
    assert {"remitted", "withdrawn-clinical", "not-indicated", "not-met-1", "notional-37", "released"} <= outcomes
    assert sum(course.state.stage == "dispute" for course in courses) >= 2
    assert 4 <= sum(nobody_leads(course) for course in courses) <= 20


def test_late_and_corrected_facts_are_part_of_it(north: Plan) -> None:
    steps = [deed for deed in north.deeds if deed.verb == "step" and deed.happened]
    late = [deed for deed in steps if (deed.at.date() - deed.happened.on).days > 0]
    assert len(late) > 50
    assert sum(deed.verb == "correct" for deed in north.deeds) > 20


def test_delays_are_disputed_now_and_then(transfers: list[Rehearsed]) -> None:
    said = {e.facts["answer"] for each in transfers for e in each.events if e.step == everywhere.DELAY_ANSWERED}
    assert said == {"agreed", "disputed"}


def test_nothing_is_dated_before_the_world_begins_except_where_people_were(north: Plan) -> None:
    assert min(deed.at.date() for deed in north.deeds) >= north.world.begins_on
    assert isinstance(north.world.begins_on, date)


def test_a_scheme_of_ten_mentors_stands_behind_250_people(episodes: dict[str, Rehearsed]) -> None:
    stages = Counter(each.now.state.stage for each in episodes.values() if each.service.blueprint == "peer-mentor")
    asked = [each for each in episodes.values() if each.service.blueprint == "peer-support"]
    assert (stages["active"], stages["suspended"], len(asked)) == (10, 1, 250)
    assert {"shadowing", "in-training", "vetting", "ended"} <= stages.keys()


def test_mentors_are_supervised_in_time_but_for_some(episodes: dict[str, Rehearsed]) -> None:
    active = [
        each for each in episodes.values() if each.service.blueprint == "peer-mentor" and not each.now.state.closed
    ]
    late = [each.key for each in active for run in each.now.clocks if (run.standard, run.state) == OVERDUE]
    assert 1 <= len(late) <= 3
