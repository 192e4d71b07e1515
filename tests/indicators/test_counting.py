"""Each indicator over a few people whose k and n anybody can count. The period is April to June 2026."""

from dataclasses import replace

import pytest

from tests.indicators.worlds import SPRING, beside, case, k_of_n, transfer
from throughcare.indicators import INDICATORS
from throughcare.meanings import ClockMeaning

IN_TIME = case(transfer("2026-04-01", "2026-04-10", "2026-04-20", "2026-04-29"))  # day 28 of the request
A_DAY_LATE = case(transfer("2026-04-01", "2026-04-10", "2026-04-20", "2026-04-30"))  # day 29
QUICK = case(transfer("2026-04-01", "2026-04-10", "2026-04-20", "2026-04-24"))  # day 14 of the report
BEFORE = case(transfer("2026-02-02", "2026-02-10", "2026-03-01", "2026-03-10"))
WAITING = case("""
    2026-04-20 initial-request-for-medical-report section=section-48
    2026-05-02 first-medical-report finding=met
""")
NO_REPORT = case("2026-05-01 initial-request-for-medical-report")
WITHDRAWN_EARLY = case("""
    2026-05-01 initial-request-for-medical-report
    2026-05-09 withdrawn
""")
RELEASED_LATE = case("""
    2026-04-01 initial-request-for-medical-report
    2026-04-10 first-medical-report finding=met
    2026-05-20 released
""")


def test_every_indicator_of_the_catalogue_is_there():
    assert [*INDICATORS] == [*(f"I{number:02}" for number in range(1, 12)), "MOJ"]


def test_two_of_three_were_in_hospital_within_28_days_and_who_waits_is_shown_apart():
    cases = [IN_TIME, A_DAY_LATE, QUICK, BEFORE, WAITING, NO_REPORT, WITHDRAWN_EARLY]
    assert k_of_n(cases, "I01") == (2, 3)
    assert beside(cases, "I01", "waiting") == 2


def test_a_wait_for_a_bed_is_never_left_out():
    late = case(
        transfer("2026-04-01", "2026-04-10", "2026-05-20", "2026-05-30")
        + "2026-04-15 delay-recorded reason=no-bed from=2026-04-15"
    )
    assert k_of_n([late, IN_TIME], "I01") == (1, 2)


def test_one_of_three_was_there_within_14_days_of_the_report_and_the_title_says_so():
    assert k_of_n([IN_TIME, A_DAY_LATE, QUICK, BEFORE], "I02", "First medical report") == (1, 3)
    assert "first medical report" in INDICATORS["I02"].titled("First medical report")


def test_an_admission_whose_start_is_not_on_record_is_missing_and_not_imputed():
    other = case(transfer("2026-04-01", "2026-04-10", "2026-04-20", "2026-04-29"))
    unknown = replace(other, runs={**other.runs, ClockMeaning.TO_HOSPITAL: ()}, admissions=())
    assert k_of_n([unknown, IN_TIME], "I01") == (1, 1)
    assert beside([unknown, IN_TIME], "I01", "missing") == 1


def test_first_reports_by_day_14_of_those_whose_day_14_has_come():
    cases = [IN_TIME, WAITING, NO_REPORT, WITHDRAWN_EARLY, BEFORE]
    # Reports on days 9 and 12; none at all; withdrawn on day 8; day 14 before the period.
    assert k_of_n(cases, "I03") == (2, 3)
    assert (beside(cases, "I03", "waiting"), beside(cases, "I03", "left-out")) == (1, 1)


def test_a_referral_whose_day_14_has_not_come_is_in_no_figure_yet():
    young = case("2026-06-20 initial-request-for-medical-report", as_of="2026-06-25")
    assert k_of_n([young], "I03") == (0, 0)


def test_from_report_to_hospital_nobody_is_left_out_but_who_did_not_meet_the_criteria():
    not_met = case("""
        2026-04-01 initial-request-for-medical-report
        2026-04-10 first-medical-report finding=not-met
        2026-04-12 criteria-not-met
    """)
    left_early = case("""
        2026-04-01 initial-request-for-medical-report
        2026-04-10 first-medical-report finding=met
        2026-04-12 withdrawn
    """)
    unknown = case("""
        2026-04-01 initial-request-for-medical-report
        2026-04-10 first-medical-report
    """)
    cases = [QUICK, IN_TIME, WAITING, RELEASED_LATE, not_met, left_early, unknown]
    assert k_of_n(cases, "I04") == (1, 5)
    assert [beside(cases, "I04", what) for what in ("waiting", "missing", "left-out")] == [1, 1, 1]


def test_where_no_finding_is_recorded_the_decision_says_whether_the_criteria_were_met():
    asked = "2026-04-01 initial-request-for-medical-report\n2026-04-10 first-medical-report\n"
    going_on, stopped = case(f"{asked}2026-04-11 criteria-met"), case(f"{asked}2026-04-30 criteria-not-met")
    assert k_of_n([going_on, stopped], "I04") == (0, 1)


