"""Two people from the first concern to hospital, back to prison and out, replayed as files of events."""

from tests.facts import day
from throughcare.blueprints.library import load
from throughcare.replay.rows import as_data, replay

HEADER = "happened_at;step;party;facts;corrects"

SENTENCED = """
    2026-02-26;need-identified;prison-mental-health;why=Unwell
    2026-03-02;initial-request-for-medical-report;prison-mental-health;held-as=sentenced section=section-48
    2026-03-02;initial-request-for-medical-report;prison-mental-health;held-as=sentenced section=section-47
    2026-03-03;referral-notice-sent;prison-mental-health;recipient=secretary-of-state
    2026-03-03;referral-notice-sent;prison-mental-health;recipient=detention-authority
    2026-03-10;first-medical-report;prison-mental-health;finding=met doctor=Hart gmc=7000001 approved=no
    2026-03-10;criteria-met;prison-mental-health;
    2026-03-12;access-assessment-done;secure-hospital;result=accepted
    2026-03-14;bed-accepted;secure-hospital;
    2026-03-15;second-medical-report;secure-hospital;finding=met doctor=Dr.Hart approved=yes
    2026-03-15;second-medical-report;secure-hospital;finding=met doctor=Byrne gmc=7000002 approved=yes
    2026-03-16 09:00;application-to-mhcs;prison-mental-health;
    2026-03-17 08:00;transfer-direction-given;mhcs;section=section-47 restricted=yes
    2026-03-31;received-into-hospital;secure-hospital;
    2026-03-31;warrant-expired;prison;
    2026-04-01;transfer-direction-given;mhcs;section=section-47 restricted=yes
    2026-04-02;received-into-hospital;secure-hospital;
    2026-04-05;aftercare-opened;secure-hospital;
    2026-04-10;release-date-given;prison;release-date=2026-12-01
    2026-08-03;rc-notifies-no-longer-requires;secure-hospital;ground=no-longer-requires
    2026-08-05;s117-meeting;secure-hospital;plan=Agreed
    2026-08-07;prison-agrees-remission;prison;why=Near-family
    2026-08-10;remission-warrant-given;mhcs;section=section-51
    2026-08-10;remission-warrant-given;mhcs;section=section-50
    2026-08-14;returned-to-prison;prison;
    2026-08-18;released-after-return;prison;outcome=released
"""
REMANDED = """
    2026-03-02;initial-request-for-medical-report;prison-mental-health;held-as=magistrates-remand section=section-48
    2026-03-06;first-medical-report;prison-mental-health;finding=met doctor=Hart approved=yes urgent-need=yes
    2026-03-09;bed-accepted;secure-hospital;
    2026-03-10;second-medical-report;secure-hospital;finding=met doctor=Byrne urgent-need=no
    2026-03-11 09:00;application-to-mhcs;prison-mental-health;
    2026-03-12;second-medical-report;secure-hospital;finding=met doctor=Byrne urgent-need=yes;4
    2026-03-12 10:00;application-to-mhcs;prison-mental-health;
    2026-03-13;transfer-direction-given;mhcs;section=section-48 restricted=no
    2026-03-13;transfer-direction-given;mhcs;section=section-48 restricted=yes
    2026-03-17;received-into-hospital;secure-hospital;
    2026-05-04;rc-notifies-no-longer-requires;secure-hospital;ground=no-effective-treatment
    2026-05-06;prison-agrees-remission;prison;why=Court-near
    2026-05-07;remission-warrant-given;mhcs;section=section-51
    2026-05-08;held-as-changed;court;held-as=crown-court-remand
    2026-05-11;remission-warrant-given;mhcs;section=section-51
    2026-05-15;returned-to-prison;prison;
    2026-05-20;released-after-return;prison;outcome=released
"""


def replayed(rows: str) -> dict[str, object]:
    lines = [_line(row.strip()) for row in rows.strip().splitlines()]
    content = "\n".join([HEADER.replace(";", ","), *lines]).encode()
    return as_data(replay(load("hospital-transfer"), content, as_of=day("2026-12-31")))


def _line(row: str) -> str:
    when, step, party, given, corrects = (*row.split(";"), "")[:5]
    facts = ", ".join('""{}"": ""{}""'.format(*fact.split("=")) for fact in given.split())
    return f'{when},{step},{party},"{{{facts}}}",{corrects}'


def refused(result: dict[str, object]) -> dict[int, str]:
    """The number of each refused row, with the first words of why."""
    return {row["row"]: row["reasons"][0].split(":")[0][:60] for row in result["refused"]}


def states(result: dict[str, object]) -> dict[str, str]:
    return {clock["standard"]: clock["state"] for clock in result["clocks"] if clock["started_on"]}


def test_somebody_sentenced_goes_to_hospital_returns_and_is_released() -> None:
    result = replayed(SENTENCED)
    assert refused(result) == {
        2: "Somebody who serves a sentence is transferred under section ",
        10: "The second report must be by another doctor than the first",
        14: "'Received into hospital' is barred",
        23: "Somebody who serves a sentence is returned under section 50.",
    }
    assert (result["stage"], result["outcome"]) == ("ended", "released")
    found = states(result)
    assert (found["tr-28"], found["tr-warrant"], found["aftercare-opened-7"]) == ("breached-closed", "met", "met")
    assert (found["rm-14"], found["release-date"]) == ("met", "met")


def test_somebody_on_remand_returns_once_sent_to_the_crown_court() -> None:
    result = replayed(REMANDED)
    assert refused(result) == {
        5: "Section 48 needs both reports to say that treatment is urgen",
        8: "Somebody on remand, to the Crown Court or by magistrates, is",
        13: "Somebody remanded by magistrates is not returned by the Secr",
    }
    assert (result["stage"], result["outcome"]) == ("ended", "released")
    assert states(result)["tr-28"] == "met"
