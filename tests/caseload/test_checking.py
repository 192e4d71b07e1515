"""`throughcare check` computes cases anew: what the verbs write has no fault, and what others do is named."""

from datetime import date

from tests.caseload.conftest import NOW, Team
from throughcare.caseload.checking import faults
from throughcare.caseload.models import Case, CaseMode
from throughcare.config.commands import check
from throughcare.episodes.models import Episode


def told() -> list[str]:
    return list(faults(as_of=NOW))


def decline(team: Team, episode: Episode) -> None:
    team.take(episode, "declined", on=4, criterion="mild", instead="The drop-in")


def test_what_the_verbs_write_has_no_fault(team: Team):
    team.take(team.somebody(0), "session-held", on=9, attendance="on-time", minutes=50)
    team.somebody(1, until="referral-received")
    decline(team, team.somebody(2, until="accepted"))
    assert told() == []


def test_a_row_that_somebody_broke_is_named_with_what_its_facts_say(team: Team):
    episode = team.somebody(0)
    Case.objects.filter(episode=episode).update(review_due_on=date(2026, 5, 1), lead=team.rosa)
    CaseMode.objects.filter(episode=episode).update(mode="group")
    assert told() == [
        f"{episode.reference}: its case keeps lead_id {team.rosa.pk}; its facts say {team.petra.pk}.",
        f"{episode.reference}: its case keeps review_due_on 2026-05-01; its facts say 2026-04-14.",
        f"{episode.reference}: its case keeps that it is treated “group”; its facts say “individual”.",
    ]


def test_a_case_that_is_gone_and_one_of_an_episode_that_ended_are_found(team: Team):
    gone, ended = team.somebody(0), team.somebody(1, until="accepted")
    kept = Case.objects.get(episode=ended)
    decline(team, ended)
    Case.objects.filter(episode=gone).delete()
    kept.save(force_insert=True)
    assert told() == [
        f"{gone.reference}: it is on no caseload, and its facts say otherwise.",
        f"{ended.reference}: it is on a caseload, and its facts say otherwise.",
    ]


def test_the_command_looks_at_them():
    assert faults in check.LOOKS_ON_A_DAY