def test_the_statutory_figure_is_of_those_with_a_direction_counts_one_day_less_and_is_not_in_force():
    cases = [IN_TIME, QUICK, WAITING, RELEASED_LATE]
    # In hospital on day 28 from day 0, which the Act counts as day 29.
    assert k_of_n(cases, "I05", "not in force") == (1, 2)
    assert beside(cases, "I05", "left-out", "not in force") == 2
    assert INDICATORS["I05"].titled("not in force").endswith("(not in force)")


def test_open_waits_are_counted_by_how_long_they_have_lasted():
    cases = [
        case(f"{asked} initial-request-for-medical-report") for asked in ("2026-06-02", "2026-06-01", "2026-01-01")
    ]
    numbers = [INDICATORS["I07"].band(one) for each in cases for one in INDICATORS["I07"].count(each, SPRING)]
    assert numbers == [0, 1, 3]  # 28 days, 29 days, half a year


def test_a_warrant_lapses_after_its_fourteenth_day_whether_or_not_anybody_wrote_that_down():
    unused = transfer("2026-04-01", "2026-04-10", "2026-04-20", "2026-07-30")
    live = case(transfer("2026-04-01", "2026-04-10", "2026-06-28", "2026-07-30"))
    replaced = case("""
        2026-04-01 initial-request-for-medical-report
        2026-04-10 first-medical-report finding=met
        2026-04-20 second-medical-report finding=met
        2026-04-20 application-to-mhcs
        2026-04-20 transfer-direction-given
        2026-05-04 warrant-expired
        2026-05-06 transfer-direction-given
        2026-05-10 received-into-hospital
    """)
    cases = [IN_TIME, case(unused), live, replaced]
    assert k_of_n(cases, "I08") == (2, 5)
    assert beside(cases, "I08", "waiting") == 1


def test_a_warrant_within_24_hours_of_a_complete_application_and_queries_are_told_apart():
    queried = case("""
        2026-04-01 initial-request-for-medical-report
        2026-04-10 first-medical-report finding=met
        2026-04-11 second-medical-report finding=met
        2026-04-12 application-to-mhcs
        2026-04-13 mhcs-query
        2026-04-20T09:00 application-to-mhcs
        2026-04-22T09:00 transfer-direction-given
    """)
    assert k_of_n([IN_TIME, queried], "I09") == (1, 2)
    assert beside([IN_TIME, queried], "I09", "left-out") == 1


STAY = transfer("2026-01-01", "2026-01-10", "2026-01-20", "2026-01-25")


def returned(noticed: str, back: str, *, again_on: str = "", as_of: str = "2026-06-30"):
    return case(
        f"{STAY}{noticed} rc-notifies-no-longer-requires\n{noticed} prison-agrees-remission\n"
        f"{noticed} remission-warrant-given\n{back} returned-to-prison",
        again_on=again_on,
        as_of=as_of,
    )


def test_returns_within_14_days_and_those_nobody_agrees_to_stay_in():
    nobody_agrees = case(f"{STAY}2026-04-01 rc-notifies-no-longer-requires")
    decided = case(f"{STAY}2026-04-01 rc-notifies-no-longer-requires\n2026-04-05 court-disposal outcome=ho-37")
    cases = [returned("2026-04-01", "2026-04-15"), returned("2026-04-01", "2026-04-16"), nobody_agrees, decided]
    assert k_of_n(cases, "I10") == (1, 3)
    assert (beside(cases, "I10", "waiting"), beside(cases, "I10", "left-out")) == (1, 1)


@pytest.mark.parametrize(("again_on", "counted"), [("2026-06-13", (1, 1)), ("2026-06-14", (0, 1)), ("", (0, 1))])
def test_a_readmission_counts_until_the_ninetieth_day_in_whatever_episode(again_on: str, counted: tuple[int, int]):
    assert k_of_n([returned("2026-03-10", "2026-03-15", again_on=again_on)], "I11") == counted


def test_who_has_not_been_followed_for_ninety_days_is_shown_apart():
    young = returned("2026-03-10", "2026-03-25", as_of="2026-06-01")
    assert k_of_n([young], "I11") == (0, 0)
    assert beside([young], "I11", "waiting") == 1
    assert k_of_n([returned("2026-05-01", "2026-05-03")], "I11") == (0, 0)


def test_days_as_the_ministry_counts_start_at_the_application_and_stand_apart():
    slow = case(transfer("2026-01-01", "2026-01-10", "2026-05-20", "2026-06-01"))
    assert [one.days for one in INDICATORS["MOJ"].count(slow, SPRING)] == [12]
    assert k_of_n([slow], "I01") == (0, 1)
