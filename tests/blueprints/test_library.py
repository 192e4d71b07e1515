"""The blueprints that ship with the product."""

import re

import pytest

from throughcare.blueprints.check import check
from throughcare.blueprints.library import load, read_shipped, shipped, source
from throughcare.blueprints.ways import own_stages, own_steps

TRANSFER_STEPS = """
    need-identified initial-request-for-medical-report referral-notice-sent referral-received-by-hospital
    first-medical-report access-assessment-done bed-requested bed-accepted bed-offered-date second-medical-report
    application-to-mhcs mhcs-query transfer-direction-given warrant-expired escort-booked left-prison
    received-into-hospital rc-notifies-no-longer-requires s117-meeting prison-agrees-remission remission-warrant-given
    returned-to-prison release-date-reached court-disposal
"""
TRANSFER_STANDARDS = """
    tr-seed14 tr-28a tr-28b tr-28 tr-stat28 tr-notice tr-mhcs tr-warrant tr-moj wait-contact sentence-plan
    rm-14 rm-72h rm-crr follow-up-1 follow-up-4 follow-up-12 follow-up-52 release-date
    aftercare-opened-7 s74-90 s35-36-admission s35-36-renewal s35-36-in-all s37-38-admission s38-first s38-renewal
    s38-in-all
"""
TRANSFER_DELAYS = """
    no-bed no-hospital-staff no-assessor assessor-distance threshold-dispute security-level-dispute commissioner-dispute
    wrong-provider-referred late-referral-near-sentence-end second-report-late pack-incomplete mhcs-query
    escort-unavailable warrant-expired court-date person-physically-unfit infection-outbreak major-incident
    person-improved unknown
"""
TRANSFER_OUTCOMES = """
    not-indicated withdrawn-clinical released moved admitted-elsewhere died not-met-1 declined-threshold
    declined-risk declined-capacity
    out-of-area incomplete-pack direction-refused warrant-expired admitted remitted notional-37 discharged-licence
    ho-37 ho-37-41 remitted-court bail
"""
TRANSFER_PARTIES = """
    prison-mental-health prison secure-hospital case-manager mhcs commissioner offender-manager community-team
    local-authority court
"""
DAYCARE_STANDARDS = "triage assessment treatment-start review rebook discharge-letter follow-up"


@pytest.mark.parametrize("name", shipped())
def test_nothing_is_wrong_with_what_ships(name: str) -> None:
    assert check(read_shipped(name)) == ()
    assert load(name).id == name


def test_an_unknown_id_is_told_the_nearest() -> None:
    with pytest.raises(KeyError, match="There is no blueprint 'daycar'"):
        source("daycar")


def test_the_transfer_has_every_event_of_its_table() -> None:
    assert {step.id for step in own_steps(load("hospital-transfer").pathway)} >= set(TRANSFER_STEPS.split())


def test_the_transfer_has_its_standards_parties_delays_and_codes() -> None:
    transfer = load("hospital-transfer")
    assert transfer.standard.keys() == set(TRANSFER_STANDARDS.split())
    assert transfer.pathway.party.keys() == set(TRANSFER_PARTIES.split())
    assert transfer.delay_reason.keys() == set(TRANSFER_DELAYS.split())
    assert transfer.outcome_titles.keys() == set(TRANSFER_OUTCOMES.split())


def test_daycare_has_its_standards() -> None:
    assert load("daycare").standard.keys() == set(DAYCARE_STANDARDS.split())


def test_a_shortage_of_beds_or_staff_excuses_nothing() -> None:
    reasons = load("hospital-transfer").delay_reason
    assert {reason.id for reason in reasons.values() if reason.can_excuse} == {
        "court-date",
        "person-physically-unfit",
        "infection-outbreak",
        "major-incident",
    }


def test_a_shortage_may_excuse_by_what_it_comes_of() -> None:
    reasons = load("hospital-transfer").delay_reason.values()
    assert {reason.id for reason in reasons if reason.cause_can_excuse} == {"no-bed", "no-hospital-staff"}


def test_before_a_release_date_people_are_told_three_times() -> None:
    ladder = [rung for rung in load("hospital-transfer").escalations if rung.standard == "release-date"]
    assert [rung.at for rung in ladder] == [90, 56, 28]
    assert all({"secure-hospital", "offender-manager"} <= set(rung.to) for rung in ladder)


def test_an_unknown_reason_must_be_replaced_before_the_end() -> None:
    for name in shipped():
        assert [reason.id for reason in load(name).delay_reasons if not reason.closable] == ["unknown"]


@pytest.mark.parametrize("name", shipped())
def test_no_shipped_clock_ever_pauses(name: str) -> None:
    assert not any(standard.pauses or standard.resumes for standard in load(name).standards)


@pytest.mark.parametrize("name", shipped())
def test_a_local_default_is_never_confirmed_as_a_national_standard(name: str) -> None:
    assert not any(standard.confirmed for standard in load(name).standards if standard.force == "local")


@pytest.mark.parametrize("name", shipped())
def test_every_open_stage_has_an_accountable_party(name: str) -> None:
    assert all(stage.accountable for stage in own_stages(load(name).pathway) if not stage.final)


# More than this many words in a sentence is hard going at a reading age of 9 to 11.
MOST_WORDS = 16


@pytest.mark.parametrize("name", shipped())
def test_what_the_person_is_told_is_said_in_short_sentences(name: str) -> None:
    for step, words in load(name).plain.items():
        longest = max(len(sentence.split()) for sentence in re.split(r"[.?!:](?:\s|$)", words))
        assert longest <= MOST_WORDS, f"{step}: {words}"


@pytest.mark.parametrize("name", shipped())
def test_a_referral_asks_for_little(name: str) -> None:
    blueprint = load(name)
    for step in own_steps(blueprint.pathway):
        if step.begins:
            assert sum(field.required for field in blueprint.fields_of(step.id)) <= 3
