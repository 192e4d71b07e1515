"""What a caseload shows of an episode follows each fact, and nothing else does."""

from datetime import date

import pytest

from tests.caseload.conftest import Team, case_of
from tests.cast import Cast
from tests.episodes.conftest import day, evening
from throughcare.caseload.keeping import keep_anew, missing
from throughcare.caseload.models import Case, CaseMode
from throughcare.caseload.tasks import keep_cases
from throughcare.episodes import actions


def test_whoever_acts_first_leads_and_the_therapist_is_whoever_is_named(team: Team):
    case = case_of(team.somebody(therapist=team.quinn.pk))
    assert (case.lead, case.therapist, case.organisation) == (team.petra, team.quinn, team.petra.organisation)


def test_a_referral_that_nobody_has_received_has_no_lead_in_the_team(team: Team):
    assert case_of(team.somebody(until="sent")).lead is None


def test_the_last_meeting_is_that_of_the_latest_day_whatever_was_recorded_last(team: Team):
    episode = team.somebody()
    assert case_of(episode).last_contact_on == date(2026, 3, 3)
    team.take(episode, "session-held", on=17, attendance="on-time")
    team.take(episode, "session-missed", on=18, reason="unwell")
    actions.take_step(
        episode=episode, step="session-held", facts={"attendance": "on-time"}, happened=day(10), by=team.petra,
        at=evening(day(19)),
    )  # fmt: skip
    assert case_of(episode).last_contact_on == date(2026, 3, 17)


def test_a_review_is_due_six_weeks_after_treatment_began_and_after_each_review(team: Team):
    episode = team.somebody()
    assert case_of(episode).review_due_on == date(2026, 4, 14)
    team.take(episode, "review-held", on=20)
    assert case_of(episode).review_due_on == date(2026, 5, 1)


def test_how_somebody_is_treated_is_kept_apart_and_follows_a_correction(team: Team):
    episode = team.somebody(mode="group")
    assert CaseMode.objects.get(episode=episode).mode == "group"
    (started,) = episode.events.filter(step="pathway-started")
    actions.correct(
        episode=episode, number=started.number, facts={"pathway": "mood", "mode": "both"}, why="Was both",
        happened=day(3), by=team.petra, at=evening(day(4)),
    )  # fmt: skip
    assert CaseMode.objects.get(episode=episode).mode == "both"


def test_an_episode_that_has_ended_is_on_no_caseload(team: Team):
    episode = team.somebody(until="accepted")
    team.take(episode, "declined", on=4, criterion="mild", instead="The drop-in")
    assert not Case.objects.filter(episode=episode).exists()


def test_what_was_recorded_before_there_were_caseloads_is_kept_at_night(team: Team, cast: Cast):
    episode = team.somebody(mode="group", therapist=team.quinn.pk)
    before = Case.objects.values().get(episode=episode)
    Case.objects.all().delete()
    CaseMode.objects.all().delete()
    assert list(missing()) == [episode]
    keep_cases(int(evening(day(20)).timestamp()))
    assert {**Case.objects.values().get(episode=episode), "id": before["id"]} == before
    assert CaseMode.objects.get(episode=episode).mode == "group"
    assert list(missing()) == []


@pytest.mark.parametrize("step", ["session-held", "review-held"])
def test_the_cache_is_what_the_facts_make_of_it(team: Team, step: str):
    episode = team.somebody()
    team.take(episode, step, on=9, **({"attendance": "on-time"} if step == "session-held" else {}))
    kept = Case.objects.values("lead", "therapist", "last_contact_on", "review_due_on").get(episode=episode)
    keep_anew(episode=episode, at=evening(day(20)))
    assert Case.objects.values("lead", "therapist", "last_contact_on", "review_due_on").get(episode=episode) == kept
